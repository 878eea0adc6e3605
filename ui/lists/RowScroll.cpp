// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RowScroll.h"

namespace livebelt {

void RowScroll::setRows(int rows)
{
    m_rows = rows;
    clamp();
}

void RowScroll::setRowHeight(int pixels)
{
    const qint64 top = firstRow();
    m_rowHeight = qMax(1, pixels);
    setOffset(top * m_rowHeight);
}

qint64 RowScroll::maxOffset() const
{
    return qMax(qint64(0), qint64(m_rows) * m_rowHeight - m_height);
}

int RowScroll::lastRow() const
{
    return int(qMin(qint64(m_rows) - 1, (m_offset + qMax(1, m_height) - 1) / m_rowHeight));
}

int RowScroll::rowAt(int y) const
{
    const qint64 row = (m_offset + y) / m_rowHeight;
    return m_offset + y < 0 || row >= m_rows ? -1 : int(row);
}

void RowScroll::bringIntoView(int row)
{
    if (row < 0 || row >= m_rows)
        return;
    if (top(row) < 0)
        setOffset(qint64(row) * m_rowHeight);
    else if (top(row) + m_rowHeight > m_height)
        setOffset(qint64(row + 1) * m_rowHeight - m_height);
}

void RowScroll::setBarValue(int value)
{
    setOffset(value >= barMaximum() ? maxOffset() : qint64(value) * m_rowHeight);
}

} // namespace livebelt
