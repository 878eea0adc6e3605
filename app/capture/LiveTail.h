// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/SeriesTail.h"
#include "model/capture/CaptureWriter.h"
#include "model/latest/LatestGatherer.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace livebelt {

/// Between the writer thread and the window: gathers what has been stored until the window draws its next frame, so
/// that the rate of the feeds never reaches the UI thread. Bounded: of each feed only the newest records and thinned
/// measurements wait.
class LiveTail
{
public:
    static constexpr size_t tailRecords = 512;
    static constexpr qsizetype tailBytes = 8 << 20;

    /// wanted is called, on the writer thread, when there is something to take after there was nothing.
    explicit LiveTail(std::function<void()> wanted) : m_wanted(std::move(wanted)) {}

    /// Writer thread.
    void stored(int feed, const FeedBatch &batch);
    /// What has come since the last call, an entry a feed. Any thread.
    std::vector<FeedGrowth> take();
    /// The points of this series are given from now on, and those of the other one no more. Any thread.
    void follow(int feed, const SeriesName &series, const SeriesName &instead);
    /// What comes of each subject is given from now on: of the records after the one returned. Any thread.
    quint64 watchLatest(int feed);
    /// Nothing more will come of it. Any thread.
    void forget(int feed);

private:
    struct Feed
    {
        bool hasNews = false;
        bool isNew = false;
        quint64 end = 0;
        std::deque<Record> tail;
        qsizetype bytes = 0;
        SeriesTail series;
        std::optional<LatestGatherer> latest; ///< where it is watched
    };
    static void keepNewest(Feed &feed, const FeedBatch &batch);

    std::function<void()> m_wanted;
    std::mutex m_mutex;
    std::map<int, Feed> m_feeds;
    bool m_hasNews = false;
    KnownMeanings m_meanings;
};

} // namespace livebelt
