// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/Recorder.h"
#include "app/feeds/FeedProgress.h"
#include "sources/feed/Feed.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/tasks/Actor.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

namespace livebelt {

/// The pump of one feed, as the object of an actor on the I/O thread: its messages start, stop, reconnect and send are
/// handled one at a time, in the order in which they were told. It takes the feed's records and puts them into its
/// channel, until the feed ends or is stopped; then it closes the channel. Destroying it drops the connection without a
/// goodbye.
class FeedRunner
{
public:
    /// Makes the feed; what is wrong otherwise.
    using Open = std::function<Result<std::unique_ptr<Feed>>()>;
    using Answer = std::function<void(Result<void>)>;
    /// What one start needs.
    struct Start
    {
        Open open;
        std::function<async::Task<ResumePoints>()> askCapture; ///< where the capture that is continued ends
        RecordChannel channel;
        std::shared_ptr<Losses> losses; ///< where the oldest of the channel make room; none: the feed waits
        DurableChannel durable;
        std::function<void()> finished; ///< called once, when the channel has been closed
        bool isElsewhere = false;       ///< it begins afresh, wherever it was before
    };

    explicit FeedRunner(std::shared_ptr<FeedProgress> progress);
    ~FeedRunner();
    Q_DISABLE_COPY_MOVE(FeedRunner)

    /// Not while it runs.
    async::Task<void> start(Start what);
    /// Says goodbye, waits for what is under way as long as there comes some, and finishes; where nothing comes within
    /// about two seconds.
    async::Task<void> stop();
    /// Says goodbye, and opens the feed again into the same channel. Does nothing where it does not run.
    async::Task<void> reconnect();
    /// Hands a message to the feed; answer is called once, at the latest when the feed ends.
    void send(Outgoing message, Answer answer);

private:
    void run(std::unique_ptr<Feed> feed);
    async::Task<void> pump();
    void put(Records &records);
    async::Task<void> tellStored(DurableChannel durable);
    static ResumePoints pointsOf(std::span<const Record> records);
    async::Task<void> goodbye();
    async::Task<void> giveUpOnceStill();
    async::Task<void> sendTo(Outgoing message, Answer answer);
    void finish();

    std::shared_ptr<FeedProgress> m_progress;
    Open m_open;
    std::unique_ptr<Feed> m_feed; ///< while it runs
    std::optional<RecordChannel> m_channel;
    std::shared_ptr<Losses> m_losses;
    std::function<void()> m_finished;
    std::optional<std::map<QByteArray, QByteArray>> m_resume; ///< of all that has gone into channels, newest values
    quint64 m_pumped = 0;                                     ///< records taken from feeds
    quint64 m_before = 0;   ///< records in the channel that came from the connections before
    quint64 m_capacity = 0; ///< of the channel, before the goodbye
    bool m_isStopping = false;
    std::optional<async::Scope> m_pumping; ///< of the current or the last run; after what it refers to
    std::optional<async::Scope> m_sending;
    std::optional<async::Scope> m_telling;
};

using FeedActor = async::Actor<FeedRunner>;

} // namespace livebelt
