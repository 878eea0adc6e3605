// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlConnection.h"

#include "model/records/Notice.h"
#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/TimedOut.h>
#include <livebelt/async/tasks/WithTimeout.h>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// After a small batch the next one has this long to grow: a wake for each row would cost more than the row itself.
constexpr auto rest = 1ms;
constexpr size_t fewRows = 256;
/// To have the server stop the query; to get out of a library that is still looking for the server.
constexpr auto goodbyeTime = 800ms, connectingTime = 50ms;
constexpr auto longestUnanswered = 10s; ///< a server that says so long nothing when it is asked is gone

async::Task<void> untilClosed(async::Channel<char> bell)
{
    while (auto stroke = co_await bell.receive()) {
    }
}

} // namespace

SqlConnection::SqlConnection(ConnectionLog &log, std::shared_ptr<SqlJob> job, bool resumes)
    : m_log(log), m_job(std::move(job)), m_resumes(resumes)
{
}

SqlConnection::~SqlConnection()
{
    m_job->stop();
}

Record SqlConnection::connected()
{
    Record record = m_log.connected();
    if (m_resumes && noticeType(record) == NoticeType::Reconnected) {
        record.text.truncate(record.text.indexOf(';'));
        record.text += "; it goes on behind the last row that came, so no row is missing";
    }
    return record;
}

async::AsyncIterator<Record> SqlConnection::run()
{
    try {
        SqlJob::start(m_job);
        m_isStarted = true;
        m_watch.spawn(watch());
    } catch (const std::exception &error) {
        m_ending.why = u"There is no thread left for the query: %1"_s.arg(QString::fromUtf8(error.what()));
    }
    async::Channel<char> bell = m_job->queue().bell();
    Records batch;
    while (m_isStarted) {
        RecordQueue::News news = m_job->queue().take(batch);
        if (news.isConnected) {
            Record record = connected();
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
        else if (!batch.empty() && batch.size() < fewRows)
            co_await async::sleepFor(rest);
    }
}

/// From outside, as the thread of the job waits within the library.
async::Task<void> SqlConnection::watch()
{
    while (m_job->unanswered() < longestUnanswered)
        co_await async::sleepFor(1s);
    m_job->giveUp();
}

async::Task<void> SqlConnection::goodbye()
{
    const std::shared_ptr<SqlJob> job = m_job; // this may go meanwhile
    job->stop();
    if (!m_isStarted)
        co_return;
    const std::chrono::milliseconds longest = job->isOpen() ? goodbyeTime : connectingTime;
    try {
        async::Task<void> closed = untilClosed(job->queue().bell());
        async::Task<void> inTime = async::withTimeout(std::move(closed), longest);
        co_await std::move(inTime);
    } catch (const async::TimedOut &) {
        job->queue().finish({}); // it hangs in the library; nobody waits for it any more
    }
}

} // namespace livebelt
