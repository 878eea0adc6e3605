// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/FeedInfo.h"

#include "model/records/Notice.h"

namespace livebelt {

void FeedCounters::add(const Record &record)
{
    if (record.kind != RecordKind::Notice) {
        ++stored;
        return;
    }
    const auto type = noticeType(record);
    if (type == NoticeType::Quarantined)
        ++quarantined;
    else if (type == NoticeType::Dropped)
        dropped += droppedCount(record);
    else if (type == NoticeType::Disconnected)
        ++gaps;
}

void FeedCounters::add(const FeedCounters &more)
{
    received += more.received;
    stored += more.stored;
    quarantined += more.quarantined;
    dropped += more.dropped;
    gaps += more.gaps;
}

quint64 itemCount(const Record &record)
{
    if (record.kind != RecordKind::Notice)
        return 1;
    return noticeType(record) == NoticeType::Quarantined ? 1 : droppedCount(record);
}

} // namespace livebelt
