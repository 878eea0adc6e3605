// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseMemory.h"

namespace livebelt {

/// The events, a line feed, which no id has in it, and the id.
std::shared_ptr<const ResumePoint> SseMemory::resumePoint() const
{
    return std::make_shared<const ResumePoint>(ResumePoint{{}, overlap.toBytes() + '\n' + lastEventId});
}

void SseMemory::continueAfter(const ResumePoints &points)
{
    for (const ResumePoint &point : points) {
        const qsizetype end = point.value.indexOf('\n');
        if (!point.key.isEmpty() || end < 0)
            continue;
        overlap.fromBytes(point.value.left(end));
        lastEventId = point.value.mid(end + 1);
    }
}

} // namespace livebelt
