// SPDX-License-Identifier: GPL-3.0-or-later
// What hands do to a RecordView: keys, mouse, wheel.
#include "ui/views/RecordView.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int zoomStep = 10;
constexpr int rowsPerNotch = 3;
constexpr int dragScrollMilliseconds = 30;
constexpr qsizetype mostDragged = 1000; ///< rows

} // namespace

void RecordView::moveCurrent(int row, bool extend)
{
    if (settled().rows() == 0)
        return;
    const quint64 seq = m_records->seqAt(std::clamp(row, 0, m_stack.rows() - 1));
    selectRange(extend && m_selection.anchor() != 0 ? m_selection.anchor() : seq, seq);
}

/// Keys that move by more than a row: they move what is current where something is, else only the place.
bool RecordView::keyScrolls(int key, bool extend)
{
    const int row = currentRow();
    const int page = std::max(1, settled().pageRows() - 1);
    const int pixels = std::max(lineHeight(), viewport()->height() - lineHeight());
    switch (key) {
    case Qt::Key_PageUp:
        if (row >= 0)
            moveCurrent(row - page, extend);
        else
            scrollBy(-pixels);
        return true;
    case Qt::Key_PageDown:
        if (row >= 0)
            moveCurrent(row + page, extend);
        else
            scrollBy(pixels);
        return true;
    case Qt::Key_Home:
        if (row >= 0) {
            moveCurrent(0, extend);
        } else {
            m_stack.anchorAt(0, 0);
            scrolledByHand();
        }
        return true;
    case Qt::Key_End:
        if (extend && row >= 0) {
            moveCurrent(m_stack.rows() - 1, true);
        } else {
            selectNone();
            setFollowing(true);
        }
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (horizontalScrollBar()->maximum() == 0)
            return false;
        horizontalScrollBar()->triggerAction(key == Qt::Key_Left ? QScrollBar::SliderSingleStepSub
                                                                 : QScrollBar::SliderSingleStepAdd);
        return true;
    default:
        return false;
    }
}

bool RecordView::keyZooms(const QKeyEvent &event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    if (event.matches(QKeySequence::ZoomIn) || (control && event.key() == Qt::Key_Equal))
        setZoom(m_zoom + zoomStep);
    else if (event.matches(QKeySequence::ZoomOut))
        setZoom(m_zoom - zoomStep);
    else if (control && event.key() == Qt::Key_0)
        setZoom(100);
    else
        return false;
    return true;
}

/// Enter, on a row that leads somewhere.
bool RecordView::keyFollowsLink(int key)
{
    if ((key != Qt::Key_Return && key != Qt::Key_Enter) || currentRow() < 0)
        return false;
    const QString link = layoutOf(currentRow()).link();
    if (!link.isEmpty() && !m_painter->follow(link))
        Q_EMIT linkActivated(link);
    return !link.isEmpty();
}

void RecordView::keyPressEvent(QKeyEvent *event)
{
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (keyZooms(*event)) {
        event->accept();
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const bool isUp = event->key() == Qt::Key_Up;
        int row = currentRow() < 0 ? lastVisibleRow() : currentRow() + (isUp ? -1 : 1);
        while (row > 0 && row < m_stack.rows() - 1 && heightOf(row) == 0) // said by another one
            row += isUp ? -1 : 1;
        moveCurrent(row, extend);
    } else if (event->key() == Qt::Key_Escape && currentSeq() != 0) {
        selectNone();
    } else if (keyFollowsLink(event->key())) {
        event->accept();
    } else if (event->key() == Qt::Key_Menu && currentRow() >= 0) {
        const auto place = settled().find(currentRow());
        const int y = place ? std::clamp(place->bottom(), 0, viewport()->height()) : 0;
        Q_EMIT rowMenuWanted(viewport()->mapToGlobal(QPoint(lineHeight(), y)), currentSeq());
    } else if (!keyScrolls(event->key(), extend)) {
        event->ignore();
        return;
    }
    event->accept();
}

QPoint RecordView::inRow(const QPoint &point, int row) const
{
    const auto place = settled().find(row);
    return point + QPoint(sideways(), place ? -place->top : 0);
}

void RecordView::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const int row = settled().rowAt(point.y());
    const quint64 seq = seqOfY(point.y());
    m_pressedAt = point;
    m_press = Press::None;
    if (event->button() == Qt::LeftButton) {
        if (row < 0) {
            selectNone();
            return;
        }
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            toggleSelected(seq);
            return;
        }
        const int place = layoutOf(row).placeAt(inRow(point, row));
        const TextSpan marked = m_selection.marked();
        const bool isInMarked = seq == currentSeq() && place >= marked.first && place < marked.last;
        const bool isShift = event->modifiers().testFlag(Qt::ShiftModifier);
        if (!isShift && (isInMarked || (marked.isEmpty() && m_selection.contains(seq) &&
                                        (m_selection.ranges().size() > 1 ||
                                         m_selection.single()->first != m_selection.single()->second)))) {
            m_press = Press::Drag; // what is selected may be dragged out; a click alone selects anew
            return;
        }
        m_press = !isShift && place >= 0 ? Press::Text : Press::Rows;
        m_textAnchor = place;
        moveCurrent(row, isShift);
    } else if (event->button() == Qt::RightButton && row >= 0 && !m_selection.contains(seq)) {
        moveCurrent(row, false);
    }
}

void RecordView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (m_press == Press::None || !event->buttons().testFlag(Qt::LeftButton)) {
        const int row = settled().rowAt(point.y());
        const bool isLink = row >= 0 && !layoutOf(row).linkAt(inRow(point, row)).isEmpty();
        viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
        hover(seqOfY(point.y()));
        return;
    }
    if (m_press == Press::Drag) {
        if ((point - m_pressedAt).manhattanLength() >= QApplication::startDragDistance())
            beginDrag();
        return;
    }
    dragTo(point);
}

void RecordView::dragTo(const QPoint &point)
{
    if (point.y() < 0 || point.y() >= viewport()->height()) {
        if (!m_dragScroll.isActive())
            m_dragScroll.start(dragScrollMilliseconds, this);
        return;
    }
    m_dragScroll.stop();
    const int row = settled().rowAt(point.y());
    if (m_press == Press::Text && row == currentRow() && row >= 0) {
        const int place = layoutOf(row).placeAt(inRow(point, row));
        if (place >= 0) {
            m_selection.mark({std::min(place, m_textAnchor), std::max(place, m_textAnchor)});
            present();
        }
        return;
    }
    m_press = Press::Rows; // beyond the line it is whole rows
    m_selection.mark({});
    moveCurrent(row < 0 ? m_stack.rows() - 1 : row, true);
}

void RecordView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    const int row = settled().rowAt(point.y());
    const bool isClick = (point - m_pressedAt).manhattanLength() < QApplication::startDragDistance();
    if (m_press == Press::Drag && isClick && row >= 0)
        moveCurrent(row, false);
    if (m_press != Press::None && isClick && row >= 0) {
        if (const QString link = layoutOf(row).linkAt(inRow(point, row)); !link.isEmpty() && !m_painter->follow(link))
            Q_EMIT linkActivated(link);
    }
    m_press = Press::None;
    m_dragScroll.stop();
}

/// What is selected, as far as it is in memory, goes where it is dropped.
void RecordView::beginDrag()
{
    m_press = Press::None;
    QString text;
    if (const TextSpan marked = m_selection.marked(); !marked.isEmpty() && currentRow() >= 0) {
        text = layoutOf(currentRow()).text().mid(marked.first, marked.last - marked.first);
    } else {
        qsizetype rows = 0;
        for (const SeqRange &range : m_selection.ranges()) {
            for (int row = m_records->rowAtOrBefore(range.first - 1) + 1; rows < mostDragged; ++row, ++rows) {
                const quint64 seq = m_records->seqAt(row);
                if (seq == 0 || seq > range.second)
                    break;
                if (const Record *record = m_records->record(row))
                    text += m_painter->plainText(*record) + u'\n';
            }
        }
    }
    if (text.isEmpty())
        return;
    auto *mime = new QMimeData;
    mime->setText(text);
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

/// A double click takes the word.
void RecordView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const int row = settled().rowAt(point.y());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    moveCurrent(row, false);
    const RowLayout &layout = layoutOf(row);
    const int place = layout.placeAt(inRow(point, row));
    const QString text = layout.text();
    if (place < 0 || text.isEmpty())
        return;
    const auto isPart = [&](int at) { return !text[at].isSpace(); };
    int first = std::min(place, int(text.size()) - 1), last = first;
    while (first > 0 && isPart(first - 1))
        --first;
    while (last < text.size() && isPart(last))
        ++last;
    m_selection.mark({first, last});
    present();
}

void RecordView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_frame.timerId()) {
        presentRows();
    } else if (event->timerId() == m_slow.timerId()) {
        m_sinceBar.start();
        showBarAndPill();
    } else if (event->timerId() == m_dragScroll.timerId()) {
        const int y = viewport()->mapFromGlobal(QCursor::pos()).y();
        const int beyond = y < 0 ? y : std::max(0, y - viewport()->height());
        const int rows = 1 + std::abs(beyond) / lineHeight();
        if (beyond != 0 && m_stack.rows() > 0)
            moveCurrent(beyond < 0 ? firstVisibleRow() - rows : lastVisibleRow() + rows, true);
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

void RecordView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        if (event->angleDelta().y() != 0)
            setZoom(m_zoom + (event->angleDelta().y() > 0 ? zoomStep : -zoomStep));
        return;
    }
    if (const int dx = event->pixelDelta().isNull() ? event->angleDelta().x() / 2 : event->pixelDelta().x(); dx != 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - dx);
    if (!event->pixelDelta().isNull()) {
        if (event->pixelDelta().y() != 0)
            scrollBy(-event->pixelDelta().y());
        return;
    }
    const int turned = event->angleDelta().y() * rowsPerNotch * lineHeight() + m_wheelRest;
    m_wheelRest = turned % QWheelEvent::DefaultDeltasPerStep;
    if (const int pixels = turned / QWheelEvent::DefaultDeltasPerStep)
        scrollBy(-pixels);
}

void RecordView::contextMenuEvent(QContextMenuEvent *event)
{
    const quint64 seq = seqOfY(viewport()->mapFromGlobal(event->globalPos()).y());
    if (event->reason() == QContextMenuEvent::Mouse && seq != 0)
        Q_EMIT rowMenuWanted(event->globalPos(), seq);
}

} // namespace livebelt
