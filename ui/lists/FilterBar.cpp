// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterBar.h"

#include "model/filter/FilterAdvice.h"
#include "ui/lists/FilterCompleter.h"
#include "ui/lists/FilterEdit.h"
#include "ui/lists/ModeSwitch.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include <livebelt/async/Signals.h>
#include <livebelt/async/operators/Throttle.h>

#include <QBoxLayout>
#include <QKeyEvent>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 catalogMilliseconds = 1000; ///< how old what is offered may be
constexpr auto burstTime = 150ms;

QString asSentence(const QString &words)
{
    return words.endsWith(u'?') ? words : words + u'.';
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_mode(new ModeSwitch)
    , m_edit(new FilterEdit)
    , m_completer(new FilterCompleter(*m_edit))
    , m_count(new Caption)
    , m_error(new QLabel)
{
    m_edit->setAccessibleDescription(
        tr("Words, phrases in quotes, field:value, field:=exactly, value>80, /expression/; "
           "a minus sign before one excludes it, | between two is or."));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_mode);
    line->addWidget(m_edit, 1);
    line->addWidget(m_count);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 10, 6);
    all->setSpacing(4);
    all->addLayout(line);
    all->addWidget(m_error);
    setFocusProxy(m_edit);

    connect(m_edit, &QLineEdit::textEdited, this, [this] { complete(false); });
    connect(m_completer, &FilterCompleter::taken, this, [this] {
        apply();
        complete(false); // behind a name, its values
    });
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) // by the clear button: nothing to wait for
            apply();
    });
    connect(m_mode, &ModeSwitch::stepWanted, this, &FilterBar::stepWanted);
    connect(m_mode, &ModeSwitch::switched, this, [this] {
        showMode();
        Q_EMIT modeChanged();
    });
    showMode();
    m_typing.spawn(followTyping());
}

async::Task<void> FilterBar::followTyping()
{
    auto keys = async::signalsOf(m_edit, &QLineEdit::textEdited) | async::throttle(burstTime, async::Trailing::Deliver);
    while (const auto typed = co_await keys.next())
        apply();
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    apply();
}

void FilterBar::setFinding(bool on)
{
    m_mode->setFinding(on);
}

bool FilterBar::isFinding() const
{
    return m_mode->isFinding();
}

void FilterBar::setFindOffered(bool on)
{
    m_mode->setVisible(on);
}

void FilterBar::showMode()
{
    m_edit->setPlaceholderText(isFinding() ? tr("Find: words, \"phrases\", level>=warn, field:value, a | b, -not")
                                           : tr("Filter: words, \"phrases\", level>=warn, field:value, a | b, -not"));
    m_edit->setAccessibleName(isFinding() ? tr("Find") : tr("Filter"));
    m_count->setAccessibleName(isFinding() ? tr("Matches") : tr("Records shown"));
}

QString FilterBar::text() const
{
    return m_edit->text();
}

QString FilterBar::error() const
{
    return m_isWrong ? m_error->text() : QString();
}

QString FilterBar::advice() const
{
    return m_isWrong ? QString() : m_error->text();
}

void FilterBar::setCatalogSource(CatalogSource source)
{
    m_source = std::move(source);
    m_catalogAge.invalidate();
}

const FilterCatalog &FilterBar::catalog()
{
    if (m_source && (!m_catalogAge.isValid() || m_catalogAge.elapsed() > catalogMilliseconds)) {
        m_catalog = m_source();
        m_catalogAge.start();
    }
    return m_catalog;
}

/// isWanted: somebody asks for it; else it comes by itself where something has been begun.
void FilterBar::complete(bool isWanted)
{
    if (!m_source)
        return;
    const QString text = m_edit->text();
    const auto found = completionsAt(text, m_edit->cursorPosition(), catalog());
    const bool isBegun = found.length > 1 || (found.from > 0 && u":=<>"_s.contains(text.at(found.from - 1)));
    if (isWanted || isBegun)
        m_completer->offer(found);
    else
        m_completer->close();
}

void FilterBar::say(const QString &sentence, bool isError)
{
    m_isWrong = isError;
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_error->setAccessibleName(isError ? tr("What is wrong with the filter") : tr("About the filter"));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, isError ? theme::bad(colors) : theme::muted(colors));
    m_error->setPalette(colors);
}

void FilterBar::setCount(const QString &words)
{
    if (words == m_count->text())
        return;
    m_count->setText(words);
    // The line is not to twitch at each new digit of two counts: their place only gets wider. The one without a filter
    // grows slowly, and what a filter needed before is given back.
    const int before = m_applied.isEmpty() ? 0 : m_count->minimumWidth();
    m_count->setMinimumWidth(std::max(before, m_count->sizeHint().width()));
}

void FilterBar::focusEdit()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::apply()
{
    const QString text = m_edit->text().trimmed();
    const FilterReading reading = Filter::read(m_edit->text());
    const auto advice = reading.error || text.isEmpty() ? QList<FilterRemark>() : adviceOn(reading, catalog());
    if (reading.error)
        say(inOneLine(*reading.error), true);
    else
        say(advice.isEmpty() ? QString() : asSentence(advice.first().sentence), false);
    m_edit->setMark(reading.error      ? reading.error
                    : advice.isEmpty() ? std::nullopt
                                       : std::optional(advice.first()),
                    reading.error.has_value());
    if (reading.error || text == m_applied)
        return;
    m_applied = text;
    m_count->setMinimumWidth(0);
    Q_EMIT filterChanged(text);
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || watched != m_edit)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_edit->text().isEmpty())
            Q_EMIT left();
        else
            setText(QString());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        apply();
        if (isFinding() && !m_isWrong && !m_applied.isEmpty())
            Q_EMIT stepWanted(!static_cast<QKeyEvent *>(event)->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    case Qt::Key_Space:
        if (!static_cast<QKeyEvent *>(event)->modifiers().testFlag(Qt::ControlModifier))
            return false;
        complete(true);
        return true;
    case Qt::Key_Down:
        apply();
        Q_EMIT left();
        return true;
    default:
        return false;
    }
}

} // namespace livebelt
