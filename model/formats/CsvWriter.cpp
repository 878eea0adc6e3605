// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"

#include "model/formats/RecordParts.h"

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

void appendEscaped(TextBuilder &out, QByteArrayView text)
{
    for (const char c : text) {
        switch (c) {
        case '\t':
            out += QByteArrayView("\\t");
            break;
        case '\n':
            out += QByteArrayView("\\n");
            break;
        case '\r':
            out += QByteArrayView("\\r");
            break;
        case '\\':
            out += QByteArrayView("\\\\");
            break;
        default:
            out += c;
        }
    }
}

} // namespace

CsvWriter::CsvWriter(CsvCells cells, CsvColumns columns, CsvDialect dialect, const TimeStyle &times)
    : m_cells(cells), m_dialect(dialect), m_fields(std::move(columns)), m_times(times)
{
}

void CsvWriter::appendCell(TextBuilder &out, QByteArrayView text, bool isQuoted) const
{
    const auto isSpecial = [this](char c) {
        return c == '\r' || c == '\n' ||
               (m_dialect == CsvDialect::Commas ? c == '"' || c == ',' : c == '\t' || c == '\\');
    };
    const bool isPlain = !isQuoted && std::none_of(text.begin(), text.end(), isSpecial);
    if (isPlain) {
        out += text;
    } else if (m_dialect == CsvDialect::Tabs) {
        appendEscaped(out, text);
    } else {
        out += '"';
        appendQuoted(out, text);
        out += '"';
    }
}

void CsvWriter::begin(TextBuilder &out)
{
    const CsvColumns &columns = m_fields.columns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            out += separator();
        const QByteArray name = columns[i].name();
        appendText(out, name, Numbers::Change, name.isEmpty());
    }
    out += lineEnd();
}

void CsvWriter::appendText(TextBuilder &out, QByteArrayView text, Numbers numbers, bool isQuoted)
{
    if (m_cells == CsvCells::Plain) {
        appendCell(out, text, isQuoted);
        return;
    }
    m_cell.clear();
    appendForSpreadsheet(m_cell, text, numbers);
    appendCell(out, m_cell.view(), isQuoted);
}

/// An object, an array or a string; or what a capture changed by hand has in its place.
void CsvWriter::appendJson(TextBuilder &out, QByteArrayView json)
{
    if (m_cells == CsvCells::Plain || !beginsAsJson(json)) {
        appendText(out, json);
        return;
    }
    m_cell.clear();
    appendJsonForSpreadsheet(m_cell, json);
    appendCell(out, m_cell.view());
}

void CsvWriter::appendField(TextBuilder &out, const ColumnFields::Cell &cell)
{
    if (!cell.isThere)
        return;
    const bool isAmbiguous = cell.isText && readsAsAnotherValue(cell.value);
    if (cell.isText && !beginsAsJson(cell.value) && !(isAmbiguous && m_dialect == CsvDialect::Tabs))
        appendText(out, cell.value, Numbers::Stay, isAmbiguous);
    else if (cell.isText)
        appendJson(out, jsonString(cell.value));
    else if (beginsAsJson(cell.value))
        appendJson(out, cell.value);
    else
        appendText(out, cell.value);
}

void CsvWriter::appendPart(TextBuilder &out, CsvColumn::Part part, QByteArrayView feedName, const Record &record)
{
    using Part = CsvColumn::Part;
    switch (part) {
    case Part::Feed:
        appendText(out, feedName, Numbers::Change);
        break;
    case Part::Seq:
        if (record.seq > 0) {
            char digits[24];
            const auto end = std::to_chars(digits, digits + sizeof(digits), record.seq);
            out += QByteArrayView(digits, end.ptr);
        }
        break;
    case Part::Received:
        m_times.append(out, record.received);
        break;
    case Part::Time:
        m_times.append(out, record.time);
        break;
    case Part::Kind:
        out += kindName(record.kind);
        break;
    case Part::Level:
        if (record.level != Level::None)
            out += levelName(record.level);
        break;
    case Part::Subject:
        appendText(out, record.subject);
        break;
    case Part::Text:
        appendText(out, record.text);
        break;
    case Part::Value:
        if (record.hasValue())
            appendText(out, shortestNumber(record.value)); // -inf is no number to a spreadsheet
        break;
    case Part::Unit:
        appendText(out, record.unit);
        break;
    case Part::Fields:
        appendJson(out, record.fields);
        break;
    case Part::More:
        appendJson(out, m_fields.more());
        break;
    case Part::Raw:
        appendText(out, record.raw.toBase64());
        break;
    case Part::Ending:
        out += endingName(record.end);
        break;
    case Part::Continues:
        if (record.continues)
            out += QByteArrayView("true");
        break;
    case Part::Field:
        break;
    }
}

void CsvWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    m_fields.read(record.fields);
    const CsvColumns &columns = m_fields.columns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (i > 0)
            out += separator();
        if (columns[i].part == CsvColumn::Part::Field)
            appendField(out, m_fields.at(i));
        else
            appendPart(out, columns[i].part, feedName, record);
    }
    out += lineEnd();
}

} // namespace livebelt
