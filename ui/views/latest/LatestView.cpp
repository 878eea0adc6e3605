// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latest/LatestView.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/views/latest/LatestDelegate.h"
#include "ui/views/latest/LatestText.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frameTime = 33ms;
constexpr auto ageTime = 1s;
constexpr qint64 syncTime = 250;    ///< ms between two times at which rows come, go and move
constexpr size_t fewSubjects = 200; ///< so many are shown unfolded

/// How much room there has to be for a column, in widths of a letter.
int roomFor(int column)
{
    switch (column) {
    case LatestModel::Trend:
        return 58;
    case LatestModel::Rate:
        return 70;
    case LatestModel::Mean:
        return 72;
    case LatestModel::Least:
    case LatestModel::Greatest:
        return 84;
    default:
        return 0;
    }
}

/// The first width, in letters.
int widthOf(int column)
{
    switch (column) {
    case LatestModel::Name:
        return 26;
    case LatestModel::Value:
        return 22;
    case LatestModel::Age:
        return 7;
    case LatestModel::Trend:
        return 16;
    default:
        return 10;
    }
}

} // namespace

LatestView::LatestView(LatestValues &values, QWidget *parent)
    : QWidget(parent)
    , m_values(values)
    , m_model(values)
    , m_pages(new QStackedWidget(this))
    , m_tree(new QTreeView(this))
    , m_board(new QListView(this))
    , m_count(new Caption(this))
    , m_order(new QComboBox(this))
{
    makeTree();
    makeBoard();
    m_order->addItem(tr("By name"), int(LatestTree::Order::Name));
    m_order->addItem(tr("Newest first"), int(LatestTree::Order::Age));
    m_order->setAccessibleName(tr("Order of the subjects"));
    m_order->setFocusPolicy(Qt::StrongFocus);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] {
        const int order = m_order->currentData().toInt();
        m_model.setOrder(LatestTree::Order(order));
        const bool isByAge = LatestTree::Order(order) == LatestTree::Order::Age;
        m_tree->header()->setSortIndicator(isByAge ? LatestModel::Age : LatestModel::Name, Qt::AscendingOrder);
        Q_EMIT settingsChanged();
    });
    m_count->setObjectName(u"subjects"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 2, 8, 2);
    bar->addWidget(m_count);
    bar->addStretch();
    bar->addWidget(m_order);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(bar);
    all->addWidget(m_pages, 1);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_plainFont = font();
    m_frame.setSingleShot(true);
    connect(&m_frame, &QTimer::timeout, this, &LatestView::showFrame);
    connect(&m_age, &QTimer::timeout, this, [this] { refresh(true); });
    connect(&m_values, &LatestValues::changed, this, &LatestView::scheduleFrame);
    setFocusProxy(m_tree);
    showCount();
}

void LatestView::makeTree()
{
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new LatestDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setIndentation(14);
    m_tree->setAccessibleName(tr("Latest values"));
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(true);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(LatestModel::Name, Qt::AscendingOrder);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setMinimumSectionSize(30);
    connect(header, &QHeaderView::sectionClicked, this,
            [this](int section) { m_order->setCurrentIndex(section == LatestModel::Age ? 1 : 0); });
    connect(header, &QWidget::customContextMenuRequested, this, &LatestView::showColumnMenu);
    connect(header, &QHeaderView::sectionResized, this,
            [this] { m_hasWidths |= QGuiApplication::mouseButtons().testFlag(Qt::LeftButton); });
    connect(m_tree, &QTreeView::collapsed, this, [this] { m_isFolded = true; });
    watch(m_tree);
    m_pages->addWidget(m_tree);
}

void LatestView::makeBoard()
{
    m_board->setModel(&m_model);
    m_board->setItemDelegate(new CardDelegate(m_board));
    m_board->setFlow(QListView::LeftToRight);
    m_board->setWrapping(true);
    m_board->setResizeMode(QListView::Adjust);
    m_board->setUniformItemSizes(true);
    m_board->setSpacing(0);
    m_board->setAccessibleName(tr("Latest values as cards"));
    m_board->viewport()->setContentsMargins(6, 6, 6, 6);
    watch(m_board);
    m_pages->addWidget(m_board);
}

void LatestView::watch(QAbstractItemView *view)
{
    view->setFrameShape(QFrame::NoFrame);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(view, &QWidget::customContextMenuRequested, this, &LatestView::showMenu);
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &LatestView::scheduleFrame);
    connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT currentRecordChanged(currentRecord()); });
    connect(view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const LatestTree::Row row = m_model.row(index);
        if (row.entry && row.entry->last.seq > 0 && !m_model.hasChildren(index))
            Q_EMIT recordWanted(row.entry->last.seq);
    });
    auto *copy = new QAction(tr("&Copy value"), view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &LatestView::copyValue);
    view->addAction(copy);
}

QAbstractItemView &LatestView::list() const
{
    return m_shape == Shape::Tree ? static_cast<QAbstractItemView &>(*m_tree) : *m_board;
}

void LatestView::setShape(Shape shape)
{
    m_shape = shape;
    m_model.setShape(shape == Shape::Tree ? LatestTree::Shape::Tree : LatestTree::Shape::Flat);
    m_pages->setCurrentWidget(&list());
    setFocusProxy(&list());
    sync();
}

void LatestView::setPaused(bool on)
{
    m_isPaused = on;
    scheduleFrame();
}

void LatestView::setZoom(int percent)
{
    const QFont font = theme::scaled(m_plainFont, percent / 100.0);
    m_tree->setFont(font);
    m_board->setFont(font);
    m_board->doItemsLayout();
    fitColumns();
}

void LatestView::scheduleFrame()
{
    if (!m_frame.isActive() && isVisible() && !m_isPaused)
        m_frame.start(frameTime);
}

void LatestView::showFrame()
{
    if (!isVisible() || m_isPaused)
        return;
    if (!m_synced.isValid() || m_synced.hasExpired(syncTime))
        sync();
    else
        m_frame.start(std::chrono::milliseconds(std::max<qint64>(1, syncTime - m_synced.elapsed())));
    refresh(false);
}

/// Rows that come above what is read push it down: it is put back where it was.
void LatestView::sync()
{
    m_synced.start();
    QAbstractItemView &view = list();
    QScrollBar *bar = view.verticalScrollBar();
    const bool isByName = m_model.order() == LatestTree::Order::Name;
    const QPersistentModelIndex top = bar->value() > 0 && isByName ? view.indexAt(QPoint(4, 4)) : QModelIndex();
    const int before = top.isValid() ? view.visualRect(top).top() : 0;
    m_model.sync();
    if (m_shape == Shape::Tree && !m_isFolded && m_values.listed().size() <= fewSubjects)
        unfold({});
    if (top.isValid())
        bar->setValue(bar->value() + view.visualRect(top).top() - before);
    showCount();
}

void LatestView::unfold(const QModelIndex &parent)
{
    for (int row = 0; row < m_model.rowCount(parent); ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        if (!m_model.hasChildren(index))
            continue;
        if (m_model.canFetchMore(index))
            m_model.fetchMore(index);
        m_tree->expand(index);
        unfold(index);
    }
}

QModelIndexList LatestView::visible() const
{
    QModelIndexList all;
    const int height = list().viewport()->height();
    if (m_shape == Shape::Tree) {
        for (QModelIndex index = m_tree->indexAt(QPoint(0, 0)); index.isValid(); index = m_tree->indexBelow(index)) {
            if (m_tree->visualRect(index).top() > height)
                break;
            all << index;
        }
        return all;
    }
    const int rows = m_model.rowCount();
    for (QModelIndex index = m_board->indexAt(QPoint(4, 4)); index.isValid() && index.row() < rows;
         index = m_model.index(index.row() + 1, 0)) {
        if (m_board->visualRect(index).top() > height)
            break;
        all << index;
    }
    return all;
}

void LatestView::refresh(bool isTime)
{
    if (isVisible() && !m_isPaused)
        m_model.refresh(visible(), isTime);
}

void LatestView::showCount()
{
    const size_t all = m_values.size(), shown = m_values.listed().size();
    QString words = all == 1 ? tr("1 subject") : tr("%1 subjects").arg(format::count(all));
    if (shown != all)
        words = tr("%1 of %2 subjects").arg(format::count(shown), format::count(all));
    if (m_values.hasMore())
        words += u" · "_s + tr("others are too many to be shown");
    if (all == 0)
        words = tr("Nothing yet: waiting for the first record");
    if (m_count->text() != words)
        m_count->setText(words);
}

const Record *LatestView::currentRecord() const
{
    const LatestTree::Row row = m_model.row(list().currentIndex());
    return row.entry ? &row.entry->last : nullptr;
}

void LatestView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_age.start(ageTime);
    fitColumns();
    scheduleFrame();
}

void LatestView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_age.stop();
    m_frame.stop();
}

void LatestView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void LatestView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

/// What says least goes first where there is little room.
void LatestView::fitColumns()
{
    const int letter = m_tree->fontMetrics().averageCharWidth();
    for (int column = 0; column < LatestModel::Columns; ++column) {
        const bool isShown = width() >= roomFor(column) * letter && !m_unwanted.contains(column);
        m_tree->setColumnHidden(column, !isShown);
        if (isShown && (m_tree->columnWidth(column) == 0 || !m_hasWidths))
            m_tree->setColumnWidth(column, widthOf(column) * letter);
    }
    shareRoom();
}

/// Until the person has chosen widths, names and values have what the others leave.
void LatestView::shareRoom()
{
    if (m_hasWidths)
        return;
    int left = m_tree->viewport()->width();
    for (int column = LatestModel::Age; column < LatestModel::Columns; ++column)
        left -= m_tree->isColumnHidden(column) ? 0 : m_tree->columnWidth(column);
    const int wanted = m_tree->columnWidth(LatestModel::Name) + m_tree->columnWidth(LatestModel::Value);
    if (wanted <= left)
        return;
    const int letter = m_tree->fontMetrics().averageCharWidth();
    const int name = std::max(left / 2, 12 * letter);
    m_tree->header()->resizeSection(LatestModel::Name, name);
    m_tree->header()->resizeSection(LatestModel::Value, std::max(left - name, 12 * letter));
}

} // namespace livebelt
