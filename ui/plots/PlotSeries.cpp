// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/PlotSeries.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

bool earlier(const PlotPoint &a, const PlotPoint &b)
{
    return a.time < b.time;
}

/// Gathers points and gives out their lowest and highest, in the order of time.
class Extremes
{
public:
    explicit Extremes(std::vector<PlotPoint> &out) : m_out(out) {}

    void add(const PlotPoint &point)
    {
        if (std::isnan(point.value)) {
            flush();
            if (m_out.empty() || !std::isnan(m_out.back().value))
                m_out.push_back(point);
            return;
        }
        if (m_count == 0 || point.value < m_low.value)
            m_low = point;
        if (m_count == 0 || point.value > m_high.value)
            m_high = point;
        ++m_count;
    }

    void flush()
    {
        if (m_count == 0)
            return;
        const bool lowFirst = m_low.time <= m_high.time;
        m_out.push_back(lowFirst ? m_low : m_high);
        if (m_count > 1)
            m_out.push_back(lowFirst ? m_high : m_low);
        m_count = 0;
    }

    int count() const { return m_count; }

private:
    std::vector<PlotPoint> &m_out;
    PlotPoint m_low;
    PlotPoint m_high;
    int m_count = 0;
};

} // namespace

void PlotSeries::append(qint64 time, double value)
{
    if (std::isinf(value))
        value = std::numeric_limits<double>::quiet_NaN();
    if (m_sorted == m_points.size() && (m_points.empty() || m_points.back().time <= time))
        ++m_sorted;
    m_points.push_back({time, value});
}

void PlotSeries::appendBreak(qint64 time)
{
    if (!m_points.empty() && !std::isnan(m_points.back().value))
        append(std::max(time, m_points.back().time), std::numeric_limits<double>::quiet_NaN());
}

void PlotSeries::settle()
{
    if (m_sorted < m_points.size()) {
        const auto middle = m_points.begin() + std::ptrdiff_t(m_sorted);
        std::stable_sort(middle, m_points.end(), earlier);
        std::inplace_merge(m_points.begin(), middle, m_points.end(), earlier);
        m_sorted = m_points.size();
    }
    while (m_points.size() > m_limit) {
        const std::size_t before = m_points.size();
        thinOlderHalf();
        if (m_points.size() == before)
            break;
    }
}

void PlotSeries::thinOlderHalf()
{
    const std::size_t half = m_points.size() / 2;
    std::vector<PlotPoint> kept;
    kept.reserve(m_points.size());
    Extremes extremes(kept);
    for (std::size_t i = 0; i < half; ++i) {
        extremes.add(m_points[i]);
        if (extremes.count() == 4)
            extremes.flush();
    }
    extremes.flush();
    // Nothing but breaks and single points: then the oldest must go.
    if (kept.size() > half * 3 / 4)
        kept.erase(kept.begin(), kept.begin() + std::ptrdiff_t(kept.size() / 2));
    kept.insert(kept.end(), m_points.begin() + std::ptrdiff_t(half), m_points.end());
    m_points = std::move(kept);
    m_sorted = m_points.size();
}

std::vector<PlotPoint> PlotSeries::window(qint64 from, qint64 to, int columns) const
{
    auto first = std::lower_bound(m_points.begin(), m_points.end(), PlotPoint{from, 0}, earlier);
    auto last = std::upper_bound(first, m_points.end(), PlotPoint{to, 0}, earlier);
    if (first != m_points.begin())
        --first;
    if (last != m_points.end())
        ++last;
    if (last - first <= std::ptrdiff_t(4) * columns || to <= from)
        return {first, last};
    std::vector<PlotPoint> thinned;
    thinned.reserve(std::size_t(columns) * 2 + 2);
    Extremes extremes(thinned);
    const double scale = columns / double(to - from);
    qint64 column = -1;
    for (auto point = first; point != last; ++point) {
        const auto at = qint64(double(point->time - from) * scale);
        if (at != column)
            extremes.flush();
        column = at;
        extremes.add(*point);
    }
    extremes.flush();
    return thinned;
}

double PlotSeries::valueAt(qint64 time) const
{
    const auto after = std::upper_bound(m_points.begin(), m_points.end(), PlotPoint{time, 0}, earlier);
    return after == m_points.begin() ? std::numeric_limits<double>::quiet_NaN() : std::prev(after)->value;
}

} // namespace livebelt
