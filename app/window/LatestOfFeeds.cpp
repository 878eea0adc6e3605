// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/LatestOfFeeds.h"

#include "app/history/History.h"
#include "model/latest/LatestGatherer.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype atOnce = 1000;

/// Nothing of what cannot be read: the live values are right without it.
LatestChanges gathered(const QString &capture, qint64 feed, quint64 through)
{
    LatestGatherer gatherer;
    const auto history = History::open(capture);
    if (!history)
        return {};
    KnownMeanings meanings;
    Records page;
    quint64 next = through > LatestOfFeeds::mostEarlier ? through - LatestOfFeeds::mostEarlier + 1 : 1;
    while (next <= through) {
        if (!(*history)->page(feed, next, atOnce, page) || page.empty())
            break;
        next = page.back().seq + 1;
        for (const Record &record : page) {
            if (record.seq <= through)
                gatherer.add(record, meanings);
        }
    }
    return gatherer.take();
}

} // namespace

LatestValues &LatestOfFeeds::of(qint64 feed, bool isLive)
{
    Entry &entry = m_entries[feed];
    if (entry.values)
        return *entry.values;
    entry.values = std::make_unique<LatestValues>();
    if (isLive)
        entry.through = std::max(entry.through, m_tail.watchLatest(int(feed)));
    readHistory(feed, entry);
    return *entry.values;
}

void LatestOfFeeds::setHistory(qint64 feed, const QString &capture, qint64 number, quint64 through)
{
    Entry &entry = m_entries[feed];
    entry.capture = capture;
    entry.number = number;
    entry.through = std::max(entry.through, through);
    if (entry.values)
        readHistory(feed, entry);
}

void LatestOfFeeds::take(const FeedGrowth &growth)
{
    const auto found = m_entries.find(growth.feed);
    if (found == m_entries.end() || !found->second.values)
        return;
    Entry &entry = found->second;
    if (growth.isNew)
        entry.values->startAnew();
    if (entry.firstLive == 0 && !growth.latest.empty()) {
        const auto isFirst = [](const LatestChange &a, const LatestChange &b) { return a.first < b.first; };
        entry.firstLive = std::min_element(growth.latest.begin(), growth.latest.end(), isFirst)->first;
    }
    if (growth.hasMoreSubjects)
        entry.values->setHasMore();
    entry.values->take(growth.latest);
}

void LatestOfFeeds::remove(qint64 feed)
{
    const auto removed = m_entries.extract(feed);
    if (removed && removed.mapped().values) // views let go of it by events of their own
        removed.mapped().values.release()->deleteLater();
}

void LatestOfFeeds::readHistory(qint64 feed, Entry &entry)
{
    const quint64 through = entry.firstLive > 0 ? std::min(entry.through, entry.firstLive - 1) : entry.through;
    if (entry.number == 0 || through == 0 || std::exchange(entry.isRead, true))
        return;
    m_reading.spawn(read(feed, entry.capture, entry.number, through));
}

async::Task<void> LatestOfFeeds::read(qint64 feed, QString capture, qint64 number, quint64 through)
{
    async::Worker thread(u"latest"_s);
    const auto look = [=] { return gathered(capture, number, through); };
    const LatestChanges changes = co_await async::onThread(thread.context(), look);
    if (const auto found = m_entries.find(feed); found != m_entries.end() && found->second.values)
        found->second.values->takeEarlier(changes);
}

} // namespace livebelt
