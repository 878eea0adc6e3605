// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/FeedSeries.h"

#include <QTimer>
#include <QWidget>
#include <unordered_map>

class QLabel;
class QToolButton;

namespace livebelt {

class SeriesPane;
class SpanBox;
class StackedPlot;
class StatisticsTable;

/// Plots the numbers of one feed while it takes those of all, so that each is there when it is looked at.
/// Paints at most once a frame, less often where painting takes long, and only while it is seen.
class PlotPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PlotPane(QWidget *parent = nullptr);
    ~PlotPane() override;

    void showFeed(qint64 feed); ///< 0 for none
    void forget(qint64 feed);
    /// Of the feed that is shown: draws it, whatever else is drawn.
    void showSeries(const SeriesName &series);
    bool isLive() const { return m_live; }
    StackedPlot &plot() { return *m_plot; }

public Q_SLOTS:
    void take(const livebelt::FeedGrowth &growth);

Q_SIGNALS:
    /// A click on the plot: microseconds since 1970 UTC.
    void instantChosen(qint64 micros);
    /// Its points are wanted, and those of the other one no more.
    void seriesWanted(qint64 feed, const livebelt::SeriesName &series, const livebelt::SeriesName &instead);
    void problem(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    FeedSeries *current() const;
    void setLive(bool live);
    void follow(const SeriesName &series);
    void rebuildList();
    void showCount();
    void rebuild();
    void redraw();
    void scheduleRedraw();
    void showCursor(qint64 micros);
    void showAll();
    void askWhereToSave();

    std::unordered_map<qint64, std::unique_ptr<FeedSeries>> m_series;
    qint64 m_feed = 0;
    int m_listed = 0; ///< FeedSeries::generation() of what is listed
    StackedPlot *m_plot;
    SeriesPane *m_list;
    SpanBox *m_window;
    QToolButton *m_liveButton;
    QLabel *m_instant;
    QLabel *m_count; ///< of series, where there is no room for their list
    StatisticsTable *m_statistics;
    QTimer m_frame;
    QTimer m_tick; ///< moves a live plot on while nothing comes
    qint64 m_cursor = noTime;
    bool m_live = true;
};

} // namespace livebelt
