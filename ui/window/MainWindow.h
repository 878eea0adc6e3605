// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Workspace.h"
#include "ui/window/HistoryMenu.h"
#include "ui/window/RunQuestions.h"
#include "ui/window/ViewMenu.h"
#include "ui/window/WindowActions.h"
#include "ui/window/WindowMenus.h"
#include "ui/window/WindowPanes.h"
#include <livebelt/async/Scope.h>

#include <QMainWindow>
#include <QPointer>

class QSettings;

namespace livebelt {

class AddFeedDialog;
class AllFeedsView;
class Banner;
class DetailPane;
class ExportStrip;
class FeedTabs;
class FeedTree;
class FeedView;
class PlotPane;
class StatusStrip;

/// The window: feeds at the left, their lists in the middle, the chosen record at the right, plots below. It asks only
/// the workspace and keeps only what is about itself in settings; both must outlive it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Workspace &workspace, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// In the settings: bytes that may wait for the disk, as the person has chosen; read when the program starts.
    static constexpr QLatin1String memorySetting{"capture/memory"};

    FeedTabs &tabs() { return *m_tabs; }
    WindowActions &actions() { return m_actions; }
    /// Opens the dialog, filled with address where there is one. Never blocks.
    AddFeedDialog *addFeed(const QString &kind = {}, const QString &address = {});
    /// A dialog filled with what the feed is, which changes it in its place.
    void editFeed(qint64 feed);
    /// A dialog that chooses how what is captured of the feed is read again.
    void rereadFeed(qint64 feed);
    /// Asks for the secrets of a feed alone.
    void enterPassword(qint64 feed);
    void openFeed(qint64 feed);
    void exportFeed(qint64 feed);
    void openCapture(const QString &path);
    void showMessage(const QString &sentence);
    void showProblem(const QString &sentence);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectActions();
    void connectTree();
    void connectWorkspace();
    void restore();
    void save();
    void watchView(FeedView *view);
    void watchAllFeeds(AllFeedsView *view);
    void showDetail(qint64 feed, const Record *record);
    void showPanes();
    void showCurrent();
    void showStatus();
    void setZoom(int percent);
    void goTo(qint64 micros);
    void seek(FeedView &view, qint64 micros);
    void askTime();
    void chooseCapture();
    async::Task<void> open(QString capture);
    void renameFeed(qint64 feed);
    void removeFeed(qint64 feed);
    void takeNewFeeds();
    qint64 currentFeed() const;
    QString nameOf(qint64 feed) const;

    Workspace &m_workspace;
    QSettings &m_settings;
    WindowActions m_actions;
    WindowMenus m_menus;
    HistoryMenu m_historyMenu;
    ViewMenu *m_viewAs;
    FeedTabs *m_tabs;
    FeedTree *m_tree;
    DetailPane *m_detail;
    PlotPane *m_plot;
    ExportStrip *m_exports;
    Banner *m_banner;
    StatusStrip *m_status;
    WindowPanes m_panes;
    RunQuestions m_runQuestions;
    QPointer<FeedView> m_current;
    QString m_recordingProblem;
    QString m_capturePath;
    QStringList m_reopen; ///< addresses whose tabs were open when the window was closed
    int m_zoom = 100;
    bool m_firstFeeds = true; ///< nothing has been opened by the person yet
    async::Scope m_tasks;     ///< last: they use the rest
};

} // namespace livebelt
