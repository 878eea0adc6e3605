// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RowStack.h"

#include <algorithm>

namespace livebelt {

void RowStack::anchorAt(int row, int top)
{
    m_anchor = row;
    m_top = top;
    m_isToEnd = false;
}

void RowStack::scrollBy(int pixels)
{
    m_top -= pixels;
    m_isToEnd = false;
}

void RowStack::bringIntoView(int row, const HeightOf &heightOf)
{
    if (row < 0 || row >= m_count)
        return;
    const auto seen = find(row);
    if (!seen && m_shown.empty())
        return anchorAt(row, 0);
    const int height = seen ? seen->height : heightOf(row);
    const bool isAbove = seen ? seen->top < 0 : row < firstRow();
    const bool isBelow = seen ? seen->bottom() > m_height : row > lastRow();
    if (isAbove || (isBelow && height > m_height))
        anchorAt(row, 0);
    else if (isBelow)
        anchorAt(row, m_height - height);
}

void RowStack::rowsInserted(int first, int count)
{
    m_count += count;
    if (first <= m_anchor && !m_shown.empty())
        m_anchor += count;
    for (Row &row : m_shown) {
        if (row.row >= first)
            row.row += count;
    }
}

void RowStack::rowsRemoved(int first, int last)
{
    anchorOutside(first, last);
    const int count = last - first + 1;
    m_count -= count;
    std::erase_if(m_shown, [&](const Row &row) { return row.row >= first && row.row <= last; });
    for (Row &row : m_shown) {
        if (row.row > last)
            row.row -= count;
    }
    if (m_anchor > last)
        m_anchor -= count;
    else if (m_anchor >= first)
        m_anchor = first;
}

void RowStack::anchorOutside(int first, int last)
{
    m_isToEnd = false;
    for (const Row &row : m_shown) {
        if (row.bottom() > 0 && row.top < m_height && row.height > 0 && (row.row < first || row.row > last)) {
            m_anchor = row.row;
            m_top = row.top;
            return;
        }
    }
}

void RowStack::up(const HeightOf &heightOf)
{
    std::vector<Row> above;
    int top = m_shown.front().top;
    for (int row = m_shown.front().row - 1; row >= 0 && top > 0; --row) {
        const int height = heightOf(row);
        top -= height;
        above.push_back({row, top, height});
    }
    m_shown.insert(m_shown.begin(), above.rbegin(), above.rend());
}

void RowStack::down(const HeightOf &heightOf)
{
    int bottom = m_shown.back().bottom();
    for (int row = m_shown.back().row + 1; row < m_count && bottom < m_height; ++row) {
        m_shown.push_back({row, bottom, heightOf(row)});
        bottom = m_shown.back().bottom();
    }
}

void RowStack::shift(int pixels)
{
    for (Row &row : m_shown)
        row.top += pixels;
}

void RowStack::layOut(const HeightOf &heightOf)
{
    m_shown.clear();
    if (m_count == 0) {
        m_anchor = m_top = 0;
        return;
    }
    const bool isToEnd = m_isToEnd;
    m_anchor = std::clamp(m_anchor, 0, m_count - 1);
    if (isToEnd)
        m_anchor = m_count - 1;
    const int height = heightOf(m_anchor);
    m_shown.push_back({m_anchor, isToEnd ? m_height - height : m_top, height});
    down(heightOf);
    up(heightOf);
    // Room below the last row, or above the first one, is not left while there are rows to fill it.
    if (const int room = m_height - m_shown.back().bottom(); room > 0) {
        shift(room);
        up(heightOf);
    }
    if (const int room = m_shown.front().top; room > 0) {
        shift(-room);
        down(heightOf);
    }
    std::erase_if(m_shown, [&](const Row &row) {
        return row.bottom() < 0 || (row.bottom() == 0 && row.height > 0) || row.top > m_height ||
               (row.top == m_height && row.height > 0);
    });
    const auto seen = std::find_if(m_shown.begin(), m_shown.end(), [](const Row &row) { return row.height > 0; });
    if (m_shown.empty()) {
        m_top = 0;
        return;
    }
    const Row &anchor = seen == m_shown.end() ? m_shown.front() : *seen;
    m_anchor = anchor.row;
    m_top = anchor.top;
}

std::optional<RowStack::Row> RowStack::find(int row) const
{
    const auto found = std::lower_bound(m_shown.begin(), m_shown.end(), row,
                                        [](const Row &shown, int wanted) { return shown.row < wanted; });
    return found == m_shown.end() || found->row != row ? std::nullopt : std::optional(*found);
}

int RowStack::rowAt(int y) const
{
    for (const Row &row : m_shown) {
        if (y >= row.top && y < row.bottom())
            return row.row;
    }
    return -1;
}

int RowStack::barMaximum() const
{
    if (isAtEnd())
        return firstRow();
    return std::max(firstRow() + 1, m_count - pageRows());
}

} // namespace livebelt
