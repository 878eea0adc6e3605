// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for in a FeedView: matches are gone to one by one, and counted.
#include "model/lists/FilteredRecordModel.h"
#include "model/lists/RecordListModel.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/FilterBar.h"
#include "ui/lists/MatchSteps.h"
#include "ui/theme/Format.h"
#include "ui/views/RecordView.h"

#include <QKeyEvent>
#include <QLocale>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

bool FeedView::isFinding() const
{
    return m_filtered && m_bar->isFinding();
}

void FeedView::focusFind()
{
    m_bar->setFinding(true);
    m_bar->focusEdit();
}

void FeedView::showRecord(quint64 seq)
{
    if (showsLatest())
        showAs(m_listKind);
    if (m_filtered && !isFinding() && m_filtered->rowOfSeq(seq) < 0)
        setFilter({});
    goToSeq(seq);
}

void FeedView::step(bool isNewer)
{
    if (showsLatest())
        showAs(m_listKind);
    if (m_filtered)
        m_steps->go(*m_filtered, isNewer);
    else
        focusFind();
}

QString FeedView::countWords() const
{
    const quint64 total = totalCount();
    if (!m_filtered)
        return total == 1 ? tr("1 record") : tr("%1 records").arg(format::count(total));
    const auto matches = quint64(m_filtered->rowCount());
    QString words;
    if (m_filtered->isSearching() && total > 0) {
        const quint64 scanned = total - std::min(total, m_records.end() - m_filtered->scanned());
        words = tr("at least %1 of %2").arg(format::count(matches), format::count(total)) + u" · "_s +
                tr("searching, %1 %").arg(100 * scanned / total);
    } else if (isFinding()) {
        const int row = m_filtered->rowOfSeq(m_list->currentSeq());
        words = matches == 1 ? tr("1 match") : tr("%1 matches").arg(format::count(matches));
        if (row >= 0)
            words = tr("%1 of %2").arg(format::count(quint64(row) + 1), words);
    } else {
        const double share = total == 0 ? 0 : 100.0 * double(matches) / double(total);
        words =
            tr("%1 of %2 (%3 %)")
                .arg(format::count(matches), format::count(total), QLocale().toString(share, 'f', share < 10 ? 1 : 0));
    }
    return m_filtered->problem().isEmpty() ? words : words + u" · "_s + m_filtered->problem();
}

void FeedView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::ShiftModifier & ~Qt::KeypadModifier) == Qt::NoModifier;
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Find))
        focusFilter();
    else if (isPlain && event->key() == Qt::Key_Slash)
        focusFind();
    else if (isPlain && (event->key() == Qt::Key_N || event->key() == Qt::Key_F3))
        step(!isShifted);
    else
        QWidget::keyPressEvent(event);
}

} // namespace livebelt
