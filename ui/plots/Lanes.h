// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <vector>

namespace livebelt {

/// What stands over one axis of values.
struct LaneLines
{
    QByteArray unit;
    std::vector<const FeedSeries::Line *> lines;
};

/// A lane for each unit, in the order of units; and within a unit another one for lines whose numbers are so many times
/// smaller that nobody would see them move beside the others. The largest come first.
constexpr double anotherLane = 30;
std::vector<LaneLines> lanesOf(const QList<QByteArray> &units, const std::vector<const FeedSeries::Line *> &lines);

/// Whether the numbers have changed so much since that lanesOf() would say something else, clearly.
bool areStale(const std::vector<LaneLines> &lanes);

} // namespace livebelt
