// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StatusStrip.h"

#include "ui/Workspace.h"
#include "ui/theme/Format.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"
#include "ui/window/StatusField.h"

#include <QLocale>
#include <utility>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr int room = 16; ///< at the ends
constexpr qint64 littleRoom = 1'000'000'000;

} // namespace

StatusStrip::StatusStrip(QWidget *parent)
    : QStatusBar(parent)
    , m_received(addField(u"received"_s, tr("Received")))
    , m_stored(addField(u"stored"_s, tr("Stored")))
    , m_notUnderstood(addField(u"notUnderstood"_s, tr("Not understood")))
    , m_dropped(addField(u"dropped"_s, tr("Dropped")))
    , m_waiting(addField(u"waiting"_s, tr("Waiting")))
    , m_shown(addField(u"shown"_s, tr("Shown")))
    , m_rate(addField(u"rate"_s, tr("Rate")))
    , m_lag(addField(u"lag"_s, tr("Lag")))
    , m_capture(addField(u"capture"_s, tr("Capture")))
    , m_history(addField(u"history"_s, tr("History since")))
    , m_free(addField(u"free"_s, tr("Free")))
    , m_recording(addField(u"recording"_s, QString()))
{
    setSizeGripEnabled(false);
    // Its fields make room one by one; they must not keep the window wide.
    setMinimumWidth(1);
    m_shown->setToolTip(tr("Records in the list in front, and their share of all of its feed"));
    m_rate->setToolTip(tr("Items a second over all feeds"));
    m_lag->setToolTip(tr("Time from the arrival of an item until it is safe on the disk"));
    m_capture->setToolTip(tr("Size of the capture, or of all files of the history"));
    m_free->setToolTip(tr("Free room on the disk of the capture"));
    setTotals({});
    setShown(0, 0);
}

StatusField *StatusStrip::addField(const QString &name, const QString &caption)
{
    auto *field = new StatusField(caption, this);
    field->setObjectName(name);
    if (name == u"recording")
        addPermanentWidget(field);
    else
        addWidget(field);
    return field;
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    makeRoom();
}

void StatusStrip::makeRoom()
{
    int wanted = room;
    for (const StatusField *field : {m_received, m_stored, m_notUnderstood, m_dropped, m_waiting, m_shown, m_rate,
                                     m_lag, m_capture, m_history, m_free, m_recording}) {
        if ((field != m_notUnderstood || !field->isHidden()) && (field != m_history || m_hasHistory))
            wanted += field->sizeHint().width() + 6;
    }
    // What matters least in the moment goes first in a narrow window.
    for (StatusField *field : {m_free, m_capture, m_history, m_lag, m_waiting, m_rate, m_shown}) {
        const bool fits = wanted <= width() && (field != m_history || m_hasHistory);
        if (field->isHidden() == fits)
            field->setVisible(fits);
        if (!fits && (field != m_history || m_hasHistory))
            wanted -= field->sizeHint().width() + 6;
    }
}

void StatusStrip::setBooks(const FeedCounters &books)
{
    m_received->setValue(format::count(books.received));
    m_stored->setValue(format::count(books.stored));
    m_notUnderstood->setValue(format::count(books.quarantined));
    m_notUnderstood->setVisible(books.quarantined > 0);
    m_dropped->setValue(format::count(books.dropped));
    m_dropped->setValueColor(books.dropped > 0 ? theme::bad(palette()) : QColor());
    m_waiting->setValue(format::count(books.waiting()));
    const QString sum = format::books(books);
    const std::pair<StatusField *, QString> meanings[] = {
        {m_received, tr("Items received from all feeds")},
        {m_stored, tr("Items that are safe in the capture")},
        {m_notUnderstood, tr("Items that could not be understood: their notices hold them as they came")},
        {m_dropped, tr("Items that could not be kept because a buffer was full")},
        {m_waiting, tr("Items on their way to the capture")}};
    for (const auto &[field, meaning] : meanings) {
        field->setToolTip(meaning + u'\n' + sum);
        field->setAccessibleDescription(sum);
    }
}

void StatusStrip::setTotals(const Totals &totals)
{
    setBooks(totals.books);
    m_rate->setValue(format::rate(totals.rate));
    m_lag->setValue(format::lag(totals.lagSeconds));
    m_capture->setValue(format::bytes(totals.historyBytes > 0 ? totals.historyBytes : totals.captureBytes));
    m_hasHistory = totals.historySince != 0;
    m_history->setValue(m_hasHistory ? format::day(totals.historySince) : QString());
    m_history->setValueColor(totals.historyWarning.isEmpty() ? QColor() : theme::bad(palette()));
    m_history->setToolTip(plainToolTip(totals.historyWarning.isEmpty()
                                           ? tr("The oldest record that is kept arrived on this day; “Keep history” in "
                                                "the File menu says how much is kept")
                                           : totals.historyWarning));
    m_free->setValue(format::bytes(totals.freeBytes));
    m_free->setValueColor(totals.recording && totals.freeBytes < littleRoom ? theme::bad(palette()) : QColor());
    if (totals.recording && totals.problem.isEmpty()) {
        m_recording->setDot(theme::good(palette()));
        m_recording->setValue(tr("Recording"));
    } else {
        m_recording->setDot(totals.problem.isEmpty() ? theme::muted(palette()) : theme::bad(palette()),
                            !totals.problem.isEmpty());
        m_recording->setValue(tr("Not recording"));
    }
    QStringList lines;
    if (!totals.problem.isEmpty())
        lines << totals.problem;
    if (!totals.capturePath.isEmpty())
        lines << totals.capturePath;
    m_recording->setToolTip(plainToolTip(lines.join(u'\n')));
    makeRoom();
}

void StatusStrip::setShown(quint64 shown, quint64 total)
{
    if (total == 0) {
        m_shown->setValue(u"0"_s);
        return;
    }
    const double share = 100.0 * double(shown) / double(total);
    // Never "100 %" while something is hidden, nor "0 %" while something is shown.
    const int decimals = shown == total || (share >= 1 && share <= 99) ? 0 : 2;
    m_shown->setValue(tr("%1 (%2 %)").arg(format::count(shown), QLocale().toString(share, 'f', decimals)));
}

} // namespace livebelt
