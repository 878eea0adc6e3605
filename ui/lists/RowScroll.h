// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace livebelt {

/// Where a list of rows of one height stands: arithmetic only, in 64-bit pixels, so that 2^31 rows do not overflow. A
/// value.
class RowScroll
{
public:
    void setRows(int rows);
    void setRowHeight(int pixels); ///< keeps the top row
    void setHeight(int pixels)
    {
        m_height = pixels;
        clamp();
    }
    /// Clamped to what there is.
    void setOffset(qint64 pixels)
    {
        m_offset = pixels;
        clamp();
    }
    void toEnd() { setOffset(maxOffset()); }

    int rows() const { return m_rows; }
    int rowHeight() const { return m_rowHeight; }
    int height() const { return m_height; }
    qint64 offset() const { return m_offset; }
    qint64 maxOffset() const;
    bool isAtEnd() const { return m_offset >= maxOffset(); }

    int firstRow() const { return int(m_offset / m_rowHeight); }
    int lastRow() const; ///< the last row that is seen, even a pixel of it; -1 with no rows
    int fullRows() const { return qMax(1, m_height / m_rowHeight); }
    /// y in the view; beyond its edges for rows that are not seen.
    qint64 top(int row) const { return qint64(row) * m_rowHeight - m_offset; }
    int rowAt(int y) const; ///< -1 below the last one
    /// As little as needed for all of the row to be seen.
    void bringIntoView(int row);

    /// For a scroll bar that counts in rows.
    int barMaximum() const { return int((maxOffset() + m_rowHeight - 1) / m_rowHeight); }
    int barValue() const { return isAtEnd() ? barMaximum() : firstRow(); }
    void setBarValue(int value);

private:
    void clamp() { m_offset = qBound(qint64(0), m_offset, maxOffset()); }

    int m_rows = 0;
    int m_rowHeight = 20;
    int m_height = 0;
    qint64 m_offset = 0;
};

} // namespace livebelt
