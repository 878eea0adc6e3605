// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feeds/FeedTree.h"

#include "model/lists/FeedListModel.h"
#include "ui/feeds/FeedDelegate.h"
#include "ui/theme/Format.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

namespace livebelt {

using namespace Qt::StringLiterals;

FeedTree::FeedTree(FeedListModel &feeds, QWidget *parent) : QTreeView(parent), m_feeds(feeds)
{
    setModel(&feeds);
    setItemDelegate(new FeedDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(false);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setAccessibleName(tr("Feeds"));
    expandAll();
    connect(&feeds, &QAbstractItemModel::rowsInserted, this, &QTreeView::expandAll);
    connect(&feeds, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    const auto open = [this](const QModelIndex &index) {
        if (const qint64 feed = feedAt(index))
            Q_EMIT openRequested(feed);
    };
    connect(this, &QTreeView::clicked, this, open);
    connect(this, &QTreeView::activated, this, open);
}

qint64 FeedTree::feedAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.data(FeedListModel::IsGroupRole).toBool())
        return 0;
    return index.data(FeedListModel::IdRole).toLongLong();
}

void FeedTree::setCurrentFeed(qint64 feed)
{
    const QModelIndex index = m_feeds.indexOf(feed);
    if (index.isValid())
        setCurrentIndex(index);
    else
        clearSelection();
}

qint64 FeedTree::currentFeed() const
{
    return feedAt(currentIndex());
}

void FeedTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKeyboard ? currentIndex() : indexAt(event->pos());
    const qint64 feed = feedAt(index);
    if (feed == 0)
        return;
    const auto state = FeedState(index.data(FeedListModel::StateRole).toInt());
    const bool runs = state == FeedState::Live || state == FeedState::Connecting || state == FeedState::Waiting;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu, this, feed](const QString &icon, const QString &text, void (FeedTree::*signal)(qint64)) {
        return menu->addAction(lineIcon(icon), text, this, [this, feed, signal] { Q_EMIT(this->*signal)(feed); });
    };
    add(u"live"_s, tr("Open"), &FeedTree::openRequested);
    menu->addSeparator();
    add(u"play"_s, tr("Start"), &FeedTree::startRequested)->setEnabled(!runs);
    add(u"stop"_s, tr("Stop"), &FeedTree::stopRequested)->setEnabled(runs);
    add(u"reload"_s, tr("Reconnect"), &FeedTree::reconnectRequested)->setShortcut(QKeySequence(u"Ctrl+F5"_s));
    menu->addSeparator();
    add(u"export"_s, tr("Export…"), &FeedTree::exportRequested)->setShortcut(QKeySequence(u"Ctrl+E"_s));
    add(u"reload"_s, tr("Read again as…"), &FeedTree::rereadRequested)
        ->setEnabled(m_isRereadable && m_isRereadable(feed));
    add(u"rename"_s, tr("Edit…"), &FeedTree::editRequested)->setEnabled(feed > 0);
    add(u"rename"_s, tr("Rename…"), &FeedTree::renameRequested)->setShortcut(QKeySequence(Qt::Key_F2));
    add(u"remove"_s, tr("Remove…"), &FeedTree::removeRequested)->setShortcut(QKeySequence(Qt::Key_Delete));
    menu->popup(byKeyboard ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void FeedTree::keyPressEvent(QKeyEvent *event)
{
    const qint64 feed = currentFeed();
    if (feed != 0 && event->key() == Qt::Key_Delete)
        Q_EMIT removeRequested(feed);
    else if (feed != 0 && event->key() == Qt::Key_F2)
        Q_EMIT renameRequested(feed);
    else if (feed != 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT openRequested(feed);
    else
        QTreeView::keyPressEvent(event);
}

bool FeedTree::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QTreeView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto status = m_feeds.status(feedAt(indexAt(help->pos())));
    if (!status) {
        QToolTip::hideText();
        return true;
    }
    QStringList lines{status->name, status->address, theme::stateName(status->state)};
    if (!status->problem.isEmpty())
        lines << status->problem;
    lines << format::books({status->received, status->stored, status->quarantined, status->dropped});
    QToolTip::showText(help->globalPos(), plainToolTip(lines.join(u'\n')), this, visualRect(indexAt(help->pos())));
    return true;
}

void FeedTree::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_feeds.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(theme::muted(palette()));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("No feeds yet.\nAdd one with Ctrl+N."));
}

} // namespace livebelt
