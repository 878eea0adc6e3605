// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"

#include "model/records/ByteScan.h"
#include "model/records/FieldScanner.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <simdjson.h>

namespace livebelt {

namespace {

constexpr auto isPlainInJson = [](unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };

} // namespace

bool isValidUtf8(QByteArrayView bytes)
{
    return simdjson::validate_utf8(bytes.data(), size_t(bytes.size()));
}

QByteArray validUtf8(const QByteArray &bytes)
{
    return isValidUtf8(bytes) ? bytes : QString::fromUtf8(bytes).toUtf8();
}

QByteArray jsonString(QByteArrayView text)
{
    TextBuilder json;
    appendJsonString(json, text);
    return json.copy();
}

void appendJsonString(TextBuilder &json, QByteArrayView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    if (allOfBytes(text, isPlainInJson)) { // most text is
        char *const to = json.extend(text.size() + 2);
        *to = '"';
        *std::copy(text.begin(), text.end(), to + 1) = '"';
        return;
    }
    if (!isValidUtf8(text))
        return appendJsonString(json, QString::fromUtf8(text).toUtf8());
    json += '"';
    qsizetype plain = 0; // start of the run not yet copied
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
            continue;
        json += text.sliced(plain, i - plain);
        plain = i + 1;
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            json += "\\u00";
            json += hex[c >> 4];
            json += hex[c & 15];
        }
    }
    json += text.sliced(plain);
    json += '"';
}

QByteArray shortestNumber(double value)
{
    char buffer[32];
    constexpr double longestInteger = 1e18; // more digits are no integer to most readers of JSON, and no number then
    const auto end = std::abs(value) < longestInteger
                         ? std::to_chars(buffer, buffer + sizeof(buffer), value)
                         : std::to_chars(buffer, buffer + sizeof(buffer), value, std::chars_format::scientific);
    return QByteArray(buffer, end.ptr - buffer);
}

void FieldsBuilder::begin(QByteArrayView base)
{
    m_json.clear();
    if (!base.isEmpty())
        m_json += base.chopped(1);
}

void FieldsBuilder::addName(QByteArrayView name)
{
    m_json += m_json.isEmpty() ? '{' : ',';
    appendJsonString(m_json, name);
    m_json += ':';
}

void FieldsBuilder::add(QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return;
    addName(name);
    appendJsonString(m_json, value);
}

void FieldsBuilder::add(QByteArrayView name, double value)
{
    if (!std::isfinite(value))
        return add(name, QByteArrayView(std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity"));
    addName(name);
    m_json += shortestNumber(value);
}

void FieldsBuilder::add(QByteArrayView name, qint64 value)
{
    addName(name);
    m_json += QByteArray::number(value);
}

QByteArray FieldsBuilder::take()
{
    if (m_json.isEmpty())
        return {};
    m_json += '}';
    const QByteArray fields = m_json.copy();
    m_json.clear();
    return fields;
}

QList<std::pair<QString, QString>> fieldList(const QByteArray &fields)
{
    QList<std::pair<QString, QString>> list;
    FieldScanner scanner(fields);
    while (scanner.next())
        list.emplace_back(QString::fromUtf8(scanner.name()), QString::fromUtf8(scanner.value()));
    return list;
}

QByteArray fieldValue(const QByteArray &fields, QByteArrayView name)
{
    FieldScanner scanner(fields);
    return scanner.find(name) ? scanner.value() : QByteArray();
}

} // namespace livebelt
