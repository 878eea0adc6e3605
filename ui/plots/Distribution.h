// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/PlotSeries.h"

#include <QList>
#include <QPointF>

namespace livebelt {

/// How often numbers of a line lie where.
struct Histogram
{
    double low = 0;   ///< where the first bar begins
    double width = 0; ///< of a bar; 0: there is no number
    std::vector<quint64> counts;
};

/// Of the points with from <= time <= to: as many bars as the spread asks for (Freedman and Diaconis), 1 to 100.
Histogram histogramOf(const PlotSeries &series, qint64 from, qint64 to);

/// A point for each number of y in that stretch, with what x was just then; where x has a gap, or is not known yet,
/// there is none. In order of time.
QList<QPointF> pairsOf(const PlotSeries &x, const PlotSeries &y, qint64 from, qint64 to);

} // namespace livebelt
