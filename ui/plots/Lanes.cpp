// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/Lanes.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr double clearly = 2; ///< so that a number at the border does not move its line to and fro

/// The greatest distance from zero; 0 where there is no number, or nothing but zeros.
double magnitude(const FeedSeries::Line &line)
{
    double most = 0;
    for (const PlotPoint &point : line.points.points()) {
        if (std::isfinite(point.value))
            most = std::max(most, std::abs(point.value));
    }
    return most;
}

struct Measured
{
    const FeedSeries::Line *line;
    double magnitude;
};

std::vector<Measured> measured(const std::vector<const FeedSeries::Line *> &lines)
{
    std::vector<Measured> all;
    for (const FeedSeries::Line *line : lines)
        all.push_back({line, magnitude(*line)});
    return all;
}

} // namespace

std::vector<LaneLines> lanesOf(const QList<QByteArray> &units, const std::vector<const FeedSeries::Line *> &lines)
{
    std::vector<LaneLines> lanes;
    for (const QByteArray &unit : units) {
        std::vector<const FeedSeries::Line *> ofUnit;
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(ofUnit),
                     [&unit](const auto *line) { return line->unit == unit; });
        std::vector<Measured> rest = measured(ofUnit);
        while (!rest.empty()) {
            const double most = std::max_element(rest.begin(), rest.end(), [](const Measured &a, const Measured &b) {
                                    return a.magnitude < b.magnitude;
                                })->magnitude;
            // Zeros fit everywhere.
            const auto fits = [most](const Measured &one) {
                return one.magnitude == 0 || one.magnitude * anotherLane >= most;
            };
            LaneLines &lane = lanes.emplace_back(LaneLines{unit, {}});
            for (const Measured &one : rest) {
                if (fits(one))
                    lane.lines.push_back(one.line);
            }
            rest.erase(std::remove_if(rest.begin(), rest.end(), fits), rest.end());
        }
    }
    return lanes;
}

bool areStale(const std::vector<LaneLines> &lanes)
{
    const LaneLines *before = nullptr;
    double mostBefore = 0;
    for (const LaneLines &lane : lanes) {
        double most = 0, least = std::numeric_limits<double>::infinity();
        for (const Measured &one : measured(lane.lines)) {
            most = std::max(most, one.magnitude);
            least = one.magnitude > 0 ? std::min(least, one.magnitude) : least;
        }
        if (most > least * anotherLane * clearly)
            return true;
        const bool isBeside = before && before->unit == lane.unit;
        if (isBeside && (most * anotherLane > mostBefore * clearly || most > mostBefore))
            return true;
        before = &lane;
        mostBefore = most;
    }
    return false;
}

} // namespace livebelt
