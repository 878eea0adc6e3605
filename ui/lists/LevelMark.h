// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Level.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace livebelt {

/// The word for a level in a row, or its first letter where there is little room; empty for None.
QString levelWord(Level level, bool isShort);
/// Its colour, at a contrast of 4.5 to what is behind it. Calm below Warn: colour is for what one has to see.
QColor levelColor(Level level, const QPalette &palette, const QColor &background);
/// Whether the row has a coloured edge.
bool hasLevelEdge(Level level);

} // namespace livebelt
