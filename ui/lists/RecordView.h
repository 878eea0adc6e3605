// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/filter/Filter.h"
#include "ui/lists/RowScroll.h"

#include <QAbstractItemView>
#include <QBasicTimer>
#include <optional>

namespace livebelt {

class NewPill;
class RecordDelegate;
class RecordModel;
class RowCopier;

/// A list of records whose cost does not depend on how many there are: rows of one height, only those on screen are
/// asked for. At the bottom it follows what comes; a reader who has scrolled up is never moved; paused, it stands still
/// altogether. The model must outlive it or be taken away before.
class RecordView final : public QAbstractItemView
{
    Q_OBJECT

public:
    /// First and last seq, both included.
    using SeqRange = std::pair<quint64, quint64>;

    explicit RecordView(QWidget *parent = nullptr);
    ~RecordView() override;

    /// Stays at the record that is read, or at the end where it follows. nullptr: an empty list.
    void setRecords(RecordModel *model);
    RecordModel *records() const { return m_records; }
    void setHighlights(const QList<ContainsTerm> &terms);
    /// All records are messages of a chat.
    void setChat(bool on);
    /// What stands in the middle while there is no row.
    void setEmptyText(const QString &text);

    void setFollowing(bool on); ///< on: goes to the end
    bool isFollowing() const { return m_following; }
    void setPaused(bool on);
    bool isPaused() const { return m_paused; }
    quint64 newCount() const; ///< rows that have come since following ended or the pause began, and were not seen yet

    void setZoom(int percent); ///< of the widget's font, 50 to 400
    int zoom() const { return m_zoom; }

    quint64 currentSeq() const { return m_current; } ///< 0: none
    std::optional<SeqRange> selectedRange() const;
    void selectRange(quint64 anchor, quint64 current); ///< leaves following; brings current into view
    void selectNone();
    void goToSeq(quint64 seq); ///< selects it, or the nearest older one that is shown
    /// Puts the selected rows on the clipboard, one line each; at most 10,000.
    void copySelection();

    std::optional<SeqRange> visibleRange() const;
    int rowHeight() const { return m_scroll.rowHeight(); }
    /// What a reader hears of a row: its time, subject, value and text.
    QString rowText(int row) const;
    int firstVisibleRow() const { return m_scroll.firstRow(); }
    int lastVisibleRow() const { return m_scroll.lastRow(); }
    int currentRow() const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void reset() override;
    void selectAll() override;

Q_SIGNALS:
    void currentSeqChanged(quint64 seq);
    void selectedRangeChanged();
    void followingChanged(bool on);
    void pausedChanged(bool on);
    void zoomChanged(int percent);
    void visibleRangeChanged();
    void rowMenuWanted(const QPoint &global, quint64 seq);
    void message(const QString &sentence);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override { return int(m_scroll.offset() % m_scroll.rowHeight()); }
    bool isIndexHidden(const QModelIndex &) const override { return false; }
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override {}
    QRegion visualRegionForSelection(const QItemSelection &) const override { return {}; }
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;

    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void rowsRemoved(int start, int end);
    int shownRows() const; ///< without those that came during the pause
    void layoutRows();     ///< after anything that changes rows, heights or the place
    void applyFont();
    void scrollBy(qint64 pixels);
    void scrolledByHand();
    void noteSeen();
    void setFollowingFlag(bool on);
    void updatePill();
    void moveCurrent(int row, bool extend);
    void setHoverRow(int row);
    void updateRow(int row);
    void updateColumns();
    bool keyScrolls(int key, bool extend);
    void showToolTip(QHelpEvent *event);
    QColor backgroundOfView() const;

    RecordModel *m_records = nullptr;
    RecordDelegate *m_delegate;
    NewPill *m_pill;
    RowCopier *m_copier;
    RowScroll m_scroll;
    QString m_emptyText;
    bool m_following = true;
    bool m_paused = false;
    bool m_movingBar = false;
    quint64 m_pausedSeq = 0;
    quint64 m_seenSeq = 0; ///< the newest record that has been on screen
    quint64 m_current = 0;
    quint64 m_anchor = 0;
    int m_hoverRow = -1;
    int m_zoom = 100;
    int m_wheelRest = 0; ///< of a wheel that turns by less than a pixel
    bool m_dragging = false;
    QBasicTimer m_dragScroll;
};

} // namespace livebelt
