// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <vector>

namespace livebelt {

/// The cells of one row of CSV (RFC 4180 section 2), with any one character between them. A quote in a cell that does
/// not begin with one is just a quote, as is text behind a closing one. Refers to the bytes it was given.
class CsvRow
{
public:
    /// False where a quoted cell does not end: it may go on behind the end of the line.
    bool split(QByteArrayView row, char separator);

    size_t count() const { return m_cells.size(); }
    QByteArrayView cell(size_t index) const { return m_cells[index]; }
    const std::vector<QByteArrayView> &cells() const { return m_cells; }

    /// What separates the cells, by what stands outside of quotes: tab, ; (with decimal commas or without), , or |; 0
    /// where there is none of them.
    static char separatorOf(QByteArrayView row);

private:
    std::vector<QByteArrayView> m_cells;
    QByteArray m_unquoted; ///< of the cells that are not as they stand in the row
};

} // namespace livebelt
