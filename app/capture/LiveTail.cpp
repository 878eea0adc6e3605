// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LiveTail.h"

#include "model/records/Notice.h"
#include "model/records/SeriesValues.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

void LiveTail::stored(int feed, const FeedBatch &batch)
{
    if (batch.records.empty())
        return;
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        wasEmpty = m_waiting.empty();
        Waiting &to = m_waiting[feed];
        if (batch.records.front().seq <= std::exchange(m_ends[feed], batch.records.back().seq)) {
            to = {};
            to.isNew = true;
        }
        to.end = batch.records.back().seq;
        const size_t skipped = batch.records.size() > tailRecords ? batch.records.size() - tailRecords : 0;
        if (skipped > 0) {
            to.tail.clear();
            to.bytes = 0;
        }
        for (size_t i = 0; i < batch.records.size(); ++i) {
            const Record &record = batch.records[i];
            if (noticeType(record) == NoticeType::Disconnected)
                breakLines(to, record);
            else
                addPoints(to, record);
            if (i >= skipped) {
                to.tail.push_back(record);
                to.bytes += record.footprint();
            }
        }
        while (to.tail.size() > 1 && (to.tail.size() > tailRecords || to.bytes > tailBytes)) {
            to.bytes -= to.tail.front().footprint();
            to.tail.pop_front();
        }
    }
    if (wasEmpty)
        m_wanted();
}

void LiveTail::addPoints(Waiting &to, const Record &record)
{
    forEachSeriesValue(record, [&](const SeriesValue &value) {
        const QByteArray field = value.field.toByteArray();
        auto found = to.points.find({record.subject, field});
        if (found == to.points.end()) {
            if (to.points.size() >= seriesPerFeed)
                return;
            found = to.points.emplace(std::pair(record.subject, field), std::vector<SeriesPoint>()).first;
        }
        found->second.push_back({record.subject, value.unit.toByteArray(), record.when(), value.value, field});
        if (found->second.size() >= pointsPerSeries)
            found->second = thinned(found->second);
    });
}

/// A lost connection is a gap in every line of the feed.
void LiveTail::breakLines(Waiting &to, const Record &record)
{
    SeriesPoint gap;
    gap.time = record.when();
    gap.value = std::numeric_limits<double>::quiet_NaN();
    for (auto &[series, points] : to.points) {
        gap.subject = series.first;
        gap.field = series.second;
        gap.unit = points.back().unit;
        points.push_back(gap);
    }
    gap.subject.clear(); // and in those lines that had nothing new in this frame
    gap.field.clear();
    to.points[{}].push_back(gap);
}

std::vector<FeedGrowth> LiveTail::take()
{
    std::map<int, Waiting> waiting;
    {
        const std::lock_guard lock(m_mutex);
        waiting.swap(m_waiting);
    }
    std::vector<FeedGrowth> growths;
    for (auto &[feed, from] : waiting) {
        FeedGrowth &growth = growths.emplace_back();
        growth.feed = feed;
        growth.isNew = from.isNew;
        growth.end = from.end;
        growth.tail.assign(std::move_iterator(from.tail.begin()), std::move_iterator(from.tail.end()));
        for (auto &[series, points] : from.points)
            growth.points.insert(growth.points.end(), points.begin(), points.end());
    }
    return growths;
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
