// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/RecordView.h"

#include "model/lists/RecordModel.h"
#include "ui/lists/AccessibleRecords.h"
#include "ui/lists/NewPill.h"
#include "ui/lists/RecordDelegate.h"
#include "ui/lists/RecordText.h"
#include "ui/lists/RowCopier.h"
#include "ui/theme/Format.h"

#include <QScrollBar>
#include <algorithm>

namespace livebelt {

RecordView::RecordView(QWidget *parent)
    : QAbstractItemView(parent)
    , m_delegate(new RecordDelegate(this))
    , m_pill(new NewPill(viewport()))
    , m_copier(new RowCopier(this))
{
    provideAccessibleRecords();
    setItemDelegate(m_delegate);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus); // not by the wheel: it would take the focus from a filter being typed
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // one that comes and goes would shift the rows
    setAttribute(Qt::WA_MacShowFocusRect, false);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setAccessibleName(tr("Records"));
    setAccessibleDescription(tr("The records of this feed, the newest at the bottom. End follows what comes."));
    connect(m_pill, &QAbstractButton::clicked, this, [this] {
        setPaused(false);
        setFollowing(true);
    });
    connect(m_copier, &RowCopier::finished, this, &RecordView::message);
    applyFont();
}

RecordView::~RecordView() = default;

void RecordView::setRecords(RecordModel *model)
{
    if (model == m_records)
        return;
    const auto seen = visibleRange();
    m_copier->cancel();
    if (m_records) {
        m_records->disconnect(this);
        m_records->setReading(this, 0, -1);
    }
    m_records = model;
    m_hoverRow = -1;
    m_delegate->forgetWidths();
    setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::rowsRemoved, this,
                [this](const QModelIndex &, int start, int end) { rowsRemoved(start, end); });
    }
    m_scroll.setRows(shownRows());
    if (m_following)
        m_scroll.toEnd();
    else if (model && seen)
        m_scroll.setOffset(qint64(std::max(0, model->rowAtOrBefore(seen->first))) * m_scroll.rowHeight());
    layoutRows();
    Q_EMIT currentSeqChanged(m_current); // it may be there now, or no more
}

void RecordView::setHighlights(const QList<ContainsTerm> &terms)
{
    m_delegate->setHighlights(terms);
    viewport()->update();
}

void RecordView::setChat(bool on)
{
    m_delegate->setChat(on);
    viewport()->update();
}

void RecordView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

int RecordView::shownRows() const
{
    if (!m_records)
        return 0;
    return m_paused ? m_records->rowAtOrBefore(m_pausedSeq) + 1 : m_records->rowCount();
}

void RecordView::setFollowing(bool on)
{
    setFollowingFlag(on);
    if (on) {
        m_scroll.toEnd();
        layoutRows();
    }
}

void RecordView::setFollowingFlag(bool on)
{
    if (m_following == on)
        return;
    if (m_following)
        noteSeen();
    m_following = on;
    updatePill();
    Q_EMIT followingChanged(on);
}

void RecordView::setPaused(bool on)
{
    if (m_paused == on)
        return;
    if (on)
        m_pausedSeq = m_records ? m_records->seqAt(m_records->rowCount() - 1) : 0;
    m_paused = on;
    m_scroll.setRows(shownRows());
    if (m_following)
        m_scroll.toEnd();
    layoutRows();
    Q_EMIT pausedChanged(on);
}

quint64 RecordView::newCount() const
{
    if (!m_records || (m_following && !m_paused))
        return 0;
    const int seen = m_paused ? shownRows() : m_records->rowAtOrBefore(m_seenSeq) + 1;
    return quint64(std::max(0, m_records->rowCount() - seen));
}

void RecordView::noteSeen()
{
    if (m_records)
        m_seenSeq = std::max(m_seenSeq, m_records->seqAt(m_scroll.lastRow()));
}

void RecordView::updatePill()
{
    const quint64 count = newCount();
    if (m_paused && count == 0)
        m_pill->setWords(tr("Paused: nothing captured meanwhile"), true);
    else if (m_paused)
        m_pill->setWords(count == 1 ? tr("Paused: 1 record captured meanwhile")
                                    : tr("Paused: %1 records captured meanwhile").arg(format::count(count)),
                         true);
    else
        m_pill->setWords(count == 0 ? QString() : tr("%1 new").arg(format::count(count)), false);
}

void RecordView::layoutRows()
{
    m_scroll.setRows(shownRows());
    m_scroll.setHeight(viewport()->height());
    if (m_following)
        m_scroll.toEnd();
    m_movingBar = true;
    verticalScrollBar()->setRange(0, m_scroll.barMaximum());
    verticalScrollBar()->setPageStep(m_scroll.fullRows());
    verticalScrollBar()->setSingleStep(3);
    verticalScrollBar()->setValue(m_scroll.barValue());
    m_movingBar = false;
    noteSeen();
    updatePill();
    viewport()->update();
    Q_EMIT visibleRangeChanged();
}

void RecordView::updateGeometries()
{
    layoutRows();
}

void RecordView::reset()
{
    QAbstractItemView::reset();
    layoutRows();
}

void RecordView::scrollContentsBy(int, int)
{
    if (m_movingBar)
        return;
    m_scroll.setBarValue(verticalScrollBar()->value());
    scrolledByHand();
}

void RecordView::scrollBy(qint64 pixels)
{
    m_scroll.setOffset(m_scroll.offset() + pixels);
    scrolledByHand();
}

void RecordView::scrolledByHand()
{
    setFollowingFlag(m_scroll.isAtEnd());
    layoutRows();
}

void RecordView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    const qint64 count = qint64(end) - start + 1;
    // Rows that come in above what is read push it down: go with it.
    const bool above = m_scroll.rows() > 0 && start <= m_scroll.firstRow();
    const qint64 offset = m_scroll.offset();
    m_scroll.setRows(shownRows());
    if (above)
        m_scroll.setOffset(offset + count * m_scroll.rowHeight());
    layoutRows();
}

void RecordView::rowsRemoved(int start, int end)
{
    const qint64 above = std::max(0, std::min(end, m_scroll.firstRow() - 1) - start + 1);
    const qint64 offset = m_scroll.offset() - above * m_scroll.rowHeight();
    m_scroll.setRows(shownRows());
    m_scroll.setOffset(offset);
    layoutRows();
}

void RecordView::dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &)
{
    if (first.row() <= m_scroll.lastRow() && last.row() >= m_scroll.firstRow())
        viewport()->update();
}

std::optional<RecordView::SeqRange> RecordView::visibleRange() const
{
    if (!m_records || m_scroll.rows() == 0)
        return std::nullopt;
    return SeqRange(m_records->seqAt(m_scroll.firstRow()), m_records->seqAt(m_scroll.lastRow()));
}

int RecordView::currentRow() const
{
    return m_records && m_current != 0 ? m_records->rowOfSeq(m_current) : -1;
}

std::optional<RecordView::SeqRange> RecordView::selectedRange() const
{
    if (m_current == 0)
        return std::nullopt;
    return SeqRange(std::min(m_anchor, m_current), std::max(m_anchor, m_current));
}

void RecordView::selectRange(quint64 anchor, quint64 current)
{
    const bool moved = current != m_current;
    if (!moved && anchor == m_anchor)
        return;
    m_anchor = anchor;
    m_current = current;
    setFollowingFlag(false);
    m_scroll.bringIntoView(currentRow());
    layoutRows();
    Q_EMIT selectedRangeChanged();
    if (!moved)
        return;
    Q_EMIT currentSeqChanged(current);
    if (QAccessible::isActive() && currentRow() >= 0) {
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(currentRow() - m_scroll.firstRow());
        QAccessible::updateAccessibility(&focused);
    }
}

void RecordView::selectNone()
{
    if (m_current == 0)
        return;
    m_anchor = m_current = 0;
    viewport()->update();
    Q_EMIT selectedRangeChanged();
    Q_EMIT currentSeqChanged(0);
}

void RecordView::selectAll()
{
    if (!m_records || m_scroll.rows() == 0)
        return;
    const quint64 first = m_records->seqAt(0);
    const quint64 last = m_records->seqAt(m_scroll.rows() - 1);
    setFollowingFlag(false);
    m_anchor = first;
    m_current = last;
    viewport()->update();
    Q_EMIT selectedRangeChanged();
    Q_EMIT currentSeqChanged(m_current);
}

void RecordView::goToSeq(quint64 seq)
{
    if (!m_records)
        return;
    const int row = std::min(std::max(0, m_records->rowAtOrBefore(seq)), m_scroll.rows() - 1);
    if (row < 0)
        return;
    setFollowingFlag(false);
    if (row < m_scroll.firstRow() || row > m_scroll.lastRow())
        m_scroll.setOffset(qint64(row) * m_scroll.rowHeight() - m_scroll.height() / 2);
    selectRange(m_records->seqAt(row), m_records->seqAt(row));
    layoutRows();
}

void RecordView::copySelection()
{
    if (const auto range = selectedRange(); range && m_records)
        m_copier->copy(*m_records, range->first, range->second);
}

QString RecordView::rowText(int row) const
{
    const Record *record = m_records ? m_records->record(row) : nullptr;
    if (record)
        return spokenRow(*record);
    return m_records ? m_records->missingText(row) : QString();
}

QRect RecordView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_scroll.rows())
        return {};
    const qint64 top = m_scroll.top(index.row());
    if (top + m_scroll.rowHeight() <= 0 || top >= m_scroll.height())
        return {};
    return {0, int(top), viewport()->width(), m_scroll.rowHeight()};
}

void RecordView::scrollTo(const QModelIndex &index, ScrollHint)
{
    setFollowingFlag(false);
    m_scroll.bringIntoView(index.row());
    layoutRows();
}

QModelIndex RecordView::indexAt(const QPoint &point) const
{
    const int row = m_scroll.rowAt(point.y());
    return row >= 0 && m_records ? m_records->index(row) : QModelIndex();
}

} // namespace livebelt
