// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/Recorder.h"
#include "app/feeds/FeedProgress.h"
#include "sources/async/Scope.h"
#include "sources/feed/Feed.h"

#include <functional>
#include <memory>

namespace livebelt {

/// The pump: takes the records of one feed and puts them into its channel, until the feed ends or is stopped; then it
/// closes the channel. I/O thread only. Destroying it drops the connection without a goodbye.
class FeedRunner
{
public:
    FeedRunner(std::unique_ptr<Feed> feed, RecordChannel channel, std::shared_ptr<FeedProgress> progress);
    ~FeedRunner();
    Q_DISABLE_COPY_MOVE(FeedRunner)

    /// finished is called once, when the channel has been closed; it may destroy the runner.
    void start(std::function<void()> finished);
    /// Says goodbye, waits for what is under way, and finishes, within about two seconds.
    void stop();

private:
    async::Task<void> pump();
    async::Task<void> goodbye();
    async::Task<void> giveUpAfter(std::chrono::milliseconds patience);
    void finish();

    std::unique_ptr<Feed> m_feed;
    RecordChannel m_channel;
    std::shared_ptr<FeedProgress> m_progress;
    std::function<void()> m_finished;
    bool m_isStopping = false;
    async::Scope m_pumping; ///< after what it refers to
    async::Scope m_closing;
};

} // namespace livebelt
