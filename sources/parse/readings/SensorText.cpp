// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/readings/SensorText.h"

#include "sources/parse/readings/LabelledValues.h"
#include "sources/parse/readings/SensorPairs.h"
#include "sources/parse/readings/SensorRow.h"
#include "sources/parse/readings/TeleplotText.h"

#include <QHash>

namespace livebelt {

namespace {

/// A name that was there before gets a suffix.
void makeUnique(std::vector<SensorValue> &values)
{
    QHash<QByteArray, int> seen;
    for (SensorValue &value : values) {
        const QByteArray stem = value.name;
        while (seen.contains(value.name))
            value.name = stem + ':' + QByteArray::number(++seen[stem]);
        seen.insert(value.name, 1);
    }
}

} // namespace

SensorText readSensorText(QByteArrayView line)
{
    constexpr qsizetype longest = 8192;
    line = line.trimmed();
    if (line.isEmpty() || line.size() > longest)
        return {};
    if (SensorText text = readTeleplot(line); text.score > 0)
        return text;
    for (const auto read : {&readSensorRow, &readSensorPairs, &readLabelledValues, &readSensorWords}) {
        SensorText text = read(line);
        if (text.score == 0)
            continue;
        makeUnique(text.values);
        return text;
    }
    return {};
}

} // namespace livebelt
