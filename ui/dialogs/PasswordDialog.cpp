// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/PasswordDialog.h"

#include "ui/theme/VisibleText.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;

/// Whether the address has a place that this secret belongs to.
bool isWanted(const FeedParameter &parameter, const FeedAddress &address)
{
    switch (parameter.part) {
    case Part::Password:
        return true;
    case Part::ProxyPassword:
        return address.query(u"proxy"_s).contains(u'@');
    case Part::KeyPassword:
        return address.hasQuery(u"cert"_s);
    default:
        return false;
    }
}

} // namespace

PasswordDialog::PasswordDialog(const FeedDescription &kind, const FeedAddress &address, const QString &name,
                               QWidget *parent)
    : QDialog(parent), m_user(address.user()), m_remember(new QCheckBox(tr("Keep it in the system's keychain"), this))
{
    setWindowTitle(tr("Enter password"));
    auto *form = new QFormLayout(this);
    form->setVerticalSpacing(10);
    const QString who = m_user.isEmpty() ? address.host() : tr("%1 at %2").arg(m_user, address.host());
    auto *whom = new QLabel(tr("For “%1” (%2)").arg(visibleLine(name, 60), visibleLine(who, 100)), this);
    whom->setTextFormat(Qt::PlainText);
    form->addRow(whom);
    for (const FeedParameter &parameter : kind.parameters) {
        if (!isWanted(parameter, address))
            continue;
        auto *line = new QLineEdit(this);
        line->setEchoMode(QLineEdit::Password);
        line->setObjectName(parameter.name);
        form->addRow(parameter.label, line);
        m_lines.append({parameter.part, line});
    }
    m_remember->setObjectName(u"remember"_s);
    m_remember->setChecked(true);
    form->addRow(QString(), m_remember);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Connect"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    setMinimumWidth(420);
}

QLineEdit *PasswordDialog::lineOf(Part part) const
{
    for (const auto &[of, line] : m_lines) {
        if (of == part)
            return line;
    }
    return nullptr;
}

Credentials PasswordDialog::credentials() const
{
    const auto text = [this](Part part) {
        const QLineEdit *line = lineOf(part);
        return line ? line->text() : QString();
    };
    Credentials credentials;
    credentials.user = m_user;
    credentials.password = text(Part::Password);
    credentials.proxyPassword = text(Part::ProxyPassword);
    credentials.keyPassword = text(Part::KeyPassword);
    return credentials;
}

bool PasswordDialog::remembers() const
{
    return m_remember->isChecked();
}

} // namespace livebelt
