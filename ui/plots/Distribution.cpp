// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/Distribution.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr double mostBars = 100;

template<typename Visit>
void visitBetween(const PlotSeries &series, qint64 from, qint64 to, const Visit &visit)
{
    const auto &points = series.points();
    auto point = std::lower_bound(points.begin(), points.end(), from,
                                  [](const PlotPoint &one, qint64 time) { return one.time < time; });
    for (; point != points.end() && point->time <= to; ++point)
        visit(*point);
}

} // namespace

Histogram histogramOf(const PlotSeries &series, qint64 from, qint64 to)
{
    std::vector<double> numbers;
    visitBetween(series, from, to, [&](const PlotPoint &point) {
        if (std::isfinite(point.value))
            numbers.push_back(point.value);
    });
    Histogram histogram;
    if (numbers.empty())
        return histogram;
    std::sort(numbers.begin(), numbers.end());
    const double range = numbers.back() - numbers.front();
    const double quartiles = numbers[numbers.size() * 3 / 4] - numbers[numbers.size() / 4];
    const double ideal = 2 * quartiles / std::cbrt(double(numbers.size()));
    const double bars = range <= 0 ? 1 : std::clamp(std::ceil(range / (ideal > 0 ? ideal : range / 10)), 1.0, mostBars);
    histogram.width = range > 0 ? range / bars : std::max(std::abs(numbers.front()) * 0.01, 0.5);
    histogram.low = range > 0 ? numbers.front() : numbers.front() - histogram.width / 2;
    histogram.counts.resize(size_t(bars));
    for (const double number : numbers) {
        const auto bar = size_t(std::max(0.0, (number - histogram.low) / histogram.width));
        ++histogram.counts[std::min(bar, histogram.counts.size() - 1)];
    }
    return histogram;
}

QList<QPointF> pairsOf(const PlotSeries &x, const PlotSeries &y, qint64 from, qint64 to)
{
    QList<QPointF> pairs;
    visitBetween(y, from, to, [&](const PlotPoint &point) {
        if (const double then = x.valueAt(point.time); !std::isnan(then) && !std::isnan(point.value))
            pairs.append({then, point.value});
    });
    return pairs;
}

} // namespace livebelt
