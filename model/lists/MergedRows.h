// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <deque>
#include <vector>

namespace livebelt {

/// A record of one of several feeds, at its place in time.
struct MergedRow
{
    qint64 time = 0; ///< microseconds since 1970 UTC
    int part = 0;    ///< which feed
    quint64 seq = 0; ///< its number there
    quint64 label = 0;

    /// Earlier; at the same time by feed, and in a feed by number.
    friend bool operator<(const MergedRow &a, const MergedRow &b)
    {
        if (a.time != b.time)
            return a.time < b.time;
        return a.part != b.part ? a.part < b.part : a.seq < b.seq;
    }
    friend bool operator==(const MergedRow &a, const MergedRow &b) { return a.part == b.part && a.seq == b.seq; }
};

/// Rows in the order of time, each with a label that stays while others come between: labels ascend with the rows. A
/// value, not thread safe.
class MergedRows
{
public:
    /// Where a run of rows goes in one piece: those from first to last, both included, of what is inserted.
    struct Run
    {
        int row = 0;
        size_t first = 0;
        size_t last = 0;
    };
    /// How the rows, which are in order, fall between those that are here. A row that is here already is in no run.
    /// The place of a run counts the ones before it.
    std::vector<Run> runs(const std::vector<MergedRow> &rows) const;
    /// One run of them. False: there are no labels left between its neighbours; relabel() makes some, for all rows.
    bool insert(const std::vector<MergedRow> &rows, const Run &run);
    void relabel();
    void remove(int first, int last);
    void clear() { m_rows.clear(); }

    int size() const { return int(m_rows.size()); }
    bool isEmpty() const { return m_rows.empty(); }
    const MergedRow &at(int row) const { return m_rows[size_t(row)]; }
    /// The last one whose label is not greater; -1 where there is none.
    int rowAtOrBefore(quint64 label) const;

private:
    std::deque<MergedRow> m_rows;
};

} // namespace livebelt
