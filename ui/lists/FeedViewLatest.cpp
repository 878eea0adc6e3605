// SPDX-License-Identifier: GPL-3.0-or-later
// A feed looked at by its latest values, in place of its list.
#include "model/filter/Filter.h"
#include "model/latest/LatestValues.h"
#include "model/lists/RecordListModel.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/FilterTerms.h"
#include "ui/views/RecordView.h"
#include "ui/views/latest/LatestView.h"

#include <QStackedLayout>

namespace livebelt {

void FeedView::showAs(ViewKind view)
{
    m_isLookOpen = false;
    const bool isLatest = view == ViewKind::Latest || view == ViewKind::Board;
    if (isLatest)
        makeLatest();
    if (isLatest && !m_latest)
        return;
    const bool hadFocus = isAncestorOf(focusWidget()) && m_list->hasFocus();
    if (!isLatest) {
        if (view != m_listKind)
            showListAs(view);
        m_pages->setCurrentIndex(0);
    } else {
        m_latest->setShape(view == ViewKind::Latest ? LatestView::Shape::Tree : LatestView::Shape::Board);
        m_pages->setCurrentWidget(m_latest);
    }
    setFocusProxy(isLatest ? static_cast<QWidget *>(m_latest) : m_list);
    if (hadFocus)
        setFocus();
    if (std::exchange(m_viewKind, view) != view)
        Q_EMIT viewChanged(view);
    Q_EMIT currentRecordChanged(currentRecord());
}

void FeedView::makeLatest()
{
    m_latestValues = m_latest || !m_latestSource ? m_latestValues : m_latestSource();
    if (m_latest || !m_latestValues)
        return;
    m_latest = new LatestView(*m_latestValues, this);
    m_latest->setZoom(zoom());
    m_latest->setPaused(isPaused());
    m_latest->restore(m_latestSettings);
    m_pages->addWidget(m_latest);
    connect(m_latest, &LatestView::plotWanted, this, &FeedView::plotWanted);
    connect(m_latest, &LatestView::filterTermWanted, this,
            [this](const QString &term) { setFilter(withFilterTerm(filter(), term)); });
    connect(m_latest, &LatestView::currentRecordChanged, this, &FeedView::currentRecordChanged);
    connect(m_latest, &LatestView::recordWanted, this, [this](quint64 seq) {
        showAs(m_listKind);
        goToSeq(seq);
    });
    connect(m_latest, &LatestView::settingsChanged, this, [this] { Q_EMIT viewChanged(m_viewKind); });
    filterLatest();
}

void FeedView::filterLatest()
{
    if (!m_latest)
        return;
    const auto read = Filter::parse(filter());
    m_latestValues->setFilter(read ? withMarks(*read) : Filter(), m_records.feedName());
}

QString FeedView::latestSettings() const
{
    return m_latest ? m_latest->settings() : m_latestSettings;
}

void FeedView::setLatestSettings(const QString &settings)
{
    m_latestSettings = settings;
    if (m_latest)
        m_latest->restore(settings);
}

} // namespace livebelt
