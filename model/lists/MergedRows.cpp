// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MergedRows.h"

#include <algorithm>

namespace livebelt {

namespace {
constexpr quint64 firstLabel = quint64(1) << 62;
constexpr quint64 gap = quint64(1) << 24;
} // namespace

std::vector<MergedRows::Run> MergedRows::runs(const std::vector<MergedRow> &rows) const
{
    std::vector<Run> runs;
    int inserted = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), rows[i]);
        if (at != m_rows.end() && *at == rows[i])
            continue;
        const int row = int(at - m_rows.begin()) + inserted++;
        if (!runs.empty() && runs.back().last + 1 == i && runs.back().row + int(i - runs.back().first) == row)
            runs.back().last = i;
        else
            runs.push_back({row, i, i});
    }
    return runs;
}

bool MergedRows::insert(const std::vector<MergedRow> &rows, const Run &run)
{
    const quint64 count = run.last - run.first + 1;
    const bool isFirst = run.row == 0, isLast = run.row == size();
    quint64 label = firstLabel, step = gap;
    if (isFirst && !isLast) {
        label = m_rows.front().label - count * gap;
    } else if (!isFirst) {
        const quint64 before = m_rows[size_t(run.row) - 1].label;
        if (!isLast)
            step = (m_rows[size_t(run.row)].label - before) / (count + 1);
        label = before + step;
    }
    if (step == 0)
        return false;
    std::vector<MergedRow> labelled(rows.begin() + std::ptrdiff_t(run.first),
                                    rows.begin() + std::ptrdiff_t(run.last) + 1);
    for (MergedRow &row : labelled) {
        row.label = label;
        label += step;
    }
    m_rows.insert(m_rows.begin() + run.row, labelled.begin(), labelled.end());
    return true;
}

void MergedRows::relabel()
{
    quint64 label = firstLabel;
    for (MergedRow &row : m_rows) {
        row.label = label;
        label += gap;
    }
}

void MergedRows::remove(int first, int last)
{
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
}

int MergedRows::rowAtOrBefore(quint64 label) const
{
    const auto behind = std::upper_bound(m_rows.begin(), m_rows.end(), label,
                                         [](quint64 wanted, const MergedRow &row) { return wanted < row.label; });
    return int(behind - m_rows.begin()) - 1;
}

} // namespace livebelt
