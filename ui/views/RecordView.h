// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/FollowState.h"
#include "ui/views/LayoutCache.h"
#include "ui/views/RecordSelection.h"
#include "ui/views/RowPicture.h"
#include "ui/views/RowStack.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QElapsedTimer>
#include <optional>

class QHelpEvent;

namespace livebelt {

class NewPill;
class RecordMarks;
class RowCopier;

/// A list of records of any height whose cost does not depend on how many there are: only those on screen are asked
/// for. At the bottom it follows what comes; a reader who has scrolled up is never moved; paused, it stands still
/// altogether. What a row looks like its RowPainter knows. Only what has changed is painted, 30 times a second at most
/// for what merely grows. The model must outlive it or be taken away before.
class RecordView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    using SeqRange = RecordSelection::Range;

    /// Without a painter: one line a record.
    explicit RecordView(QWidget *parent = nullptr, std::unique_ptr<RowPainter> painter = nullptr);
    ~RecordView() override;

    /// Looks at the same place in another way.
    void setPainter(std::unique_ptr<RowPainter> painter);
    RowPainter &painter() const { return *m_painter; }
    /// Stays at the record that is read, or at the end where it follows. nullptr: an empty list.
    void setRecords(RecordModel *model);
    RecordModel *records() const { return m_records; }
    void setHighlights(const QList<ContainsTerm> &terms);
    /// What the person has marked; it lives as long as the view. nullptr: nothing.
    void setMarks(const RecordMarks *marks);
    /// What stands in the middle while there is no row.
    void setEmptyText(const QString &text);

    void setFollowing(bool on); ///< on: goes to the end
    bool isFollowing() const { return m_follow.isFollowing(); }
    void setPaused(bool on);
    bool isPaused() const { return m_follow.isPaused(); }
    quint64 newCount() const { return m_follow.newCount(m_records); } ///< see FollowState

    void setZoom(int percent); ///< of the widget's font, 50 to 400
    int zoom() const { return m_zoom; }

    const RecordSelection &selected() const { return m_selection; }
    quint64 currentSeq() const { return m_selection.current(); } ///< 0: none
    /// Nothing where it is not all records from one to another.
    std::optional<SeqRange> selectedRange() const { return m_selection.single(); }
    void selectRange(quint64 anchor, quint64 current); ///< leaves following; brings current into view
    void toggleSelected(quint64 seq);                  ///< leaves following
    void selectNone();
    void selectAll();
    void goToSeq(quint64 seq); ///< selects it, or the nearest older one that is shown
    /// Puts the selected part of a text, or the selected rows on the clipboard, a line each; at most 10,000.
    void copySelection();

    std::optional<SeqRange> visibleRange() const;
    int lineHeight() const { return m_painter->lineHeight(); }
    /// What a reader hears of a row, part by part.
    QStringList spokenParts(int row) const;
    QRect partRect(int row, int part) const; ///< in the viewport
    int firstVisibleRow() const { return settled().firstRow(); }
    int lastVisibleRow() const { return settled().lastRow(); }
    int currentRow() const;
    QRect visualRect(const QModelIndex &index) const; ///< in the viewport; empty where it is not seen
    QModelIndex indexAt(const QPoint &point) const;

Q_SIGNALS:
    void currentSeqChanged(quint64 seq);
    void selectedRangeChanged();
    void followingChanged(bool on);
    void pausedChanged(bool on);
    void zoomChanged(int percent);
    void visibleRangeChanged();
    void rowMenuWanted(const QPoint &global, quint64 seq);
    void linkActivated(const QString &address);
    void message(const QString &sentence);

protected:
    void scrollContentsBy(int dx, int dy) override;
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void paintFlag(QPainter &painter, const QRect &row, bool isSelected) const;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
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
    enum class Press { None, Rows, Text, Drag };

    void connectModel();
    void connectPainter();
    void rowsInserted(int start, int end);
    void rowsRemoved(int start, int end);
    void dataChanged(int first, int last);
    RowPainter::Rows forgetAround(int first, int last);
    void forgetAll();
    const RowLayout &layoutOf(int row) const;
    int heightOf(int row) const { return layoutOf(row).height(); }
    int contentWidth() const;
    int sideways() const;            ///< so much of the contents is beyond the left edge
    const RowStack &settled() const; ///< laid out, where that is due
    void holdPages() const;
    /// Paints what has changed: now, or within the next frame.
    void present();
    void presentRows();
    void presentSoon(int milliseconds);
    void presentGrowth();
    RowPicture picture() const;
    void showBarAndPill();
    void showBarAndPillSoon();
    void applyStyle();
    void placeHeader();
    void scrollBy(int pixels);
    void scrolledByHand();
    void setFollowingFlag(bool on);
    void noteSeen();
    void announceCurrent(quint64 before);
    void moveCurrent(int row, bool extend);
    bool keyScrolls(int key, bool extend);
    bool keyFollowsLink(int key);
    bool keyZooms(const QKeyEvent &event);
    void hover(quint64 seq);
    quint64 seqOfY(int y) const;
    void beginDrag();
    void dragTo(const QPoint &point);
    QPoint inRow(const QPoint &point, int row) const;
    void showToolTip(QHelpEvent *event);

    RecordModel *m_records = nullptr;
    const RecordMarks *m_marks = nullptr;
    std::unique_ptr<RowPainter> m_painter;
    NewPill *m_pill;
    RowCopier *m_copier;
    FollowState m_follow;
    RecordSelection m_selection;
    mutable RowStack m_stack;
    mutable LayoutCache m_layouts;
    mutable std::unique_ptr<RowLayout> m_missing; ///< of the row that was asked for last and is not in memory
    mutable bool m_isStale = true;                ///< the stack has to be laid out
    RowPicture m_picture;                         ///< what is on the screen
    std::optional<SeqRange> m_announced;
    QString m_emptyText;
    QBasicTimer m_frame;
    QBasicTimer m_slow; ///< for the scroll bar and the pill while it grows
    QBasicTimer m_dragScroll;
    QElapsedTimer m_sinceFrame;
    QElapsedTimer m_sinceBar;
    bool m_movingBar = false;
    quint64 m_hovered = 0;
    int m_zoom = 100;
    int m_wheelRest = 0; ///< of a wheel that turns by less than a pixel
    Press m_press = Press::None;
    QPoint m_pressedAt;
    int m_textAnchor = 0;
};

} // namespace livebelt
