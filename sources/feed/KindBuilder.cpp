// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/KindBuilder.h"

#include <QCoreApplication>

namespace livebelt {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("kinds", text);
}

} // namespace

QList<FieldDescription> fieldList(std::initializer_list<FieldText> fields)
{
    QList<FieldDescription> list;
    for (const FieldText &field : fields)
        list.append({QString::fromUtf8(field.name), translated(field.meaning)});
    return list;
}

KindBuilder::KindBuilder(const char *kind, const char *title)
{
    m_kind.description.kind = QString::fromUtf8(kind);
    m_kind.description.title = translated(title);
}

KindBuilder &KindBuilder::summary(const char *text)
{
    QString &summary = m_kind.description.summary;
    summary += summary.isEmpty() ? translated(text) : u' ' + translated(text);
    return *this;
}

KindBuilder &KindBuilder::icon(const char *name)
{
    m_kind.description.icon = QString::fromUtf8(name);
    return *this;
}

KindBuilder &KindBuilder::view(ViewKind view)
{
    m_kind.description.view = view;
    return *this;
}

KindBuilder &KindBuilder::fixedPitch()
{
    m_kind.description.isFixedPitch = true;
    return *this;
}

KindBuilder &KindBuilder::schemes(std::initializer_list<const char *> schemes, const char *secure)
{
    m_kind.description.schemes = wordList(schemes);
    m_kind.description.secureScheme = QString::fromUtf8(secure);
    return *this;
}

KindBuilder &KindBuilder::forms(std::initializer_list<const char *> forms)
{
    m_kind.description.forms = wordList(forms);
    return *this;
}

KindBuilder &KindBuilder::example(const char *address)
{
    m_kind.description.example = QString::fromUtf8(address);
    return *this;
}

KindBuilder &KindBuilder::sends(const char *prompt, const char *target)
{
    m_kind.description.sendPrompt = translated(prompt);
    m_kind.description.sendTarget = target ? translated(target) : QString();
    return *this;
}

KindBuilder &KindBuilder::needsConsent()
{
    m_kind.description.needsConsent = true;
    return *this;
}

KindBuilder &KindBuilder::parameters(const QList<FeedParameter> &parameters)
{
    m_kind.description.parameters += parameters;
    return *this;
}

KindBuilder &KindBuilder::fields(const QList<FieldDescription> &fields)
{
    m_kind.description.fields += fields;
    return *this;
}

KindBuilder &KindBuilder::overflow(async::Overflow policy)
{
    m_kind.overflow = policy;
    return *this;
}

KindBuilder &KindBuilder::acknowledges(std::function<bool(const FeedAddress &)> which)
{
    m_kind.acknowledges = std::move(which);
    return *this;
}

KindBuilder &KindBuilder::opens(std::function<Opened(const FeedAddress &, const FeedContext &)> open)
{
    m_kind.open = std::move(open);
    return *this;
}

} // namespace livebelt
