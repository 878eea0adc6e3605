// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/SpreadsheetText.h"

#include "model/records/ByteScan.h"

#include <array>

namespace livebelt {

namespace {

constexpr auto isNoSeparator = [](unsigned char c) {
    return c != ';' && c != ',' && c != '\t' && c != '\r' && c != '\n';
};

struct Sign
{
    QByteArrayView text;
    QByteArrayView escape;
};
constexpr std::array signs{Sign{"=", "\\u003d"},
                           Sign{"+", "\\u002b"},
                           Sign{"-", "\\u002d"},
                           Sign{"@", "\\u0040"},
                           Sign{"\xef\xbc\x9d", "\\uff1d"},
                           Sign{"\xef\xbc\x8b", "\\uff0b"},
                           Sign{"\xef\xbc\x8d", "\\uff0d"},
                           Sign{"\xef\xbc\xa0", "\\uff20"}};

const Sign *signAt(QByteArrayView text)
{
    if (text.isEmpty())
        return nullptr;
    const char first = text.front();
    if (first != '=' && first != '+' && first != '-' && first != '@' && first != '\xef')
        return nullptr;
    for (const Sign &sign : signs) {
        if (text.startsWith(sign.text))
            return &sign;
    }
    return nullptr;
}

/// -1.5, +3, -1e-5
bool isNumber(QByteArrayView text)
{
    qsizetype i = 0;
    const auto at = [&](char a, char b) { return i < text.size() && (text[i] == a || text[i] == b); };
    const auto skipDigits = [&] {
        const qsizetype from = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9')
            ++i;
        return i - from;
    };
    if (at('+', '-'))
        ++i;
    qsizetype digits = skipDigits();
    if (at('.', '.')) {
        ++i;
        digits += skipDigits();
    }
    if (digits == 0)
        return false;
    if (at('e', 'E')) {
        ++i;
        if (at('+', '-'))
            ++i;
        if (skipDigits() == 0)
            return false;
    }
    return i == text.size();
}

bool isSkipped(char c)
{
    return c == ' ' || c == '"' || c == '\'';
}

bool isFormula(QByteArrayView rest)
{
    while (!rest.isEmpty() && isSkipped(rest.front()))
        rest = rest.sliced(1);
    return signAt(rest);
}

bool beginsWithBreak(QByteArrayView text)
{
    while (text.startsWith('\''))
        text = text.sliced(1);
    return text.startsWith('\t') || text.startsWith('\r') || text.startsWith('\n');
}

qsizetype endOfPiece(QByteArrayView text)
{
    qsizetype i = 0;
    while (i < text.size() && isNoSeparator(static_cast<unsigned char>(text[i])))
        ++i;
    return i;
}

} // namespace

void appendForSpreadsheet(TextBuilder &out, QByteArrayView text, Numbers numbers)
{
    if (allOfBytes(text, isNoSeparator)) {
        if (isFormula(text) && !(numbers == Numbers::Stay && isNumber(text)))
            out += '\'';
        out += text;
        return;
    }
    if (beginsWithBreak(text))
        out += '\'';
    while (!text.isEmpty()) {
        const qsizetype end = endOfPiece(text);
        if (isFormula(text.first(end)))
            out += '\'';
        const qsizetype withSeparator = std::min(end + 1, text.size());
        out += text.first(withSeparator);
        text = text.sliced(withSeparator);
    }
}

QByteArray withoutSpreadsheetMarks(QByteArrayView text)
{
    QByteArray plain;
    if (text.startsWith('\'') && beginsWithBreak(text.sliced(1)))
        text = text.sliced(1);
    while (!text.isEmpty()) {
        const qsizetype end = endOfPiece(text);
        const bool isMarked = text.startsWith('\'') && isFormula(text.first(end).sliced(1));
        const qsizetype withSeparator = std::min(end + 1, text.size());
        plain += text.first(withSeparator).sliced(isMarked ? 1 : 0);
        text = text.sliced(withSeparator);
    }
    return plain;
}

void appendJsonForSpreadsheet(TextBuilder &out, QByteArrayView json)
{
    bool isText = false, isStart = true;
    while (!json.isEmpty()) {
        const char c = json.front();
        const Sign *sign = isText && isStart ? signAt(json) : nullptr;
        const bool isEscape = isText && c == '\\' && json.size() > 1;
        if (c == '"')
            isText = !isText;
        if (!isNoSeparator(static_cast<unsigned char>(c)))
            isStart = true;
        else if (!isSkipped(c) && !(isEscape && json[1] == '"'))
            isStart = false;
        const qsizetype size = sign ? sign->text.size() : isEscape ? 2 : 1;
        out += sign ? sign->escape : json.first(size);
        json = json.sliced(size);
    }
}

} // namespace livebelt
