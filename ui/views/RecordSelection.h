// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/RowPainter.h"

#include <optional>
#include <vector>

namespace livebelt {

/// Which records of a view are selected: ranges of seqs, so that all of ten million cost no more than one, and a part
/// of the text of a single row. Where a filter is on, those between that it does not show are not meant. A value.
class RecordSelection
{
public:
    /// First and last seq, both included.
    using Range = std::pair<quint64, quint64>;

    quint64 current() const { return m_current; } ///< 0: none
    quint64 anchor() const { return m_anchor; }   ///< where a range that is extended begins
    bool contains(quint64 seq) const;
    /// In order, apart from each other.
    const std::vector<Range> &ranges() const { return m_ranges; }
    /// From the first to the last one where that is all of it.
    std::optional<Range> single() const { return m_ranges.size() == 1 ? std::optional(m_ranges[0]) : std::nullopt; }

    /// This range alone. True where that is a change.
    bool select(quint64 anchor, quint64 current);
    /// Adds one record, or takes it away; it is current then.
    void toggle(quint64 seq);
    bool clear();

    /// A part of the text of the current record.
    void mark(const TextSpan &span) { m_marked = span; }
    TextSpan marked() const { return m_marked; }

private:
    void add(Range range);
    void remove(quint64 seq);

    quint64 m_current = 0;
    quint64 m_anchor = 0;
    std::vector<Range> m_ranges;
    TextSpan m_marked;
};

} // namespace livebelt
