// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/RecordView.h"

#include "model/lists/RecordMarks.h"
#include "ui/views/AccessibleRecords.h"
#include "ui/views/NewPill.h"
#include "ui/views/RowCopier.h"
#include "ui/views/lines/LineRows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <algorithm>

namespace livebelt {

RecordView::RecordView(QWidget *parent, std::unique_ptr<RowPainter> painter)
    : QAbstractScrollArea(parent)
    , m_painter(painter ? std::move(painter) : std::make_unique<LineRows>())
    , m_pill(new NewPill(viewport()))
    , m_copier(new RowCopier(this))
{
    provideAccessibleRecords();
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus); // not by the wheel: it would take the focus from a filter being typed
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // one that comes and goes would shift the rows
    setAttribute(Qt::WA_MacShowFocusRect, false);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Records"));
    setAccessibleDescription(tr("The records of this feed, the newest at the bottom. End follows what comes."));
    connect(m_pill, &QAbstractButton::clicked, this, [this] {
        setPaused(false);
        setFollowing(true);
    });
    connect(m_copier, &RowCopier::finished, this, &RecordView::message);
    m_stack.toEnd();
    connectPainter();
}

RecordView::~RecordView() = default;

void RecordView::connectPainter()
{
    connect(m_painter.get(), &RowPainter::layoutsChanged, this, [this] {
        forgetAll();
        placeHeader();
        presentSoon(0);
    });
    placeHeader();
    applyStyle();
}

void RecordView::setPainter(std::unique_ptr<RowPainter> painter)
{
    m_layouts.clear();
    m_missing.reset();
    m_painter = std::move(painter);
    m_picture = {};
    connectPainter();
}

void RecordView::setRecords(RecordModel *model)
{
    if (model == m_records)
        return;
    const auto seen = visibleRange();
    const int top = m_stack.shown().empty() ? 0 : m_stack.shown().front().top;
    const quint64 chosen = currentSeq();
    const auto chosenPlace = chosen != 0 ? m_stack.find(currentRow()) : std::nullopt;
    m_copier->cancel();
    if (m_records) {
        m_records->disconnect(this);
        m_records->setReading(this, 0, -1);
    }
    m_records = model;
    m_hovered = 0;
    m_layouts.clear();
    m_missing.reset();
    m_painter->forget();
    if (model)
        connectModel();
    m_stack.setRows(m_follow.shownRows(model));
    if (isFollowing())
        m_stack.toEnd();
    else if (model && chosenPlace && model->rowOfSeq(chosen) >= 0)
        m_stack.anchorAt(model->rowOfSeq(chosen), chosenPlace->top);
    else if (model && seen)
        m_stack.anchorAt(std::max(0, model->rowAtOrBefore(seen->first)), top);
    m_isStale = true;
    present();
    Q_EMIT currentSeqChanged(currentSeq()); // it may be there now, or no more
}

void RecordView::connectModel()
{
    connect(m_records, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int start, int end) { rowsInserted(start, end); });
    connect(m_records, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int start, int end) { rowsRemoved(start, end); });
    connect(m_records, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { dataChanged(first.row(), last.row()); });
    connect(m_records, &QAbstractItemModel::modelReset, this, [this] {
        m_painter->forget();
        m_stack.setRows(m_follow.shownRows(m_records));
        forgetAll();
        present();
    });
}

void RecordView::setHighlights(const QList<ContainsTerm> &terms)
{
    m_painter->setHighlights(terms);
    forgetAll();
    present();
}

void RecordView::setEmptyText(const QString &text)
{
    if (std::exchange(m_emptyText, text) != text && m_stack.rows() == 0)
        viewport()->update();
}

void RecordView::forgetAll()
{
    m_layouts.clear();
    m_missing.reset();
    m_isStale = true;
}

/// What of the rows around these may look different now. The layouts of all of them are forgotten.
RowPainter::Rows RecordView::forgetAround(int first, int last)
{
    const auto [from, to] = m_painter->affected(*m_records, {first, last});
    const int end = std::min(to, m_records->rowCount() - 1);
    if (end >= 0)
        m_layouts.forget(m_records->seqAt(std::clamp(from, 0, end)), m_records->seqAt(end));
    return {from, to};
}

void RecordView::rowsInserted(int start, int end)
{
    // Far from the screen nobody has laid anything out; what is appended is in memory.
    const bool isAppended = end == m_records->rowCount() - 1;
    const bool isNear = start <= m_stack.lastRow() + 1 && end >= m_stack.firstRow() - 1;
    const int from = isAppended || isNear ? forgetAround(start, end).first : start;
    // Beyond the lower edge of what stands still nothing is seen of it.
    const bool isUnseen = !m_isStale && !isFollowing() && m_stack.isFull() && from > m_stack.lastRow();
    const int more = m_follow.shownRows(m_records) - m_stack.rows(); // during a pause only matches from before it
    if (more > 0) {
        m_stack.rowsInserted(start, more);
        m_isStale = m_isStale || !isUnseen;
    } else if (from <= m_stack.lastRow() && from < start) {
        m_isStale = true;
    }
    if (m_isStale)
        presentGrowth();
    else
        showBarAndPillSoon();
}

void RecordView::rowsRemoved(int start, int end)
{
    if (!isPaused() || end < m_stack.rows())
        m_stack.rowsRemoved(start, end);
    m_stack.setRows(m_follow.shownRows(m_records));
    if (m_records->rowCount() > 0)
        forgetAround(start, start);
    if (isFollowing())
        m_stack.toEnd();
    m_isStale = true;
    presentGrowth();
}

void RecordView::dataChanged(int first, int last)
{
    const auto [from, to] = forgetAround(first, last);
    if (from > m_stack.lastRow() || to < m_stack.firstRow())
        return;
    m_stack.anchorOutside(from, to);
    if (isFollowing())
        m_stack.toEnd();
    m_isStale = true;
    presentSoon(0);
}

void RecordView::setFollowing(bool on)
{
    setFollowingFlag(on);
    if (!on)
        return;
    m_stack.toEnd();
    m_isStale = true;
    present();
}

void RecordView::setFollowingFlag(bool on)
{
    if (isFollowing() == on)
        return;
    settled();
    if (isFollowing())
        noteSeen();
    m_follow.follow(on);
    m_stack.anchorOutside(-1, -1);
    showBarAndPill();
    Q_EMIT followingChanged(on);
}

void RecordView::setPaused(bool on)
{
    settled();
    if (!m_follow.pause(on, m_records ? m_records->seqAt(m_records->rowCount() - 1) : 0))
        return;
    m_stack.setRows(m_follow.shownRows(m_records));
    if (isFollowing())
        m_stack.toEnd();
    m_isStale = true;
    present();
    Q_EMIT pausedChanged(on);
}

void RecordView::noteSeen()
{
    if (m_records)
        m_follow.see(m_records->seqAt(m_stack.lastRow()));
}

void RecordView::scrollContentsBy(int, int)
{
    if (m_movingBar)
        return;
    const QScrollBar &bar = *verticalScrollBar();
    settled();
    if (bar.value() >= bar.maximum())
        m_stack.toEnd();
    else if (bar.value() != m_stack.barValue())
        m_stack.anchorAt(bar.value(), 0);
    scrolledByHand();
}

void RecordView::scrollBy(int pixels)
{
    settled();
    m_stack.scrollBy(pixels);
    scrolledByHand();
}

void RecordView::scrolledByHand()
{
    m_isStale = true;
    setFollowingFlag(settled().isAtEnd());
    present();
}

std::optional<RecordView::SeqRange> RecordView::visibleRange() const
{
    if (!m_records || settled().shown().empty())
        return std::nullopt;
    return SeqRange(m_records->seqAt(m_stack.firstRow()), m_records->seqAt(m_stack.lastRow()));
}

int RecordView::currentRow() const
{
    return m_records && currentSeq() != 0 ? m_records->rowOfSeq(currentSeq()) : -1;
}

void RecordView::selectRange(quint64 anchor, quint64 current)
{
    const quint64 before = currentSeq();
    setFollowingFlag(false);
    if (!m_selection.select(anchor, current))
        return;
    settled();
    m_stack.bringIntoView(currentRow(), [this](int row) { return heightOf(row); });
    m_isStale = true;
    present();
    announceCurrent(before);
}

void RecordView::announceCurrent(quint64 before)
{
    Q_EMIT selectedRangeChanged();
    if (currentSeq() == before)
        return;
    Q_EMIT currentSeqChanged(currentSeq());
    if (QAccessible::isActive() && currentRow() >= 0) {
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(currentRow() - firstVisibleRow());
        QAccessible::updateAccessibility(&focused);
    }
}

void RecordView::toggleSelected(quint64 seq)
{
    const quint64 before = currentSeq();
    setFollowingFlag(false);
    m_selection.toggle(seq);
    present();
    announceCurrent(before);
}

void RecordView::selectNone()
{
    const quint64 before = currentSeq();
    if (!m_selection.clear())
        return;
    present();
    announceCurrent(before);
}

void RecordView::selectAll()
{
    settled();
    if (!m_records || m_stack.rows() == 0)
        return;
    const quint64 before = currentSeq();
    setFollowingFlag(false);
    m_selection.select(m_records->seqAt(0), m_records->seqAt(m_stack.rows() - 1));
    present();
    announceCurrent(before);
}

void RecordView::goToSeq(quint64 seq)
{
    if (!m_records)
        return;
    settled();
    const int row = std::min(std::max(0, m_records->rowAtOrBefore(seq)), m_stack.rows() - 1);
    if (row < 0)
        return;
    setFollowingFlag(false);
    if (!m_stack.find(row))
        m_stack.anchorAt(row, m_stack.height() / 2);
    m_isStale = true;
    selectRange(m_records->seqAt(row), m_records->seqAt(row));
    present();
}

void RecordView::copySelection()
{
    if (!m_records)
        return;
    if (const TextSpan marked = m_selection.marked(); !marked.isEmpty() && currentRow() >= 0) {
        const QString text = layoutOf(currentRow()).text();
        QGuiApplication::clipboard()->setText(text.mid(marked.first, marked.last - marked.first));
        return;
    }
    if (!m_selection.ranges().empty())
        m_copier->copy(*m_records, m_selection.ranges(),
                       [painter = m_painter.get()](const Record &record) { return painter->plainText(record); });
}

QStringList RecordView::spokenParts(int row) const
{
    if (!m_records || row < 0 || row >= m_records->rowCount())
        return {};
    QStringList parts = layoutOf(row).spoken();
    if (const quint64 seq = m_records->seqAt(row); m_marks && m_marks->has(seq))
        parts << tr("marked") << m_marks->note(seq);
    parts.removeAll(QString());
    return parts;
}

QRect RecordView::partRect(int row, int part) const
{
    const auto place = settled().find(row);
    return place ? layoutOf(row).partPlace(part).translated(-sideways(), place->top) : QRect();
}

QRect RecordView::visualRect(const QModelIndex &index) const
{
    const auto place = index.isValid() ? settled().find(index.row()) : std::nullopt;
    return place ? QRect(0, place->top, viewport()->width(), place->height) : QRect();
}

QModelIndex RecordView::indexAt(const QPoint &point) const
{
    const int row = settled().rowAt(point.y());
    return row >= 0 && m_records ? m_records->index(row) : QModelIndex();
}

quint64 RecordView::seqOfY(int y) const
{
    const int row = m_records ? settled().rowAt(y) : -1;
    return row < 0 ? 0 : m_records->seqAt(row);
}

} // namespace livebelt
