// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lines/LinesPeer.h"

#include "model/records/Notice.h"
#include "tests/lines/LinesFeeds.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/WaitUntil.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace livebelt::test {

using namespace Qt::StringLiterals;

namespace {

/// Each in a datagram of its own, by socat.
void sendDatagrams(const QString &to, const std::vector<LawPayload> &payloads)
{
    for (const LawPayload &payload : payloads) {
        QProcess socat;
        socat.start(u"socat"_s, {u"-u"_s, u"STDIN"_s, to});
        socat.write(payload.bytes);
        socat.closeWriteChannel();
        socat.waitForFinished();
        QCoreApplication::processEvents();
    }
}

} // namespace

FeedKind LinesPeer::kind() const
{
    return kindOf(address());
}

bool LinesPeer::isReady(const Records &records) const
{
    std::optional<NoticeType> last;
    for (const Record &record : records) {
        const auto type = noticeType(record);
        if (type && type != NoticeType::Information)
            last = type;
    }
    return last && last != NoticeType::Disconnected && last != NoticeType::Failed;
}

std::optional<int> LinesPeer::number(const Record &record) const
{
    const qsizetype at = record.text.lastIndexOf("n ");
    if (record.kind == RecordKind::Notice || at < 0)
        return std::nullopt;
    int number = 0;
    const char *first = record.text.begin() + at + 2;
    const auto [end, error] = std::from_chars(first, record.text.end(), number);
    return error == std::errc() && end == record.text.end() ? std::optional(number) : std::nullopt;
}

QByteArray LinesPeer::items(int first, int count)
{
    QByteArray lines;
    for (int i = first; i < first + count; ++i)
        lines += "n " + QByteArray::number(i) + '\n';
    return lines;
}

std::optional<LawRules> LinesPeer::law() const
{
    LawRules rules;
    rules.hasLineFeeds = false;
    return rules;
}

QByteArray LinesPeer::linesOf(const std::vector<LawPayload> &payloads)
{
    QByteArray lines;
    for (const LawPayload &payload : payloads)
        lines += payload.bytes + '\n';
    return lines;
}

QByteArray LinesPeer::garbage()
{
    return QByteArray("\xff\xfe{\"a\":[\0\x01\x80<13>", 16) + QByteArray(3000, '\xee') + "\n\n";
}

ServerPeer::ServerPeer(Transport transport) : m_transport(transport), m_port(ServerProcess::freePort()) {}

QString ServerPeer::start()
{
    m_heard = 0;
    if (m_transport == Transport::Tcp)
        return m_server.start(u"nc"_s, {u"-lkv"_s, u"127.0.0.1"_s, QString::number(m_port)}, "Listening on");
    const QString path = m_directory.filePath(u"socket"_s);
    QFile::remove(path);
    return m_server.start(u"nc"_s, {u"-lkvU"_s, path}, "Listening on");
}

QString ServerPeer::address() const
{
    return m_transport == Transport::Tcp ? u"tcp://127.0.0.1:%1?parse=text"_s.arg(m_port)
                                         : u"unix:%1?parse=text"_s.arg(m_directory.filePath(u"socket"_s));
}

bool ServerPeer::giveGarbage()
{
    m_server.say(garbage());
    return true;
}

/// nc listens with a queue of one.
bool ServerPeer::takesConnection()
{
    constexpr QByteArrayView taken = "Connection received";
    const auto found = [&] { return m_server.output().indexOf(taken, m_heard); };
    if (!waitUntil([&] { return found() >= 0 || !m_server.isRunning(); }) || found() < 0)
        return false;
    m_heard = found() + taken.size();
    return true;
}

SerialPeer::~SerialPeer()
{
    ::close(m_held);
}

QString SerialPeer::start()
{
    const QString path = m_directory.filePath(u"tty"_s);
    QFile::remove(path); // of one that was killed
    const QString problem =
        m_device.start(u"socat"_s, {u"-d"_s, u"-d"_s, u"STDIO"_s, u"PTY,link=%1,raw,echo=0"_s.arg(path)},
                       "starting data transfer loop");
    ::close(std::exchange(m_held, -1));
    m_held = ::open(QFile::encodeName(path).constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    return problem;
}

QString SerialPeer::address() const
{
    return u"serial:%1?baud=9600&parse=text"_s.arg(m_directory.filePath(u"tty"_s));
}

bool SerialPeer::giveGarbage()
{
    m_device.say(garbage());
    return true;
}

QString GroupPeer::start()
{
    m_port = ServerProcess::freePort();
    const QString group = u"UDP4-DATAGRAM:239.255.77.88:%1,ip-multicast-if=127.0.0.1"_s.arg(m_port);
    return m_sender.start(u"socat"_s, {u"-d"_s, u"-d"_s, u"-u"_s, u"STDIN"_s, group}, "starting data transfer loop");
}

QString GroupPeer::address() const
{
    return u"udp://239.255.77.88:%1?interface=lo&frame=line&parse=text"_s.arg(m_port);
}

bool GroupPeer::giveGarbage()
{
    m_sender.say(garbage());
    return true;
}

QString VisitorPeer::start()
{
    m_port = ServerProcess::freePort();
    return {};
}

QString VisitorPeer::address() const
{
    return m_program == Program::Netcat ? u"listen-tcp://:%1?parse=text"_s.arg(m_port)
                                        : u"listen-udp://:%1"_s.arg(m_port);
}

void VisitorPeer::send(const QByteArray &lines)
{
    const QStringList netcat{u"-N"_s, u"127.0.0.1"_s, QString::number(m_port)};
    const QStringList logger{u"-n"_s, u"127.0.0.1"_s, u"-P"_s, QString::number(m_port),
                             u"-d"_s, u"--rfc3164"_s, u"-t"_s, u"matrix"_s};
    const bool isNetcat = m_program == Program::Netcat;
    std::erase_if(m_visitors, [](const auto &visitor) { return !visitor->isRunning(); });
    m_visitors.push_back(std::make_unique<Talker>());
    m_visitors.back()->start(isNetcat ? u"nc"_s : u"logger"_s, isNetcat ? netcat : logger);
    m_visitors.back()->say(lines);
    m_visitors.back()->finish();
}

bool VisitorPeer::giveGarbage()
{
    send(garbage());
    return true;
}

std::optional<LawRules> VisitorPeer::law() const
{
    std::optional<LawRules> rules = LinesPeer::law();
    if (m_program == Program::Logger) { // whose place socat takes: logger changes what it is given
        rules->hasLineFeeds = true;
        rules->hasBlanks = false;
    }
    return rules;
}

void VisitorPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    if (m_program == Program::Netcat)
        send(linesOf(payloads));
    else
        sendDatagrams(u"UDP4-SENDTO:127.0.0.1:%1,bind=127.0.0.1"_s.arg(m_port), payloads);
}

std::optional<LawRules> GroupPeer::law() const
{
    std::optional<LawRules> rules = LinesPeer::law();
    rules->hasBlanks = false; // socat sends nothing of nothing
    return rules;
}

void GroupPeer::givePayloads(const std::vector<LawPayload> &payloads)
{
    sendDatagrams(u"UDP4-DATAGRAM:239.255.77.88:%1,ip-multicast-if=127.0.0.1"_s.arg(m_port), payloads);
}

} // namespace livebelt::test
