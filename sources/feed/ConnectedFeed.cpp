// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ConnectedFeed.h"

#include "model/records/Notice.h"
#include "sources/async/Scope.h"
#include "sources/feed/SetAfter.h"

#include <QScopedValueRollback>

namespace livebelt {

using namespace Qt::StringLiterals;

async::Task<Result<void>> Connection::send(Outgoing)
{
    co_return Failure{u"Nothing can be sent to this kind of feed"_s};
}

ConnectedFeed::ConnectedFeed(QString where, Connect connect, async::Backoff backoff)
    : m_where(std::move(where)), m_connect(std::move(connect)), m_backoff(std::move(backoff))
{
}

async::AsyncIterator<Record> ConnectedFeed::records()
{
    ConnectionLog log(m_where);
    while (!m_isClosing) {
        Ending ending;
        {
            const std::unique_ptr<Connection> connection = m_connect(log);
            const QScopedValueRollback<Connection *> current(m_connection, connection.get());
            async::AsyncIterator<Record> items = connection->run();
            while (Record *record = co_await items.borrow())
                co_yield std::move(*record);
            ending = connection->ending();
        }
        if (m_isClosing)
            co_return;
        if (ending.kind != Ending::Kind::Lost) {
            const bool isDone = ending.kind == Ending::Kind::Done;
            Record last = isDone ? makeNotice(NoticeType::Ended, ending.why.toUtf8()) : log.failed(ending.why);
            co_yield std::move(last);
            co_return;
        }
        if (log.isConnected())
            m_backoff.workedFor(async::Loop::current().clock().now() - log.connectedSince());
        const std::chrono::milliseconds backoff = m_backoff.next();
        const std::chrono::milliseconds wait = ending.retryIn.value_or(backoff);
        Record lost = log.disconnected(ending.why, wait);
        co_yield std::move(lost);
        co_await pause(wait);
    }
}

async::Task<void> ConnectedFeed::pause(std::chrono::milliseconds duration)
{
    async::Scope timer;
    if (m_isClosing)
        co_return;
    m_wake.reset();
    timer.spawn(setAfter(&m_wake, duration));
    co_await m_wake.wait();
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
