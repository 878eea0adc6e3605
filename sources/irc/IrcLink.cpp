// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcLink.h"

#include "sources/async/Event.h"
#include "sources/async/Signals.h"
#include "sources/async/Timers.h"
#include "sources/async/tasks/TimedOut.h"
#include "sources/async/tasks/WithTimeout.h"

#include <QPointer>

namespace livebelt {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

/// Sixteen times what a message with tags may have by IRCv3 (8191 bytes of tags and 512 for the rest).
constexpr qint64 longestLine = 64 * 1024;
/// More than this waits in the kernel, and TCP slows the server.
constexpr qint64 readBuffer = 256 * 1024;

constexpr char quitLine[] = "QUIT :Livebelt\r\n";

async::Task<void> untilClosed(QPointer<QTcpSocket> socket)
{
    async::Event changed;
    const async::ScopedConnection closed =
        QObject::connect(socket, &QAbstractSocket::disconnected, [&] { changed.set(); });
    const async::ScopedConnection gone = QObject::connect(socket, &QObject::destroyed, [&] { changed.set(); });
    while (socket && socket->state() != QAbstractSocket::UnconnectedState)
        co_await changed.wait();
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
    try {
        co_await async::withTimeout(untilClosed(socket), patience);
    } catch (const async::TimedOut &) {
        if (socket)
            socket->abort();
    }
}

} // namespace

IrcLink::IrcLink(IrcTarget target, const IrcTimes &times)
    : m_target(std::move(target)), m_times(times), m_heardAt(Clock::now())
{
    if (m_target.tls)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setProxy(m_target.network.proxyFor(m_target.host, m_target.port));
}

bool IrcLink::prepare()
{
    if (!m_target.tls)
        return true;
    const Result<QSslConfiguration> configuration = m_target.network.tls();
    if (!configuration) {
        m_ending.why = configuration.error();
        m_ending.kind = Ending::Kind::Refused;
        return false;
    }
    static_cast<QSslSocket *>(m_socket.get())->setSslConfiguration(*configuration);
    return true;
}

async::Task<bool> IrcLink::open()
{
    if (!prepare())
        co_return false;
    m_deadline.spawn(limitWelcome());
    try {
        if (m_target.tls)
            co_await async::connectEncrypted(static_cast<QSslSocket *>(m_socket.get()), m_target.host, m_target.port);
        else
            co_await async::connectTo(m_socket.get(), m_target.host, m_target.port);
        co_return true;
    } catch (const async::SocketError &error) {
        if (m_ending.why.isEmpty())
            m_ending.why = connectionProblem(error, m_target.host, m_target.port);
        if (isHopeless(error))
            m_ending.kind = Ending::Kind::Refused;
    }
    co_return false;
}

async::AsyncIterator<async::Line> IrcLink::lines()
{
    return async::lines(m_socket.get(), longestLine);
}

void IrcLink::welcomed()
{
    m_deadline.cancel();
    m_watch.spawn(keepAlive());
}

void IrcLink::send(const QByteArray &lines)
{
    if (!lines.isEmpty())
        m_socket->write(lines);
}

void IrcLink::refuse(const QString &why)
{
    m_ending.why = why;
    m_ending.kind = Ending::Kind::Refused;
    m_socket->write(quitLine);
    m_socket->flush();
}

void IrcLink::giveUp(const QString &why)
{
    m_ending.why = why;
    m_socket->abort();
}

async::Task<void> IrcLink::goodbye() const
{
    return sayGoodbye(m_socket.get(), m_times.goodbye);
}

Ending IrcLink::ending() const
{
    Ending ending = m_ending;
    if (!ending.why.isEmpty())
        return ending;
    if (!m_lastWords.isEmpty())
        ending.why = m_lastWords;
    else if (m_socket->error() != QAbstractSocket::UnknownSocketError)
        ending.why = connectionProblem(async::SocketError(m_socket->error(), m_socket->errorString()), m_target.host,
                                       m_target.port);
    else
        ending.why = u"The connection to %1 was lost"_s.arg(m_target.where);
    return ending;
}

async::Task<void> IrcLink::limitWelcome()
{
    co_await async::sleepFor(m_times.answer);
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get());
    if (isOpen() && tls && !tls->isEncrypted())
        giveUp(u"%1 does not answer in TLS on port %2: is the port right?"_s.arg(m_target.host).arg(m_target.port));
    else if (isOpen())
        giveUp(u"%1 does not answer in IRC on port %2: is the port right?"_s.arg(m_target.host).arg(m_target.port));
    else
        giveUp(u"%1 does not answer on port %2: check the address and the network"_s.arg(m_target.host)
                   .arg(m_target.port));
}

/// Whether nothing has come since then; what waits for a slow consumer has come.
bool IrcLink::isSilent(Clock::time_point since) const
{
    const auto *tls = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_heardAt <= since && m_socket->bytesAvailable() == 0 && (!tls || tls->encryptedBytesAvailable() == 0);
}

async::Task<void> IrcLink::keepAlive()
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
            giveUp(u"%1 has not said a word for %2 s"_s.arg(m_target.host)
                       .arg(double((m_times.idle + m_times.silence).count()) / 1000));
            co_return;
        }
    }
}

} // namespace livebelt
