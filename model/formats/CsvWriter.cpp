// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"

#include "model/records/FieldScanner.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <array>
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

void appendCell(TextBuilder &out, QByteArrayView text, bool isQuoted = false)
{
    const bool quotes = isQuoted || std::any_of(text.begin(), text.end(),
                                                [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    if (quotes) {
        out += '"';
        appendQuoted(out, text);
        out += '"';
    } else {
        out += text;
    }
}

bool beginsAsJson(QByteArrayView text)
{
    return text.startsWith('{') || text.startsWith('[') || text.startsWith('"');
}

/// Whether a text without quotes would be taken for something else.
bool isAmbiguous(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 3> words{"true", "false", "null"};
    return text.isEmpty() || isJsonNumber(text) || std::find(words.begin(), words.end(), text) != words.end();
}

} // namespace

CsvWriter::CsvWriter(CsvCells cells, CsvColumns columns)
    : m_cells(cells), m_columns(std::move(columns)), m_fields(m_columns.size())
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].part == CsvColumn::Part::Field)
            m_places.emplace(m_columns[i].field, i);
        m_hasMore = m_hasMore || m_columns[i].part == CsvColumn::Part::More;
    }
}

void CsvWriter::begin(TextBuilder &out)
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += ',';
        const QByteArray name = m_columns[i].name();
        appendText(out, name, Numbers::Change, name.isEmpty());
    }
    out += "\r\n";
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

void CsvWriter::readFields(const QByteArray &fields)
{
    for (Cell &cell : m_fields)
        cell.isThere = false;
    if (m_places.empty() && !m_hasMore)
        return;
    FieldScanner scanner(fields);
    while (scanner.next()) {
        const QByteArray name = scanner.name();
        const auto place = m_places.find(name);
        if (place != m_places.end() && !m_fields[place->second].isThere) {
            Cell &cell = m_fields[place->second];
            cell.isThere = true;
            cell.isText = scanner.isString();
            cell.unescaped = scanner.isPlainValue() ? QByteArray() : scanner.value();
            cell.value = scanner.isPlainValue() ? scanner.plainValue() : QByteArrayView(cell.unescaped);
        } else if (m_hasMore) {
            scanner.isString() ? m_more.addText(name, scanner.value()) : m_more.addJson(name, scanner.plainValue());
        }
    }
    m_moreJson = m_more.take();
}

void CsvWriter::appendField(TextBuilder &out, const Cell &cell)
{
    if (!cell.isThere)
        return;
    if (cell.isText && !beginsAsJson(cell.value))
        appendText(out, cell.value, Numbers::Stay, isAmbiguous(cell.value));
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
        out += toRfc3339(record.received);
        break;
    case Part::Time:
        out += toRfc3339(record.time);
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
        appendJson(out, m_moreJson);
        break;
    case Part::Raw:
        appendText(out, record.raw.toBase64());
        break;
    case Part::Field:
        break;
    }
}

void CsvWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    readFields(record.fields);
    for (size_t i = 0; i < m_columns.size(); ++i) {
        if (i > 0)
            out += ',';
        if (m_columns[i].part == CsvColumn::Part::Field)
            appendField(out, m_fields[i]);
        else
            appendPart(out, m_columns[i].part, feedName, record);
    }
    out += "\r\n";
}

} // namespace livebelt
