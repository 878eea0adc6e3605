// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/RangeStatistics.h"

#include <algorithm>

namespace livebelt {

RangeStatistics statisticsOf(const PlotSeries &series, qint64 from, qint64 to)
{
    RangeStatistics found;
    double squares = 0; // by Welford's method: a small spread around a large number keeps its digits
    qint64 first = 0, last = 0;
    const auto &points = series.points();
    auto point = std::lower_bound(points.begin(), points.end(), from,
                                  [](const PlotPoint &one, qint64 time) { return one.time < time; });
    for (; point != points.end() && point->time <= to; ++point) {
        if (std::isnan(point->value))
            continue;
        if (found.count++ == 0) {
            first = point->time;
            found.mean = found.least = found.greatest = point->value;
            last = first;
            continue;
        }
        last = point->time;
        const double off = point->value - found.mean;
        found.mean += off / double(found.count);
        squares += off * (point->value - found.mean);
        found.least = std::min(found.least, point->value);
        found.greatest = std::max(found.greatest, point->value);
    }
    if (found.count > 1)
        found.deviation = std::sqrt(squares / double(found.count - 1));
    if (found.count > 1 && last > first)
        found.perSecond = double(found.count - 1) / (double(last - first) / 1e6);
    return found;
}

} // namespace livebelt
