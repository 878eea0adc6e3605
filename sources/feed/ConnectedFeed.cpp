// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"

#include "model/records/Notice.h"
#include "sources/feed/SetAfter.h"
#include <livebelt/async/Scope.h>

#include <QScopedValueRollback>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// Events may be words of the server, about whoever connects or is being sent away.
void note(const Record &record, ConnectionLog &log)
{
    if (record.kind == RecordKind::Notice || !log.isConnected())
        return;
    log.heard(record.received);
    if (record.kind != RecordKind::Event)
        log.proven();
}

} // namespace

async::Task<Result<void>> Connection::send(Outgoing)
{
    co_return Failure{u"Nothing can be sent to this kind of feed"_s};
}

void Connection::stored(quint64) {}

ConnectedFeed::ConnectedFeed(QString where, Connect connect, async::Backoff backoff, Continue resume)
    : m_where(std::move(where))
    , m_connect(std::move(connect))
    , m_continue(std::move(resume))
    , m_losses(std::move(backoff))
    , m_refusals(m_losses.upTo(longestRefusal))
{
}

void ConnectedFeed::continueAfter(const ResumePoints &points)
{
    m_hasWorked = !points.empty();
    if (m_continue)
        m_continue(points);
}

async::AsyncIterator<Record> ConnectedFeed::records()
{
    ConnectionLog log(m_where);
    while (!m_isClosing) {
        Ending ending;
        m_hasWorked = m_hasWorked || log.wasConnected();
        {
            const std::unique_ptr<Connection> connection = m_connect(log);
            const QScopedValueRollback<Connection *> current(m_connection, connection.get());
            m_before = m_given;
            tellStored();
            async::AsyncIterator<Record> items = connection->run();
            while (Record *record = co_await items.borrow()) {
                ++m_given;
                note(*record, log);
                co_yield std::move(*record);
            }
            ending = connection->ending();
        }
        if (m_isClosing)
            co_return;
        judge(log);
        if (std::optional<Record> last = lastWord(ending, log)) {
            co_yield *std::move(last);
            co_return;
        }
        const std::chrono::milliseconds wait = waitAfter(ending);
        Record lost = log.disconnected(ending.why, wait, ending.silence, ending.wantsPassword);
        ++m_given;
        co_yield std::move(lost);
        co_await pause(wait);
    }
}

/// How the connection that has just ended has fared, from what was said to the backoff.
void ConnectedFeed::judge(const ConnectionLog &log)
{
    async::Clock::Duration spell{};
    if (log.isConnected()) {
        spell = async::Loop::current().clock().now() - log.connectedSince();
        m_losses.workedFor(spell);
        m_refusals.workedFor(spell);
    }
    m_hasWorked = m_hasWorked || log.isProven() || spell >= trial;
}

/// What is said where there is no other attempt.
std::optional<Record> ConnectedFeed::lastWord(const Ending &ending, ConnectionLog &log) const
{
    switch (ending.kind) {
    case Ending::Kind::Lost:
        break;
    case Ending::Kind::Refused:
        if (m_hasWorked)
            break;
        [[fallthrough]];
    case Ending::Kind::Failed:
        return log.failed(ending.why, ending.wantsPassword);
    case Ending::Kind::Done:
        return makeNotice(NoticeType::Ended, ending.why.toUtf8());
    }
    return std::nullopt;
}

std::chrono::milliseconds ConnectedFeed::waitAfter(const Ending &ending)
{
    const auto backoff = ending.kind == Ending::Kind::Refused ? m_refusals.next() : m_losses.next();
    return ending.retryIn.value_or(backoff);
}

void ConnectedFeed::stored(quint64 count)
{
    m_stored = count;
    tellStored();
}

void ConnectedFeed::tellStored()
{
    if (m_connection && m_stored >= m_before)
        m_connection->stored(m_stored - m_before);
}

async::Task<void> ConnectedFeed::pause(std::chrono::milliseconds duration)
{
    if (m_isClosing)
        co_return;
    m_wake.reset();
    co_await waitAtMost(&m_wake, duration);
}

async::Task<void> ConnectedFeed::close()
{
    const bool again = std::exchange(m_isClosing, true);
    m_wake.set();
    if (!again && m_connection)
        co_await m_connection->goodbye();
}

async::Task<Result<void>> ConnectedFeed::send(Outgoing message)
{
    if (!m_connection || m_isClosing)
        co_return Failure{u"There is no connection to %1 at the moment: send it again once there is"_s.arg(m_where)};
    co_return co_await m_connection->send(std::move(message));
}

} // namespace livebelt
