// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Losses.h"

#include "model/capture/FeedInfo.h"
#include "model/records/Notice.h"

namespace livebelt {

namespace {

constexpr size_t mostNotices = 1'000;

bool isWorthTelling(const Record &record)
{
    const auto type = noticeType(record);
    return type && *type != NoticeType::Dropped && *type != NoticeType::Quarantined && *type != NoticeType::Truncated;
}

} // namespace

void Losses::dropOldest(RecordChannel &channel, size_t records)
{
    const std::lock_guard lock(m_mutex);
    async::Batch<Record> oldest = channel.tryReceiveBatch(records);
    m_lost.records += oldest.dropsBefore + oldest.items.size();
    m_lost.items += oldest.dropsBefore;
    for (Record &record : oldest.items) {
        m_lost.items += itemCount(record);
        if (isWorthTelling(record) && m_lost.notices.size() < mostNotices)
            m_lost.notices.push_back(std::move(record));
    }
}

Losses::Taken Losses::take(RecordChannel &channel, size_t most)
{
    const std::lock_guard lock(m_mutex);
    Taken taken = std::exchange(m_lost, {});
    taken.batch = channel.tryReceiveBatch(most);
    return taken;
}

} // namespace livebelt
