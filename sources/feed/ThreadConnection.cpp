// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/ThreadConnection.h"

#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// After a small batch the next one has this long to grow: a wake for each record would cost more than the record.
constexpr auto rest = 1ms;
constexpr size_t fewRecords = 256;
constexpr auto goodbyeTime = 800ms, connectingTime = 50ms;

async::Task<void> untilClosed(async::Channel<char> bell)
{
    while (auto stroke = co_await bell.receive()) {
    }
}

} // namespace

ThreadConnection::ThreadConnection(ConnectionLog &log, std::shared_ptr<ThreadJob> job)
    : m_log(log), m_job(std::move(job))
{
}

ThreadConnection::~ThreadConnection()
{
    m_job->stop();
}

async::AsyncIterator<Record> ThreadConnection::run()
{
    try {
        ThreadJob::start(m_job);
        m_isStarted = true;
    } catch (const std::exception &error) {
        m_ending.why = u"There is no thread left for the connection: %1"_s.arg(QString::fromUtf8(error.what()));
    }
    async::Channel<char> bell = m_job->queue().bell();
    Records batch;
    while (m_isStarted) {
        RecordQueue::News news = m_job->queue().take(batch);
        if (news.isConnected) {
            m_isConnected = true;
            ++m_notices;
            Record record = m_log.connected(news.meanwhile);
            co_yield std::move(record);
        }
        for (Record &record : batch)
            co_yield std::move(record);
        if (news.ending) {
            m_ending = *std::move(news.ending);
            co_return;
        }
        if (batch.empty() && !news.isConnected)
            co_await bell.receive();
        else if (!batch.empty() && batch.size() < fewRecords)
            co_await async::sleepFor(rest);
    }
}

void ThreadConnection::stored(quint64 count)
{
    m_job->stored(count - std::min(count, m_notices));
}

async::Task<Result<void>> ThreadConnection::send(Outgoing message)
{
    co_return m_job->send(message);
}

async::Task<void> ThreadConnection::goodbye()
{
    const std::shared_ptr<ThreadJob> job = m_job; // this may go meanwhile
    job->stop();
    if (!m_isStarted)
        co_return;
    const std::chrono::milliseconds longest = m_isConnected ? goodbyeTime : connectingTime;
    try {
        async::Task<void> closed = untilClosed(job->queue().bell());
        async::Task<void> inTime = async::withTimeout(std::move(closed), longest);
        co_await std::move(inTime);
    } catch (const async::TimedOut &) {
        job->queue().finish({}); // it hangs in the library; nobody waits for it any more
    }
}

} // namespace livebelt
