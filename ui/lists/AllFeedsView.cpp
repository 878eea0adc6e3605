// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/AllFeedsView.h"

#include "model/filter/FilterCatalog.h"
#include "model/lists/FeedListModel.h"
#include "ui/Workspace.h"
#include "ui/lists/FilterBar.h"
#include "ui/theme/Format.h"
#include "ui/views/RecordView.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr int rowsAhead = 100; ///< so many around what is seen are there before somebody scrolls to them
}

AllFeedsView::AllFeedsView(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_bar(new FilterBar), m_order(new QComboBox), m_list(new RecordView)
{
    m_bar->setFindOffered(false);
    m_order->addItems({tr("By arrival"), tr("By the source's time")});
    m_order->setAccessibleName(tr("Order"));
    m_order->setToolTip(tr("What the order goes by: when a record arrived here, or when its source says it happened"));
    m_list->setAccessibleName(tr("Records of all feeds"));
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 10, 0);
    line->setSpacing(0);
    line->addWidget(m_bar, 1);
    line->addWidget(m_order);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(line);
    all->addWidget(m_list, 1);
    setFocusProxy(m_list);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);

    connect(&m_workspace, &Workspace::feedRemoved, this, &AllFeedsView::takeFeeds);
    connect(&m_workspace.feeds(), &QAbstractItemModel::rowsInserted, this, [this] { takeFeeds(); });
    connect(m_bar, &FilterBar::filterChanged, this, &AllFeedsView::applyFilter);
    connect(m_bar, &FilterBar::left, m_list, qOverload<>(&QWidget::setFocus));
    m_bar->setCatalogSource([this] { return seen(); });
    connect(m_order, &QComboBox::activated, this,
            [this](int index) { m_records.setOrder(index == 0 ? MergedOrder::Arrival : MergedOrder::Source); });
    connect(&m_records, &MergedRecordModel::progressed, this, &AllFeedsView::showCounts);
    connect(&m_records, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                if (m_list->currentRow() >= first.row() && m_list->currentRow() <= last.row())
                    showCurrent();
            });
    connect(m_list, &RecordView::visibleRangeChanged, this, &AllFeedsView::fetch);
    connect(m_list, &RecordView::followingChanged, this, &AllFeedsView::takeFollowing);
    connect(&m_records, &MergedRecordModel::reached, m_list, &RecordView::goToSeq);
    connect(m_list, &RecordView::currentSeqChanged, this, &AllFeedsView::showCurrent);
    connect(m_list, &RecordView::zoomChanged, this, &AllFeedsView::zoomChanged);
    connect(m_list, &RecordView::message, this, &AllFeedsView::message);
    takeFeeds();
    m_list->setRecords(&m_records);
    showCounts();
}

AllFeedsView::~AllFeedsView()
{
    m_list->disconnect(this); // it goes after the model
    m_list->setRecords(nullptr);
}

void AllFeedsView::takeFeeds(qint64 without)
{
    std::vector<RecordListModel *> lists;
    for (const qint64 feed : m_workspace.feeds().feedIds()) {
        RecordListModel *list = feed == without ? nullptr : m_workspace.records(feed);
        if (list)
            lists.push_back(list);
    }
    m_records.setLists(lists);
}

void AllFeedsView::setFilter(const QString &text)
{
    m_bar->setText(text);
}

void AllFeedsView::focusFilter()
{
    m_bar->focusEdit();
}

void AllFeedsView::applyFilter(const QString &text)
{
    const auto filter = Filter::parse(text);
    if (!filter)
        return;
    m_list->setHighlights(filter->terms());
    m_records.setFilter(*filter);
}

/// What the newest records have, as far as they are in memory.
FilterCatalog AllFeedsView::seen() const
{
    constexpr int most = 1000;
    FilterCatalog catalog;
    for (int row = m_records.rowCount() - 1; row >= std::max(0, m_records.rowCount() - most); --row) {
        const Record *record = m_records.record(row);
        if (!record)
            break;
        catalog.add(*record);
    }
    return catalog;
}

void AllFeedsView::showCounts()
{
    const quint64 total = m_records.total(), matches = m_records.matches();
    QString words;
    if (m_records.filter().isEmpty()) {
        words = tr("%1 records").arg(format::count(total));
    } else if (m_records.isSearching() && total > 0) {
        words = tr("at least %1 of %2").arg(format::count(matches), format::count(total)) + u" · "_s +
                tr("searching, %1 %").arg(100 * m_records.scanned() / total);
    } else {
        words = tr("%1 of %2").arg(format::count(matches), format::count(total));
    }
    m_bar->setCount(m_records.problem().isEmpty() ? words : words + u" · "_s + m_records.problem());
    if (m_records.isSearching())
        m_list->setEmptyText(tr("Searching…"));
    else if (!m_records.filter().isEmpty())
        m_list->setEmptyText(tr("No record of any feed matches. Esc in the filter clears it."));
    else
        m_list->setEmptyText(tr("Nothing yet"));
}

void AllFeedsView::fetch()
{
    const int rows = m_records.rowCount();
    if (rows > 0 && m_list->firstVisibleRow() < rowsAhead && m_records.hasOlder())
        m_records.fetchOlder();
    if (rows > 0 && m_list->lastVisibleRow() >= rows - rowsAhead)
        m_records.fetchNewer();
}

/// The last row that is here is not the newest one yet.
void AllFeedsView::takeFollowing(bool on)
{
    if (on && !m_records.isLive())
        m_list->setFollowing(false);
}

void AllFeedsView::goTo(qint64 micros)
{
    m_list->setFollowing(false);
    m_records.goTo(micros);
}

void AllFeedsView::goToEnd()
{
    if (!m_records.isLive())
        m_records.goToEnd();
    m_list->setFollowing(true);
}

const Record *AllFeedsView::currentRecord() const
{
    const int row = m_list->currentRow();
    return row < 0 ? nullptr : m_records.record(row);
}

qint64 AllFeedsView::currentFeed() const
{
    return m_records.originAt(m_list->currentRow()).feed;
}

void AllFeedsView::showCurrent()
{
    const int row = m_list->currentRow();
    if (row >= 0 && m_records.isExcerpt(row))
        m_records.requestWhole(row);
    Q_EMIT currentRecordChanged(currentRecord());
}

void AllFeedsView::openCurrent()
{
    const auto origin = m_records.originAt(m_list->currentRow());
    if (origin.feed != 0)
        Q_EMIT recordOpened(origin.feed, origin.seq);
}

void AllFeedsView::setZoom(int percent)
{
    m_list->setZoom(percent);
}

void AllFeedsView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (event->matches(QKeySequence::Find) || (isPlain && event->key() == Qt::Key_Slash))
        focusFilter();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openCurrent();
    else if (isPlain && event->key() == Qt::Key_F)
        m_list->isFollowing() ? m_list->setFollowing(false) : goToEnd();
    else if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        m_list->setPaused(!m_list->isPaused());
    else
        QWidget::keyPressEvent(event);
}

bool AllFeedsView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonDblClick) {
        openCurrent();
        return true;
    }
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_End && key->modifiers() == Qt::NoModifier && !m_records.isLive()) {
            m_list->selectNone();
            goToEnd();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace livebelt
