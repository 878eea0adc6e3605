// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <vector>

class QPainter;

namespace livebelt {

/// Paints a small curve of these numbers, from the lowest to the highest of them, with a dot at its end; with fill also
/// the area below it. A single number is the dot alone; one that never changes is a line in the middle.
void paintSparkline(QPainter &painter, const QRectF &rect, const std::vector<float> &numbers, const QColor &color,
                    bool fill);

} // namespace livebelt
