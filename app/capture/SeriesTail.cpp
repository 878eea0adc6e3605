// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/SeriesTail.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace livebelt {

SeriesTail::All::value_type *SeriesTail::find(const Key &key)
{
    if (const auto known = m_all.find(key); known != m_all.end())
        return &*known;
    if (m_all.size() >= mostNames) {
        m_hasMore = true;
        return nullptr;
    }
    All::value_type &added =
        *m_all.emplace(SeriesName{key.subject.toByteArray(), key.field.toByteArray()}, Series()).first;
    added.second.isFollowed = m_followed < mostFollowed;
    if (added.second.isFollowed)
        ++m_followed;
    else
        m_unfollowed.push_back(added.first);
    return &added;
}

void SeriesTail::add(const Record &record, KnownMeanings &meanings)
{
    SeriesValues values(record, meanings);
    while (const SeriesValue *value = values.next()) {
        All::value_type *series = find({record.subject, value->field});
        if (!series || !series->second.isFollowed)
            continue;
        std::vector<SeriesPoint> &points = series->second.points;
        if (points.empty())
            m_withPoints.push_back(series);
        points.push_back(
            {series->first.subject, value->unit.toByteArray(), record.when(), value->value, series->first.field});
        if (points.size() >= pointsPerSeries)
            points = thinned(points);
    }
}

void SeriesTail::breakLines(qint64 time)
{
    SeriesPoint gap;
    gap.time = time;
    gap.value = std::numeric_limits<double>::quiet_NaN();
    for (All::value_type *series : m_withPoints) {
        std::vector<SeriesPoint> &points = series->second.points;
        gap.subject = series->first.subject;
        gap.field = series->first.field;
        gap.unit = points.back().unit;
        points.push_back(gap);
        if (points.size() >= pointsPerSeries)
            points = thinned(points);
    }
    gap.subject.clear();
    gap.field.clear();
    gap.unit.clear();
    m_breaks.push_back(gap);
    if (m_breaks.size() >= pointsPerSeries)
        m_breaks = thinned(m_breaks);
}

void SeriesTail::follow(const SeriesName &series, const SeriesName &instead)
{
    const auto wanted = m_all.find(series), other = m_all.find(instead);
    if (wanted == m_all.end() || wanted->second.isFollowed)
        return;
    if (other != m_all.end() && std::exchange(other->second.isFollowed, false))
        --m_followed;
    if (m_followed >= mostFollowed)
        return;
    wanted->second.isFollowed = true;
    ++m_followed;
}

void SeriesTail::take(FeedGrowth &growth)
{
    growth.points = std::exchange(m_breaks, {});
    for (All::value_type *series : std::exchange(m_withPoints, {})) {
        std::vector<SeriesPoint> &points = series->second.points;
        growth.points.insert(growth.points.end(), std::move_iterator(points.begin()), std::move_iterator(points.end()));
        points.clear();
    }
    growth.unfollowed = std::exchange(m_unfollowed, {});
    growth.hasMoreSeries = m_hasMore;
}

void SeriesTail::clearPoints()
{
    m_breaks.clear();
    for (All::value_type *series : std::exchange(m_withPoints, {}))
        series->second.points.clear();
}

std::vector<SeriesPoint> thinned(const std::vector<SeriesPoint> &points)
{
    std::vector<SeriesPoint> kept;
    kept.reserve(points.size() / 2 + 1);
    for (size_t i = 0; i < points.size(); i += 4) {
        const auto from = points.begin() + qptrdiff(i);
        const auto to = points.begin() + qptrdiff(std::min(i + 4, points.size()));
        const auto gap = std::find_if(from, to, [](const SeriesPoint &point) { return std::isnan(point.value); });
        const auto [least, greatest] =
            std::minmax_element(from, to, [](const SeriesPoint &a, const SeriesPoint &b) { return a.value < b.value; });
        if (gap != to) {
            kept.push_back(*gap);
        } else if (least == greatest) {
            kept.push_back(*least);
        } else {
            kept.push_back(least < greatest ? *least : *greatest);
            kept.push_back(least < greatest ? *greatest : *least);
        }
    }
    return kept;
}

} // namespace livebelt
