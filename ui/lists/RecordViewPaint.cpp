// SPDX-License-Identifier: GPL-3.0-or-later
// What a RecordView looks like, and what the window system tells it.
#include "model/lists/RecordModel.h"
#include "ui/lists/NewPill.h"
#include "ui/lists/RecordDelegate.h"
#include "ui/lists/RecordView.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QHoverEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace livebelt {

namespace {

constexpr int smallestZoom = 50;
constexpr int largestZoom = 400;
constexpr qsizetype toolTipBytes = 600;

bool isToday(const Record &record)
{
    return QDateTime::fromMSecsSinceEpoch(record.when() / 1000).date() == QDate::currentDate();
}

} // namespace

void RecordView::setZoom(int percent)
{
    percent = std::clamp(percent, smallestZoom, largestZoom);
    if (percent == m_zoom)
        return;
    m_zoom = percent;
    applyFont();
    Q_EMIT zoomChanged(percent);
}

void RecordView::applyFont()
{
    m_delegate->setFont(theme::scaled(font(), m_zoom / 100.0));
    m_scroll.setRowHeight(m_delegate->rowHeight());
    layoutRows();
}

void RecordView::updateColumns()
{
    bool withDate = false;
    for (int row = m_scroll.firstRow(); row <= m_scroll.lastRow(); ++row) {
        const Record *record = m_records->record(row);
        if (!record)
            continue;
        if (record->kind != RecordKind::Notice)
            m_delegate->makeRoomFor(*record, viewport()->width());
        withDate = withDate || !isToday(*record);
    }
    m_delegate->setWithDate(withDate);
}

void RecordView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.font = theme::scaled(font(), m_zoom / 100.0);
    option.fontMetrics = QFontMetrics(option.font);
    option.direction = layoutDirection();
    const QStyle::State common =
        option.state & ~(QStyle::State_MouseOver | QStyle::State_HasFocus | QStyle::State_Selected);
    painter.setFont(option.font);
    if (!m_records || m_scroll.rows() == 0) {
        painter.setPen(theme::muted(palette()));
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), int(Qt::AlignCenter) | Qt::TextWordWrap,
                         m_emptyText);
    } else {
        m_records->setReading(this, m_scroll.firstRow(), m_scroll.lastRow());
        updateColumns();
        const auto selected = selectedRange();
        for (int row = m_scroll.firstRow(); row <= m_scroll.lastRow(); ++row) {
            option.rect = QRect(0, int(m_scroll.top(row)), viewport()->width(), m_scroll.rowHeight());
            if (!event->region().intersects(option.rect))
                continue;
            const quint64 seq = m_records->seqAt(row);
            option.state = common;
            option.state.setFlag(QStyle::State_MouseOver, row == m_hoverRow);
            option.state.setFlag(QStyle::State_Selected, selected && seq >= selected->first && seq <= selected->second);
            option.state.setFlag(QStyle::State_Active, isActiveWindow() && hasFocus());
            option.state.setFlag(QStyle::State_HasFocus, hasFocus() && seq == m_current);
            m_delegate->paint(&painter, option, m_records->index(row));
        }
    }
    if (hasFocus() && m_current == 0) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void RecordView::setHoverRow(int row)
{
    if (row == m_hoverRow)
        return;
    updateRow(m_hoverRow);
    m_hoverRow = row;
    updateRow(row);
}

void RecordView::updateRow(int row)
{
    if (row >= m_scroll.firstRow() && row <= m_scroll.lastRow())
        viewport()->update(0, int(m_scroll.top(row)), viewport()->width(), m_scroll.rowHeight());
}

void RecordView::showToolTip(QHelpEvent *event)
{
    const Record *record = m_records ? m_records->record(m_scroll.rowAt(event->pos().y())) : nullptr;
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
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u'\n')), viewport());
}

bool RecordView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip:
        showToolTip(static_cast<QHelpEvent *>(event));
        return true;
    case QEvent::HoverLeave:
    case QEvent::Leave:
        setHoverRow(-1);
        break;
    case QEvent::WindowActivate:
    case QEvent::WindowDeactivate:
        viewport()->update();
        break;
    default:
        break;
    }
    // Past QAbstractItemView, which keeps a hovered index of its own.
    return QAbstractScrollArea::viewportEvent(event); // NOLINT(bugprone-parent-virtual-call)
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    layoutRows();
    m_pill->place();
}

void RecordView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        applyFont();
}

void RecordView::hideEvent(QHideEvent *event)
{
    QAbstractItemView::hideEvent(event);
    if (m_records)
        m_records->setReading(this, 0, -1);
}

void RecordView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call): as above
    viewport()->update();
}

void RecordView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event); // NOLINT(bugprone-parent-virtual-call): as above
    viewport()->update();
}

} // namespace livebelt
