// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/RecordPages.h"
#include "model/filter/Filter.h"
#include "model/lists/RecordSource.h"

#include <optional>

namespace livebelt {

/// Looks for what a filter lets through in a stretch of one feed, from either end, a step at a time. Blocks of which
/// the index says that they have nothing are not read. Refers to the pages, which must outlive it; same thread.
class MatchScan
{
public:
    MatchScan(RecordPages &pages, const FeedInfo &feed, Filter filter, SeqRange range, SearchOrder order);

    bool isDone() const { return m_left.isEmpty(); }
    /// Looks for about 10 ms, or until it has found the first screenful.
    Result<Matches> step();

private:
    SeqRange nextUnit() const;
    bool mayMatch(quint64 seq);
    Result<void> look(SeqRange unit, std::vector<quint64> &found);

    RecordPages &m_pages;
    qint64 m_feed;
    QByteArray m_name;
    Filter m_filter;
    SeqRange m_left;
    bool m_isNewestFirst;
    std::optional<BlockFilter> m_blocks; ///< where the index can be of use
    quint64 m_knownBlock = 0;            ///< the first record of the block that mayMatch() was asked of last
    bool m_isKnownToMatch = true;
    quint64 m_unit; ///< records that are looked at in one go
    bool m_hasFound = false;
};

} // namespace livebelt
