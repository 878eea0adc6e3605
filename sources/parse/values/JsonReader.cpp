// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/values/JsonReader.h"

#include "model/records/ByteScan.h"
#include "model/records/FieldScanner.h"

namespace livebelt {

namespace {

constexpr int deepest = 8;
constexpr size_t longestArray = 64;
constexpr size_t mostParts = 64;
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");
constexpr auto isInLine = [](unsigned char c) { return c >= 0x20 && c != 0x7f; };

using Type = simdjson::ondemand::json_type;

QByteArrayView view(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

/// Whether it may be one object as Record::fields has it: on one line, and nothing escaped that need not be.
bool mayBeFlat(QByteArrayView text)
{
    if (!text.startsWith('{') || !text.endsWith('}') || !allOfBytes(text, isInLine))
        return false;
    for (qsizetype at = text.indexOf('\\'); at >= 0 && at + 1 < text.size(); at = text.indexOf('\\', at + 2)) {
        if (!QByteArrayView("\"\\nrt").contains(text[at + 1]))
            return false;
    }
    return true;
}

/// The same without a comma before a closing bracket, outside of strings.
QByteArray withoutLastCommas(QByteArrayView text)
{
    QByteArray mended = text.toByteArray();
    bool isInString = false;
    qsizetype comma = -1;
    for (qsizetype i = 0; i < mended.size(); ++i) {
        const char c = mended[i];
        if (isInString) {
            i += c == '\\' ? 1 : 0;
            isInString = c != '"';
        } else if (c == ',') {
            comma = i;
        } else if ((c == '}' || c == ']') && comma >= 0) {
            mended[comma] = ' ';
        } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            isInString = c == '"';
            comma = -1;
        }
    }
    return mended;
}

/// Whether nothing but blanks follows the opening bracket that token begins with; there is padding behind every item.
bool isEmptyContainer(std::string_view token)
{
    const char *at = token.data() + 1;
    while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
        ++at;
    return *at == (token.front() == '{' ? '}' : ']');
}

/// NaN and the infinities, as programs write them.
bool isNoFiniteNumber(QByteArrayView token)
{
    if (token.startsWith('-') || token.startsWith('+'))
        token = token.sliced(1);
    for (const QByteArrayView word : {QByteArrayView("NaN"), QByteArrayView("Infinity"), QByteArrayView("inf")}) {
        if (word.size() == token.size() && word.compare(token, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

bool JsonReader::mayBeContainer(QByteArrayView text)
{
    return text.startsWith('{') || text.startsWith('[') || text.startsWith(byteOrderMark);
}

bool JsonReader::read(QByteArrayView text, Reading &reading)
{
    const bool isMarked = text.startsWith(byteOrderMark);
    if (isMarked)
        text = text.sliced(byteOrderMark.size()).trimmed();
    if (text.isEmpty())
        return false;
    Outcome outcome = readAll(text, reading);
    m_isFlat &= !isMarked && outcome == Outcome::Read;
    if (outcome == Outcome::Read)
        return true;
    QByteArray mended = text.toByteArray();
    if (outcome == Outcome::NotUtf8) {
        mended = validUtf8(mended);
        reading.clear();
        outcome = readAll(mended, reading);
    }
    if (outcome == Outcome::Broken && mended.contains(',')) {
        mended = withoutLastCommas(mended);
        reading.clear();
        outcome = readAll(mended, reading);
    }
    m_isFlat = false; // what is mended is not what arrived
    return outcome == Outcome::Read;
}

JsonReader::Outcome JsonReader::readAll(QByteArrayView text, Reading &reading)
{
    m_keptCount = 0;
    m_isFlat = mayBeFlat(text);
    for (size_t i = 0; !text.isEmpty(); ++i) {
        if (i == mostParts || (i > 0 && !mayBeContainer(text)))
            return Outcome::Broken;
        if (i == m_parts.size())
            m_parts.push_back(std::make_unique<Part>());
        m_isFlat &= i == 0;
        qsizetype used = 0;
        const Outcome outcome = readOne(text, *m_parts[i], reading, used);
        if (outcome != Outcome::Read)
            return outcome;
        text = text.sliced(used).trimmed();
    }
    return Outcome::Read;
}

JsonReader::Outcome JsonReader::readOne(QByteArrayView text, Part &part, Reading &reading, qsizetype &used)
{
    part.padded.reserve(size_t(text.size()) + simdjson::SIMDJSON_PADDING);
    part.padded.assign(text.data(), size_t(text.size()));
    simdjson::ondemand::document document;
    if (const simdjson::error_code error = part.parser.iterate(part.padded).get(document))
        return error == simdjson::UTF8_ERROR ? Outcome::NotUtf8 : Outcome::Broken;
    simdjson::ondemand::object object;
    simdjson::ondemand::array array;
    if (text.front() == '{') {
        if (document.get_object().get(object) || !addObject(object, {}, 1, reading))
            return Outcome::Broken;
    } else if (document.get_array().get(array) || !addArray(array, {}, 1, reading)) {
        return Outcome::Broken;
    }
    const char *end = nullptr;
    if (document.current_location().get(end)) // nothing follows
        end = part.padded.data() + part.padded.size();
    used = std::min<qsizetype>(end - part.padded.data(), text.size());
    return Outcome::Read;
}

QByteArrayView JsonReader::kept(QByteArray text)
{
    if (m_keptCount == m_kept.size())
        m_kept.emplace_back();
    return m_kept[m_keptCount++] = std::move(text);
}

QByteArrayView JsonReader::path(QByteArrayView prefix, QByteArrayView name)
{
    return prefix.isNull() ? name : kept(prefix.toByteArray().append('.').append(name));
}

bool JsonReader::addObject(simdjson::ondemand::object object, QByteArrayView prefix, int level, Reading &reading)
{
    for (auto member : object) {
        simdjson::ondemand::field field;
        std::string_view key;
        if (std::move(member).get(field))
            return false;
        if (field.unescaped_key().get(key) || !addValue(field.value(), path(prefix, view(key)), level, reading))
            return false;
    }
    return true;
}

bool JsonReader::addArray(simdjson::ondemand::array array, QByteArrayView prefix, int level, Reading &reading)
{
    int index = 0;
    for (auto element : array) {
        Value value;
        if (std::move(element).get(value) ||
            !addValue(value, path(prefix, kept(QByteArray::number(index++))), level, reading))
            return false;
    }
    return true;
}

bool JsonReader::addValue(Value value, QByteArrayView name, int level, Reading &reading)
{
    const std::string_view token = value.raw_json_token();
    const char first = token.empty() ? '\0' : token.front();
    if (first != '{' && first != '[')
        return addToken(value, name, reading);
    m_isFlat = false;
    if (isEmptyContainer(token)) {
        reading.addJson(name, first == '{' ? "{}" : "[]");
        return true;
    }
    simdjson::ondemand::object object;
    simdjson::ondemand::array array;
    std::string_view json;
    if (first == '{') {
        if (value.get_object().get(object))
            return false;
        if (level < deepest)
            return addObject(object, name, level + 1, reading);
        if (object.raw_json().get(json))
            return false;
    } else {
        size_t count = 0;
        if (value.get_array().get(array) || array.count_elements().get(count))
            return false;
        if (level < deepest && count <= longestArray)
            return addArray(array, name, level + 1, reading);
        if (array.raw_json().get(json))
            return false;
    }
    simdjson::dom::element element; // what is passed over in one go has not been looked at
    if (m_checker.parse(json.data(), json.size()).get(element)) {
        reading.addText(name, view(json));
        return true;
    }
    QByteArray line = view(json).toByteArray(); // no string has a line break
    reading.addJson(name, kept(line.replace('\n', ' ').replace('\r', ' ')));
    return true;
}

bool JsonReader::addToken(Value value, QByteArrayView name, Reading &reading)
{
    const QByteArrayView token = view(value.raw_json_token()).trimmed();
    if (token.startsWith('"')) {
        std::string_view text;
        if (!value.get_string().get(text)) {
            reading.addText(name, text.data() ? view(text) : QByteArrayView(""));
            return true;
        }
        m_isFlat = false;
        FieldScanner scanner(kept(QByteArray("{\"\":").append(token).append('}'))); // half of a surrogate pair
        if (!scanner.next())
            return false;
        reading.addText(name, kept(scanner.value()));
        return true;
    }
    // What is not taken is passed over by the loop around.
    if (token == "null") {
        reading.addNull(name);
    } else if (token == "true" || token == "false") {
        reading.addBoolean(name, token == "true");
    } else if (isJsonNumber(token)) {
        reading.addNumber(name, token);
    } else if (isNoFiniteNumber(token)) {
        m_isFlat = false;
        reading.addText(name, token);
    } else {
        return false;
    }
    return true;
}

} // namespace livebelt
