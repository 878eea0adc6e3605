// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/SensorText.h"

namespace livebelt {

/// Two or more labels, each with : or = and a number or a short text, that one separator (TAB | ; or comma) divides,
/// a number among them: state: ON, temp: 21.5. Score 0 where it is none.
SensorText readLabelledValues(QByteArrayView line);

} // namespace livebelt
