// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcLink.h"

#include "model/records/Timestamp.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

/// Sixteen times what a message with tags may have by IRCv3 (8191 bytes of tags and 512 for the rest).
constexpr qint64 longestLine = 64 * 1024;
constexpr char quitLine[] = "QUIT :Livebelt\r\n";

async::Task<void> until(std::shared_ptr<async::Event> event)
{
    co_await event->wait();
}

async::Task<void> sayGoodbye(std::weak_ptr<IrcTransport> weak, std::weak_ptr<Parting> parting,
                             std::shared_ptr<async::Event> gone, IrcTimes::Duration patience)
{
    {
        const std::shared_ptr<IrcTransport> transport = weak.lock();
        if (!transport)
            co_return;
        if (!transport->isOpen()) {
            transport->abort();
            co_return;
        }
        transport->send(quitLine);
        transport->flush();
    }
    try {
        co_await async::withTimeout(until(gone), patience);
    } catch (const async::TimedOut &) {
        if (const std::shared_ptr<Parting> now = parting.lock())
            now->begin();
    }
}

} // namespace

IrcLink::IrcLink(IrcTarget target, const IrcTimes &times)
    : m_target(std::move(target)), m_times(times), m_transport(IrcTransport::make(m_target)), m_heardAt(Clock::now())
{
}

IrcLink::~IrcLink()
{
    m_gone->set();
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
    m_transport->useTls(*configuration);
    return true;
}

async::Task<bool> IrcLink::open()
{
    if (!prepare())
        co_return false;
    m_deadline.spawn(limitWelcome());
    try {
        co_await m_transport->open();
        IrcTransport *const transport = m_transport.get();
        m_parting = std::make_shared<Parting>(
            *transport->device(), [transport] { return transport->descriptor(); }, [transport] { transport->abort(); });
        co_return true;
    } catch (const async::SocketError &error) {
        const std::optional<Ending> known = m_transport->ending();
        if (m_ending.why.isEmpty())
            m_ending =
                known.value_or(Ending{Ending::Kind::Lost, connectionProblem(error, m_target.host, m_target.port)});
        if (isHopeless(error))
            m_ending.kind = Ending::Kind::Refused;
    }
    co_return false;
}

async::AsyncIterator<async::Line> IrcLink::lines()
{
    return async::linesOf(pieces(), longestLine);
}

async::AsyncIterator<QByteArray> IrcLink::pieces()
{
    auto pieces = m_parting->watch(async::chunks(m_transport->device()));
    while (QByteArray *piece = co_await pieces.borrow()) {
        m_heardAt = Clock::now();
        m_received = nowMicros();
        co_yield std::move(*piece);
    }
}

void IrcLink::welcomed()
{
    m_deadline.cancel();
    m_watch.spawn(keepAlive());
}

void IrcLink::send(const QByteArray &lines)
{
    if (!lines.isEmpty())
        m_transport->send(lines);
}

void IrcLink::refuse(const QString &why, bool wantsPassword)
{
    m_ending.why = why;
    m_ending.wantsPassword = wantsPassword;
    m_ending.kind = Ending::Kind::Refused;
    m_transport->send(quitLine);
    m_transport->flush();
}

void IrcLink::giveUp(const QString &why)
{
    m_ending.why = why;
    m_transport->abort();
}

async::Task<void> IrcLink::goodbye() const
{
    return sayGoodbye(m_transport, m_parting, m_gone, m_times.goodbye);
}

Ending IrcLink::ending() const
{
    Ending ending = m_ending;
    if (!ending.why.isEmpty())
        return ending;
    const std::optional<Ending> known = m_transport->ending();
    ending.silence = known ? known->silence : silenceOf(m_transport->error());
    if (!m_lastWords.isEmpty())
        ending.why = m_lastWords;
    else if (known)
        ending.why = known->why;
    else if (m_transport->error().code() != QAbstractSocket::UnknownSocketError)
        ending.why = connectionProblem(m_transport->error(), m_target.host, m_target.port);
    else
        ending.why = u"The connection to %1 was lost"_s.arg(m_target.where);
    return ending;
}

async::Task<void> IrcLink::limitWelcome()
{
    co_await async::sleepFor(m_times.answer);
    if (m_transport->isReached() && !m_transport->isOpen())
        giveUp(u"%1 does not answer in TLS on port %2: is the port right?"_s.arg(m_target.host).arg(m_target.port));
    else if (m_transport->isOpen())
        giveUp(u"%1 does not answer in IRC on port %2: is the port right?"_s.arg(m_target.host).arg(m_target.port));
    else
        giveUp(u"%1 does not answer on port %2: check the address and the network"_s.arg(m_target.host)
                   .arg(m_target.port));
}

/// Whether nothing has come since then; what waits for a slow consumer has come.
bool IrcLink::isSilent(Clock::time_point since) const
{
    return m_heardAt <= since && !m_transport->hasUnread();
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
            m_ending.silence = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_heardAt);
            giveUp(u"%1 has not said a word for %2 s"_s.arg(m_target.host)
                       .arg(double((m_times.idle + m_times.silence).count()) / 1000));
            co_return;
        }
    }
}

} // namespace livebelt
