// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <limits>
#include <vector>

namespace livebelt {

struct PlotPoint
{
    qint64 time = 0;  ///< microseconds since 1970 UTC
    double value = 0; ///< NaN breaks the line
};

/// One line of a plot: a bounded number of points in order of time. When it is full, the older half gives up half of
/// its points, keeping the highest and the lowest of every four.
class PlotSeries
{
public:
    static constexpr std::size_t defaultLimit = 20'000;

    explicit PlotSeries(std::size_t limit = defaultLimit) : m_limit(limit) {}

    /// At least 16.
    void setLimit(std::size_t limit) { m_limit = limit; }
    void append(qint64 time, double value);
    /// A break after the newest point, unless there is one already.
    void appendBreak(qint64 time);
    /// To be called after a batch of append(), before reading: puts late points in their place and keeps the bound.
    void settle();

    const std::vector<PlotPoint> &points() const { return m_points; }
    /// The points from one before from to one after to, at most about four a column; highest, lowest and breaks stay.
    std::vector<PlotPoint> window(qint64 from, qint64 to, int columns) const;
    /// The value at or just before time: NaN in a gap and where nothing is known.
    double valueAt(qint64 time) const;

private:
    void thinOlderHalf();
    std::vector<PlotPoint> m_points;
    std::size_t m_limit;
    std::size_t m_sorted = 0; ///< so many points from the beginning are in order
};

} // namespace livebelt
