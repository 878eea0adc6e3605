// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/SeqRange.h"

#include <vector>

namespace livebelt {

/// Ranges of records still to be looked at, disjoint and in order. A value.
class ScanRanges
{
public:
    /// The range must be newer than all others.
    void addNewest(SeqRange range);
    /// An empty one where there is none.
    SeqRange newest() const { return m_ranges.empty() ? SeqRange() : m_ranges.back(); }
    void remove(SeqRange range);
    /// From the first to the last record that is in both; empty where none is.
    SeqRange part(SeqRange of) const;
    /// Drops what is older than seq.
    void dropBefore(quint64 seq);
    void clear() { m_ranges.clear(); }

    bool isEmpty() const { return m_ranges.empty(); }
    size_t size() const { return m_ranges.size(); }
    quint64 records() const; ///< in all ranges together

private:
    std::vector<SeqRange> m_ranges;
};

} // namespace livebelt
