// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/parse/readings/SensorText.h"

namespace livebelt {

/// Teleplot (https://github.com/nesnes/teleplot): [>]name:[milliseconds:]number[;...][§unit][|flags]. With |xy the
/// points have two numbers, name.x and name.y. Its texts (|t) and shapes (3D|) are none. Without the > it is sure only
/// where a unit or flags are there; score 0 where it is none.
SensorText readTeleplot(QByteArrayView line);

} // namespace livebelt
