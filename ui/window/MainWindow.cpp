// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/MainWindow.h"

#include "model/lists/FeedListModel.h"
#include "model/lists/RecordListModel.h"
#include "ui/detail/DetailPane.h"
#include "ui/dialogs/AboutDialog.h"
#include "ui/dialogs/ExportStrip.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/dialogs/TasksDialog.h"
#include "ui/feeds/FeedTree.h"
#include "ui/lists/AllFeedsView.h"
#include "ui/lists/FeedView.h"
#include "ui/plots/PlotPane.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/window/Banner.h"
#include "ui/window/FeedTabs.h"
#include "ui/window/StatusStrip.h"
#include "ui/window/TimeSeek.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFirstTabs = 3;

} // namespace

MainWindow::MainWindow(Workspace &workspace, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_settings(settings)
    , m_actions(*this)
    , m_menus(*this, m_actions)
    , m_historyMenu(*m_menus.history, settings, workspace)
    , m_viewAs(new ViewMenu(settings, this))
    , m_tabs(new FeedTabs(workspace, this))
    , m_tree(new FeedTree(workspace.feeds(), this))
    , m_detail(new DetailPane(this))
    , m_plot(new PlotPane(this))
    , m_exports(new ExportStrip(this))
    , m_banner(new Banner(this))
    , m_status(new StatusStrip(this))
    , m_panes(*this, m_actions, m_tree, m_detail, m_plot)
    , m_runQuestions(workspace, *this)
{
    setWindowIcon(applicationIcon());
    m_menus.view->insertMenu(m_menus.view->actions().constFirst(), m_viewAs);
    m_menus.view->insertSeparator(m_menus.view->actions().at(1));
    setAcceptDrops(true);
    setMinimumSize(640, 400);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_exports);
    centre->setMinimumWidth(360); // a small window takes from the panes beside it, not from what is read
    setCentralWidget(centre);
    setStatusBar(m_status);
    connectActions();
    connectTree();
    connectWorkspace();
    restore();
    takeNewFeeds();
    showCurrent();
}

MainWindow::~MainWindow()
{
    // What the views say while they go away must not reach a window that is half gone.
    disconnect(m_tabs, nullptr, this, nullptr);
    for (int i = 0; i < m_tabs->count(); ++i)
        disconnect(m_tabs->widget(i), nullptr, this, nullptr);
}

void MainWindow::connectActions()
{
    connect(m_actions.addFeed, &QAction::triggered, this, [this] { addFeed(); });
    connect(m_actions.openCapture, &QAction::triggered, this, &MainWindow::chooseCapture);
    connect(m_actions.exportFeed, &QAction::triggered, this, [this] { exportFeed(currentFeed()); });
    connect(m_actions.closeTab, &QAction::triggered, this, [this] { m_tabs->closeTab(m_tabs->currentIndex()); });
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.find, &QAction::triggered, this, [this] {
        if (m_current)
            m_current->focusFilter();
        else if (AllFeedsView *all = qobject_cast<AllFeedsView *>(m_tabs->currentWidget()))
            all->focusFilter();
    });
    connect(m_actions.findNext, &QAction::triggered, this, [this] {
        if (m_current)
            m_current->step(true);
    });
    connect(m_actions.findPrevious, &QAction::triggered, this, [this] {
        if (m_current)
            m_current->step(false);
    });
    connect(m_actions.searchAll, &QAction::triggered, this, [this] { m_tabs->openAllFeeds()->focusFilter(); });
    connect(m_actions.goToTime, &QAction::triggered, this, &MainWindow::askTime);
    connect(m_tabs, &FeedTabs::allFeedsOpened, this, &MainWindow::watchAllFeeds);
    connect(m_actions.plot, &QAction::triggered, this, &MainWindow::showStatus);
    connect(m_actions.detail, &QAction::triggered, this, &MainWindow::showStatus);
    connect(m_actions.zoomIn, &QAction::triggered, this, [this] { setZoom(m_zoom + 10); });
    connect(m_actions.zoomOut, &QAction::triggered, this, [this] { setZoom(m_zoom - 10); });
    connect(m_actions.zoomReset, &QAction::triggered, this, [this] { setZoom(100); });
    const auto step = [this](int by) {
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + m_tabs->count()) % m_tabs->count());
    };
    connect(m_actions.nextTab, &QAction::triggered, this, [step] { step(1); });
    connect(m_actions.previousTab, &QAction::triggered, this, [step] { step(-1); });
    for (int i = 0; i < int(m_actions.tabs.size()); ++i)
        connect(m_actions.tabs[i], &QAction::triggered, this, [this, i] { m_tabs->setCurrentIndex(i); });
    connect(m_actions.startFeed, &QAction::triggered, this, [this] { m_workspace.startFeed(currentFeed()); });
    connect(m_actions.stopFeed, &QAction::triggered, this, [this] { m_workspace.stopFeed(currentFeed()); });
    connect(m_actions.reread, &QAction::triggered, this, [this] { rereadFeed(currentFeed()); });
    connect(m_actions.editFeed, &QAction::triggered, this, [this] { editFeed(currentFeed()); });
    connect(m_actions.reconnect, &QAction::triggered, this, [this] { m_workspace.reconnectFeed(currentFeed()); });
    connect(m_actions.tasks, &QAction::triggered, this, [this] {
        auto *dialog = new TasksDialog(m_workspace, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(m_actions.shortcuts, &QAction::triggered, this, [this] { openShortcuts(m_actions.all(), this); });
    connect(m_actions.about, &QAction::triggered, this, [this] { openAbout(this); });
    connect(m_menus.appearance, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_settings.setValue(u"window/appearance"_s, action->data());
        theme::applyAppearance(theme::Appearance(action->data().toInt()));
    });
    connect(m_menus.memory, &QActionGroup::triggered, this,
            [this](const QAction *action) { m_settings.setValue(memorySetting, action->data()); });
}

void MainWindow::connectTree()
{
    connect(m_tree, &FeedTree::openRequested, this, &MainWindow::openFeed);
    connect(m_tree, &FeedTree::startRequested, &m_workspace, &Workspace::startFeed);
    connect(m_tree, &FeedTree::stopRequested, &m_workspace, &Workspace::stopFeed);
    connect(m_tree, &FeedTree::reconnectRequested, &m_workspace, &Workspace::reconnectFeed);
    connect(m_tree, &FeedTree::editRequested, this, &MainWindow::editFeed);
    connect(m_tree, &FeedTree::renameRequested, this, &MainWindow::renameFeed);
    connect(m_tree, &FeedTree::removeRequested, this, &MainWindow::removeFeed);
    connect(m_tree, &FeedTree::rereadRequested, this, &MainWindow::rereadFeed);
    m_tree->setRereadable([this](qint64 feed) { return !m_workspace.rereadOptions(feed).isEmpty(); });
    connect(m_tree, &FeedTree::exportRequested, this, &MainWindow::exportFeed);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::showCurrent);
    connect(m_tabs, &FeedTabs::viewOpened, this, &MainWindow::watchView);
    connect(m_tabs, &FeedTabs::kindChosen, this, [this](const QString &kind) { addFeed(kind); });
    connect(m_tabs, &FeedTabs::addressRequested, this, [this] { addFeed(); });
    connect(m_tabs, &FeedTabs::openRequested, this, &MainWindow::chooseCapture);
    connect(m_plot, &PlotPane::instantChosen, this, &MainWindow::goTo);
    connect(m_plot, &PlotPane::problem, this, &MainWindow::showProblem);
    connect(m_plot, &PlotPane::seriesWanted, &m_workspace, &Workspace::followSeries);
}

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::grown, m_plot, &PlotPane::take);
    connect(&m_workspace, &Workspace::totalsChanged, this, [this](const Totals &totals) {
        m_status->setTotals(totals);
        m_capturePath = totals.capturePath;
        const QString &said = totals.problem.isEmpty() ? totals.historyWarning : totals.problem;
        if (said != m_recordingProblem) {
            m_recordingProblem = said;
            m_banner->show(Banner::Kind::Problem, said);
        }
    });
    connect(&m_workspace, &Workspace::feedRemoved, this, [this](qint64 feed) {
        m_tabs->closeFeed(feed);
        m_plot->forget(feed);
    });
    connect(&m_workspace, &Workspace::secretsFailed, this, &MainWindow::showProblem);
    connect(&m_workspace, &Workspace::marksFailed, this, &MainWindow::showProblem);
    connect(&m_workspace, &Workspace::sent, this, [this](qint64 feed, const QString &problem) {
        if (FeedView *view = m_tabs->viewOf(feed))
            view->finishSending(problem);
    });
    connect(&m_workspace, &Workspace::captureOpened, this, [this](const QList<qint64> &feeds) {
        if (!feeds.isEmpty())
            openFeed(feeds.constFirst());
    });
    connect(&m_workspace, &Workspace::exportProgressed, m_exports, &ExportStrip::take);
    connect(m_exports, &ExportStrip::cancelRequested, &m_workspace, &Workspace::cancelExport);
    connect(m_exports, &ExportStrip::folderRequested, this, [](const QString &path) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
    FeedListModel &feeds = m_workspace.feeds();
    connect(&feeds, &QAbstractItemModel::rowsInserted, this, &MainWindow::takeNewFeeds);
    connect(&feeds, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        for (int row = first.row(); row <= last.row(); ++row) {
            const qint64 feed = first.siblingAtRow(row).data(FeedListModel::IdRole).toLongLong();
            m_tabs->refresh(feed);
            if (m_current && m_current->feed() == feed)
                showStatus();
        }
    });
}

void MainWindow::restore()
{
    m_panes.restore(m_settings);
    m_zoom = m_settings.value(u"window/zoom"_s, 100).toInt();
    m_reopen = m_settings.value(u"window/tabs"_s).toStringList();
    m_firstFeeds = m_reopen.isEmpty();
    const int appearance = m_settings.value(u"window/appearance"_s, int(theme::Appearance::System)).toInt();
    for (QAction *action : m_menus.appearance->actions())
        action->setChecked(action->data().toInt() == appearance);
    theme::applyAppearance(theme::Appearance(appearance));
    constexpr quint64 usualMemory = 256 << 20;
    for (QAction *action : m_menus.memory->actions())
        action->setChecked(action->data().toULongLong() == m_settings.value(memorySetting, usualMemory).toULongLong());
}

void MainWindow::save()
{
    QStringList open;
    for (const qint64 feed : m_tabs->openFeeds()) {
        if (const auto status = m_workspace.feeds().status(feed))
            open << status->address;
    }
    m_panes.save(m_settings);
    m_settings.setValue(u"window/zoom"_s, m_zoom);
    m_settings.setValue(u"window/tabs"_s, open);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && m_current)
        showStatus();
}

void MainWindow::takeNewFeeds()
{
    for (const qint64 feed : m_workspace.feeds().feedIds()) {
        const auto status = m_workspace.feeds().status(feed);
        if (!status || m_tabs->viewOf(feed))
            continue;
        const bool first = m_firstFeeds && m_tabs->openFeeds().size() < mostFirstTabs;
        if (!first && m_reopen.removeAll(status->address) == 0)
            continue;
        // What was in front stays in front.
        QWidget *front = m_tabs->openFeeds().isEmpty() ? nullptr : m_tabs->currentWidget();
        m_tabs->openFeed(feed);
        if (front)
            m_tabs->setCurrentWidget(front);
    }
}

void MainWindow::openFeed(qint64 feed)
{
    m_firstFeeds = false;
    if (FeedView *view = m_tabs->openFeed(feed))
        view->setFocus();
}

qint64 MainWindow::currentFeed() const
{
    return m_current ? m_current->feed() : 0;
}

QString MainWindow::nameOf(qint64 feed) const
{
    const auto status = m_workspace.feeds().status(feed);
    return status ? status->name : QString();
}

void MainWindow::showMessage(const QString &sentence)
{
    m_banner->show(Banner::Kind::Information, sentence);
}

void MainWindow::showProblem(const QString &sentence)
{
    m_banner->show(Banner::Kind::Problem, sentence);
}

} // namespace livebelt
