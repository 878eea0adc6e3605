// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"

#include "model/records/ByteScan.h"
#include "model/records/FieldScanner.h"

#include <QVarLengthArray>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <simdjson.h>

namespace livebelt {

namespace {

constexpr auto isPlainInJson = [](unsigned char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };

/// text: nothing in it needs to be escaped.
void appendPlain(TextBuilder &json, QByteArrayView text)
{
    char *const to = json.extend(text.size() + 2);
    *to = '"';
    *std::copy(text.begin(), text.end(), to + 1) = '"';
}

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
    if (allOfBytes(text, isPlainInJson)) // most text is
        return appendPlain(json, text);
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

QByteArray nameWithoutNumber(const QByteArray &name)
{
    const qsizetype colon = name.lastIndexOf(':');
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool isNumbered =
        colon > 0 && colon + 1 < name.size() && std::all_of(name.begin() + colon + 1, name.end(), isDigit);
    return isNumbered ? name.first(colon) : name;
}

bool isJsonNumber(QByteArrayView text)
{
    qsizetype at = text.startsWith('-') ? 1 : 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - from;
    };
    const qsizetype first = at;
    const qsizetype whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0'))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

void FieldsBuilder::begin(QByteArrayView base)
{
    m_json.clear();
    m_names.clear();
    m_unread = 0;
    if (base.size() <= 2) // none, or {}
        return;
    m_json += base.chopped(1);
    m_unread = m_json.size();
}

/// Whether it has to be looked for closely. Most that is added is not there: that costs no reading of what is.
bool FieldsBuilder::mayBeInBase(QByteArrayView name) const
{
    if (m_unread == 0)
        return false;
    const QByteArrayView base = m_json.view().first(m_unread);
    if (base.contains('\\') || !allOfBytes(name, isPlainInJson)) // one name can be written in several ways, then
        return true;
    QVarLengthArray<char, 64> quoted;
    quoted.append('"');
    quoted.append(name.data(), name.size());
    quoted.append('"');
    return memmem(base.data(), size_t(base.size()), quoted.data(), size_t(quoted.size())) != nullptr;
}

void FieldsBuilder::readBase()
{
    const QByteArray base = m_json.view().first(std::exchange(m_unread, 0)).toByteArray() + '}';
    FieldScanner scanner(base);
    while (scanner.next())
        m_names.push_back(qHash(scanner.name()));
}

/// Takes the name for one that is there where the hashes say so: a suffix too many harms nothing.
bool FieldsBuilder::isTaken(QByteArrayView name)
{
    if (mayBeInBase(name))
        readBase();
    const size_t hash = qHash(name);
    if (std::find(m_names.begin(), m_names.end(), hash) != m_names.end())
        return true;
    m_names.push_back(hash);
    return false;
}

void FieldsBuilder::addName(QByteArrayView name)
{
    const bool isPlain = allOfBytes(name, isPlainInJson); // most names are, and so are they with a suffix
    QByteArray valid;
    if (!isPlain && !isValidUtf8(name)) {
        valid = validUtf8(name.toByteArray());
        name = valid;
    }
    const QByteArrayView first = name;
    for (int i = 2; isTaken(name); ++i) {
        m_suffixed = first.toByteArray().append(':').append(QByteArray::number(i));
        name = m_suffixed;
    }
    m_json += m_json.isEmpty() ? '{' : ',';
    if (isPlain)
        appendPlain(m_json, name);
    else
        appendJsonString(m_json, name);
    m_json += ':';
}

void FieldsBuilder::add(QByteArrayView name, QByteArrayView text)
{
    if (!text.isEmpty())
        addText(name, text);
}

void FieldsBuilder::add(QByteArrayView name, double value)
{
    if (!std::isfinite(value))
        return addText(name, QByteArrayView(std::isnan(value) ? "NaN" : value < 0 ? "-Infinity" : "Infinity"));
    addName(name);
    m_json += shortestNumber(value);
}

void FieldsBuilder::add(QByteArrayView name, qint64 value)
{
    char digits[24];
    addName(name);
    m_json += QByteArrayView(digits, std::to_chars(digits, digits + sizeof(digits), value).ptr);
}

void FieldsBuilder::addText(QByteArrayView name, QByteArrayView text)
{
    addName(name);
    appendJsonString(m_json, text);
}

void FieldsBuilder::addNumber(QByteArrayView name, QByteArrayView written)
{
    if (isJsonNumber(written)) {
        addName(name);
        m_json += written;
        return;
    }
    const QByteArrayView digits = written.startsWith('+') ? written.sliced(1) : written;
    if (isJsonNumber(digits)) {
        addName(name);
        m_json += digits;
        return;
    }
    const bool isNegative = digits.startsWith('-');
    const QByteArray whole = QByteArray(isNegative ? "-0" : "0").append(digits.sliced(isNegative ? 1 : 0));
    if (digits.sliced(isNegative ? 1 : 0).startsWith('.') && isJsonNumber(whole)) {
        addName(name);
        m_json += whole;
        return;
    }
    addText(name, written);
}

void FieldsBuilder::addBoolean(QByteArrayView name, bool value)
{
    addName(name);
    m_json += QByteArrayView(value ? "true" : "false");
}

void FieldsBuilder::addNull(QByteArrayView name)
{
    addName(name);
    m_json += QByteArrayView("null");
}

void FieldsBuilder::addJson(QByteArrayView name, QByteArrayView json)
{
    addName(name);
    m_json += json;
}

QByteArray FieldsBuilder::take()
{
    m_names.clear();
    m_unread = 0;
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
