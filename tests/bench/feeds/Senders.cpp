// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/Senders.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace livebelt::bench {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto pause = 200us;
constexpr int patience = 50; // milliseconds

QByteArray line(int number)
{
    return "line " + QByteArray::number(number) + " of a feed with a few words in it\n";
}

template<typename Condition>
void waitFor(Condition condition)
{
    for (auto left = 10s / pause; !condition(); --left) {
        if (left == 0)
            qFatal("no reader has come");
        std::this_thread::sleep_for(pause);
    }
}

} // namespace

PtyFlood::PtyFlood() : m_ours(posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
{
    if (m_ours < 0 || grantpt(m_ours) != 0 || unlockpt(m_ours) != 0)
        qFatal("there is no pseudoterminal");
    std::array<char, 64> path{};
    if (ptsname_r(m_ours, path.data(), path.size()) != 0)
        qFatal("the pseudoterminal has no name");
    m_path = QString::fromLocal8Bit(path.data());
    m_held = ::open(m_path.toLocal8Bit().constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings{};
    tcgetattr(m_held, &settings);
    cfmakeraw(&settings);
    tcsetattr(m_held, TCSANOW, &settings);
}

PtyFlood::~PtyFlood()
{
    ::close(m_held);
    ::close(m_ours);
}

void PtyFlood::prepare() const
{
    tcflush(m_held, TCIFLUSH);
}

bool PtyFlood::hasReader() const
{
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    const QString own = QString::number(getpid());
    return std::any_of(processes.begin(), processes.end(), [&](const QString &process) {
        const QFileInfoList files =
            QDir(u"/proc/%1/fd"_s.arg(process)).entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        return process != own && std::any_of(files.begin(), files.end(),
                                             [this](const QFileInfo &file) { return file.symLinkTarget() == m_path; });
    });
}

void PtyFlood::send(int count) const
{
    waitFor([this] { return hasReader(); });
    QByteArray bytes;
    for (int next = 1; next <= count || hasReader();) {
        while (bytes.size() < 4096)
            bytes += line(next++);
        pollfd file{m_ours, POLLOUT, 0};
        if (::poll(&file, 1, patience) == 0 && !hasReader())
            return;
        const ssize_t written = ::write(m_ours, bytes.constData(), size_t(bytes.size()));
        bytes.remove(0, qsizetype(std::max<ssize_t>(0, written)));
    }
}

int UdpFlood::waiting() const
{
    const QByteArray port = ':' + QByteArray::number(m_port, 16).toUpper().rightJustified(4, '0');
    for (const QString &name : {u"/proc/net/udp"_s, u"/proc/net/udp6"_s}) {
        QFile file(name);
        if (!file.open(QFile::ReadOnly))
            continue;
        const QList<QByteArray> sockets = file.readAll().split('\n');
        for (const QByteArray &socket : sockets) { // 1: 0100007F:1F90 00000000:0000 07 00000000:00000000 ...
            const QList<QByteArray> words = socket.simplified().split(' ');
            if (words.size() > 4 && words[1].endsWith(port))
                return words[4].split(':').last().toInt(nullptr, 16);
        }
    }
    return -1;
}

void UdpFlood::send(int count) const
{
    constexpr int portion = 64, most = 64 * 1024; // of the 208 KB that Linux holds, unless told otherwise
    waitFor([this] { return waiting() >= 0; });
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0)
        qFatal("nothing can be sent to this machine itself");
    // Twice as many at most: what is lost all the same is made up for.
    for (int next = 1, held = 0; next <= 2 * count && held >= 0; held = waiting()) {
        if (held > most) {
            std::this_thread::sleep_for(pause);
            continue;
        }
        for (const int end = next + portion; next < end; ++next) {
            const QByteArray bytes = line(next);
            [[maybe_unused]] const ssize_t sent = ::send(socket, bytes.constData(), size_t(bytes.size()), 0);
        }
    }
    ::close(socket);
}

} // namespace livebelt::bench
