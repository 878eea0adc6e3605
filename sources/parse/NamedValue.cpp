// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/NamedValue.h"

#include "model/records/Fields.h"
#include "sources/parse/TimeText.h"

#include <charconv>

namespace livebelt {

namespace {

constexpr qsizetype longestInteger = 18; // readers of JSON keep them in 64 bits

/// Whether a text that is a number can stand in JSON as it is (RFC 8259 section 6): no "+1", "007", ".5".
bool isJsonNumber(QByteArrayView text)
{
    if (text.startsWith('-'))
        text = text.sliced(1);
    const auto isDigit = [&](qsizetype i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (!isDigit(0) || (text[0] == '0' && isDigit(1)))
        return false;
    const qsizetype point = text.indexOf('.');
    if (point >= 0)
        return isDigit(point + 1);
    return text.size() <= longestInteger || text.contains('e') || text.contains('E');
}

void appendNumber(TextBuilder &json, qint64 number)
{
    char buffer[32];
    json += QByteArrayView(buffer, std::to_chars(buffer, buffer + sizeof(buffer), number).ptr);
}

} // namespace

std::optional<qint64> NamedValue::time() const
{
    if (type == Type::Integer)
        return timeFromNumber(integer);
    return type == Type::Real ? timeFromNumber(number) : timeFromText(text);
}

void NamedValue::appendTo(TextBuilder &fields) const
{
    if (type <= Type::TextNumber && text.isEmpty())
        return;
    fields += fields.isEmpty() ? '{' : ',';
    appendJsonString(fields, name);
    fields += ':';
    if (type == Type::Integer)
        appendNumber(fields, integer);
    else if (type == Type::Real)
        fields += shortestNumber(number);
    else if (type == Type::TextNumber && isJsonNumber(text))
        fields += text;
    else
        appendJsonString(fields, text);
}

} // namespace livebelt
