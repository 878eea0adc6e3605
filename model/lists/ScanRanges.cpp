// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/ScanRanges.h"

#include <algorithm>

namespace livebelt {

void ScanRanges::addNewest(SeqRange range)
{
    if (range.isEmpty())
        return;
    if (!m_ranges.empty() && m_ranges.back().last + 1 == range.first)
        m_ranges.back().last = range.last;
    else
        m_ranges.push_back(range);
}

void ScanRanges::remove(SeqRange range)
{
    if (range.isEmpty())
        return;
    std::vector<SeqRange> left;
    for (const SeqRange &before : m_ranges) {
        const SeqRange below{before.first, std::min(before.last, range.first - 1)};
        const SeqRange above{std::max(before.first, range.last + 1), before.last};
        if (!below.isEmpty())
            left.push_back(below);
        if (!above.isEmpty())
            left.push_back(above);
    }
    m_ranges = std::move(left);
}

SeqRange ScanRanges::part(SeqRange of) const
{
    SeqRange part;
    for (const SeqRange &range : m_ranges) {
        const SeqRange both{std::max(range.first, of.first), std::min(range.last, of.last)};
        if (!both.isEmpty())
            part = {part.isEmpty() ? both.first : part.first, both.last};
    }
    return part;
}

void ScanRanges::dropBefore(quint64 seq)
{
    std::erase_if(m_ranges, [seq](const SeqRange &range) { return range.last < seq; });
    if (!m_ranges.empty())
        m_ranges.front().first = std::max(m_ranges.front().first, seq);
}

quint64 ScanRanges::records() const
{
    quint64 sum = 0;
    for (const SeqRange &range : m_ranges)
        sum += range.count();
    return sum;
}

} // namespace livebelt
