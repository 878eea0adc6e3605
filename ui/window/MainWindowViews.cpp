// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow has to do with its views: the one in front, and what all of them share.
#include "model/filter/FilterTimes.h"
#include "model/lists/FeedListModel.h"
#include "model/lists/RecordListModel.h"
#include "model/records/SeriesValues.h"
#include "ui/detail/DetailPane.h"
#include "ui/feeds/FeedTree.h"
#include "ui/lists/AllFeedsView.h"
#include "ui/lists/FeedView.h"
#include "ui/plots/PlotPane.h"
#include "ui/theme/Icons.h"
#include "ui/theme/VisibleText.h"
#include "ui/window/FeedTabs.h"
#include "ui/window/MainWindow.h"
#include "ui/window/StatusStrip.h"
#include "ui/window/TimeSeek.h"

#include <QInputDialog>
#include <QMenu>
#include <QToolBar>
#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

void MainWindow::watchView(FeedView *view)
{
    view->setZoom(m_zoom);
    view->followAction()->setIcon(lineIcon(u"follow"_s));
    view->pauseAction()->setIcon(lineIcon(u"pause"_s));
    connect(view, &FeedView::currentRecordChanged, this, [this, view](const Record *record) {
        if (view == m_current)
            showDetail(view->feed(), record);
    });
    connect(view, &FeedView::shownCountChanged, this, [this, view] {
        if (view == m_current)
            showStatus();
    });
    connect(view, &FeedView::zoomChanged, this, &MainWindow::setZoom);
    connect(view, &FeedView::message, this, &MainWindow::showMessage);
    connect(view, &FeedView::remark, m_status,
            [this](const QString &sentence) { m_status->showMessage(sentence, 5000); });
    const qint64 feed = view->feed();
    connect(view, &FeedView::passwordRequested, this, [this, feed] { enterPassword(feed); });
    connect(view, &FeedView::editRequested, this, [this, feed] { editFeed(feed); });
    connect(view, &FeedView::retryRequested, &m_workspace, [this, feed] { m_workspace.reconnectFeed(feed); });
    connect(view, &FeedView::stopRequested, &m_workspace, [this, feed] { m_workspace.stopFeed(feed); });
    connect(view, &FeedView::sendRequested, &m_workspace,
            [this, view](const QString &to, const QString &text) { m_workspace.send(view->feed(), to, text); });
    const auto status = m_workspace.feeds().status(view->feed());
    const bool isLive = view->feed() > 0; // not of an opened capture
    ViewKind first = ViewKind::Table;
    for (const FeedDescription &kind : m_workspace.kinds()) {
        if (!status || kind.kind != status->kind)
            continue;
        first = kind.view;
        view->setFixedPitch(kind.isFixedPitch);
        if (isLive)
            view->setSending(kind.sendPrompt, kind.sendTarget);
    }
    if (RecordMarks *marks = m_workspace.marks(feed))
        view->setMarks(*marks);
    view->setLatest([this, feed] { return m_workspace.latest(feed); });
    connect(view, &FeedView::plotWanted, this, [this](const SeriesName &series) {
        m_actions.plot->setChecked(true);
        showStatus();
        m_plot->showSeries(series);
    });
    connect(view, &FeedView::rowMenuAboutToShow, this, [view](QMenu *menu, const Record &record) {
        KnownMeanings meanings;
        SeriesValues values(record, meanings);
        QMenu *numbers = nullptr;
        while (const SeriesValue *value = values.next()) {
            const SeriesName series{record.subject, value->field.toByteArray()};
            numbers = numbers ? numbers : menu->addMenu(tr("&Plot"));
            const QString name = visibleLine(seriesTitle(series), 60).replace(u'&', u"&&"_s);
            numbers->addAction(name, view, [view, series] { Q_EMIT view->plotWanted(series); });
        }
    });
    m_viewAs->take(*view, status ? status->address : QString(), first);
}

void MainWindow::watchAllFeeds(AllFeedsView *view)
{
    view->setZoom(m_zoom);
    connect(view, &AllFeedsView::currentRecordChanged, this, [this, view](const Record *record) {
        if (view == m_tabs->currentWidget())
            showDetail(view->currentFeed(), record);
    });
    connect(view, &AllFeedsView::recordOpened, this, [this](qint64 feed, quint64 seq) {
        openFeed(feed);
        if (FeedView *opened = m_tabs->viewOf(feed))
            opened->showRecord(seq);
    });
    connect(view, &AllFeedsView::zoomChanged, this, &MainWindow::setZoom);
    connect(view, &AllFeedsView::message, this, &MainWindow::showMessage);
}

void MainWindow::showDetail(qint64 feed, const Record *record)
{
    if (record)
        m_detail->setRecord(nameOf(feed), *record);
    else
        m_detail->clearRecord();
    showPanes();
}

void MainWindow::showPanes()
{
    const auto status = m_current ? m_workspace.feeds().status(m_current->feed()) : std::nullopt;
    const auto *all = qobject_cast<AllFeedsView *>(m_tabs->currentWidget());
    m_panes.show(m_current ? m_current->hasCurrent() : all && all->currentRecord(), status && status->numeric);
}

void MainWindow::showCurrent()
{
    FeedView *view = m_tabs->currentView();
    if (view != m_current) {
        if (m_current) {
            for (QAction *action : {m_current->followAction(), m_current->pauseAction()}) {
                m_menus.view->removeAction(action);
                m_menus.tools->removeAction(action);
            }
        }
        m_current = view;
        if (view) {
            m_menus.view->insertActions(m_menus.viewSlot, {view->followAction(), view->pauseAction()});
            m_menus.tools->insertActions(m_menus.toolSlot, {view->followAction(), view->pauseAction()});
            m_tree->setCurrentFeed(view->feed());
        }
        showDetail(currentFeed(), view ? view->currentRecord() : nullptr);
        m_plot->showFeed(view ? view->feed() : 0);
        m_viewAs->setView(view);
    }
    for (QAction *action : {m_actions.exportFeed, m_actions.findNext, m_actions.findPrevious, m_actions.startFeed,
                            m_actions.stopFeed, m_actions.reconnect})
        action->setEnabled(view != nullptr);
    const auto *all = qobject_cast<AllFeedsView *>(m_tabs->currentWidget());
    m_actions.find->setEnabled(view || all);
    m_actions.goToTime->setEnabled(view || all);
    if (all)
        showDetail(all->currentFeed(), all->currentRecord());
    m_actions.editFeed->setEnabled(view && view->feed() > 0);
    m_actions.reread->setEnabled(view && !m_workspace.rereadOptions(view->feed()).isEmpty());
    showStatus();
}

void MainWindow::showStatus()
{
    const auto status = m_current ? m_workspace.feeds().status(m_current->feed()) : std::nullopt;
    showPanes();
    if (!status) {
        m_status->setShown(0, 0);
        setWindowTitle(tr("Livebelt"));
        return;
    }
    m_status->setShown(m_current->shownCount(), m_current->totalCount());
    const QString title = tr("%1 – Livebelt").arg(visibleLine(status->name, 80));
    if (title != windowTitle())
        setWindowTitle(title);
    const QModelIndex index = m_workspace.feeds().indexOf(status->id);
    if (isActiveWindow() && index.data(FeedListModel::UnreadRole).toULongLong() > 0)
        m_workspace.feeds().markRead(status->id);
}

void MainWindow::setZoom(int percent)
{
    const int zoom = std::clamp(percent, 50, 400);
    if (std::exchange(m_zoom, zoom) == zoom)
        return;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (FeedView *view = m_tabs->viewAt(i))
            view->setZoom(zoom);
    }
    if (AllFeedsView *all = m_tabs->allFeeds())
        all->setZoom(zoom);
}

void MainWindow::goTo(qint64 micros)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (FeedView *view = m_tabs->viewAt(i))
            seek(*view, micros);
    }
}

void MainWindow::seek(FeedView &view, qint64 micros)
{
    RecordListModel *records = m_workspace.records(view.feed());
    if (!records || records->end() == 0)
        return;
    // A newer wish replaces one that is still on its way.
    delete view.findChild<TimeSeek *>(QString(), Qt::FindDirectChildrenOnly);
    new TimeSeek(view, *records, micros);
}

void MainWindow::askTime()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to time"));
    dialog->setLabelText(tr("Time, as in 14:03, yesterday 9:00, 2026-11-30T09:15 or -5m:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const auto time = readFilterTime(text.trimmed(), FilterClock::here());
        if (!time)
            showProblem(
                tr("“%1” is not read as a time: write it as 14:03, yesterday 9:00 or -5m").arg(visibleLine(text, 60)));
        else if (AllFeedsView *all = qobject_cast<AllFeedsView *>(m_tabs->currentWidget()))
            all->goTo(time->begin);
        else if (m_current)
            seek(*m_current, time->begin);
    });
    dialog->open();
}

} // namespace livebelt
