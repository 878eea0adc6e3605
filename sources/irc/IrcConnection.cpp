// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcConnection.h"

#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Signals.h"
#include "sources/async/Timers.h"
#include "sources/irc/SetAfter.h"

#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace livebelt {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

/// Sixteen times what a message with tags may have by IRCv3 (8191 bytes of tags and 512 for the rest).
constexpr qint64 longestLine = 64 * 1024;
/// More than this waits in the kernel, and TCP slows the server.
constexpr qint64 readBuffer = 256 * 1024;

constexpr char quitLine[] = "QUIT :Livebelt\r\n";

/// What the two ends say to each other to keep the connection: nothing that a person would miss.
bool isUpkeep(const IrcMessage &message)
{
    return message.is("PING") || message.is("PONG") || message.is("CAP") || message.is("AUTHENTICATE");
}

Record quarantined(const async::Line &line)
{
    const bool isHalf = !line.isWhole;
    return makeNotice(NoticeType::Quarantined,
                      isHalf ? QByteArray("The connection was lost in the middle of this line")
                             : QByteArray("A line that is no IRC; it is kept as it came"),
                      {}, line.bytes);
}

Record truncated(const async::Line &line)
{
    FieldsBuilder fields;
    fields.add("bytes", line.length);
    return makeNotice(NoticeType::Truncated,
                      "A line of " + QByteArray::number(line.length) + " bytes was cut to its first " +
                          QByteArray::number(line.bytes.size()),
                      fields.take());
}

async::Task<void> sayGoodbye(QPointer<QTcpSocket> socket, IrcTimes::Duration patience)
{
    const auto *tls = qobject_cast<QSslSocket *>(socket.data());
    if (socket->state() != QAbstractSocket::ConnectedState || (tls && !tls->isEncrypted())) {
        socket->abort();
        co_return;
    }
    socket->write(quitLine);
    socket->flush();
    async::Event changed;
    bool isLate = false;
    const async::ScopedConnection closed =
        QObject::connect(socket, &QAbstractSocket::disconnected, [&] { changed.set(); });
    const async::ScopedConnection gone = QObject::connect(socket, &QObject::destroyed, [&] { changed.set(); });
    async::Scope timer;
    timer.spawn(setAfter(&changed, patience));
    while (!isLate && socket && socket->state() != QAbstractSocket::UnconnectedState) {
        co_await changed.wait();
        isLate = timer.isEmpty();
    }
    if (socket && socket->state() != QAbstractSocket::UnconnectedState)
        socket->abort();
}

} // namespace

IrcConnection::IrcConnection(const IrcAddress &address, const IrcTimes &times, ConnectionLog &log, IrcRecords &records)
    : m_address(address)
    , m_times(times)
    , m_log(log)
    , m_records(records)
    , m_registration(address)
    , m_channels(address.channels, address.host)
    , m_heardAt(Clock::now())
{
    if (address.tls)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readBuffer);
}

async::AsyncIterator<Record> IrcConnection::run()
{
    if (m_address.tls && !prepareTls())
        co_return;
    m_deadline.spawn(limitWelcome());
    bool isUp = false;
    try {
        if (m_address.tls)
            co_await async::connectEncrypted(static_cast<QSslSocket *>(m_socket.get()), m_address.host, m_address.port);
        else
            co_await async::connectTo(m_socket.get(), m_address.host, m_address.port);
        isUp = true;
    } catch (const async::SocketError &error) {
        if (m_why.isEmpty())
            m_why = connectionProblem(error, m_address.host, m_address.port);
        m_isRefused = isHopeless(error);
    }
    if (!isUp)
        co_return;
    send(m_registration.hello());

    Records several;
    async::AsyncIterator<async::Line> lines = async::lines(m_socket.get(), longestLine);
    while (auto line = co_await lines.next()) {
        m_heardAt = Clock::now();
        const qint64 received = nowMicros();
        const IrcMessage message = IrcMessage::parse(line->bytes);
        if (line->isWhole && !line->isCut() && (message.is("PRIVMSG") || message.is("NOTICE"))) [[likely]] {
            Record record = m_records.take(message, line->bytes, received);
            co_yield std::move(record);
            continue;
        }
        several.clear();
        const bool goesOn = handle(*line, message, received, several);
        for (Record &record : several)
            co_yield std::move(record);
        if (!goesOn)
            co_return;
    }
}

/// False: nothing more is to be read.
bool IrcConnection::handle(const async::Line &line, const IrcMessage &message, qint64 received, Records &records)
{
    if (line.length == 0)
        return true;
    if (!line.isWhole || !message.isValid()) {
        records.push_back(quarantined(line));
        if (line.isCut())
            records.push_back(truncated(line));
        return true;
    }
    if (!isUpkeep(message))
        records.push_back(m_records.take(message, line.bytes, received));
    if (line.isCut())
        records.push_back(truncated(line));

    IrcReply reply;
    const bool wasRegistered = m_registration.isRegistered();
    m_registration.take(message, reply);
    if (!wasRegistered && m_registration.isRegistered())
        welcomed(records);
    if (message.is("PING"))
        reply.send += "PONG :" + message.parameter(0).toByteArray() + "\r\n";
    else if (message.is("ERROR"))
        m_lastWords = u"%1 closed the connection: %2"_s.arg(m_address.host, QString::fromUtf8(message.last()));
    else if (message.is("KILL"))
        m_why = u"%1 has put you off the server: %2"_s.arg(QString::fromUtf8(message.nick),
                                                           QString::fromUtf8(message.last()));
    else
        m_channels.take(message, m_registration.nick(), reply);
    for (Record &notice : reply.notices)
        records.push_back(std::move(notice));
    send(reply.send);

    if (m_channels.wantsToKnockAgain() && !std::exchange(m_isKnocking, true))
        m_watch.spawn(knock());
    const QString refusal = m_registration.refusal().isEmpty() ? m_channels.refusal() : m_registration.refusal();
    if (!refusal.isEmpty())
        refuse(refusal);
    return refusal.isEmpty();
}

void IrcConnection::welcomed(Records &records)
{
    m_deadline.cancel();
    m_watch.spawn(keepAlive());
    records.push_back(m_log.connected());
    send(m_channels.join());
}

bool IrcConnection::prepareTls()
{
    if (m_address.authorities.isEmpty())
        return true;
    const QList<QSslCertificate> authorities = QSslCertificate::fromPath(m_address.authorities, QSsl::Pem);
    if (authorities.isEmpty()) {
        m_why = u"There is no certificate in %1: give ?ca= a PEM file with the certificate authority"_s.arg(
            m_address.authorities);
        m_isRefused = true;
        return false;
    }
    auto *socket = static_cast<QSslSocket *>(m_socket.get());
    QSslConfiguration configuration = socket->sslConfiguration();
    configuration.setCaCertificates(authorities);
    socket->setSslConfiguration(configuration);
    return true;
}

async::Task<void> IrcConnection::quit() const
{
    return sayGoodbye(m_socket.get(), m_times.goodbye);
}

void IrcConnection::send(const QByteArray &lines)
{
    if (!lines.isEmpty())
        m_socket->write(lines);
}

void IrcConnection::refuse(const QString &why)
{
    m_why = why;
    m_isRefused = true;
    m_socket->write(quitLine);
    m_socket->flush();
}

void IrcConnection::giveUp(const QString &why)
{
    m_why = why;
    m_socket->abort();
}

QString IrcConnection::why() const
{
    if (!m_why.isEmpty())
        return m_why;
    if (!m_lastWords.isEmpty())
        return m_lastWords;
    if (m_socket->error() != QAbstractSocket::UnknownSocketError)
        return connectionProblem(async::SocketError(m_socket->error(), m_socket->errorString()), m_address.host,
                                 m_address.port);
    return u"The connection to %1 was lost"_s.arg(m_address.where());
}

async::Task<void> IrcConnection::limitWelcome()
{
    co_await async::sleepFor(m_times.answer);
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get());
    const bool isUp = m_socket->state() == QAbstractSocket::ConnectedState;
    if (isUp && tls && !tls->isEncrypted())
        giveUp(u"%1 does not answer in TLS on port %2: is the port right?"_s.arg(m_address.host).arg(m_address.port));
    else if (isUp)
        giveUp(u"%1 does not answer in IRC on port %2: is the port right?"_s.arg(m_address.host).arg(m_address.port));
    else
        giveUp(u"%1 does not answer on port %2: check the address and the network"_s.arg(m_address.host)
                   .arg(m_address.port));
}

/// Whether nothing has come since then; what waits for a slow consumer has come.
bool IrcConnection::isSilent(Clock::time_point since) const
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_heardAt <= since && m_socket->bytesAvailable() == 0 && (!tls || tls->encryptedBytesAvailable() == 0);
}

async::Task<void> IrcConnection::keepAlive()
{
    while (true) {
        const auto quiet = std::chrono::duration_cast<IrcTimes::Duration>(Clock::now() - m_heardAt);
        if (quiet < m_times.idle) {
            co_await async::sleepFor(m_times.idle - quiet);
            continue;
        }
        const auto asked = Clock::now();
        send("PING :livebelt\r\n");
        co_await async::sleepFor(m_times.silence);
        if (isSilent(asked)) {
            giveUp(u"%1 has not said a word for %2 s"_s.arg(m_address.host)
                       .arg(double((m_times.idle + m_times.silence).count()) / 1000));
            co_return;
        }
    }
}

async::Task<void> IrcConnection::knock()
{
    while (m_channels.wantsToKnockAgain()) {
        co_await async::sleepFor(m_times.knock);
        send(m_channels.knockAgain());
    }
    m_isKnocking = false;
}

} // namespace livebelt
