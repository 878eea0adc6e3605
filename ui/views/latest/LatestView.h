// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FeedGrowth.h"
#include "ui/views/latest/LatestModel.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QAbstractItemView;
class QComboBox;
class QLabel;
class QListView;
class QMenu;
class QStackedWidget;
class QTreeView;

namespace livebelt {

/// The latest value of each subject of a feed: as a tree by /, or as a board of cards. Takes changes once a frame, and
/// only for what is on the screen; hidden or paused it does nothing. What has come stays where it is while rows
/// come before it, unless the person chose the order by age. values must outlive it.
class LatestView final : public QWidget
{
    Q_OBJECT

public:
    enum class Shape { Tree, Board };

    explicit LatestView(LatestValues &values, QWidget *parent = nullptr);

    void setShape(Shape shape);
    Shape shape() const { return m_shape; }
    void setPaused(bool on);
    /// In per cent of the system's font.
    void setZoom(int percent);
    /// Which columns there are and in which order rows stand, for the next time; not the shape.
    QString settings() const;
    void restore(const QString &settings);
    /// The record that is current; nullptr where there is none.
    const Record *currentRecord() const;
    LatestModel &model() { return m_model; }
    QAbstractItemView &list() const; ///< of the shape that is shown

Q_SIGNALS:
    void plotWanted(const livebelt::SeriesName &series);
    /// A term that is true of the subject alone, or of all others.
    void filterTermWanted(const QString &term);
    void currentRecordChanged(const livebelt::Record *record); ///< valid during the call
    void recordWanted(quint64 seq);                            ///< the one it was last, in its list
    void settingsChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeTree();
    void makeBoard();
    void watch(QAbstractItemView *view);
    void scheduleFrame();
    void showFrame();
    void sync();
    void unfold(const QModelIndex &parent);
    void refresh(bool isTime);
    QModelIndexList visible() const;
    void fitColumns();
    void shareRoom();
    void showCount();
    void showMenu(const QPoint &at);
    void showColumnMenu(const QPoint &at);
    void copyValue() const;

    LatestValues &m_values;
    LatestModel m_model;
    QStackedWidget *m_pages;
    QTreeView *m_tree;
    QListView *m_board;
    QLabel *m_count;
    QComboBox *m_order;
    QTimer m_frame{this}; ///< to the next look at what has come
    QTimer m_age{this};
    QElapsedTimer m_synced;
    QFont m_plainFont;
    Shape m_shape = Shape::Tree;
    QList<int> m_unwanted;    ///< columns, by the person
    bool m_hasWidths = false; ///< by the person
    bool m_isPaused = false;
    bool m_isFolded = false; ///< by the person, who has it in hand from then on
};

} // namespace livebelt
