// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/formats/RecordWriter.h"
#include "model/formats/SpreadsheetText.h"

namespace livebelt {

/// CSV after RFC 4180: UTF-8, CRLF, a header, quotes where they are needed. The columns:
/// feed,seq,received,time,kind,subject,text,value,unit,fields,raw; an absent one is empty. Times are RFC 3339, UTC,
/// with microseconds; fields is a JSON object; raw is base64.
///
/// Texts are made harmless for spreadsheets (SpreadsheetText.h), unless the cells are to be plain.
class CsvWriter final : public RecordWriter
{
public:
    explicit CsvWriter(CsvCells cells = CsvCells::Harmless) : m_cells(cells) {}
    void begin(TextBuilder &out) override;
    void write(TextBuilder &out, QByteArrayView feedName, const Record &record) override;

private:
    void appendText(TextBuilder &out, QByteArrayView text, Numbers numbers = Numbers::Stay);
    void appendFields(TextBuilder &out, QByteArrayView fields);

    const CsvCells m_cells;
    TextBuilder m_cell;
};

} // namespace livebelt
