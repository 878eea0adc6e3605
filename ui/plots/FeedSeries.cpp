// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/FeedSeries.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr int unitsShownAtFirst = 3;
constexpr int linesShownAtFirst = 8; ///< a unit
constexpr std::size_t fewestPoints = 1'500;

} // namespace

FeedSeries::Line *FeedSeries::lineFor(const SeriesPoint &point)
{
    const auto key = std::make_tuple(point.subject, point.field, point.unit);
    if (const auto known = m_bySeries.find(key); known != m_bySeries.end())
        return known->second;
    if (m_lines.size() >= mostSeries)
        return nullptr;
    if (!m_units.contains(point.unit))
        m_units << point.unit;
    auto line = std::make_unique<Line>();
    line->subject = point.subject;
    line->field = point.field;
    line->unit = point.unit;
    line->color = m_perUnit[point.unit]++;
    line->shown = m_units.indexOf(point.unit) < unitsShownAtFirst && line->color < linesShownAtFirst;
    m_bySeries.emplace(key, line.get());
    m_lines.push_back(std::move(line));
    const std::size_t limit = std::clamp(mostPoints / m_lines.size(), fewestPoints, PlotSeries::defaultLimit);
    for (const auto &each : m_lines)
        each->series.setLimit(limit);
    return m_lines.back().get();
}

void FeedSeries::take(const std::vector<SeriesPoint> &points)
{
    for (const SeriesPoint &point : points) {
        if (point.time == noTime)
            continue;
        if (point.subject.isEmpty() && point.field.isEmpty() && std::isnan(point.value)) {
            for (const auto &line : m_lines)
                line->series.appendBreak(point.time);
            continue;
        }
        Line *line = lineFor(point);
        if (!line) {
            ++m_leftOut;
            continue;
        }
        line->series.append(point.time, point.value);
        if (point.time >= m_newest) {
            m_newest = point.time;
            m_arrived.start();
        }
    }
    for (const auto &line : m_lines)
        line->series.settle();
}

QString FeedSeries::Line::name() const
{
    const QString of = QString::fromUtf8(subject), what = QString::fromUtf8(field);
    return of.isEmpty() || what.isEmpty() ? of + what : of + QStringLiteral(" · ") + what;
}

qint64 FeedSeries::edge() const
{
    return m_newest == noTime ? noTime : m_newest + m_arrived.nsecsElapsed() / 1000;
}

} // namespace livebelt
