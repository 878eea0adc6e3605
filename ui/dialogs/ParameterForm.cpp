// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ParameterForm.h"

#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QSignalBlocker>
#include <algorithm>
#include <functional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

QString textOf(const QWidget *editor)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(editor))
        return line->text();
    if (const auto *box = qobject_cast<const QComboBox *>(editor))
        return box->currentData().toString();
    if (const auto *check = qobject_cast<const QCheckBox *>(editor))
        return check->isChecked() ? u"1"_s : u"0"_s;
    return {};
}

bool isOn(const QString &text)
{
    return text == u"1" || text == u"true" || text == u"yes" || text == u"on";
}

void setTextOf(QWidget *editor, const QString &text)
{
    const QSignalBlocker quiet(editor);
    if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setText(text);
    else if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentIndex(std::max(0, box->findData(text)));
    else if (auto *check = qobject_cast<QCheckBox *>(editor))
        check->setChecked(isOn(text));
}

} // namespace

ParameterForm::ParameterForm(const FeedDescription &kind, QWidget *parent) : QWidget(parent), m_kind(kind)
{
    auto *layout = new QFormLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(10);
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    if (!kind.secureScheme.isEmpty()) {
        m_secure = new QCheckBox(tr("Encrypted connection (TLS)"), this);
        m_secure->setObjectName(u"secure"_s);
        m_secure->setChecked(kind.schemes.value(0) == kind.secureScheme);
        connect(m_secure, &QCheckBox::clicked, this, &ParameterForm::edited);
    }
    for (const FeedParameter &parameter : kind.parameters) {
        QWidget *editor = makeEditor(parameter);
        QString help = parameter.help;
        if (parameter.isSecret())
            help = (help + u' ' + tr("It is kept out of the address, the capture and all logs.")).trimmed();
        const QString label = parameter.label.isEmpty() ? parameter.name : parameter.label;
        addRow(*layout, parameter.required ? tr("%1 *").arg(label) : label, editor, help);
        if (parameter.part == Part::Port && m_secure)
            layout->addRow(QString(), m_secure);
    }
    if (m_secure && m_secure->parentWidget() == this && layout->indexOf(m_secure) < 0)
        layout->addRow(QString(), m_secure);
    if (std::any_of(kind.parameters.begin(), kind.parameters.end(), std::mem_fn(&FeedParameter::isSecret))) {
        m_remember = new QCheckBox(tr("Keep passwords in the system's keychain"), this);
        m_remember->setObjectName(u"remember"_s);
        m_remember->setChecked(true);
        layout->addRow(QString(), m_remember);
    }
}

bool ParameterForm::remembers() const
{
    return m_remember && m_remember->isChecked();
}

QWidget *ParameterForm::makeEditor(const FeedParameter &parameter)
{
    QWidget *editor = nullptr;
    if (parameter.type == Type::Choice) {
        auto *box = new QComboBox(this);
        for (const QString &choice : parameter.choices)
            box->addItem(choice.isEmpty() ? u"–"_s : choice, choice);
        box->setCurrentIndex(std::max(0, box->findData(parameter.fallback)));
        connect(box, &QComboBox::activated, this, &ParameterForm::edited);
        editor = box;
    } else if (parameter.type == Type::Flag) {
        auto *check = new QCheckBox(this);
        check->setChecked(isOn(parameter.fallback));
        connect(check, &QCheckBox::clicked, this, &ParameterForm::edited);
        editor = check;
    } else {
        auto *line = new QLineEdit(this);
        line->setPlaceholderText(parameter.fallback);
        if (parameter.type == Type::Number)
            line->setValidator(new QIntValidator(0, parameter.part == Part::Port ? 65535 : 2'000'000'000, line));
        if (parameter.isSecret()) {
            line->setEchoMode(QLineEdit::Password);
            line->setPlaceholderText({});
        }
        connect(line, &QLineEdit::textEdited, this, &ParameterForm::edited);
        editor = line;
    }
    editor->setObjectName(parameter.name);
    editor->setAccessibleName(parameter.label.isEmpty() ? parameter.name : parameter.label);
    editor->setAccessibleDescription(parameter.help);
    m_editors << editor;
    return editor;
}

void ParameterForm::addRow(QFormLayout &layout, const QString &label, QWidget *editor, const QString &help)
{
    auto *cell = new QWidget(this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(editor);
    if (!help.isEmpty()) {
        auto *caption = new Caption(help, cell);
        caption->setFont(theme::scaled(font(), 0.9));
        caption->setWordWrap(true);
        column->addWidget(caption);
    }
    auto *name = new QLabel(label, this);
    name->setTextFormat(Qt::PlainText);
    name->setContentsMargins(0, 5, 0, 0);
    name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    name->setBuddy(editor);
    layout.addRow(name, cell);
}

AddressValues ParameterForm::values() const
{
    AddressValues values;
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        const bool secret = m_kind.parameters[i].isSecret();
        values.texts << (secret ? QString() : textOf(m_editors[i]));
    }
    values.secure = m_secure && m_secure->isChecked();
    values.more = m_more;
    values.userMark = m_userMark;
    return values;
}

void ParameterForm::setValues(const AddressValues &values)
{
    m_more = values.more;
    m_userMark = values.userMark;
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        const FeedParameter &parameter = m_kind.parameters[i];
        if (parameter.isSecret())
            continue;
        QString text = values.texts.value(i);
        // A default stands in grey already.
        const bool line = parameter.type == Type::Text || parameter.type == Type::Number;
        if (line && parameter.part == Part::Query && text == parameter.fallback)
            text.clear();
        setTextOf(m_editors[i], text);
    }
    if (m_secure)
        m_secure->setChecked(values.secure);
}

void ParameterForm::setSecrets(const Credentials &secrets)
{
    if (secrets.password.isEmpty())
        return;
    m_typed = secrets;
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        if (m_kind.parameters[i].part == Part::Password)
            setTextOf(m_editors[i], secrets.password);
    }
}

Credentials ParameterForm::credentials() const
{
    Credentials credentials;
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        switch (m_kind.parameters[i].part) {
        case Part::User:
            credentials.user = textOf(m_editors[i]).trimmed();
            break;
        case Part::Password:
            credentials.password = textOf(m_editors[i]);
            break;
        case Part::ProxyPassword:
            credentials.proxyPassword = textOf(m_editors[i]);
            break;
        case Part::KeyPassword:
            credentials.keyPassword = textOf(m_editors[i]);
            break;
        case Part::ChannelKeys:
            credentials.channelKeys = textOf(m_editors[i]);
            break;
        default:
            break;
        }
    }
    if (credentials.password == m_typed.password)
        credentials.passwordInUrl = m_typed.passwordInUrl;
    return credentials;
}

QString ParameterForm::missing() const
{
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        const FeedParameter &parameter = m_kind.parameters[i];
        if (parameter.required && parameter.fallback.isEmpty() && textOf(m_editors[i]).trimmed().isEmpty())
            return tr("%1 is missing: fill it in, or paste a whole address.").arg(parameter.label);
    }
    return {};
}

} // namespace livebelt
