// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/SensorText.h"

namespace livebelt {

/// Numbers by their position, with units or without, and one alone; score 0 where something else is there.
SensorText readSensorRow(QByteArrayView line);

} // namespace livebelt
