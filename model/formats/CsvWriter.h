// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/ColumnFields.h"
#include "model/formats/RecordWriter.h"
#include "model/formats/SpreadsheetText.h"

namespace livebelt {

/// How the cells of a table stand beside each other.
enum class CsvDialect : quint8 {
    Commas, ///< RFC 4180: CRLF, quotes where they are needed
    Tabs    ///< TSV: LF; a tab, LF, CR and backslash in a cell are \t, \n, \r and \\: a line is a record
};

/// CSV, or TSV: UTF-8, a header. What is absent is an empty cell. Times are as TimeStyle says; all fields, and more of
/// them, are a JSON object; raw is base64.
///
/// In the column of a field, numbers have every digit they came with, and quotes tell texts from the rest: a text that
/// is empty or reads as a number, true, false or null stands in quotes (in TSV it is a JSON string), and these
/// themselves do not. So null is null, "" an empty text, and an empty cell no such field. Objects and arrays are JSON,
/// and so is a text that begins as JSON does ({, [ or a quote): it is a JSON string.
///
/// Texts are made harmless for spreadsheets (SpreadsheetText.h), names of columns too, unless the cells are to be
/// plain.
class CsvWriter final : public RecordWriter
{
public:
    explicit CsvWriter(CsvCells cells = CsvCells::Harmless, CsvColumns columns = csvColumnsWithJson(),
                       CsvDialect dialect = CsvDialect::Commas, const TimeStyle &times = {});
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;

private:
    void appendPart(TextBuilder &out, CsvColumn::Part part, QByteArrayView feedName, const Record &record);
    void appendField(TextBuilder &out, const ColumnFields::Cell &cell);
    void appendText(TextBuilder &out, QByteArrayView text, Numbers numbers = Numbers::Stay, bool isQuoted = false);
    void appendJson(TextBuilder &out, QByteArrayView json);
    void appendCell(TextBuilder &out, QByteArrayView text, bool isQuoted = false) const;
    char separator() const { return m_dialect == CsvDialect::Commas ? ',' : '\t'; }
    QByteArrayView lineEnd() const { return m_dialect == CsvDialect::Commas ? "\r\n" : "\n"; }

    const CsvCells m_cells;
    const CsvDialect m_dialect;
    ColumnFields m_fields;
    TimeWriter m_times;
    TextBuilder m_cell;
};

} // namespace livebelt
