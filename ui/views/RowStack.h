// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <functional>
#include <optional>
#include <vector>

namespace livebelt {

/// Where the rows on the screen stand, of whatever height each is: one of them is the anchor, at a y of its own, and
/// the others are laid out from it as far as the screen reaches. Nothing else is measured, so that the number of rows
/// does not matter. Arithmetic only; a value.
class RowStack
{
public:
    struct Row
    {
        int row = 0;
        int top = 0;
        int height = 0;
        int bottom() const { return top + height; }
    };
    using HeightOf = std::function<int(int row)>;

    void setRows(int rows) { m_count = rows; }
    void setHeight(int pixels) { m_height = pixels; }
    int rows() const { return m_count; }
    int height() const { return m_height; }

    /// Each takes effect at the next layOut().
    void anchorAt(int row, int top);
    void toEnd() { m_isToEnd = true; } ///< and stays there, until it is told another place
    void scrollBy(int pixels);
    /// As little as needed for all of the row to be seen, or its beginning where it is higher than the screen.
    void bringIntoView(int row, const HeightOf &heightOf);
    /// The anchor keeps its record: the rows' numbers change, nothing moves.
    void rowsInserted(int first, int count);
    void rowsRemoved(int first, int last);
    /// What is on the screen goes on from one of the rows that keep, which are not in first to last, where there is
    /// one.
    void anchorOutside(int first, int last);

    void layOut(const HeightOf &heightOf);

    /// As laid out, those of no height among them; empty without rows.
    const std::vector<Row> &shown() const { return m_shown; }
    int firstRow() const { return m_shown.empty() ? 0 : m_shown.front().row; }
    int lastRow() const { return m_shown.empty() ? -1 : m_shown.back().row; }
    bool isFull() const { return !m_shown.empty() && m_shown.back().bottom() >= m_height; }
    /// The last row is seen to its end.
    bool isAtEnd() const
    {
        return m_shown.empty() || (lastRow() == m_count - 1 && m_shown.back().bottom() <= m_height);
    }
    std::optional<Row> find(int row) const;
    int rowAt(int y) const; ///< -1 where there is none

    /// For a scroll bar that counts rows, not pixels.
    int barMaximum() const;
    int barValue() const { return isAtEnd() ? barMaximum() : firstRow(); }
    int pageRows() const { return int(m_shown.size()) > 1 ? int(m_shown.size()) - 1 : 1; }

private:
    void up(const HeightOf &heightOf);   ///< to the upper edge
    void down(const HeightOf &heightOf); ///< to the lower edge
    void shift(int pixels);

    int m_count = 0;
    int m_height = 0;
    int m_anchor = 0;
    int m_top = 0; ///< of the anchor
    bool m_isToEnd = false;
    std::vector<Row> m_shown;
};

} // namespace livebelt
