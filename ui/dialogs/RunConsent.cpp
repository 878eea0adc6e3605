// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RunConsent.h"

#include "ui/theme/Theme.h"
#include "ui/theme/VisibleText.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

QString runDetails(const FeedDescription &kind, const FeedAddress &address)
{
    QStringList lines;
    for (const FeedParameter &parameter : kind.parameters) {
        QStringList values;
        if (parameter.part == FeedParameter::Part::Query)
            values = address.queries(parameter.name);
        else if (parameter.part == FeedParameter::Part::Path && !address.path().isEmpty())
            values = {address.path()};
        for (const QString &value : std::as_const(values))
            lines << visibleText(parameter.label + ": "_L1 + value);
    }
    lines << QString() << visibleText(address.toString());
    return lines.join(u'\n');
}

RunConsent::RunConsent(const FeedDescription &kind, const FeedAddress &address, const QString &what, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"runConsent"_s);
    setWindowTitle(tr("Run a program?"));
    resize(560, 300);
    auto *question = new QLabel(tr("This feed %1 on this computer, with all that you may do. You have not typed it "
                                   "here: run it only if you know what it does and where it comes from.")
                                    .arg(visibleLine(what, 200)),
                                this);
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    auto *command = new QPlainTextEdit(runDetails(kind, address), this);
    command->setObjectName(u"command"_s);
    command->setAccessibleName(tr("What would be run"));
    command->setReadOnly(true);
    command->setTabChangesFocus(true);
    command->setFont(theme::fixedFont());

    auto *buttons = new QDialogButtonBox(this);
    auto *run = buttons->addButton(tr("&Run it"), QDialogButtonBox::AcceptRole);
    auto *refuse = buttons->addButton(tr("&Do not run it"), QDialogButtonBox::RejectRole);
    run->setObjectName(u"run"_s);
    refuse->setObjectName(u"refuse"_s);
    run->setAutoDefault(false);
    refuse->setDefault(true);
    refuse->setFocus();
    connect(run, &QPushButton::clicked, this, &QDialog::accept);
    connect(refuse, &QPushButton::clicked, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(question);
    layout->addWidget(command, 1);
    layout->addWidget(buttons);
}

} // namespace livebelt
