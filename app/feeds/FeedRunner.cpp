// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedRunner.h"

#include "model/records/Notice.h"
#include "sources/async/Timers.h"

namespace livebelt {

using namespace std::chrono_literals;

FeedRunner::FeedRunner(std::unique_ptr<Feed> feed, RecordChannel channel, std::shared_ptr<FeedProgress> progress)
    : m_feed(std::move(feed)), m_channel(std::move(channel)), m_progress(std::move(progress))
{
}

FeedRunner::~FeedRunner()
{
    m_channel.close();
}

void FeedRunner::start(std::function<void()> finished)
{
    m_finished = std::move(finished);
    m_progress->setState(FeedState::Connecting);
    m_pumping.spawn(pump());
}

void FeedRunner::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    m_closing.spawn(goodbye());
}

async::Task<void> FeedRunner::pump()
{
    auto records = m_feed->records();
    QByteArray problem;
    try {
        while (auto record = co_await records.next()) {
            m_progress->arrived(*record);
            const bool sent = co_await m_channel.send(std::move(*record));
            if (!sent)
                break;
        }
    } catch (const std::exception &error) {
        problem = error.what();
    }
    if (!problem.isEmpty()) {
        Record notice = makeNotice(NoticeType::Failed, "The feed broke off: " + problem);
        m_progress->arrived(notice);
        co_await m_channel.send(std::move(notice));
    }
    if (!m_isStopping)
        finish();
}

async::Task<void> FeedRunner::goodbye()
{
    co_await m_feed->close();
    m_closing.spawn(giveUpAfter(1s));
    co_await m_pumping.join();
    finish();
}

/// For a feed whose records do not end with its goodbye.
async::Task<void> FeedRunner::giveUpAfter(std::chrono::milliseconds patience)
{
    co_await async::sleepFor(patience);
    m_pumping.cancel();
}

void FeedRunner::finish()
{
    m_channel.close();
    const FeedState state = m_progress->snapshot().state;
    if (m_isStopping)
        m_progress->setState(FeedState::Stopped);
    else if (state != FeedState::Failed)
        m_progress->setState(FeedState::Ended);
    if (m_finished)
        std::exchange(m_finished, {})();
}

} // namespace livebelt
