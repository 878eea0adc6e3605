// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LiveTail.h"

#include "model/records/Notice.h"

#include <utility>

namespace livebelt {

void LiveTail::stored(int feed, const FeedBatch &batch)
{
    if (batch.records.empty())
        return;
    bool hadNews = false;
    {
        const std::lock_guard lock(m_mutex);
        hadNews = std::exchange(m_hasNews, true);
        Feed &to = m_feeds[feed];
        to.hasNews = true;
        if (batch.records.front().seq <= std::exchange(to.end, batch.records.back().seq)) {
            to.tail.clear();
            to.bytes = 0;
            to.series.clearPoints();
            if (to.latest)
                to.latest->clear();
            to.isNew = true;
        }
        for (const Record &record : batch.records) {
            const auto type = noticeType(record);
            if (type == NoticeType::Disconnected || type == NoticeType::Closed)
                to.series.breakLines(record.when());
            else
                to.series.add(record, m_meanings);
            if (to.latest)
                to.latest->add(record, m_meanings);
        }
        keepNewest(to, batch);
    }
    if (!hadNews)
        m_wanted();
}

void LiveTail::keepNewest(Feed &feed, const FeedBatch &batch)
{
    const size_t skipped = batch.records.size() > tailRecords ? batch.records.size() - tailRecords : 0;
    if (skipped > 0) {
        feed.tail.clear();
        feed.bytes = 0;
    }
    for (size_t i = skipped; i < batch.records.size(); ++i) {
        feed.tail.push_back(batch.records[i]);
        feed.bytes += batch.records[i].footprint();
    }
    while (feed.tail.size() > 1 && (feed.tail.size() > tailRecords || feed.bytes > tailBytes)) {
        feed.bytes -= feed.tail.front().footprint();
        feed.tail.pop_front();
    }
}

std::vector<FeedGrowth> LiveTail::take()
{
    std::vector<FeedGrowth> growths;
    const std::lock_guard lock(m_mutex);
    m_hasNews = false;
    for (auto &[id, feed] : m_feeds) {
        if (!std::exchange(feed.hasNews, false))
            continue;
        FeedGrowth &growth = growths.emplace_back();
        growth.feed = id;
        growth.isNew = std::exchange(feed.isNew, false);
        growth.end = feed.end;
        growth.tail.assign(std::move_iterator(feed.tail.begin()), std::move_iterator(feed.tail.end()));
        feed.tail.clear();
        feed.bytes = 0;
        feed.series.take(growth);
        if (feed.latest) {
            growth.latest = feed.latest->take();
            growth.hasMoreSubjects = feed.latest->hasMore();
        }
    }
    return growths;
}

quint64 LiveTail::watchLatest(int feed)
{
    const std::lock_guard lock(m_mutex);
    Feed &watched = m_feeds[feed];
    if (!watched.latest)
        watched.latest.emplace();
    return watched.end;
}

void LiveTail::follow(int feed, const SeriesName &series, const SeriesName &instead)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_feeds.find(feed); found != m_feeds.end())
        found->second.series.follow(series, instead);
}

void LiveTail::forget(int feed)
{
    const std::lock_guard lock(m_mutex);
    m_feeds.erase(feed);
}

} // namespace livebelt
