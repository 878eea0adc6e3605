// SPDX-License-Identifier: GPL-3.0-or-later
// What hands do to a RecordView: keys, mouse, wheel.
#include "model/lists/RecordModel.h"
#include "ui/lists/RecordDelegate.h"
#include "ui/lists/RecordView.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int zoomStep = 10;
constexpr int rowsPerNotch = 3;
constexpr int dragScrollMilliseconds = 30;

} // namespace

QModelIndex RecordView::moveCursor(CursorAction, Qt::KeyboardModifiers)
{
    return m_records ? m_records->index(currentRow()) : QModelIndex();
}

void RecordView::moveCurrent(int row, bool extend)
{
    if (m_scroll.rows() == 0)
        return;
    const quint64 seq = m_records->seqAt(std::clamp(row, 0, m_scroll.rows() - 1));
    selectRange(extend && m_anchor != 0 ? m_anchor : seq, seq);
}

/// Keys that move by more than a row: they move what is current where something is, else only the place.
bool RecordView::keyScrolls(int key, bool extend)
{
    const int row = currentRow();
    const int page = std::max(1, m_scroll.fullRows() - 1);
    switch (key) {
    case Qt::Key_PageUp:
        if (row >= 0)
            moveCurrent(row - page, extend);
        else
            scrollBy(-qint64(page) * m_scroll.rowHeight());
        return true;
    case Qt::Key_PageDown:
        if (row >= 0)
            moveCurrent(row + page, extend);
        else
            scrollBy(qint64(page) * m_scroll.rowHeight());
        return true;
    case Qt::Key_Home:
        if (row >= 0)
            moveCurrent(0, extend);
        else
            scrollBy(-m_scroll.offset());
        return true;
    case Qt::Key_End:
        if (extend && row >= 0) {
            moveCurrent(m_scroll.rows() - 1, true);
        } else {
            selectNone();
            setFollowing(true);
        }
        return true;
    default:
        return false;
    }
}

void RecordView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->matches(QKeySequence::ZoomIn) || (control && event->key() == Qt::Key_Equal)) {
        setZoom(m_zoom + zoomStep);
    } else if (event->matches(QKeySequence::ZoomOut)) {
        setZoom(m_zoom - zoomStep);
    } else if (control && event->key() == Qt::Key_0) {
        setZoom(100);
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const int row = currentRow();
        const int beside = event->key() == Qt::Key_Up ? row - 1 : row + 1;
        moveCurrent(row < 0 ? m_scroll.lastRow() : beside, extend);
    } else if (event->key() == Qt::Key_Escape && m_current != 0) {
        selectNone();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentRow() >= 0) {
        Q_EMIT activated(m_records->index(currentRow()));
    } else if (event->key() == Qt::Key_Menu && currentRow() >= 0) {
        const int y =
            int(std::clamp(m_scroll.top(currentRow()) + m_scroll.rowHeight(), qint64(0), qint64(viewport()->height())));
        Q_EMIT rowMenuWanted(viewport()->mapToGlobal(QPoint(m_scroll.rowHeight(), y)), m_current);
    } else if (!keyScrolls(event->key(), extend)) {
        // Not to QAbstractItemView: it would search all rows for what is typed.
        event->ignore();
        return;
    }
    event->accept();
}

void RecordView::mousePressEvent(QMouseEvent *event)
{
    const int row = m_scroll.rowAt(event->position().toPoint().y());
    if (event->button() == Qt::LeftButton) {
        if (row < 0) {
            selectNone();
            return;
        }
        m_dragging = true;
        moveCurrent(row, event->modifiers().testFlag(Qt::ShiftModifier));
    } else if (event->button() == Qt::RightButton && row >= 0) {
        const quint64 seq = m_records->seqAt(row);
        const auto range = selectedRange();
        if (!range || seq < range->first || seq > range->second)
            moveCurrent(row, false);
    }
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    const int y = event->position().toPoint().y();
    if (!m_dragging || !event->buttons().testFlag(Qt::LeftButton)) {
        setHoverRow(m_scroll.rowAt(y));
        return;
    }
    if (y < 0 || y >= m_scroll.height()) {
        if (!m_dragScroll.isActive())
            m_dragScroll.start(dragScrollMilliseconds, this);
        return;
    }
    m_dragScroll.stop();
    const int row = m_scroll.rowAt(y);
    moveCurrent(row < 0 ? m_scroll.rows() - 1 : row, true);
}

void RecordView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_dragging = false;
        m_dragScroll.stop();
    }
}

void RecordView::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event);
    if (event->button() == Qt::LeftButton && currentRow() >= 0)
        Q_EMIT activated(m_records->index(currentRow()));
}

void RecordView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragScroll.timerId()) {
        QAbstractItemView::timerEvent(event);
        return;
    }
    const int y = viewport()->mapFromGlobal(QCursor::pos()).y();
    const int beyond = y < 0 ? y : std::max(0, y - m_scroll.height());
    const int rows = 1 + std::abs(beyond) / m_scroll.rowHeight();
    if (beyond == 0 || m_scroll.rows() == 0)
        return;
    moveCurrent(beyond < 0 ? m_scroll.firstRow() - rows : m_scroll.lastRow() + rows, true);
}

void RecordView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        if (event->angleDelta().y() != 0)
            setZoom(m_zoom + (event->angleDelta().y() > 0 ? zoomStep : -zoomStep));
        return;
    }
    if (!event->pixelDelta().isNull()) {
        if (event->pixelDelta().y() != 0)
            scrollBy(-event->pixelDelta().y());
        return;
    }
    const int turned = event->angleDelta().y() * rowsPerNotch * m_scroll.rowHeight() + m_wheelRest;
    m_wheelRest = turned % QWheelEvent::DefaultDeltasPerStep;
    if (const int pixels = turned / QWheelEvent::DefaultDeltasPerStep)
        scrollBy(-pixels);
}

void RecordView::contextMenuEvent(QContextMenuEvent *event)
{
    const int row = m_scroll.rowAt(viewport()->mapFromGlobal(event->globalPos()).y());
    if (event->reason() == QContextMenuEvent::Mouse && row >= 0)
        Q_EMIT rowMenuWanted(event->globalPos(), m_records->seqAt(row));
}

} // namespace livebelt
