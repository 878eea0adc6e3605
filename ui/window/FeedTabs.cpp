// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/FeedTabs.h"

#include "model/lists/FeedListModel.h"
#include "model/lists/RecordListModel.h"
#include "ui/Workspace.h"
#include "ui/lists/AllFeedsView.h"
#include "ui/lists/FeedView.h"
#include "ui/theme/Icons.h"
#include "ui/theme/VisibleText.h"
#include "ui/window/StartPage.h"

#include <QMouseEvent>
#include <QTabBar>
#include <QToolButton>

namespace livebelt {

using namespace Qt::StringLiterals;

FeedTabs::FeedTabs(Workspace &workspace, QWidget *parent) : QTabWidget(parent), m_workspace(workspace)
{
    setDocumentMode(true);
    setMovable(true);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
    tabBar()->setExpanding(false);
    tabBar()->setDrawBase(false);
    tabBar()->setAccessibleName(tr("Open feeds"));
    tabBar()->installEventFilter(this);
    auto *add = new QToolButton(this);
    add->setIcon(lineIcon(u"add"_s));
    add->setAutoRaise(true);
    add->setToolTip(tr("Open the start page"));
    add->setAccessibleName(tr("Open the start page"));
    setCornerWidget(add, Qt::TopRightCorner);
    connect(add, &QToolButton::clicked, this, &FeedTabs::openStartPage);
    openStartPage();
}

StartPage *FeedTabs::makeStartPage()
{
    auto *page = new StartPage(m_workspace.kinds());
    connect(page, &StartPage::kindChosen, this, &FeedTabs::kindChosen);
    connect(page, &StartPage::addressRequested, this, &FeedTabs::addressRequested);
    connect(page, &StartPage::openRequested, this, &FeedTabs::openRequested);
    return page;
}

QWidget *FeedTabs::makeCloseButton(QWidget *page)
{
    auto *button = new QToolButton(tabBar());
    button->setIcon(lineIcon(u"close"_s));
    button->setIconSize(QSize(12, 12));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(tr("Close (Ctrl+W)"));
    button->setAccessibleName(tr("Close the tab"));
    connect(button, &QToolButton::clicked, this, [this, page] { closeTab(indexOf(page)); });
    return button;
}

void FeedTabs::openStartPage()
{
    for (int i = 0; i < count(); ++i) {
        if (qobject_cast<StartPage *>(widget(i))) {
            setCurrentIndex(i);
            return;
        }
    }
    StartPage *page = makeStartPage();
    const int index = addTab(page, applicationIcon(), tr("Start"));
    tabBar()->setTabButton(index, QTabBar::RightSide, makeCloseButton(page));
    setCurrentIndex(index);
}

FeedView *FeedTabs::viewAt(int index) const
{
    return qobject_cast<FeedView *>(widget(index));
}

FeedView *FeedTabs::currentView() const
{
    return viewAt(currentIndex());
}

FeedView *FeedTabs::viewOf(qint64 feed) const
{
    for (int i = 0; i < count(); ++i) {
        if (FeedView *view = viewAt(i); view && view->feed() == feed)
            return view;
    }
    return nullptr;
}

QList<qint64> FeedTabs::openFeeds() const
{
    QList<qint64> feeds;
    for (int i = 0; i < count(); ++i) {
        if (const FeedView *view = viewAt(i))
            feeds << view->feed();
    }
    return feeds;
}

FeedView *FeedTabs::openFeed(qint64 feed)
{
    if (FeedView *open = viewOf(feed)) {
        setCurrentWidget(open);
        return open;
    }
    RecordListModel *records = m_workspace.records(feed);
    if (!records)
        return nullptr;
    auto *view = new FeedView(feed, *records);
    Q_EMIT viewOpened(view);
    const int index = addTab(view, QString());
    tabBar()->setTabButton(index, QTabBar::RightSide, makeCloseButton(view));
    refresh(feed);
    setCurrentIndex(index);
    closeStartPage();
    return view;
}

/// It makes room, and is there again when the last feed is closed.
void FeedTabs::closeStartPage()
{
    for (int i = count() - 1; i >= 0; --i) {
        if (qobject_cast<StartPage *>(widget(i)))
            closeTab(i);
    }
}

AllFeedsView *FeedTabs::allFeeds() const
{
    for (int i = 0; i < count(); ++i) {
        if (auto *view = qobject_cast<AllFeedsView *>(widget(i)))
            return view;
    }
    return nullptr;
}

AllFeedsView *FeedTabs::openAllFeeds()
{
    AllFeedsView *view = allFeeds();
    if (!view) {
        view = new AllFeedsView(m_workspace);
        Q_EMIT allFeedsOpened(view);
        const int index = insertTab(0, view, lineIcon(u"live"_s), tr("All feeds"));
        tabBar()->setTabButton(index, QTabBar::RightSide, makeCloseButton(view));
    }
    setCurrentWidget(view);
    closeStartPage();
    return view;
}

void FeedTabs::refresh(qint64 feed)
{
    FeedView *view = viewOf(feed);
    const auto status = m_workspace.feeds().status(feed);
    if (!view || !status)
        return;
    const int index = indexOf(view);
    QString name = visibleLine(status->name, 28);
    // An ampersand would become a mnemonic.
    name.replace(u'&', u"&&"_s);
    if (tabText(index) != name) {
        setTabText(index, name);
        setTabIcon(index, lineIcon(iconOf(status->kind)));
        setTabToolTip(index, plainToolTip(status->name + u'\n' + status->address));
    }
    view->setStatus(*status);
}

QString FeedTabs::iconOf(const QString &kind) const
{
    for (const FeedDescription &known : m_workspace.kinds()) {
        if (known.kind == kind && !known.icon.isEmpty())
            return known.icon;
    }
    return kind;
}

void FeedTabs::closeFeed(qint64 feed)
{
    if (FeedView *view = viewOf(feed))
        closeTab(indexOf(view));
}

void FeedTabs::closeTab(int index)
{
    QWidget *page = widget(index);
    if (!page)
        return;
    removeTab(index);
    // A view must be gone before its model; a start page may be in the middle of telling what was clicked on it.
    if (qobject_cast<FeedView *>(page) || qobject_cast<AllFeedsView *>(page))
        delete page;
    else
        page->deleteLater();
}

void FeedTabs::tabRemoved(int index)
{
    QTabWidget::tabRemoved(index);
    if (count() == 0)
        openStartPage();
}

bool FeedTabs::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == tabBar() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const int index = tabBar()->tabAt(mouse->position().toPoint());
        if (mouse->button() == Qt::MiddleButton && index >= 0) {
            closeTab(index);
            return true;
        }
    }
    return QTabWidget::eventFilter(watched, event);
}

} // namespace livebelt
