// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/FilterBar.h"

#include "model/filter/Filter.h"
#include "ui/lists/LineEdit.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

FilterBar::FilterBar(QWidget *parent) : QWidget(parent), m_edit(new LineEdit), m_count(new Caption), m_error(new QLabel)
{
    m_edit->setPlaceholderText(tr("Filter: words, \"phrases\", field:value"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setAccessibleDescription(tr("Words, phrases in quotes, field:value; a minus sign before one excludes it."));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(lineIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_count->setAccessibleName(tr("Records shown"));
    m_count->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_edit, 1);
    line->addWidget(m_count);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 10, 6);
    all->setSpacing(4);
    all->addLayout(line);
    all->addWidget(m_error);
    setFocusProxy(m_edit);

    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMilliseconds);
    connect(&m_debounce, &QTimer::timeout, this, &FilterBar::apply);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_debounce.start(); });
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty()) // by the clear button: nothing to wait for
            apply();
    });
}

void FilterBar::setText(const QString &text)
{
    m_edit->setText(text);
    apply();
}

QString FilterBar::text() const
{
    return m_edit->text();
}

QString FilterBar::error() const
{
    return m_error->text();
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
    m_debounce.stop();
    const QString text = m_edit->text().trimmed();
    const auto filter = Filter::parse(text);
    m_error->setText(filter ? QString() : filter.error());
    m_error->setVisible(!filter);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::bad(colors));
    m_error->setPalette(colors);
    if (!filter || text == m_applied)
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
