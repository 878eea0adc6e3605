// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

#include <algorithm>

namespace livebelt::test {

/// The kind, whose feeds go on after what a capture with these records holds.
inline FeedKind goingOnAfter(const FeedKind &kind, const Records &records)
{
    ResumePoints points;
    for (const Record &record : records) {
        if (!record.resume)
            continue;
        const auto known = std::find_if(points.begin(), points.end(),
                                        [&](const ResumePoint &point) { return point.key == record.resume->key; });
        if (known == points.end())
            points.push_back(*record.resume);
        else
            *known = *record.resume;
    }
    FeedKind going = kind;
    going.open = [open = kind.open, points](const FeedAddress &address, const Credentials &credentials) {
        auto feed = open(address, credentials);
        if (feed)
            (*feed)->continueAfter(points);
        return feed;
    };
    return going;
}

} // namespace livebelt::test
