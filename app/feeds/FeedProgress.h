// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/lists/FeedStatus.h"
#include "model/records/Record.h"

#include <QString>
#include <atomic>
#include <mutex>
#include <span>

namespace livebelt {

/// What is known of a running feed, written on the I/O and the writer thread, read by the window and the commands.
class FeedProgress
{
public:
    struct Snapshot
    {
        FeedState state = FeedState::Stopped;
        QString problem;            ///< why it is not live, as a sentence, or empty
        bool wantsPassword = false; ///< what it lacks is a password, or the right one
        qint64 retryAt = 0;         ///< microseconds UTC: the next attempt to connect; 0: none is planned
        quint64 received = 0;       ///< items from the source; = stored + quarantined + dropped + waiting()
        quint64 stored = 0;
        quint64 quarantined = 0;
        quint64 dropped = 0;
        quint64 end = 0;        ///< seq of the newest record stored
        quint64 durable = 0;    ///< seq up to which nothing is lost in a power cut
        qint64 captureFeed = 0; ///< its number in the capture; 0 while it is not known
        qint64 lag = 0;         ///< microseconds from arrival to stored, of the batch stored last
        bool numeric = false;
        /// Items on their way to the capture.
        quint64 waiting() const { return received - stored - quarantined - dropped; }
    };
    /// What has been stored of one batch.
    struct Batch
    {
        qint64 captureFeed = 0;
        quint64 end = 0;
        quint64 durable = 0;
        FeedCounters books; ///< add up
        qint64 lag = 0;
    };

    Snapshot snapshot() const;

    void setState(FeedState state, const QString &problem = {});
    /// Counts records as they arrive; their Notices move the state.
    void arrived(std::span<const Record> records);
    void stored(const Batch &batch);
    /// Whether the feed says goodbye, and what it holds goes into its channel whatever that takes.
    bool isLeaving() const { return m_isLeaving; }
    void setLeaving(bool isLeaving) { m_isLeaving = isLeaving; }
    /// So many items had arrived but were not asked for (`--count`): they count no more.
    void leftOut(quint64 items);

private:
    void arrived(const Record &record);
    void move(FeedState state, const QString &problem);

    mutable std::mutex m_mutex;
    Snapshot m_now;
    std::atomic<bool> m_isLeaving = false;
};

} // namespace livebelt
