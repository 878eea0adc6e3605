// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/JsonLinesWriter.h"

#include "model/formats/RecordParts.h"

#include <charconv>

namespace livebelt {

namespace {

using Part = CsvColumn::Part;

void appendText(TextBuilder &out, QByteArrayView key, QByteArrayView text)
{
    if (text.isEmpty())
        return;
    out += key;
    appendJsonString(out, text);
}

/// Fields go in as they are. FieldsBuilder makes one line of them; a capture changed by hand may hold more.
void appendFields(TextBuilder &out, QByteArrayView key, const QByteArray &fields)
{
    if (fields.isEmpty())
        return;
    out += key;
    if (fields.contains('\n') || fields.contains('\r'))
        out += QByteArray(fields).replace('\n', ' ').replace('\r', ' ');
    else
        out += fields;
}

void appendRaw(TextBuilder &out, const QByteArray &raw)
{
    if (isValidUtf8(raw)) {
        appendText(out, ",\"raw\":", raw);
    } else {
        out += QByteArrayView(",\"raw_base64\":\"");
        out += raw.toBase64();
        out += '"';
    }
}

/// JSON has no infinite numbers.
void appendValue(TextBuilder &out, double value)
{
    const bool isNumber = std::isfinite(value);
    out += QByteArrayView(isNumber ? ",\"value\":" : ",\"value\":\"");
    out += shortestNumber(value);
    if (!isNumber)
        out += '"';
}

} // namespace

JsonLinesWriter::JsonLinesWriter(JsonShape shape, CsvColumns columns, const TimeStyle &times)
    : m_shape(shape), m_fields(columns.empty() ? csvColumnsWithJson() : std::move(columns)), m_times(times)
{
}

void JsonLinesWriter::begin(TextBuilder &out)
{
    if (m_shape == JsonShape::Array)
        out += '[';
}

bool JsonLinesWriter::end(TextBuilder &out)
{
    if (m_shape == JsonShape::Array)
        out += QByteArrayView("\n]\n");
    return false;
}

void JsonLinesWriter::appendTime(TextBuilder &out, QByteArrayView key, qint64 micros)
{
    if (micros == noTime)
        return;
    out += key;
    if (!m_times.isNumber())
        out += '"';
    m_times.append(out, micros);
    if (!m_times.isNumber())
        out += '"';
}

/// With a comma in front.
void JsonLinesWriter::appendPart(TextBuilder &out, Part part, QByteArrayView feedName, const Record &record)
{
    char digits[24];
    switch (part) {
    case Part::Feed:
        out += QByteArrayView(",\"feed\":");
        appendJsonString(out, feedName);
        break;
    case Part::Seq:
        if (record.seq > 0) {
            out += QByteArrayView(",\"seq\":");
            out += QByteArrayView(digits, std::to_chars(digits, digits + sizeof(digits), record.seq).ptr);
        }
        break;
    case Part::Received:
        appendTime(out, ",\"received\":", record.received);
        break;
    case Part::Time:
        appendTime(out, ",\"time\":", record.time);
        break;
    case Part::Kind:
        appendText(out, ",\"kind\":", kindName(record.kind));
        break;
    case Part::Level:
        if (record.level != Level::None)
            appendText(out, ",\"level\":", levelName(record.level));
        break;
    case Part::Subject:
        appendText(out, ",\"subject\":", record.subject);
        break;
    case Part::Text:
        appendText(out, ",\"text\":", record.text);
        break;
    case Part::Value:
        if (record.hasValue())
            appendValue(out, record.value);
        break;
    case Part::Unit:
        appendText(out, ",\"unit\":", record.unit);
        break;
    case Part::Fields:
        appendFields(out, ",\"fields\":", record.fields);
        break;
    case Part::More:
        appendFields(out, ",\"more\":", m_fields.more());
        break;
    case Part::Raw:
        appendRaw(out, record.raw);
        break;
    case Part::Ending: // of an item of a stream, where not by a line feed
        appendText(out, ",\"ending\":", endingName(record.end));
        break;
    case Part::Continues:
        if (record.continues)
            out += QByteArrayView(",\"continues\":true");
        break;
    case Part::Field:
        break;
    }
}

void JsonLinesWriter::appendField(TextBuilder &out, size_t column)
{
    const ColumnFields::Cell &cell = m_fields.at(column);
    if (!cell.isThere)
        return;
    out += ',';
    appendJsonString(out, m_fields.columns()[column].name());
    out += ':';
    if (cell.isText)
        appendJsonString(out, cell.value);
    else
        out += cell.value;
}

void JsonLinesWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    if (m_shape == JsonShape::Array)
        out += QByteArrayView(std::exchange(m_isFirst, false) ? "\n" : ",\n");
    m_fields.read(record.fields);
    const qsizetype begin = out.size();
    const CsvColumns &columns = m_fields.columns();
    for (size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].part == Part::Field)
            appendField(out, i);
        else
            appendPart(out, columns[i].part, feedName, record);
    }
    if (out.size() == begin)
        out += '{';
    else
        out.at(begin) = '{'; // in place of the first comma
    out += '}';
    if (m_shape == JsonShape::Lines)
        out += '\n';
}

} // namespace livebelt
