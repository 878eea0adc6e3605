// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/CsvColumns.h"
#include "model/formats/RecordWriter.h"
#include "model/formats/SpreadsheetText.h"
#include "model/records/Fields.h"

#include <unordered_map>

namespace livebelt {

/// CSV after RFC 4180: UTF-8, CRLF, a header, quotes where they are needed. What is absent is an empty cell. Times are
/// RFC 3339, UTC, with microseconds; all fields, and more of them, are a JSON object; raw is base64.
///
/// In the column of a field, numbers have every digit they came with, and quotes tell texts from the rest: a text that
/// is empty or reads as a number, true, false or null stands in quotes, and these themselves do not. So null is null,
/// "" an empty text, and an empty cell no such field. Objects and arrays are JSON, and so is a text that begins as
/// JSON does ({, [ or a quote): it is a JSON string.
///
/// Texts are made harmless for spreadsheets (SpreadsheetText.h), names of columns too, unless the cells are to be
/// plain.
class CsvWriter final : public RecordWriter
{
public:
    explicit CsvWriter(CsvCells cells = CsvCells::Harmless, CsvColumns columns = csvColumnsWithJson());
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;

private:
    /// A field of the record that is written.
    struct Cell
    {
        QByteArrayView value;
        QByteArray unescaped; ///< what value refers to, where it was escaped
        bool isThere = false, isText = false;
    };
    void readFields(const QByteArray &fields);
    void appendPart(TextBuilder &out, CsvColumn::Part part, QByteArrayView feedName, const Record &record);
    void appendField(TextBuilder &out, const Cell &cell);
    void appendText(TextBuilder &out, QByteArrayView text, Numbers numbers = Numbers::Stay, bool isQuoted = false);
    void appendJson(TextBuilder &out, QByteArrayView json);

    const CsvCells m_cells;
    const CsvColumns m_columns;
    std::unordered_map<QByteArray, size_t> m_places; ///< of fields, in m_columns
    std::vector<Cell> m_fields;                      ///< of m_columns
    FieldsBuilder m_more;
    QByteArray m_moreJson;
    bool m_hasMore = false; ///< a column for the fields without one
    TextBuilder m_cell;
};

} // namespace livebelt
