// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

namespace livebelt {

class AllFeedsView;
class FeedView;
class StartPage;
class Workspace;

/// The open feeds, one a tab, and the start page where there is none or one is asked for.
class FeedTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit FeedTabs(Workspace &workspace, QWidget *parent = nullptr);

    /// Brings the feed to the front, in a new tab where it has none. nullptr where there is no such feed.
    FeedView *openFeed(qint64 feed);
    void closeFeed(qint64 feed);
    void openStartPage();
    /// The list of all feeds, in its tab.
    AllFeedsView *openAllFeeds();
    AllFeedsView *allFeeds() const; ///< nullptr: it has none
    FeedView *currentView() const;
    FeedView *viewAt(int index) const;
    FeedView *viewOf(qint64 feed) const;
    QList<qint64> openFeeds() const; ///< from left to right
    /// Name, problem and state of a feed's tab as they are now.
    void refresh(qint64 feed);
    void closeTab(int index);

Q_SIGNALS:
    void viewOpened(livebelt::FeedView *view);
    void allFeedsOpened(livebelt::AllFeedsView *view);
    void kindChosen(const QString &kind);
    void addressRequested();
    void openRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void tabRemoved(int index) override;

private:
    StartPage *makeStartPage();
    QWidget *makeCloseButton(QWidget *page);
    void closeStartPage();
    QString iconOf(const QString &kind) const;
    Workspace &m_workspace;
};

} // namespace livebelt
