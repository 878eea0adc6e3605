// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/LiveTail.h"
#include "model/latest/LatestValues.h"
#include <livebelt/async/Scope.h>
#include <livebelt/async/Task.h>

#include <map>
#include <memory>

namespace livebelt {

/// The latest values of those feeds that somebody looks at in this way: what comes live, and before that the newest
/// records of the history. UI thread; destruction ends what is being read.
class LatestOfFeeds
{
public:
    /// So many records of the history are looked at: more would be minutes of a busy feed, and seconds of waiting.
    static constexpr quint64 mostEarlier = 20'000;

    /// tail must outlive it.
    explicit LatestOfFeeds(LiveTail &tail) : m_tail(tail) {}

    /// Made at the first call. isLive: records come by the tail, too.
    LatestValues &of(qint64 feed, bool isLive);
    /// The records of a feed that are captured: the last one is through, their feed has this number there. Read once,
    /// and only where of() was called, which may come later.
    void setHistory(qint64 feed, const QString &capture, qint64 number, quint64 through);
    void take(const FeedGrowth &growth);
    void remove(qint64 feed);

private:
    struct Entry
    {
        std::unique_ptr<LatestValues> values; ///< null until it is wanted
        QString capture;
        qint64 number = 0;
        quint64 through = 0;
        quint64 firstLive = 0; ///< seq of the first record that came by the tail; 0: none has
        bool isRead = false;
    };
    void readHistory(qint64 feed, Entry &entry);
    async::Task<void> read(qint64 feed, QString capture, qint64 number, quint64 through);

    LiveTail &m_tail;
    std::map<qint64, Entry> m_entries;
    async::Scope m_reading; ///< last: its tasks use the rest
};

} // namespace livebelt
