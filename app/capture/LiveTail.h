// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureWriter.h"
#include "model/lists/FeedGrowth.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
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
    static constexpr size_t pointsPerSeries = 256;
    static constexpr size_t seriesPerFeed = 256;

    /// wanted is called, on the writer thread, when there is something to take after there was nothing.
    explicit LiveTail(std::function<void()> wanted) : m_wanted(std::move(wanted)) {}

    /// Writer thread.
    void stored(int feed, const FeedBatch &batch);
    /// What has come since the last call, an entry a feed. Any thread.
    std::vector<FeedGrowth> take();

private:
    struct Waiting
    {
        bool isNew = false;
        quint64 end = 0;
        std::deque<Record> tail;
        qsizetype bytes = 0;
        std::map<std::pair<QByteArray, QByteArray>, std::vector<SeriesPoint>> points; ///< by subject and field
    };
    static void addPoints(Waiting &to, const Record &record);
    static void breakLines(Waiting &to, const Record &record);

    std::function<void()> m_wanted;
    std::mutex m_mutex;
    std::map<int, Waiting> m_waiting;
    std::map<int, quint64> m_ends; ///< of each feed
};

/// Halves the number of points at least, keeping the least and the greatest of every four neighbours: spikes stay.
std::vector<SeriesPoint> thinned(const std::vector<SeriesPoint> &points);

} // namespace livebelt
