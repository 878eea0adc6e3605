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

} // namespace livebelt
