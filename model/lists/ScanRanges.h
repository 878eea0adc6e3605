// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <vector>

namespace livebelt {

/// Ranges of records still to be looked at, disjoint and in order. A value.
class ScanRanges
{
public:
    /// Both ends included; empty with last < first.
    struct Range
    {
        quint64 first = 1;
        quint64 last = 0;
        quint64 count() const { return last < first ? 0 : last - first + 1; }
    };

    /// The range must be newer than all others.
    void addNewest(Range range);
    /// Cuts at most count records off the newest end.
    Range takeNewest(quint64 count);
    /// Drops what is older than seq.
    void dropBefore(quint64 seq);
    void clear() { m_ranges.clear(); }

    bool isEmpty() const { return m_ranges.empty(); }
    size_t size() const { return m_ranges.size(); }
    quint64 records() const; ///< in all ranges together

private:
    std::vector<Range> m_ranges;
};

} // namespace livebelt
