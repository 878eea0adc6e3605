// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/TasksDialog.h"

#include "ui/Workspace.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>

namespace livebelt {

using namespace Qt::StringLiterals;

TasksDialog::TasksDialog(Workspace &workspace, QWidget *parent) : QDialog(parent), m_text(new QPlainTextEdit)
{
    setWindowTitle(tr("What runs now"));
    setObjectName(u"tasks"_s);
    resize(900, 560);
    m_text->setReadOnly(true);
    m_text->setFont(theme::fixedFont(0.95));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(tr("Running tasks"));
    auto *summary =
        new Caption(tr("Each line is a task, under the one that waits for it: where it was started, what it "
                       "waits for, and for how long."));
    summary->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *refresh = buttons->addButton(tr("&Refresh"), QDialogButtonBox::ActionRole);
    auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    refresh->setObjectName(u"refresh"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(summary);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(refresh, &QPushButton::clicked, &workspace, &Workspace::listTasks);
    connect(copy, &QPushButton::clicked, this, &TasksDialog::copy);
    connect(&workspace, &Workspace::tasksListed, m_text, &QPlainTextEdit::setPlainText);
    workspace.listTasks();
}

void TasksDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

} // namespace livebelt
