// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include "ui/plots/QCustomPlotHeader.h"

#include <chrono>

namespace livebelt {

/// The lines of a feed, one lane a unit, over one axis of time. The wheel and dragging move only the time.
class StackedPlot final : public QCustomPlot
{
    Q_OBJECT

public:
    explicit StackedPlot(QWidget *parent = nullptr);

    /// What is shown; the lines must live until the next call. One lane a unit, in the order of units.
    void setLines(const QList<QByteArray> &units, const std::vector<const FeedSeries::Line *> &lines);
    void setTimeRange(qint64 from, qint64 to);
    qint64 from() const { return m_from; }
    qint64 to() const { return m_to; }
    /// Takes the points of the lines as they are now, scales the values and paints soon.
    void refresh();
    /// How long the UI thread was busy with the last refresh().
    std::chrono::nanoseconds cost() const;
    int laneCount() const { return int(m_lanes.size()); }
    /// The first line of a series as it is painted, for tests; nullptr where it is not shown.
    QCPGraph *graphOf(const SeriesName &series) const;

Q_SIGNALS:
    void rangePicked(qint64 from, qint64 to); ///< by the person, with the wheel or by dragging
    void cursorMoved(qint64 micros);          ///< noTime where it left the plot
    void instantChosen(qint64 micros);        ///< by a click

protected:
    void changeEvent(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    struct Shown
    {
        const FeedSeries::Line *line;
        QCPGraph *graph;
    };
    struct Lane
    {
        QByteArray unit;
        QCPAxisRect *rect;
        QCPItemStraightLine *cursor;
        std::vector<Shown> lines;
    };
    Lane makeLane(const QByteArray &unit);
    void style(Lane &lane, bool last);
    void fill(Lane &lane);
    void takeRange(const QCPRange &range);
    void showCursor(double key);

    std::vector<Lane> m_lanes;
    QCPMarginGroup *m_margins;
    qint64 m_from = 0;
    qint64 m_to = 60'000'000;
    QPoint m_pressed;
    bool m_applying = false;
    std::chrono::nanoseconds m_fillTime{};
};

} // namespace livebelt
