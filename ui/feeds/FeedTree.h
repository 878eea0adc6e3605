// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>
#include <functional>

namespace livebelt {

class FeedListModel;

/// The feeds by group. Asks by signal for everything; changes nothing itself.
class FeedTree final : public QTreeView
{
    Q_OBJECT

public:
    /// The model must outlive the tree.
    explicit FeedTree(FeedListModel &feeds, QWidget *parent = nullptr);

    void setCurrentFeed(qint64 feed);
    /// The chosen feed, or 0.
    qint64 currentFeed() const;
    /// Says of which feeds rereadRequested() may come; of none before.
    void setRereadable(std::function<bool(qint64 feed)> isRereadable) { m_isRereadable = std::move(isRereadable); }

Q_SIGNALS:
    void openRequested(qint64 feed);
    void startRequested(qint64 feed);
    void stopRequested(qint64 feed);
    void reconnectRequested(qint64 feed);
    void editRequested(qint64 feed);
    void rereadRequested(qint64 feed);
    void renameRequested(qint64 feed);
    void removeRequested(qint64 feed);
    void exportRequested(qint64 feed);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawBranches(QPainter *, const QRect &, const QModelIndex &) const override {}
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 feedAt(const QModelIndex &index) const;
    FeedListModel &m_feeds;
    std::function<bool(qint64)> m_isRereadable;
};

} // namespace livebelt
