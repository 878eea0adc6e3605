// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FeedView.h"

#include "model/filter/FilterCatalog.h"
#include "model/lists/FilteredRecordModel.h"
#include "model/lists/RecordListModel.h"
#include "model/records/FeedAddress.h"
#include "ui/lists/FeedBanner.h"
#include "ui/lists/FilterBar.h"
#include "ui/lists/MatchSteps.h"
#include "ui/lists/MatchStrip.h"
#include "ui/lists/RowMenu.h"
#include "ui/lists/SendLine.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/views/RecordView.h"
#include "ui/views/latest/LatestView.h"

#include <QAction>
#include <QBoxLayout>
#include <QPainter>
#include <QStackedLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QAction *toggle(const QString &text, const QKeySequence &key, Qt::ShortcutContext context, QWidget *widget)
{
    auto *action = new QAction(text, widget);
    action->setCheckable(true);
    action->setShortcut(key);
    action->setShortcutContext(context);
    widget->addAction(action);
    return action;
}

/// What the one who reads is called there.
QStringList namesIn(const QString &text)
{
    const auto address = FeedAddress::parse(text);
    if (!address)
        return {};
    QStringList names{address->query(u"nick"_s), address->user()};
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

} // namespace

FeedView::FeedView(qint64 feed, RecordListModel &records, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_records(records)
    , m_banner(new FeedBanner)
    , m_bar(new FilterBar)
    , m_list(new RecordView)
    , m_strip(new MatchStrip)
    , m_steps(new MatchSteps(*m_list, this))
    , m_send(new SendLine)
    , m_follow(toggle(tr("&Follow"), QKeySequence(Qt::Key_F), Qt::WidgetShortcut, m_list))
    , m_pause(toggle(tr("&Pause"), QKeySequence(Qt::CTRL | Qt::Key_Space), Qt::WidgetWithChildrenShortcut, this))
    , m_pages(new QStackedLayout)
{
    m_follow->setChecked(true);
    auto *list = new QWidget;
    auto *middle = new QHBoxLayout(list);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_list, 1);
    middle->addWidget(m_strip);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_banner);
    all->addWidget(m_bar);
    all->addLayout(m_pages, 1);
    m_pages->addWidget(list); // not before it has a window to be in
    all->addWidget(m_send);
    m_send->hide();
    setFocusProxy(m_list);

    connect(m_follow, &QAction::triggered, this, &FeedView::setFollowing);
    connect(m_pause, &QAction::triggered, this, &FeedView::setPaused);
    connect(m_list, &RecordView::followingChanged, this, [this](bool on) {
        m_follow->setChecked(on);
        Q_EMIT followingChanged(on);
    });
    connect(m_list, &RecordView::pausedChanged, this, [this](bool on) {
        m_pause->setChecked(on);
        Q_EMIT pausedChanged(on);
    });
    connect(m_list, &RecordView::zoomChanged, this, &FeedView::zoomChanged);
    connect(m_list, &RecordView::message, this, &FeedView::message);
    connect(m_list, &RecordView::linkActivated, this, &FeedView::openLink);
    connect(m_list, &RecordView::rowMenuWanted, this, &FeedView::showRowMenu);
    connect(m_list, &RecordView::currentSeqChanged, this, &FeedView::showCurrent);
    connect(m_list, &RecordView::visibleRangeChanged, this, &FeedView::showRange);
    m_bar->setCatalogSource([this] { return seen(); });
    connect(m_bar, &FilterBar::filterChanged, this, &FeedView::applyFilter);
    connect(m_bar, &FilterBar::left, this, qOverload<>(&QWidget::setFocus));
    connect(m_banner, &FeedBanner::passwordRequested, this, &FeedView::passwordRequested);
    connect(m_banner, &FeedBanner::editRequested, this, &FeedView::editRequested);
    connect(m_banner, &FeedBanner::retryRequested, this, &FeedView::retryRequested);
    connect(m_banner, &FeedBanner::stopRequested, this, &FeedView::stopRequested);
    connect(m_send, &SendLine::submitted, this, &FeedView::send);
    connect(m_strip, &MatchStrip::seqWanted, this, &FeedView::goToSeq);
    connect(&m_records, &RecordListModel::grown, this, &FeedView::lookAtFirst);
    connect(&m_records, &RecordListModel::grown, this, &FeedView::showCountsSoon);
    m_counting.setSingleShot(true);
    connect(&m_counting, &QTimer::timeout, this, [this] {
        m_counted.start();
        showCounts();
    });
    connect(&m_records, &RecordListModel::recordsArrived, this, [this](quint64 first, quint64 last) {
        lookAtFirst();
        const quint64 seq = m_list->currentSeq();
        if (seq >= first && seq <= last)
            showCurrent();
        m_strip->update();
    });
    connect(m_bar, &FilterBar::modeChanged, this,
            [this] { applyFilter(m_filtered ? m_filtered->filter().toString() : QString()); });
    connect(m_bar, &FilterBar::stepWanted, this, &FeedView::step);
    connect(m_steps, &MatchSteps::message, this, &FeedView::remark);
    m_strip->setMarks(&m_records.marks(), nullptr);
    showListAs(ViewKind::Table);
    showRecords(m_records);
}

FeedView::~FeedView()
{
    // The children go after the members: the list must not look at a model that is gone.
    m_steps->stop();
    m_list->disconnect(this);
    m_list->setRecords(nullptr);
    m_strip->setMarks(nullptr, nullptr);
    m_strip->setPersonsMarks(nullptr);
    m_list->setMarks(nullptr);
}

void FeedView::setSending(const QString &prompt, const QString &target)
{
    m_send->setPrompt(prompt, target);
    m_send->setVisible(!prompt.isEmpty());
}

void FeedView::finishSending(const QString &problem)
{
    m_send->finish(problem);
}

void FeedView::setFilter(const QString &text)
{
    m_bar->setFinding(false);
    m_bar->setText(text);
}

QString FeedView::filter() const
{
    return m_filtered && !isFinding() ? m_filtered->filter().toString() : QString();
}

void FeedView::focusFilter()
{
    m_bar->setFinding(false);
    m_bar->focusEdit();
}

/// What the newest records have, as far as they are in memory.
FilterCatalog FeedView::seen() const
{
    constexpr int most = 1000;
    FilterCatalog catalog;
    const int rows = m_records.rowCount();
    for (int row = rows - 1; row >= 0 && row >= rows - most; --row) {
        const Record *record = m_records.record(row);
        if (!record)
            break;
        catalog.add(*record);
    }
    return catalog;
}

void FeedView::applyFilter(const QString &text)
{
    const auto filter = Filter::parse(text);
    if (!filter)
        return;
    m_steps->stop();
    m_list->setHighlights(filter->terms());
    if (filter->isEmpty()) {
        m_strip->setMarks(&m_records.marks(), nullptr);
        showRecords(m_records);
        m_filtered.reset();
    } else {
        const bool isNew = !m_filtered;
        if (isNew) {
            m_filtered = std::make_unique<FilteredRecordModel>(m_records);
            connect(m_filtered.get(), &FilteredRecordModel::progressed, this, &FeedView::showCountsSoon);
        }
        const Filter wanted = withMarks(*filter);
        if (m_filtered->filter().toString() != filter->toString() || !(m_filtered->filter() == wanted))
            m_filtered->setFilter(wanted);
        m_strip->setMarks(&m_records.marks(), &m_filtered->matchMarks());
        if (isFinding())
            showRecords(m_records);
        else
            showRecords(*m_filtered);
    }
    filterLatest();
    showCounts();
    Q_EMIT filterChanged(text);
}

void FeedView::showRecords(RecordModel &model)
{
    m_list->setRecords(&model);
    showCounts();
}

quint64 FeedView::totalCount() const
{
    return quint64(m_records.rowCount());
}

quint64 FeedView::shownCount() const
{
    return m_filtered && !isFinding() ? quint64(m_filtered->rowCount()) : totalCount();
}

void FeedView::showCounts()
{
    m_bar->setCount(countWords());
    showEmptyText();
    showRange();
    Q_EMIT shownCountChanged();
}

void FeedView::showCountsSoon()
{
    constexpr qint64 interval = 250; // milliseconds
    if (m_counting.isActive() || !isVisible())
        return;
    const qint64 passed = m_counted.isValid() ? m_counted.elapsed() : interval;
    if (passed < interval) {
        m_counting.start(int(interval - passed));
        return;
    }
    m_counted.start();
    showCounts();
}

void FeedView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCounts();
}

bool FeedView::hasCurrent() const
{
    return showsLatest() ? m_latest->currentRecord() != nullptr : m_list->currentSeq() != 0;
}

void FeedView::showRange()
{
    const auto range = m_list->visibleRange();
    m_strip->setRange(m_records.end(), range ? range->first : 0, range ? range->second : 0);
}

void FeedView::showEmptyText()
{
    if (m_filtered && !isFinding() && m_records.end() > 0) {
        m_list->setEmptyText(m_filtered->isSearching()
                                 ? tr("Searching…")
                                 : tr("No record matches this filter. Esc in the filter clears it."));
        return;
    }
    switch (m_state) {
    case FeedState::Connecting:
        m_list->setEmptyText(tr("Connecting…"));
        break;
    case FeedState::Live:
        m_list->setEmptyText(tr("Nothing yet: waiting for the first record"));
        break;
    case FeedState::Waiting:
        m_list->setEmptyText(tr("Not connected: trying again soon"));
        break;
    case FeedState::Failed:
        m_list->setEmptyText(tr("This feed cannot go on by itself"));
        break;
    case FeedState::Ended:
        m_list->setEmptyText(tr("This feed has ended without a record"));
        break;
    case FeedState::Stopped:
        m_list->setEmptyText(tr("This feed is stopped"));
        break;
    }
}

void FeedView::setStatus(const FeedStatus &status)
{
    m_banner->setStatus(status);
    if (const QStringList names = namesIn(status.address); names != m_ownNames) {
        m_ownNames = names;
        nameChat();
    }
    m_state = status.state;
    showEmptyText();
}

void FeedView::setFollowing(bool on)
{
    m_list->setFollowing(on);
}

bool FeedView::isFollowing() const
{
    return m_list->isFollowing();
}

void FeedView::setPaused(bool on)
{
    m_list->setPaused(on);
    if (m_latest)
        m_latest->setPaused(on);
}

bool FeedView::isPaused() const
{
    return m_list->isPaused();
}

void FeedView::setZoom(int percent)
{
    m_list->setZoom(percent);
    if (m_latest)
        m_latest->setZoom(percent);
}

int FeedView::zoom() const
{
    return m_list->zoom();
}

std::optional<std::pair<quint64, quint64>> FeedView::selection() const
{
    return m_list->selectedRange();
}

std::optional<std::pair<quint64, quint64>> FeedView::visibleRange() const
{
    return m_list->visibleRange();
}

void FeedView::goToSeq(quint64 seq)
{
    m_list->goToSeq(seq);
}

const Record *FeedView::currentRecord() const
{
    if (showsLatest())
        return m_latest->currentRecord();
    const int row = m_list->currentRow();
    return row < 0 ? nullptr : m_list->records()->record(row);
}

void FeedView::showCurrent()
{
    const int row = m_list->currentRow();
    if (row >= 0 && m_list->records()->isExcerpt(row))
        m_list->records()->requestWhole(row);
    if (isFinding())
        m_bar->setCount(countWords());
    Q_EMIT currentRecordChanged(currentRecord());
}

void FeedView::showRowMenu(const QPoint &global, quint64 seq)
{
    const int row = m_records.rowOfSeq(seq);
    const Record *record = row < 0 ? nullptr : m_records.record(row);
    if (!record)
        return;
    auto *menu = new RowMenu(*record, m_records.feedName(), filter(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &RowMenu::copyRowsWanted, m_list, &RecordView::copySelection);
    connect(menu, &RowMenu::filterWanted, this, &FeedView::setFilter);
    addMarksTo(*menu, seq);
    m_list->painter().addToMenu(*menu, *record);
    Q_EMIT rowMenuAboutToShow(menu, *record);
    menu->popup(global);
}

} // namespace livebelt
