// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/FeedSeries.h"

#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr int unitsShownAtFirst = 3;
constexpr int linesShownAtFirst = 8; ///< a unit
constexpr std::size_t fewestPoints = 1'500;

qint64 lastTime(const PlotSeries &series)
{
    return series.points().empty() ? noTime : series.points().back().time;
}

} // namespace

void FeedSeries::giveUnit(Line &line, const QByteArray &unit)
{
    if (!m_units.contains(unit))
        m_units << unit;
    line.unit = unit;
    line.color = m_perUnit[unit]++;
    ++m_generation;
}

/// A point without a unit belongs to its series' first line; a line takes the first unit that comes. A number of
/// another unit (10 °C, 50 °F) cannot stand in the same line.
FeedSeries::Line *FeedSeries::lineFor(const SeriesPoint &point)
{
    const SeriesName name{point.subject, point.field};
    const auto known = m_bySeries.find(name);
    if (known != m_bySeries.end()) {
        std::vector<Line *> &lines = known->second;
        if (point.unit.isEmpty())
            return lines.front();
        for (Line *line : lines) {
            if (line->unit.isEmpty())
                giveUnit(*line, point.unit);
            if (line->unit == point.unit)
                return line;
        }
    }
    const bool isWanted = m_wanted.contains(name);
    const std::size_t reserved = isWanted ? 0 : m_wanted.size();
    if (m_lines.size() + reserved >= mostLines) {
        if (known == m_bySeries.end() && m_others.insert(name).second)
            ++m_generation;
        return nullptr;
    }
    m_others.erase(name);
    auto line = std::make_unique<Line>();
    line->series = name;
    giveUnit(*line, point.unit);
    const bool isEarly = m_units.indexOf(point.unit) < unitsShownAtFirst && line->color < linesShownAtFirst;
    line->shown = isWanted || isEarly;
    m_wanted.erase(name);
    m_bySeries[name].push_back(line.get());
    m_lines.push_back(std::move(line));
    shareRoom();
    return m_lines.back().get();
}

void FeedSeries::shareRoom()
{
    const std::size_t limit = std::clamp(mostPoints / m_lines.size(), fewestPoints, PlotSeries::defaultLimit);
    for (const auto &each : m_lines)
        each->points.setLimit(limit);
}

void FeedSeries::take(const FeedGrowth &growth)
{
    for (const SeriesPoint &point : growth.points) {
        if (point.time == noTime)
            continue;
        if (point.subject.isEmpty() && point.field.isEmpty() && std::isnan(point.value)) {
            for (const auto &line : m_lines)
                line->points.appendBreak(point.time);
            continue;
        }
        Line *line = lineFor(point);
        if (!line)
            continue;
        line->points.append(point.time, point.value);
        if (point.time >= m_newest) {
            m_newest = point.time;
            m_arrived.start();
        }
    }
    for (const auto &line : m_lines)
        line->points.settle();
    for (const SeriesName &name : growth.unfollowed) {
        if (!m_bySeries.contains(name) && m_others.insert(name).second)
            ++m_generation;
    }
    if (growth.hasMoreSeries && !std::exchange(m_hasMore, true))
        ++m_generation;
}

std::optional<SeriesName> FeedSeries::makeRoomFor(const SeriesName &series)
{
    auto silent = m_lines.end();
    for (auto line = m_lines.begin(); line != m_lines.end(); ++line) {
        if (!(*line)->shown && (silent == m_lines.end() || lastTime((*line)->points) < lastTime((*silent)->points)))
            silent = line;
    }
    if (silent == m_lines.end())
        return std::nullopt;
    const SeriesName name = (*silent)->series;
    const auto isOfIt = [&name](const std::unique_ptr<Line> &line) { return line->series == name; };
    m_lines.erase(std::remove_if(m_lines.begin(), m_lines.end(), isOfIt), m_lines.end());
    m_bySeries.erase(name);
    m_others.insert(name);
    m_wanted.insert(series);
    ++m_generation;
    return name;
}

QString seriesTitle(const SeriesName &series)
{
    const QString of = QString::fromUtf8(series.subject), what = QString::fromUtf8(series.field);
    return of.isEmpty() || what.isEmpty() ? of + what : of + QStringLiteral(" · ") + what;
}

qint64 FeedSeries::edge() const
{
    return m_newest == noTime ? noTime : m_newest + m_arrived.nsecsElapsed() / 1000;
}

} // namespace livebelt
