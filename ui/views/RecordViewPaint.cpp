// SPDX-License-Identifier: GPL-3.0-or-later
// What a RecordView looks like, when it is painted, and what the window system tells it.
#include "model/lists/RecordMarks.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/NewPill.h"
#include "ui/views/RecordView.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr int smallestZoom = 50;
constexpr int largestZoom = 400;
constexpr qsizetype toolTipBytes = 600;
constexpr int growthMilliseconds = 33;
constexpr int barMilliseconds = 1000;
constexpr int edgeWidth = 1; ///< around the rows: it tells that they have the keyboard

int left(const QElapsedTimer &since, int milliseconds)
{
    return since.isValid() ? int(std::max(qint64(0), milliseconds - since.elapsed())) : 0;
}

} // namespace

/// A pennant at the end of the row.
void RecordView::paintFlag(QPainter &painter, const QRect &row, bool isSelected) const
{
    const int size = std::min(m_painter->lineHeight() - 4, row.height() - 2);
    const bool isRight = layoutDirection() == Qt::LeftToRight;
    const QRect place(isRight ? row.right() - size - 6 : row.left() + 6, row.top() + (lineHeight() - size) / 2, size,
                      size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isSelected ? palette().highlightedText() : QBrush(theme::accent(palette())));
    const double pole = std::max(1.5, size / 9.0);
    painter.drawRect(QRectF(place.left(), place.top(), pole, place.height()));
    painter.drawPolygon(QPolygonF{QPointF(place.left() + pole, place.top()),
                                  QPointF(place.right(), place.top() + place.height() * 0.3),
                                  QPointF(place.left() + pole, place.top() + place.height() * 0.6)});
}

void RecordView::setMarks(const RecordMarks *marks)
{
    if (m_marks)
        m_marks->disconnect(this);
    m_marks = marks;
    if (marks)
        connect(marks, &RecordMarks::changed, this, &RecordView::present);
    present();
}

void RecordView::setZoom(int percent)
{
    percent = std::clamp(percent, smallestZoom, largestZoom);
    if (percent == m_zoom)
        return;
    m_zoom = percent;
    applyStyle();
    Q_EMIT zoomChanged(percent);
}

void RecordView::applyStyle()
{
    settled();
    m_painter->setStyle({theme::scaled(font(), m_zoom / 100.0), palette(), layoutDirection()});
    forgetAll();
    if (isFollowing())
        m_stack.toEnd();
    placeHeader();
    present();
}

void RecordView::placeHeader()
{
    QWidget *header = m_painter->header();
    const int height = header ? header->sizeHint().height() : 0;
    setViewportMargins(edgeWidth, edgeWidth + height, edgeWidth, edgeWidth);
    if (!header)
        return;
    if (header->parentWidget() != this) {
        header->setParent(this);
        header->show();
    }
    const QRect rows = viewport()->geometry();
    header->setGeometry(rows.left(), rows.top() - height, rows.width(), height);
}

int RecordView::sideways() const
{
    const QScrollBar &bar = *horizontalScrollBar();
    return layoutDirection() == Qt::RightToLeft ? bar.maximum() - bar.value() : bar.value();
}

int RecordView::contentWidth() const
{
    return m_painter->contentWidth(viewport()->width());
}

const RowLayout &RecordView::layoutOf(int row) const
{
    const quint64 seq = m_records->seqAt(row);
    if (const LayoutCache::Kept *kept = m_layouts.find(seq))
        return *kept->layout;
    const bool isThere = m_records->record(row) || !m_records->missingText(row).isEmpty();
    auto layout = m_painter->layOut(*m_records, row, contentWidth());
    if (isThere)
        return *m_layouts.put(seq, std::move(layout)).layout;
    m_missing = std::move(layout);
    return *m_missing;
}

const RowStack &RecordView::settled() const
{
    if (!std::exchange(m_isStale, false))
        return m_stack;
    m_stack.setHeight(viewport()->height());
    m_stack.layOut([this](int row) { return heightOf(row); });
    if (m_records && !m_stack.shown().empty()) {
        holdPages();
        m_layouts.trim(m_records->seqAt(m_stack.firstRow()), m_records->seqAt(m_stack.lastRow()));
    }
    return m_stack;
}

/// What is on the screen stays in memory, and so does as much above and below, so that it is there when somebody
/// scrolls.
void RecordView::holdPages() const
{
    if (!isVisible())
        return;
    const int first = m_stack.firstRow(), last = m_stack.lastRow();
    const int page = last - first + 1;
    const int from = std::max(0, first - page), to = std::min(m_stack.rows() - 1, last + page);
    m_records->setReading(this, from, to);
    if (!isFollowing()) {
        m_records->record(from);
        m_records->record(to);
    }
}

RowPicture RecordView::picture() const
{
    RowPicture picture;
    picture.epoch = m_painter->epoch();
    picture.size = viewport()->size();
    picture.offset = sideways();
    for (const RowStack::Row &row : settled().shown()) {
        if (row.height == 0)
            continue;
        const quint64 seq = m_records->seqAt(row.row);
        RowPicture::Row shown;
        shown.seq = seq;
        shown.top = row.top;
        shown.height = row.height;
        const LayoutCache::Kept *kept = m_layouts.find(seq);
        shown.serial = kept ? kept->serial : 0;
        shown.look.isActive = isActiveWindow() && hasFocus() && m_selection.contains(seq);
        shown.look.isSelected = m_selection.contains(seq) && (m_selection.marked().isEmpty() || seq != currentSeq());
        shown.look.isHovered = seq == m_hovered;
        shown.look.isFlagged = m_marks && m_marks->has(seq);
        shown.look.isCurrent = hasFocus() && seq == currentSeq();
        if (seq == currentSeq())
            shown.look.marked = m_selection.marked();
        picture.rows.push_back(shown);
    }
    return picture;
}

void RecordView::present()
{
    showBarAndPill();
    presentRows();
}

void RecordView::presentRows()
{
    m_frame.stop();
    settled();
    noteSeen();
    if (isVisible()) {
        m_sinceFrame.start();
        RowPicture now = picture();
        const RowPicture::Change change = now.since(m_picture);
        m_picture = std::move(now);
        if (change.dy != 0) {
            const QRect pill = m_pill->isVisible() ? m_pill->geometry() : QRect();
            viewport()->scroll(0, change.dy, viewport()->rect());
            if (!pill.isEmpty())
                viewport()->update(QRegion(pill) + pill.translated(0, change.dy)); // it stays where it is
        }
        if (!change.dirty.isEmpty())
            viewport()->update(change.dirty);
    }
    const auto range = visibleRange();
    if (range != m_announced) {
        m_announced = range;
        Q_EMIT visibleRangeChanged();
    }
}

void RecordView::presentSoon(int milliseconds)
{
    if (isVisible() && !m_frame.isActive())
        m_frame.start(milliseconds, Qt::PreciseTimer, this);
}

void RecordView::presentGrowth()
{
    presentSoon(left(m_sinceFrame, growthMilliseconds));
    showBarAndPillSoon();
}

void RecordView::showBarAndPillSoon()
{
    if (m_slow.isActive() || !isVisible())
        return;
    if (const int wait = left(m_sinceBar, barMilliseconds); wait > 0 || m_isStale)
        return m_slow.start(wait, this);
    m_sinceBar.start();
    showBarAndPill();
}

void RecordView::showBarAndPill()
{
    m_slow.stop();
    settled();
    m_movingBar = true;
    QScrollBar &bar = *verticalScrollBar();
    bar.setPageStep(m_stack.pageRows());
    bar.setSingleStep(3);
    bar.setRange(0, m_stack.barMaximum());
    bar.setValue(m_stack.barValue());
    QScrollBar &lower = *horizontalScrollBar();
    lower.setPageStep(viewport()->width());
    lower.setSingleStep(lineHeight());
    lower.setRange(0, std::max(0, contentWidth() - viewport()->width()));
    m_movingBar = false;
    m_painter->setHeaderOffset(lower.value());
    m_pill->setWords(m_follow.words(m_records), isPaused());
}

void RecordView::paintEvent(QPaintEvent *event)
{
    // All of it: then it may as well be the newest.
    if (QRegion(viewport()->rect()).subtracted(event->region()).isEmpty())
        m_picture = picture();
    QPainter painter(viewport());
    if (!m_records || m_picture.rows.empty()) {
        painter.setFont(theme::scaled(font(), m_zoom / 100.0));
        painter.setPen(theme::muted(palette()));
        if (m_stack.rows() == 0)
            painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), int(Qt::AlignCenter) | Qt::TextWordWrap,
                             m_emptyText);
        return;
    }
    for (const RowPicture::Row &row : m_picture.rows) {
        const QRect place(-m_picture.offset, row.top, contentWidth(), row.height);
        if (!event->region().intersects(row.rect(viewport()->width())))
            continue;
        const int at = m_records->rowOfSeq(row.seq);
        if (at < 0)
            continue; // it has gone: a frame is due
        painter.save();
        painter.setClipRect(place, Qt::IntersectClip);
        layoutOf(at).paint(painter, place, row.look);
        if (row.look.isFlagged)
            paintFlag(painter, row.rect(viewport()->width()), row.look.isSelected);
        painter.restore();
    }
}

bool RecordView::event(QEvent *event)
{
    const bool done = QAbstractScrollArea::event(event);
    if (event->type() == QEvent::Paint && hasFocus() && currentSeq() == 0) {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::Highlight));
        QRect frame = viewport()->geometry().adjusted(-edgeWidth, -edgeWidth, edgeWidth - 1, edgeWidth - 1);
        painter.drawRect(frame);
    }
    return done;
}

void RecordView::hover(quint64 seq)
{
    if (std::exchange(m_hovered, seq) != seq)
        present();
}

void RecordView::showToolTip(QHelpEvent *event)
{
    const int row = settled().rowAt(event->pos().y());
    const Record *record = m_records && row >= 0 ? m_records->record(row) : nullptr;
    if (!record) {
        QToolTip::hideText();
        return;
    }
    const QString when =
        record->when() == noTime
            ? QString()
            : QLocale().toString(QDateTime::fromMSecsSinceEpoch(record->when() / 1000), QLocale::LongFormat);
    const QString subject = visibleLine(QString::fromUtf8(record->subject.left(toolTipBytes)));
    const QString text = QString::fromUtf8(record->text.left(toolTipBytes));
    QStringList lines{when, subject, text};
    if (m_marks && m_marks->has(record->seq))
        lines.prepend(tr("Marked: %1").arg(visibleLine(m_marks->note(record->seq))));
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u'\n')), viewport());
}

bool RecordView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip:
        showToolTip(static_cast<QHelpEvent *>(event));
        return true;
    case QEvent::Leave:
        hover(0);
        break;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    // Rows are as high as their width lets them be; that of the anchor stays where it is.
    settled();
    QAbstractScrollArea::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        m_layouts.clear();
    if (isFollowing())
        m_stack.toEnd();
    else if (const auto current = m_stack.find(currentRow()))
        m_stack.anchorAt(current->row, std::min(current->top, std::max(0, viewport()->height() - current->height)));
    m_isStale = true;
    placeHeader();
    present();
    m_pill->place();
}

void RecordView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::PaletteChange:
    case QEvent::LayoutDirectionChange:
        m_picture = {};
        applyStyle();
        viewport()->update();
        break;
    case QEvent::ActivationChange:
        present();
        break;
    default:
        break;
    }
}

void RecordView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_picture = {};
    m_isStale = true;
    present();
}

void RecordView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_frame.stop();
    m_slow.stop();
    if (m_records)
        m_records->setReading(this, 0, -1);
}

void RecordView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    update();
    present();
}

void RecordView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    update();
    present();
}

} // namespace livebelt
