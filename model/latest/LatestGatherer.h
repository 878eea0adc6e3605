// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latest/LatestChange.h"
#include "model/records/KnownMeanings.h"

#include <unordered_map>

namespace livebelt {

/// Gathers what has come of each subject of a feed between two looks at it, at any rate: the last record of a subject
/// is never left out for others. What it holds grows with the number of subjects that have something new, not with that
/// of records. One thread at a time.
class LatestGatherer
{
public:
    static constexpr size_t mostSubjects = 200'000; ///< between two looks; others are not gathered
    static constexpr qsizetype mostBytes = 4096;    ///< of a record's texts; a longer record is cut

    /// Notices are about the feed, and no subject's news.
    void add(const Record &record, KnownMeanings &meanings);
    /// What has come since the last call, in the order in which the subjects first came.
    LatestChanges take();
    /// Whether there were subjects that had no room, ever.
    bool hasMore() const { return m_hasMore; }
    void clear();

private:
    LatestChange *changeOf(const QByteArray &subject);
    LatestChanges m_changes;
    std::unordered_map<QByteArray, size_t> m_places;
    bool m_hasMore = false;
};

} // namespace livebelt
