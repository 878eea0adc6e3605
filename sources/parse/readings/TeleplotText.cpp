// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/TeleplotText.h"

#include "sources/parse/readings/SensorNumber.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr size_t mostPoints = 256;

/// The whole text as one number; empty where it is none.
QByteArray wholeNumber(QByteArrayView text)
{
    const auto number = sensorNumberAt(text, DecimalComma::Refused);
    return number && number->size == text.size() ? number->text : QByteArray();
}

/// Letters of flags and no others: "g", "np", "xy,clr", "t"
bool areFlags(QByteArrayView flags)
{
    return flags.size() <= 16 && std::all_of(flags.begin(), flags.end(),
                                             [](char c) { return (c >= 'a' && c <= 'z') || c == ',' || c == ' '; });
}

} // namespace

SensorText readTeleplot(QByteArrayView line)
{
    const bool isMarked = line.startsWith('>');
    QByteArrayView rest = isMarked ? line.sliced(1) : line;
    const qsizetype colon = rest.indexOf(':');
    if (colon < 1)
        return {};
    const QByteArrayView name = rest.first(colon).trimmed();
    rest = rest.sliced(colon + 1);
    QByteArrayView flags, unit;
    if (const qsizetype bar = rest.lastIndexOf('|'); bar >= 0) {
        flags = rest.sliced(bar + 1);
        rest = rest.first(bar);
    }
    constexpr QByteArrayView section("\xc2\xa7");
    if (const qsizetype mark = rest.indexOf(section); mark >= 0) {
        unit = rest.sliced(mark + section.size()).trimmed();
        rest = rest.first(mark);
    }
    if (name.isEmpty() || name.contains('|') || !areFlags(flags) || flags == "t" ||
        (!isMarked && flags.isEmpty() && unit.isEmpty()))
        return {};
    const bool isPair = flags.startsWith("xy");
    SensorText text;
    while (!rest.isEmpty() && text.values.size() < mostPoints) {
        const qsizetype semicolon = rest.indexOf(';');
        QByteArrayView point = (semicolon < 0 ? rest : rest.first(semicolon)).trimmed();
        rest = semicolon < 0 ? QByteArrayView() : rest.sliced(semicolon + 1);
        QByteArray parts[3];
        size_t count = 0;
        for (bool isMore = true; isMore; ++count) {
            if (count == std::size(parts))
                return {};
            const qsizetype next = point.indexOf(':');
            parts[count] = wholeNumber(next < 0 ? point : point.first(next));
            if (parts[count].isEmpty())
                return {};
            isMore = next >= 0;
            point = isMore ? point.sliced(next + 1) : QByteArrayView();
        }
        const QByteArray owner = name.toByteArray(), written = unit.toByteArray();
        if (isPair && count >= 2) {
            const QByteArray time = count == 3 ? parts[2] : QByteArray();
            text.values.push_back({owner + ".x", parts[0], written, time});
            text.values.push_back({owner + ".y", parts[1], written, time});
        } else if (!isPair && count <= 2) {
            text.values.push_back({owner, parts[count - 1], written, count == 2 ? parts[0] : QByteArray()});
        } else {
            return {};
        }
    }
    text.score = text.values.empty() ? 0 : isMarked ? 100 : 80;
    return text;
}

} // namespace livebelt
