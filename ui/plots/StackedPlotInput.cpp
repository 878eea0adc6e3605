// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does in the plot: looks at an instant, goes there, zooms.
#include "ui/plots/StackedPlot.h"

#include <QApplication>
#include <algorithm>
#include <cmath>

namespace livebelt {

namespace {

constexpr double micros = 1e6;
constexpr double notch = 120;
constexpr double zoomStep = 0.8; ///< of the range, a notch

} // namespace

void StackedPlot::showCursor(double key)
{
    for (const Lane &lane : m_lanes) {
        lane.cursor->setVisible(!std::isnan(key));
        lane.cursor->point1->setCoords(key, 0);
        lane.cursor->point2->setCoords(key, 1);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void StackedPlot::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    QCustomPlot::mousePressEvent(event);
}

void StackedPlot::mouseMoveEvent(QMouseEvent *event)
{
    QCustomPlot::mouseMoveEvent(event);
    if (m_lanes.empty())
        return;
    const double key = m_lanes.front().rect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x());
    showCursor(key);
    Q_EMIT cursorMoved(qint64(key * micros));
}

void StackedPlot::mouseReleaseEvent(QMouseEvent *event)
{
    QCustomPlot::mouseReleaseEvent(event);
    const bool click = (event->position().toPoint() - m_pressed).manhattanLength() < QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && click && !m_lanes.empty())
        Q_EMIT instantChosen(
            qint64(m_lanes.front().rect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x()) * micros));
}

void StackedPlot::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    showCursor(std::numeric_limits<double>::quiet_NaN());
    Q_EMIT cursorMoved(noTime);
}

/// Over the numbers of a lane; anywhere in it with Ctrl.
StackedPlot::Lane *StackedPlot::laneAt(const QPointF &place)
{
    for (Lane &lane : m_lanes) {
        if (place.y() >= lane.rect->top() && place.y() <= lane.rect->bottom())
            return &lane;
    }
    return nullptr;
}

void StackedPlot::wheelEvent(QWheelEvent *event)
{
    Lane *lane = laneAt(event->position());
    const bool isAtNumbers = lane && event->position().x() < lane->rect->left();
    const bool isWanted = isAtNumbers || event->modifiers().testFlag(Qt::ControlModifier);
    if (!lane || !isWanted || event->angleDelta().y() == 0) {
        QCustomPlot::wheelEvent(event);
        return;
    }
    QCPAxis *axis = lane->rect->axis(QCPAxis::atLeft);
    axis->scaleRange(std::pow(zoomStep, event->angleDelta().y() / notch), axis->pixelToCoord(event->position().y()));
    lane->chosen = ValueRange{axis->range().lower, axis->range().upper};
    event->accept();
    refresh();
}

void StackedPlot::mouseDoubleClickEvent(QMouseEvent *event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    if (Lane *lane = laneAt(event->position()); lane && lane->chosen) {
        lane->chosen.reset();
        refresh();
    }
}

} // namespace livebelt
