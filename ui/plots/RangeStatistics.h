// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/PlotSeries.h"

#include <cmath>

namespace livebelt {

/// What the numbers of a line in a stretch of time have in common. Where there is none, all but count are NaN.
struct RangeStatistics
{
    quint64 count = 0;
    double least = std::nan("");
    double greatest = std::nan("");
    double mean = std::nan("");
    double deviation = std::nan(""); ///< standard deviation of a sample; NaN for fewer than two
    double perSecond = std::nan(""); ///< points, over the stretch as far as there are any; NaN for fewer than two
};

/// Of the points with from <= time <= to; gaps count for nothing.
RangeStatistics statisticsOf(const PlotSeries &series, qint64 from, qint64 to);

} // namespace livebelt
