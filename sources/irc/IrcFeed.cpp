// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFeed.h"

#include "sources/async/Backoff.h"
#include "sources/irc/SetAfter.h"

#include <QScopedValueRollback>

namespace livebelt {

IrcFeed::IrcFeed(IrcAddress address, IrcTimes times) : m_address(std::move(address)), m_times(times) {}

async::AsyncIterator<Record> IrcFeed::records()
{
    ConnectionLog log(m_address.where());
    async::Backoff backoff(m_times.firstRetry, m_times.longestRetry);
    IrcRecords records;
    while (!m_isClosing) {
        QString why;
        bool isRefused = false;
        {
            IrcConnection connection(m_address, m_times, log, records);
            const QScopedValueRollback<IrcConnection *> current(m_connection, &connection);
            async::AsyncIterator<Record> items = connection.run();
            while (auto record = co_await items.next())
                co_yield std::move(*record);
            why = connection.why();
            isRefused = connection.isRefused();
        }
        if (m_isClosing)
            co_return;
        if (isRefused) {
            Record failed = log.failed(why);
            co_yield std::move(failed);
            co_return;
        }
        if (log.isConnected())
            backoff.workedFor(async::Loop::current().clock().now() - log.connectedSince());
        const IrcTimes::Duration wait = backoff.next();
        Record lost = log.disconnected(why, wait);
        co_yield std::move(lost);
        co_await pause(wait);
    }
}

async::Task<void> IrcFeed::pause(IrcTimes::Duration duration)
{
    async::Scope timer;
    if (m_isClosing)
        co_return;
    m_wake.reset();
    timer.spawn(setAfter(&m_wake, duration));
    co_await m_wake.wait();
}

async::Task<void> IrcFeed::close()
{
    const bool again = std::exchange(m_isClosing, true);
    m_wake.set();
    if (!again && m_connection)
        co_await m_connection->quit();
}

} // namespace livebelt
