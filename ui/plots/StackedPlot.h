// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include "ui/plots/Lanes.h"
#include "ui/plots/QCustomPlotHeader.h"
#include "ui/plots/ValueRange.h"

#include <chrono>
#include <optional>

namespace livebelt {

/// The lines of a feed in lanes (Lanes.h) over one axis of time. The wheel and dragging move the time; over the numbers
/// of a lane, or with Ctrl, they zoom and move its values until a double click there.
class StackedPlot final : public QCustomPlot
{
    Q_OBJECT

public:
    explicit StackedPlot(QWidget *parent = nullptr);

    /// What is shown; the lines must live until the next call.
    void setLines(const QList<QByteArray> &units, const std::vector<const FeedSeries::Line *> &lines);
    void setTimeRange(qint64 from, qint64 to);
    qint64 from() const { return m_from; }
    qint64 to() const { return m_to; }
    /// Takes the points of the lines as they are now, scales the values and paints soon.
    void refresh();
    /// How long the UI thread was busy with the last refresh().
    std::chrono::nanoseconds cost() const;
    int laneCount() const { return int(m_lanes.size()); }
    std::vector<const FeedSeries::Line *> lines() const;
    /// Whether the numbers want other lanes by now.
    bool areLanesStale() const;
    /// Powers of ten, in lanes that have something above zero.
    void setLogarithmic(bool on);
    /// The values of every lane as far as there are any.
    void fitValues();
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
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

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
        std::optional<ValueRange> chosen{}; ///< by the person
    };
    Lane makeLane(const QByteArray &unit);
    void style(Lane &lane, bool last);
    void fill(Lane &lane);
    void scale(Lane &lane, const ValueBounds &bounds);
    Lane *laneAt(const QPointF &place);
    void takeRange(const QCPRange &range);
    void showCursor(double key);

    std::vector<Lane> m_lanes;
    QCPMarginGroup *m_margins;
    qint64 m_from = 0;
    qint64 m_to = 60'000'000;
    QPoint m_pressed;
    bool m_applying = false;
    bool m_isLogarithmic = false;
    std::chrono::nanoseconds m_fillTime{};
};

} // namespace livebelt
