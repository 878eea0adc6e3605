// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorNumber.h"

#include "model/records/Quantity.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr qsizetype longestNumber = 40, longestUnit = 10;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<SensorNumber> wordAt(QByteArrayView text, qsizetype sign)
{
    for (const QByteArrayView word : {QByteArrayView("nan"), QByteArrayView("infinity"), QByteArrayView("inf")}) {
        const QByteArrayView found = text.sliced(sign, qMin(word.size(), text.size() - sign));
        if (found.compare(word, Qt::CaseInsensitive) != 0)
            continue;
        const qsizetype end = sign + word.size();
        if (end < text.size() && (isLetter(text[end]) || isDigit(text[end]) || text[end] == '_'))
            return std::nullopt;
        SensorNumber number;
        number.text = text.first(end).toByteArray();
        number.size = end;
        number.isFinite = false;
        return number;
    }
    return std::nullopt;
}

/// SCPI-99, section 7.2.1: there is no other way for these in its decimal numbers.
void readSpecial(SensorNumber &number)
{
    const std::optional<double> value = plainNumber(number.text);
    constexpr double infinite = 9.9e37, none = 9.91e37;
    if (!value || !(qAbs(*value) == infinite || *value == none))
        return;
    number.text = *value == none ? "NaN" : *value < 0 ? "-Infinity" : "Infinity";
    number.isFinite = false;
}

} // namespace

std::optional<SensorNumber> sensorNumberAt(QByteArrayView text, DecimalComma comma)
{
    if (text.isEmpty() || (!isDigit(text[0]) && !QByteArrayView("+-.nNiI").contains(text[0])))
        return std::nullopt;
    SensorNumber number;
    qsizetype at = text.startsWith('+') || text.startsWith('-') ? 1 : 0;
    number.hasPlus = text.startsWith('+');
    if (auto word = wordAt(text, at))
        return word;
    const auto digits = [&] {
        const qsizetype start = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at - start;
    };
    const qsizetype first = at;
    const qsizetype whole = digits();
    number.hasLeadingZero = whole > 1 && text[first] == '0';
    qsizetype fraction = 0;
    if (at < text.size() && text[at] == '.') {
        ++at;
        fraction = digits();
        number.hasPoint = true;
    } else if (comma == DecimalComma::Allowed && whole > 0 && at + 1 < text.size() && text[at] == ',' &&
               isDigit(text[at + 1])) {
        ++at;
        fraction = digits();
        number.hasComma = true;
    }
    if (whole + fraction == 0)
        return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        const qsizetype mark = at++;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        number.hasExponent = digits() > 0;
        if (!number.hasExponent)
            at = mark;
    }
    // A date, an address, a version, a time of day, a hexadecimal number, a range
    const bool goesOn = at < text.size() && QByteArrayView(".:-+_").contains(text[at]);
    const bool isAfterZero = at < text.size() && at == first + 1 && text[first] == '0' && (text[at] | 0x20) == 'x';
    if (at > longestNumber || goesOn || isAfterZero)
        return std::nullopt;
    if (number.hasComma && at < text.size() && text[at] == ',' && at + 1 < text.size() && isDigit(text[at + 1]))
        return std::nullopt;
    number.size = at;
    number.text = text.first(at).toByteArray();
    if (number.hasComma)
        number.text.replace(',', '.');
    readSpecial(number);
    return number;
}

QByteArrayView sensorUnitAt(QByteArrayView text, bool isInstruments)
{
    const auto isEnd = [](char c) { return QByteArrayView(" \t,;|)]").contains(c); };
    const QByteArrayView word = text.first(std::find_if(text.begin(), text.end(), isEnd) - text.begin());
    if (word.isEmpty() || word.size() > longestUnit)
        return {};
    if (unitCode(word) || word == "ADC" || word == "AAC") // amperes, or what a converter counts
        return word;
    const bool isLetters =
        std::all_of(word.begin(), word.end(), [](char c) { return isLetter(c) || c == '#' || c == '%'; });
    return isInstruments && isLetters && word.size() <= 6 ? word : QByteArrayView();
}

} // namespace livebelt
