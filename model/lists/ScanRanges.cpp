// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/ScanRanges.h"

#include <algorithm>

namespace livebelt {

void ScanRanges::addNewest(Range range)
{
    if (range.count() == 0)
        return;
    if (!m_ranges.empty() && m_ranges.back().last + 1 == range.first)
        m_ranges.back().last = range.last;
    else
        m_ranges.push_back(range);
}

ScanRanges::Range ScanRanges::takeNewest(quint64 count)
{
    if (m_ranges.empty())
        return {};
    Range &newest = m_ranges.back();
    Range taken = newest;
    if (newest.count() > count) {
        taken.first = newest.last - count + 1;
        newest.last = taken.first - 1;
    } else {
        m_ranges.pop_back();
    }
    return taken;
}

void ScanRanges::dropBefore(quint64 seq)
{
    std::erase_if(m_ranges, [seq](const Range &range) { return range.last < seq; });
    if (!m_ranges.empty())
        m_ranges.front().first = std::max(m_ranges.front().first, seq);
}

quint64 ScanRanges::records() const
{
    quint64 sum = 0;
    for (const Range &range : m_ranges)
        sum += range.count();
    return sum;
}

} // namespace livebelt
