// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/PlotPane.h"

#include "ui/plots/DistributionDialog.h"
#include "ui/plots/PlotFiles.h"
#include "ui/plots/PlotTools.h"
#include "ui/plots/SeriesList.h"
#include "ui/plots/SeriesPane.h"
#include "ui/plots/SpanBox.h"
#include "ui/plots/StackedPlot.h"
#include "ui/plots/StatisticsTable.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Icons.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds frame{33};
constexpr int restAfterPainting = 4; ///< times what it took: the plot leaves the UI thread free for that part
constexpr int tick = 500;
constexpr int laneHeight = 70;
constexpr int narrowest = 460; ///< below this the lines need all the room

} // namespace

PlotPane::PlotPane(QWidget *parent)
    : QWidget(parent)
    , m_plot(new StackedPlot(this))
    , m_list(new SeriesPane(this))
    , m_window(new SpanBox(this))
    , m_liveButton(new QToolButton(this))
    , m_instant(new Caption(this))
    , m_count(new Caption(this))
    , m_statistics(new StatisticsTable(this))
{
    m_window->setObjectName(u"window"_s);
    m_liveButton->setText(tr("Live"));
    m_liveButton->setIcon(lineIcon(u"live"_s));
    m_liveButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_liveButton->setCheckable(true);
    m_liveButton->setChecked(true);
    m_liveButton->setAutoRaise(true);
    m_liveButton->setObjectName(u"live"_s);
    m_liveButton->setToolTip(tr("Show the newest; the wheel and dragging leave it"));
    m_instant->setObjectName(u"instant"_s);
    m_count->setObjectName(u"countInBar"_s);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 12, 2);
    bar->setSpacing(8);
    bar->addWidget(m_window);
    bar->addWidget(m_liveButton);
    bar->addWidget(m_count);
    bar->addStretch();
    bar->addWidget(m_instant);
    auto *tools = new PlotTools(this);
    bar->addWidget(tools);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(m_plot);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(1);
    split->addWidget(scroll);
    split->addWidget(m_list);
    split->setStretchFactor(0, 1);
    split->setSizes({700, 230});
    m_list->setMinimumWidth(150);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(split, 1);
    layout->addWidget(m_statistics);
    m_statistics->hide();
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &PlotPane::redraw);
    connect(&m_tick, &QTimer::timeout, this, &PlotPane::scheduleRedraw);
    connect(m_window, &SpanBox::spanChosen, this, [this](qint64 span) {
        if (!m_live) // stays where it is, at its right edge
            m_plot->setTimeRange(m_plot->to() - span, m_plot->to());
        scheduleRedraw();
    });
    connect(m_liveButton, &QToolButton::clicked, this, [this] { setLive(true); });
    connect(m_plot, &StackedPlot::rangePicked, this, [this](qint64 from, qint64 to) {
        m_window->setSpan(to - from);
        setLive(false);
    });
    connect(tools, &PlotTools::logarithmicToggled, m_plot, &StackedPlot::setLogarithmic);
    connect(tools, &PlotTools::statisticsToggled, this, [this](bool on) {
        m_statistics->setVisible(on);
        scheduleRedraw();
    });
    connect(tools, &PlotTools::fitWanted, this, &PlotPane::showAll);
    connect(tools, &PlotTools::distributionWanted, this, [this] {
        auto *dialog = new DistributionDialog(m_plot->lines(), m_plot->from(), m_plot->to(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(tools, &PlotTools::saveWanted, this, &PlotPane::askWhereToSave);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_plot->areLanesStale())
            rebuild();
    });
    connect(m_plot, &StackedPlot::cursorMoved, this, &PlotPane::showCursor);
    connect(m_plot, &StackedPlot::instantChosen, this, &PlotPane::instantChosen);
    connect(&m_list->list(), &SeriesList::toggled, this, [this](int line, bool shown) {
        current()->lines()[std::size_t(line)]->shown = shown;
        rebuild();
    });
    // Later: the list is about to be made anew, which must not happen below its own signal.
    connect(&m_list->list(), &SeriesList::wanted, this, &PlotPane::follow, Qt::QueuedConnection);
}

PlotPane::~PlotPane() = default;

FeedSeries *PlotPane::current() const
{
    const auto found = m_series.find(m_feed);
    return found == m_series.end() ? nullptr : found->second.get();
}

void PlotPane::showFeed(qint64 feed)
{
    m_feed = feed;
    m_cursor = noTime;
    rebuildList();
    setLive(true);
}

void PlotPane::follow(const SeriesName &series)
{
    FeedSeries *feed = current();
    if (!feed || !feed->others().contains(series))
        return;
    const auto instead = feed->makeRoomFor(series);
    if (!instead) {
        rebuildList();
        m_list->say(tr("All %1 that can be shown are shown: hide one first.").arg(FeedSeries::mostLines));
        return;
    }
    Q_EMIT seriesWanted(m_feed, series, *instead);
    rebuildList();
}

void PlotPane::showSeries(const SeriesName &series)
{
    FeedSeries *feed = current();
    if (!feed)
        return;
    bool hasLine = false;
    for (const auto &line : feed->lines()) {
        if (line->series == series)
            hasLine = line->shown = true;
    }
    if (hasLine)
        rebuildList();
    else
        follow(series);
}

void PlotPane::showCount()
{
    const QString words = m_list->count();
    m_count->setText(words);
    m_count->setToolTip(words.isEmpty() ? QString() : tr("Others are chosen by name in the list, in a wider window"));
    m_count->setVisible(m_list->isHidden() && !words.isEmpty());
}

void PlotPane::rebuildList()
{
    const FeedSeries *series = current();
    m_listed = series ? series->generation() : 0;
    m_list->setSeries(series);
    showCount();
    rebuild();
}

void PlotPane::forget(qint64 feed)
{
    if (feed == m_feed)
        showFeed(0);
    m_series.erase(feed);
}

void PlotPane::take(const FeedGrowth &growth)
{
    if (growth.points.empty() && growth.unfollowed.empty())
        return;
    auto &series = m_series[growth.feed];
    if (!series)
        series = std::make_unique<FeedSeries>();
    series->take(growth);
    if (growth.feed == m_feed)
        scheduleRedraw();
}

void PlotPane::rebuild()
{
    const FeedSeries *series = current();
    std::vector<const FeedSeries::Line *> lines;
    if (series) {
        for (const auto &line : series->lines()) {
            if (line->shown)
                lines.push_back(line.get());
        }
    }
    m_plot->setLines(series ? series->units() : QList<QByteArray>(), lines);
    m_plot->setMinimumHeight(std::max(1, m_plot->laneCount()) * laneHeight);
    scheduleRedraw();
}

void PlotPane::setLive(bool live)
{
    m_live = live;
    m_liveButton->setChecked(live);
    scheduleRedraw();
}

void PlotPane::scheduleRedraw()
{
    if (!isVisible() || m_frame.isActive())
        return;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(restAfterPainting * m_plot->cost());
    m_frame.start(std::max(frame, rest));
}

void PlotPane::redraw()
{
    const FeedSeries *series = current();
    if (!series || !isVisible())
        return;
    if (series->generation() != m_listed)
        rebuildList();
    if (m_live && series->newest() != noTime) {
        const qint64 to = series->edge();
        m_plot->setTimeRange(to - m_window->span(), to);
    }
    m_plot->refresh();
    m_list->list().showValues(m_cursor);
    if (m_statistics->isVisible())
        m_statistics->show(m_plot->lines(), m_plot->from(), m_plot->to());
}

/// From the first point that is known to the last.
void PlotPane::showAll()
{
    qint64 from = std::numeric_limits<qint64>::max(), to = noTime;
    for (const FeedSeries::Line *line : m_plot->lines()) {
        const auto &points = line->points.points();
        if (points.empty())
            continue;
        from = std::min(from, points.front().time);
        to = std::max(to, points.back().time);
    }
    m_plot->fitValues();
    if (from >= to)
        return;
    const qint64 room = (to - from) / 50;
    m_plot->setTimeRange(from - room, to + room);
    m_window->setSpan(to - from + 2 * room);
    setLive(false);
}

void PlotPane::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save the plot"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Picture (*.png)"), tr("Drawing (*.svg)"), tr("Numbers (*.csv)")});
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.section(u"*."_s, 1).chopped(1)); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto saved = plotfiles::save(*m_plot, path); !saved)
            Q_EMIT problem(saved.error());
    });
    dialog->open();
}

void PlotPane::showCursor(qint64 micros)
{
    m_cursor = micros;
    m_instant->setText(micros == noTime ? QString() : format::localTime(micros));
    if (current())
        m_list->list().showValues(micros);
}

void PlotPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start(tick);
    scheduleRedraw();
}

void PlotPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_list->setVisible(width() >= narrowest);
    showCount();
}

void PlotPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace livebelt
