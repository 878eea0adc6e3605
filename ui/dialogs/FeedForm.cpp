// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/FeedForm.h"

#include "model/records/OptionCheck.h"
#include "model/records/TypedAddress.h"
#include "ui/dialogs/ParameterForm.h"
#include "ui/theme/Caption.h"
#include "ui/theme/Theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// How much of after is new: without what it has in common with before at its start and end.
qsizetype lettersPutIn(const QString &before, const QString &after)
{
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype start = 0, end = 0;
    while (start < most && before[start] == after[start])
        ++start;
    while (end < most - start && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    return after.size() - start - end;
}

} // namespace

FeedForm::FeedForm(Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_kinds(workspace.kinds())
    , m_title(new QLabel(this))
    , m_summary(new Caption(this))
    , m_address(new QLineEdit(this))
    , m_scroll(new QScrollArea(this))
    , m_name(new QLineEdit(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(theme::scaled(font(), 1.3, true));
    m_summary->setWordWrap(true);
    m_address->setObjectName(u"address"_s);
    m_address->setAccessibleName(tr("Address of the feed"));
    m_address->setClearButtonEnabled(true);
    m_address->setFont(theme::fixedFont());
    m_address->setMaxLength(4096);
    m_name->setObjectName(u"feedName"_s);
    m_name->setAccessibleName(tr("Name of the feed"));
    m_name->setPlaceholderText(tr("made from the address"));
    m_name->setMaxLength(200);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_summary);
    layout->addSpacing(8);
    auto *label = new QLabel(tr("Add&ress"), this);
    label->setBuddy(m_address);
    layout->addWidget(label);
    layout->addWidget(m_address);
    layout->addSpacing(12);
    layout->addWidget(m_scroll, 1);

    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_isPasted = m_isPasted || lettersPutIn(m_before, text) > 1;
        takeAddress(text);
        Q_EMIT edited();
    });
    connect(m_address, &QLineEdit::textChanged, this, [this](const QString &text) { m_before = text; });
    setKind(0);
}

void FeedForm::focusAddress()
{
    m_address->setFocus();
}

void FeedForm::setKind(int index)
{
    if (index < 0 || index >= m_kinds.size() || index == m_kind)
        return;
    m_kind = index;
    m_title->setText(m_kinds[index].title);
    m_address->setPlaceholderText(m_kinds[index].example);
    showBusy({});
    m_scroll->setWidget(buildFields(m_kinds[index])); // the old page goes away; the name has moved out of it before
    takeFields();
    Q_EMIT kindChanged(index);
}

QWidget *FeedForm::buildFields(const FeedDescription &kind)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(12);
    m_form = new ParameterForm(kind, page);
    layout->addWidget(m_form);
    auto *label = new QLabel(tr("&Name in Livebelt"), page);
    label->setBuddy(m_name);
    auto *row = new QVBoxLayout;
    row->setSpacing(4);
    row->addWidget(label);
    row->addWidget(m_name);
    layout->addLayout(row);
    layout->addStretch();
    connect(m_form, &ParameterForm::edited, this, [this] {
        takeFields();
        Q_EMIT edited();
    });
    return page;
}

void FeedForm::setAddress(const QString &address)
{
    m_address->setText(address);
    takeAddress(address);
    if (const auto typed = TypedAddress::parse(address); typed && typed->secrets.hasSecrets())
        m_address->setText(typed->address.toString());
}

void FeedForm::setName(const QString &name)
{
    m_name->setText(name);
}

void FeedForm::showBusy(const QString &sentence)
{
    m_summary->setText(sentence.isEmpty() && m_kind >= 0 ? m_kinds[m_kind].summary : sentence);
}

QString FeedForm::address() const
{
    return m_address->text();
}

QString FeedForm::name() const
{
    return m_name->text().trimmed();
}

Credentials FeedForm::credentials() const
{
    return m_form ? m_form->credentials() : Credentials{};
}

bool FeedForm::remembers() const
{
    return m_form && m_form->remembers();
}

int FeedForm::indexOfScheme(const QString &scheme) const
{
    for (int i = 0; i < int(m_kinds.size()); ++i) {
        if (m_kinds[i].schemes.contains(scheme) || (m_kinds[i].secureScheme == scheme && !scheme.isEmpty()))
            return i;
    }
    return -1;
}

const FeedDescription *FeedForm::kindOf(const FeedAddress &address) const
{
    const int index = indexOfScheme(address.scheme());
    return index < 0 ? nullptr : &m_kinds[index];
}

void FeedForm::takeAddress(const QString &text)
{
    auto typed = TypedAddress::parse(text);
    int kind = typed ? indexOfScheme(typed->address.scheme()) : -1;
    if (kind < 0) {
        typed = TypedAddress::parse(m_workspace.guess(text).address);
        kind = typed ? indexOfScheme(typed->address.scheme()) : -1;
    }
    if (kind < 0)
        return;
    const int cursor = m_address->cursorPosition();
    setKind(kind);
    m_form->setValues(addressValues(m_kinds[kind], typed->address));
    m_form->setSecrets(typed->secrets);
    m_address->setText(text);
    m_address->setCursorPosition(cursor);
}

void FeedForm::takeFields()
{
    m_address->setText(addressText(m_kinds[m_kind], m_form->values()));
}

Result<FeedAddress> FeedForm::checkedAddress() const
{
    const auto address = FeedAddress::parse(m_address->text());
    if (!address)
        return Failure{address.error()};
    const FeedDescription *kind = kindOf(*address);
    if (!kind)
        return Failure{unknownScheme(m_kinds, address->scheme())};
    if (const Result<void> known = checkOptions(*kind, *address); !known)
        return Failure{known.error()};
    if (const QString missing = kind == &m_kinds[m_kind] ? m_form->missing() : QString(); !missing.isEmpty())
        return Failure{missing};
    return *address;
}

} // namespace livebelt
