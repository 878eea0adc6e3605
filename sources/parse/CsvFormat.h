// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/CsvRow.h"
#include "sources/parse/ItemFormat.h"
#include "sources/parse/values/Reading.h"

namespace livebelt {

/// Comma-separated values, one row an item (RFC 4180). A quoted cell may go on in the next items, up to 64 of them.
///
/// The first line of a connection names the columns where it looks like names: all different, no number, no time among
/// them, none empty. Without it they are 1, 2, ... The separator is found in the first row.
/// With a semicolon, 21,5 is a number.
class CsvFormat final : public ItemFormat
{
public:
    enum class Accepts {
        AnyRow,
        Tables ///< what goes by the name: the first rows have to look like a table, and all rows have as many cells
    };
    explicit CsvFormat(const ParserOptions &options, Accepts accepts = Accepts::AnyRow);

    bool read(const QByteArray &item, Arrival arrival, Records &records) override;
    void restart() override;
    bool isUnfinished() const override { return m_unfinishedLines > 0; }
    QByteArray takeUnfinished() override;

private:
    bool readRow(const QByteArray &row, Arrival arrival, Records &records);
    bool beginsTable();
    bool takesHeader();
    bool looksLikeNames();
    bool isNumberOrTime(QByteArrayView cell);
    void takeNames();
    void makeRecord(const QByteArray &row, Arrival arrival, Records &records);
    QByteArrayView withPoint(QByteArrayView cell);

    Reading m_reading;
    TimeReader m_times;
    Accepts m_accepts;
    QByteArrayList m_chosenColumns;
    char m_chosenSeparator = 0;

    char m_separator = 0;     ///< 0: not yet known
    QByteArrayList m_names;   ///< of the columns, from the options or a line
    QByteArrayList m_columns; ///< m_names, and numbers for those without one
    bool m_isFirst = true;    ///< no row of this connection has been read
    size_t m_width = 0;       ///< cells of the table's first row, or of the line before, which may be its header
    CsvRow m_row;
    QByteArray m_unfinished;
    int m_unfinishedLines = 0;
    QByteArray m_points; ///< cells with a point in place of their comma
};

} // namespace livebelt
