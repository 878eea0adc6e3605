// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/InfluxWriter.h"

#include "model/formats/RecordParts.h"
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"

#include <charconv>
#include <limits>

namespace livebelt {

namespace {

void appendNumber(TextBuilder &out, qint64 number)
{
    char digits[24];
    out += QByteArrayView(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}

/// A measurement, a key or a tag.
void appendName(TextBuilder &out, QByteArrayView name)
{
    for (const char c : name) {
        if (c == ',' || c == '=' || c == ' ')
            out += '\\';
        out += c;
    }
}

/// Whether a name can be told from what is around it.
bool isName(QByteArrayView text)
{
    return !text.isEmpty() && !text.contains('\n') && !text.contains('\r') && !text.contains('\\') &&
           !text.startsWith('#');
}

bool isInteger(QByteArrayView digits)
{
    qint64 number = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
    return error == std::errc() && end == digits.end();
}

} // namespace

void InfluxWriter::begin(TextBuilder &) {}

void InfluxWriter::addTag(TextBuilder &out, QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    if (!isName(value))
        return addText(name, value);
    out += ',';
    out += name;
    out += '=';
    appendName(out, value);
}

/// A name that the protocol cannot hold has its line ends and backslashes replaced.
void InfluxWriter::addKey(QByteArrayView name)
{
    if (!m_fields.isEmpty())
        m_fields += ',';
    if (isName(name))
        return appendName(m_fields, name), void(m_fields += '=');
    QByteArray key = name.toByteArray();
    for (char &c : key)
        c = c == '\n' || c == '\r' || c == '\\' ? '_' : c;
    appendName(m_fields, key.isEmpty() || key.startsWith('#') ? '_' + key : key);
    m_fields += '=';
}

void InfluxWriter::addText(QByteArrayView name, QByteArrayView text)
{
    addKey(name);
    m_fields += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            m_fields += '\\';
        m_fields += c;
    }
    m_fields += '"';
}

void InfluxWriter::addNumber(QByteArrayView name, QByteArrayView digits)
{
    addKey(name);
    m_fields += digits;
    if (isInteger(digits))
        m_fields += 'i';
}

void InfluxWriter::addFields(const QByteArray &fields)
{
    FieldScanner scanner(fields);
    while (scanner.next()) {
        QByteArray name = CsvColumn{CsvColumn::Part::Field, scanner.name()}.name();
        if (name.isEmpty()) // which no key can be
            name = "field:";
        const QByteArray value = scanner.value();
        if (scanner.isString() || value.startsWith('{') || value.startsWith('[')) {
            addText(name, value);
        } else if (value == "true" || value == "false") {
            addKey(name);
            m_fields += value;
        } else if (value != "null") {
            addNumber(name, value);
        }
    }
}

void InfluxWriter::appendTime(TextBuilder &out, qint64 micros)
{
    constexpr int mostOfSame = 999;
    m_ofSame = micros == m_last ? std::min(m_ofSame + 1, mostOfSame) : 0;
    m_last = micros;
    out += ' ';
    appendNumber(out, micros * 1000 + m_ofSame);
}

void InfluxWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    constexpr qint64 lastMicros = std::numeric_limits<qint64>::max() / 1000 - 1;
    m_fields.clear();
    const auto add = [this](QByteArrayView name, qint64 number) {
        addKey(name);
        appendNumber(m_fields, number);
        m_fields += 'i';
    };
    const bool hasTime = record.when() != noTime && record.when() >= -lastMicros && record.when() <= lastMicros;
    if (isName(feedName)) {
        appendName(out, feedName);
    } else {
        out += QByteArrayView("feed");
        addText("feed", feedName);
    }
    addTag(out, "kind", kindName(record.kind));
    if (record.level != Level::None)
        addTag(out, "level", levelName(record.level));
    addTag(out, "subject", record.subject);
    addTag(out, "unit", record.unit);
    if (std::isfinite(record.value)) {
        addKey("value");
        m_fields += shortestNumber(record.value);
    }
    if (!record.text.isEmpty())
        addText("text", record.text);
    addFields(record.fields);
    if (!record.raw.isEmpty())
        addText("raw", record.raw.toBase64());
    if (record.end != ItemEnd::LineFeed)
        addText("ending", endingName(record.end));
    if (record.continues) {
        addKey("continues");
        m_fields += QByteArrayView("true");
    }
    if (record.received != noTime && (!hasTime || record.time != noTime))
        add("received", record.received);
    if (!hasTime && record.time != noTime)
        add("time", record.time);
    if (record.seq > 0 || m_fields.isEmpty())
        add("seq", qint64(record.seq));
    out += ' ';
    out += m_fields.view();
    if (hasTime)
        appendTime(out, record.when());
    out += '\n';
}

} // namespace livebelt
