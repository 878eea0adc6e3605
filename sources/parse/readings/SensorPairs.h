// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/SensorText.h"

namespace livebelt {

/// A few words, the first of which has a letter.
bool isSensorLabel(QByteArrayView label);

/// Labels with : or = and numbers; score 0 where anything else is there.
SensorText readSensorPairs(QByteArrayView line);

/// Words and numbers in turn without such a mark, where each number is written as a measurement is: T 21.5C H 40%,
/// S S 100.00 g, ST,GS,+0001.25kg.
SensorText readSensorWords(QByteArrayView line);

} // namespace livebelt
