// SPDX-License-Identifier: GPL-3.0-or-later
// The marks that a person sets in a feed's list: set, noted, gone to, and asked for by filters.
#include "model/filter/Filter.h"
#include "model/lists/RecordMarks.h"
#include "ui/lists/FeedView.h"
#include "ui/lists/FilterBar.h"
#include "ui/lists/MatchStrip.h"
#include "ui/theme/VisibleText.h"
#include "ui/views/RecordView.h"

#include <QAction>
#include <QInputDialog>
#include <QMenu>

namespace livebelt {

void FeedView::setMarks(RecordMarks &marks)
{
    m_marks = &marks;
    m_list->setMarks(&marks);
    m_strip->setPersonsMarks(&marks);
    const auto add = [this](const QString &text, const QKeySequence &key, auto &&done) {
        auto *action = new QAction(text, m_list);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, done);
        m_list->addAction(action);
    };
    add(tr("Mark"), QKeySequence(Qt::Key_M), [this] { m_marks->toggle(m_list->currentSeq()); });
    add(tr("Write a note"), QKeySequence(Qt::SHIFT | Qt::Key_M), [this] { editNote(m_list->currentSeq()); });
    add(tr("Previous mark"), QKeySequence(Qt::Key_BracketLeft), [this] { goToMark(false); });
    add(tr("Next mark"), QKeySequence(Qt::Key_BracketRight), [this] { goToMark(true); });
    connect(&marks, &RecordMarks::changed, this, [this] {
        m_strip->update();
        if (const auto read = Filter::parse(m_bar->text()); read && read->asksForMarks())
            applyFilter(m_bar->text());
    });
}

Filter FeedView::withMarks(const Filter &filter) const
{
    return m_marks && filter.asksForMarks() ? filter.withMarked(m_marks->seqs()) : filter;
}

/// From what is chosen, else from what is on the screen; round at the ends.
void FeedView::goToMark(bool isNewer)
{
    const auto seen = m_list->visibleRange();
    quint64 from = m_list->currentSeq();
    if (from == 0 && seen)
        from = isNewer ? seen->first - 1 : seen->second + 1;
    auto next = m_marks->next(from, isNewer);
    const bool goesRound = !next;
    if (goesRound)
        next = m_marks->next(isNewer ? 0 : std::numeric_limits<quint64>::max(), isNewer);
    if (!next) {
        Q_EMIT remark(tr("Nothing is marked yet: “m” marks the chosen record"));
        return;
    }
    goToSeq(*next);
    if (const QString note = m_marks->note(*next); !note.isEmpty())
        Q_EMIT remark(tr("Note: %1").arg(visibleLine(note)));
    else if (goesRound)
        Q_EMIT remark(isNewer ? tr("From the first mark on again") : tr("From the last mark on again"));
}

void FeedView::editNote(quint64 seq)
{
    if (seq == 0)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note on a record"));
    dialog->setLabelText(tr("Note (it is kept with your history):"));
    dialog->setTextValue(m_marks->note(seq));
    connect(dialog, &QInputDialog::textValueSelected, m_marks,
            [this, seq](const QString &note) { m_marks->set(seq, note.trimmed().left(4096)); });
    dialog->open();
}

void FeedView::addMarksTo(QMenu &menu, quint64 seq)
{
    if (!m_marks)
        return;
    menu.addSeparator();
    const bool isMarked = m_marks->has(seq);
    menu.addAction(isMarked ? tr("Take the &Mark Away") : tr("&Mark"), this, [this, seq] { m_marks->toggle(seq); });
    menu.addAction(m_marks->note(seq).isEmpty() ? tr("Write a &Note…") : tr("Edit the &Note…"), this,
                   [this, seq] { editNote(seq); });
}

} // namespace livebelt
