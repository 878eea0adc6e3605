// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/Result.h"
#include "ui/plots/FeedSeries.h"

#include <QString>
#include <vector>

namespace livebelt {

class StackedPlot;

/// What a plot shows, as files for other programs.
namespace plotfiles {

/// The points between two times: "time,series,unit,value", a row a point, the time in UTC (RFC 3339), numbers with all
/// their digits. Gaps are left out.
QByteArray csv(const std::vector<const FeedSeries::Line *> &lines, qint64 from, qint64 to);
/// The curves with their axes and a legend, in the colours of the plot.
QByteArray svg(StackedPlot &plot);
/// Writes a file by its ending, .png (at twice the resolution), .svg or .csv; what stood there is replaced once all of
/// it is written. A Failure is a sentence.
Result<void> save(StackedPlot &plot, const QString &path);

} // namespace plotfiles

} // namespace livebelt
