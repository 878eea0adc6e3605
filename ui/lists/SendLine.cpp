// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/SendLine.h"

#include "ui/lists/LineEdit.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestHistory = 100;
}

SendLine::SendLine(QWidget *parent)
    : QWidget(parent)
    , m_to(new LineEdit)
    , m_edit(new LineEdit)
    , m_send(new QPushButton(tr("Send")))
    , m_problem(new QLabel)
{
    m_to->setObjectName(u"sendTo"_s);
    m_to->setMaximumWidth(200);
    for (QLineEdit *line : {m_to, m_edit})
        line->setTextMargins(4, 0, 4, 0); // as far from the border as what is beside the filter's picture
    m_to->hide();
    m_edit->setObjectName(u"sendText"_s);
    m_edit->setAccessibleName(tr("Message to send"));
    m_edit->setMaxLength(64 * 1024);
    m_edit->installEventFilter(this);
    m_send->setObjectName(u"send"_s);
    m_send->setEnabled(false);
    m_problem->setObjectName(u"sendProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("Why the message was not sent"));
    m_problem->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_to);
    line->addWidget(m_edit, 1);
    line->addWidget(m_send);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 6, 10, 6);
    all->setSpacing(4);
    all->addWidget(m_problem);
    all->addLayout(line);

    connect(m_edit, &QLineEdit::returnPressed, this, &SendLine::submit);
    connect(m_send, &QPushButton::clicked, this, &SendLine::submit);
    connect(m_edit, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_send->setEnabled(!text.isEmpty() && !m_isSending); });
}

void SendLine::setPrompt(const QString &prompt, const QString &target)
{
    m_edit->setPlaceholderText(prompt);
    m_to->setPlaceholderText(target);
    m_to->setAccessibleName(target);
    m_to->setVisible(!target.isEmpty());
}

void SendLine::submit()
{
    if (m_edit->text().isEmpty() || m_isSending)
        return;
    m_isSending = true;
    m_send->setEnabled(false);
    m_problem->hide();
    Q_EMIT submitted(m_to->text().trimmed(), m_edit->text());
}

void SendLine::finish(const QString &problem)
{
    if (!std::exchange(m_isSending, false))
        return;
    if (problem.isEmpty()) {
        m_history.removeAll(m_edit->text());
        m_history.append(m_edit->text());
        if (m_history.size() > longestHistory)
            m_history.removeFirst();
        m_recalled = m_history.size();
        m_edit->clear();
        return;
    }
    QPalette colored = m_problem->palette();
    colored.setColor(QPalette::WindowText, theme::bad(palette()));
    m_problem->setPalette(colored);
    m_problem->setText(visibleLine(problem, 1000));
    m_problem->show();
    m_send->setEnabled(!m_edit->text().isEmpty());
}

void SendLine::focusEdit()
{
    m_edit->setFocus();
}

void SendLine::recall(qsizetype by)
{
    m_recalled = std::clamp<qsizetype>(m_recalled + by, 0, m_history.size());
    m_edit->setText(m_history.value(m_recalled));
}

void SendLine::setCompletions(std::function<QStringList()> names, const QStringList &commands)
{
    m_names = std::move(names);
    m_commands = commands;
}

bool SendLine::complete()
{
    const WordCompletion::Line line{m_edit->text(), m_edit->cursorPosition()};
    if (!m_names || line.text.isEmpty())
        return false;
    const WordCompletion::Line made = m_completion.next(line, m_names(), m_commands);
    if (made != line) {
        m_edit->setText(made.text);
        m_edit->setCursorPosition(made.cursor);
    }
    return true; // while one is writing Tab does not leave the line
}

bool SendLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Tab && complete())
            return true;
        if ((key == Qt::Key_Up || key == Qt::Key_Down) && !m_history.isEmpty()) {
            recall(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace livebelt
