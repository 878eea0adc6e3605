// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QList>
#include <QPointF>
#include <QPolygonF>

namespace livebelt {

/// A curve, prepared for painting at a cost that its shape does not change. Stroking one long zigzag takes seconds, as
/// the raster engine resolves each crossing of the path with itself.
struct Envelope
{
    /// Where points are at least two pixels apart: pieces of the curve, short enough to be stroked quickly; each begins
    /// where the one before ends.
    QList<QPolygonF> pieces;
    /// Where they are denser: a vertical line for each column of pixels, from the lowest to the highest value in it.
    QList<QLineF> columns;
    QList<QPointF> lone; ///< points between two breaks, which have no line
};

/// points in painter coordinates, x never decreasing; NaN breaks the curve. pixel: the width of a device pixel in these
/// coordinates.
Envelope envelopeOf(const QList<QPointF> &points, double pixel);

/// The highest point of each column, for the area below a dense curve; points as they are where they are sparse.
QList<QPointF> upperEdge(const QList<QPointF> &points, double pixel);

} // namespace livebelt
