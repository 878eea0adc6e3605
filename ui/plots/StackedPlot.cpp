// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/StackedPlot.h"

#include "ui/plots/CurveGraph.h"
#include "ui/plots/ValueTicker.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr double micros = 1e6;
constexpr qint64 shortest = 1'000'000; ///< a second
constexpr qint64 longest = 366LL * 86'400 * 1'000'000;

} // namespace

StackedPlot::StackedPlot(QWidget *parent) : QCustomPlot(parent), m_margins(new QCPMarginGroup(this))
{
    plotLayout()->clear();
    plotLayout()->setRowSpacing(2);
    plotLayout()->setMargins(QMargins(4, 4, 8, 2));
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(true);
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    setAccessibleName(tr("Plot of the feed’s numbers"));
}

StackedPlot::Lane StackedPlot::makeLane(const QByteArray &unit)
{
    Lane lane{unit, new QCPAxisRect(this), nullptr, {}};
    plotLayout()->addElement(plotLayout()->rowCount(), 0, lane.rect);
    lane.rect->setMarginGroup(QCP::msLeft | QCP::msRight, m_margins);
    lane.rect->setMinimumMargins(QMargins(4, 6, 4, 2));
    lane.rect->setRangeDrag(Qt::Horizontal);
    lane.rect->setRangeZoom(Qt::Horizontal);
    QCPAxis *time = lane.rect->axis(QCPAxis::atBottom);
    QCPAxis *value = lane.rect->axis(QCPAxis::atLeft);
    const QSharedPointer<QCPAxisTickerDateTime> clock(new QCPAxisTickerDateTime);
    clock->setDateTimeFormat(u"HH:mm:ss"_s);
    clock->setTickCount(6);
    time->setTicker(clock);
    time->setSubTicks(false);
    time->setRange(double(m_from) / micros, double(m_to) / micros);
    value->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker(unit)));
    value->setSubTicks(false);
    lane.cursor = new QCPItemStraightLine(this);
    lane.cursor->setClipAxisRect(lane.rect);
    lane.cursor->setVisible(false);
    for (QCPItemPosition *end : {lane.cursor->point1, lane.cursor->point2}) {
        end->setAxisRect(lane.rect);
        end->setTypeX(QCPItemPosition::ptPlotCoords);
        end->setTypeY(QCPItemPosition::ptAxisRectRatio);
        end->setAxes(time, value);
    }
    connect(time, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), this, &StackedPlot::takeRange);
    return lane;
}

void StackedPlot::setLines(const QList<QByteArray> &units, const std::vector<const FeedSeries::Line *> &lines)
{
    m_lanes.clear();
    clearItems();
    clearGraphs();
    plotLayout()->clear();
    for (const LaneLines &wanted : lanesOf(units, lines)) {
        Lane lane = makeLane(wanted.unit);
        for (const FeedSeries::Line *line : wanted.lines)
            lane.lines.push_back(
                {line, new CurveGraph(lane.rect->axis(QCPAxis::atBottom), lane.rect->axis(QCPAxis::atLeft))});
        m_lanes.push_back(std::move(lane));
    }
    for (Lane &lane : m_lanes)
        style(lane, &lane == &m_lanes.back());
    refresh();
}

void StackedPlot::style(Lane &lane, bool last)
{
    const QColor muted = theme::muted(palette());
    const QColor grid = theme::hairline(palette());
    setBackground(palette().color(QPalette::Base));
    for (QCPAxis *axis : lane.rect->axes()) {
        axis->setTickLabelFont(theme::scaled(font(), 0.88));
        axis->setTickLabelColor(muted);
        axis->setBasePen(QPen(grid));
        axis->setTickPen(QPen(grid));
        axis->setTickLength(0, axis->axisType() == QCPAxis::atBottom ? 3 : 0);
        axis->grid()->setPen(QPen(grid, 0, Qt::SolidLine));
        axis->grid()->setZeroLinePen(QPen(grid));
    }
    lane.rect->axis(QCPAxis::atLeft)->setBasePen(Qt::NoPen);
    lane.rect->axis(QCPAxis::atBottom)->grid()->setVisible(false);
    lane.rect->axis(QCPAxis::atBottom)->setTickLabels(last);
    lane.cursor->setPen(QPen(muted, 0, Qt::DashLine));
    for (const Shown &shown : lane.lines) {
        const QColor color = theme::seriesColor(shown.line->color, palette());
        // After eight colours the dash tells lines apart.
        const Qt::PenStyle dash = shown.line->color < 8 ? Qt::SolidLine : Qt::DashLine;
        shown.graph->setPen(QPen(color, 1.5, dash, Qt::RoundCap, Qt::RoundJoin));
    }
}

void StackedPlot::setTimeRange(qint64 from, qint64 to)
{
    m_from = from;
    m_to = to;
    m_applying = true;
    for (const Lane &lane : m_lanes)
        lane.rect->axis(QCPAxis::atBottom)->setRange(double(from) / micros, double(to) / micros);
    m_applying = false;
}

void StackedPlot::takeRange(const QCPRange &range)
{
    if (m_applying)
        return;
    const auto span = std::clamp(qint64(range.size() * micros), shortest, longest);
    const auto middle = qint64(range.center() * micros);
    setTimeRange(middle - span / 2, middle + span - span / 2);
    Q_EMIT rangePicked(m_from, m_to);
    refresh();
}

void StackedPlot::fill(Lane &lane)
{
    ValueBounds bounds;
    const int columns = std::max(50, lane.rect->width());
    lane.rect->axis(QCPAxis::atBottom)->ticker()->setTickCount(std::clamp(columns / 110, 2, 12));
    for (const Shown &shown : lane.lines) {
        const std::vector<PlotPoint> points = shown.line->points.window(m_from, m_to, columns);
        QVector<QCPGraphData> shownPoints;
        shownPoints.reserve(qsizetype(points.size()));
        for (const PlotPoint &point : points) {
            shownPoints.append({double(point.time) / micros, point.value});
            bounds.add(point.value);
        }
        shown.graph->data()->set(shownPoints, true);
    }
    scale(lane, bounds);
    // An area says how much only where it begins at zero.
    const QCPAxis *values = lane.rect->axis(QCPAxis::atLeft);
    for (const Shown &shown : lane.lines) {
        QColor below = shown.graph->pen().color();
        below.setAlphaF(0.12F);
        shown.graph->setBrush(lane.lines.size() == 1 && values->range().lower == 0 ? QBrush(below)
                                                                                   : QBrush(Qt::NoBrush));
    }
}

void StackedPlot::scale(Lane &lane, const ValueBounds &bounds)
{
    QCPAxis *axis = lane.rect->axis(QCPAxis::atLeft);
    // Zero and what is below it have no place among powers of ten.
    const bool isLogarithmic = m_isLogarithmic && bounds.hasPositive();
    const auto type = isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
    if (axis->scaleType() != type) {
        axis->setScaleType(type);
        if (isLogarithmic)
            axis->setTicker(QSharedPointer<QCPAxisTicker>(new DecadeTicker(lane.unit)));
        else
            axis->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker(lane.unit)));
    }
    const ValueRange fitting = isLogarithmic ? logarithmicRange(bounds) : valueRange(bounds, lane.unit);
    const ValueRange range = lane.chosen.value_or(fitting);
    axis->setRange(range.lower, range.upper);
}

void StackedPlot::setLogarithmic(bool on)
{
    m_isLogarithmic = on;
    fitValues();
}

void StackedPlot::fitValues()
{
    for (Lane &lane : m_lanes)
        lane.chosen.reset();
    refresh();
}

std::vector<const FeedSeries::Line *> StackedPlot::lines() const
{
    std::vector<const FeedSeries::Line *> all;
    for (const Lane &lane : m_lanes) {
        for (const Shown &shown : lane.lines)
            all.push_back(shown.line);
    }
    return all;
}

bool StackedPlot::areLanesStale() const
{
    std::vector<LaneLines> lanes;
    for (const Lane &lane : m_lanes) {
        LaneLines &lines = lanes.emplace_back(LaneLines{lane.unit, {}});
        for (const Shown &shown : lane.lines)
            lines.lines.push_back(shown.line);
    }
    return areStale(lanes);
}

void StackedPlot::refresh()
{
    QElapsedTimer clock;
    clock.start();
    for (Lane &lane : m_lanes)
        fill(lane);
    m_fillTime = std::chrono::nanoseconds(clock.nsecsElapsed());
    replot(QCustomPlot::rpQueuedReplot);
}

std::chrono::nanoseconds StackedPlot::cost() const
{
    const std::chrono::duration<double, std::milli> painting(replotTime());
    return m_fillTime + std::chrono::duration_cast<std::chrono::nanoseconds>(painting);
}

QCPGraph *StackedPlot::graphOf(const SeriesName &series) const
{
    for (const Lane &lane : m_lanes) {
        for (const Shown &shown : lane.lines) {
            if (shown.line->series == series)
                return shown.graph;
        }
    }
    return nullptr;
}

void StackedPlot::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    setBackground(palette().color(QPalette::Base));
    for (Lane &lane : m_lanes)
        style(lane, &lane == &m_lanes.back());
    replot(QCustomPlot::rpQueuedReplot);
}

} // namespace livebelt
