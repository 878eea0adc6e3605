// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/CsvWriter.h"

#include "model/records/Fields.h"
#include "model/records/Timestamp.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace livebelt {

namespace {

/// Whether a spreadsheet would take text for a formula, were the apostrophes in front of it one fewer.
bool looksLikeFormula(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 4> wide{"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
    while (text.startsWith('\''))
        text = text.sliced(1);
    if (text.isEmpty())
        return false;
    switch (text.front()) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
        return true;
    case '\xef':
        return std::any_of(wide.begin(), wide.end(), [&](QByteArrayView sign) { return text.startsWith(sign); });
    default:
        return false;
    }
}

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

void appendCell(TextBuilder &out, QByteArrayView text, bool apostrophe)
{
    const bool quotes =
        std::any_of(text.begin(), text.end(), [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    if (quotes)
        out += '"';
    if (apostrophe)
        out += '\'';
    if (quotes) {
        appendQuoted(out, text);
        out += '"';
    } else {
        out += text;
    }
}

void appendText(TextBuilder &out, QByteArrayView text)
{
    appendCell(out, text, looksLikeFormula(text));
    out += ',';
}

} // namespace

void CsvWriter::begin(TextBuilder &out)
{
    out += "feed,seq,received,time,kind,subject,text,value,unit,fields,raw\r\n";
}

void CsvWriter::write(TextBuilder &out, QByteArrayView feedName, const Record &record)
{
    appendText(out, feedName);
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
    appendText(out, record.text);
    if (record.hasValue())
        out += shortestNumber(record.value);
    out += ',';
    appendText(out, record.unit);
    appendCell(out, record.fields, false); // begins with a brace
    out += ',';
    out += record.raw.toBase64(); // has no parentheses, so it calls nothing
    out += "\r\n";
}

} // namespace livebelt
