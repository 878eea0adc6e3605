// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RecordSelection.h"

#include <algorithm>

namespace livebelt {

bool RecordSelection::contains(quint64 seq) const
{
    const auto after = std::upper_bound(m_ranges.begin(), m_ranges.end(), seq,
                                        [](quint64 wanted, const Range &range) { return wanted < range.first; });
    return after != m_ranges.begin() && std::prev(after)->second >= seq;
}

bool RecordSelection::select(quint64 anchor, quint64 current)
{
    const Range range(std::min(anchor, current), std::max(anchor, current));
    if (current == m_current && anchor == m_anchor && m_ranges == std::vector{range} && m_marked.isEmpty())
        return false;
    m_anchor = anchor;
    m_current = current;
    m_ranges = {range};
    m_marked = {};
    return true;
}

void RecordSelection::toggle(quint64 seq)
{
    m_marked = {};
    m_anchor = m_current = seq;
    if (contains(seq))
        remove(seq);
    else
        add({seq, seq});
}

bool RecordSelection::clear()
{
    if (m_current == 0)
        return false;
    *this = {};
    return true;
}

void RecordSelection::add(Range range)
{
    std::vector<Range> all;
    for (const Range &old : m_ranges) {
        if (old.second + 1 < range.first || range.second + 1 < old.first)
            all.push_back(old);
        else
            range = {std::min(range.first, old.first), std::max(range.second, old.second)};
    }
    all.insert(std::upper_bound(all.begin(), all.end(), range), range);
    m_ranges = std::move(all);
}

void RecordSelection::remove(quint64 seq)
{
    std::vector<Range> all;
    for (const Range &old : m_ranges) {
        if (seq < old.first || seq > old.second) {
            all.push_back(old);
            continue;
        }
        if (old.first < seq)
            all.emplace_back(old.first, seq - 1);
        if (seq < old.second)
            all.emplace_back(seq + 1, old.second);
    }
    m_ranges = std::move(all);
}

} // namespace livebelt
