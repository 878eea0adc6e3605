// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/LabelledValues.h"

#include "sources/parse/readings/SensorNumber.h"
#include "sources/parse/readings/SensorPairs.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr size_t mostValues = 256;

bool isMark(char c)
{
    return c == ':' || c == '=';
}

/// "power save", "ok"; not what has marks of its own, nor control characters.
bool isShortText(QByteArrayView text)
{
    constexpr qsizetype longest = 40, mostBlanks = 3;
    return !text.isEmpty() && text.size() <= longest && std::count(text.begin(), text.end(), ' ') <= mostBlanks &&
           std::none_of(text.begin(), text.end(), [](char c) { return isMark(c) || uchar(c) < ' '; });
}

SensorValue valueOf(QByteArrayView label, QByteArrayView written)
{
    if (const auto number = sensorNumberAt(written, DecimalComma::Refused)) {
        const QByteArrayView rest = written.sliced(number->size).trimmed();
        const QByteArrayView unit = sensorUnitAt(rest, number->isInstruments());
        if (unit.size() == rest.size())
            return {label.toByteArray(), number->text, unit.toByteArray()};
    }
    return {label.toByteArray(), written.toByteArray(), {}, {}, true};
}

bool readParts(QByteArrayView line, char separator, std::vector<SensorValue> &values)
{
    values.clear();
    for (qsizetype at = 0; at <= line.size();) {
        qsizetype end = line.indexOf(separator, at);
        end = end < 0 ? line.size() : end;
        const QByteArrayView part = line.sliced(at, end - at).trimmed();
        const auto mark = std::find_if(part.begin(), part.end(), &isMark);
        if (mark == part.end() || values.size() == mostValues)
            return false;
        const QByteArrayView label = part.first(mark - part.begin()).trimmed();
        const QByteArrayView written = part.sliced(mark - part.begin() + 1).trimmed();
        if (!isSensorLabel(label) || !isShortText(written))
            return false;
        values.push_back(valueOf(label, written));
        at = end + 1;
    }
    return values.size() > 1 &&
           std::any_of(values.begin(), values.end(), [](const auto &value) { return !value.isText; });
}

} // namespace

SensorText readLabelledValues(QByteArrayView line)
{
    constexpr int score = 60;
    if (std::none_of(line.begin(), line.end(), &isMark))
        return {};
    SensorText text;
    for (const char separator : {'\t', '|', ';', ','}) {
        if (line.contains(separator) && readParts(line, separator, text.values)) {
            text.score = score;
            return text;
        }
    }
    return {};
}

} // namespace livebelt
