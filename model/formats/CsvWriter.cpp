// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <charconv>

namespace livebelt {

namespace {

void appendQuoted(TextBuilder &out, QByteArrayView text)
{
    for (;;) {
        const qsizetype quote = text.indexOf('"');
        if (quote < 0)
            break;
        out += text.first(quote + 1);
        out += '"';
        text = text.sliced(quote + 1);
    }
    out += text;
}

void appendCell(TextBuilder &out, QByteArrayView text)
{
    const bool quotes =
        std::any_of(text.begin(), text.end(), [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    if (quotes) {
        out += '"';
        appendQuoted(out, text);
        out += '"';
    } else {
        out += text;
    }
}

} // namespace

void CsvWriter::begin(TextBuilder &out)
{
    out += "feed,seq,received,time,kind,subject,text,value,unit,fields,raw\r\n";
}

void CsvWriter::appendText(TextBuilder &out, QByteArrayView text, Numbers numbers)
{
    if (m_cells == CsvCells::Plain) {
        appendCell(out, text);
        return;
    }
    m_cell.clear();
    appendForSpreadsheet(m_cell, text, numbers);
    appendCell(out, m_cell.view());
}

/// An object, or what a capture changed by hand has in its place.
void CsvWriter::appendFields(TextBuilder &out, QByteArrayView fields)
{
    if (m_cells == CsvCells::Plain || !fields.startsWith('{')) {
        appendText(out, fields);
        return;
    }
    m_cell.clear();
    appendJsonForSpreadsheet(m_cell, fields);
    appendCell(out, m_cell.view());
}

void CsvWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    appendText(out, feedName, Numbers::Change);
    out += ',';
    if (record.seq > 0) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof(digits), record.seq);
        out += QByteArrayView(digits, end.ptr);
    }
    out += ',';
    out += toRfc3339(record.received);
    out += ',';
    out += toRfc3339(record.time);
    out += ',';
    out += kindName(record.kind);
    out += ',';
    appendText(out, record.subject);
    out += ',';
    appendText(out, record.text);
    out += ',';
    if (record.hasValue())
        appendText(out, shortestNumber(record.value)); // -inf is no number to a spreadsheet
    out += ',';
    appendText(out, record.unit);
    out += ',';
    appendFields(out, record.fields);
    out += ',';
    appendText(out, record.raw.toBase64());
    out += "\r\n";
}

} // namespace livebelt
