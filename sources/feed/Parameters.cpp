// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/Parameters.h"

#include <QCoreApplication>

namespace livebelt {

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

QStringList wordList(std::initializer_list<const char *> words)
{
    QStringList list;
    for (const char *word : words)
        list.append(QString::fromUtf8(word));
    return list;
}

Parameters &Parameters::add(Part part, Type type, const char *name, const char *label, const char *help)
{
    FeedParameter parameter;
    parameter.part = part;
    parameter.type = type;
    parameter.name = QString::fromUtf8(name);
    parameter.label = QCoreApplication::translate("kinds", label);
    parameter.help = QCoreApplication::translate("kinds", help);
    m_list.append(parameter);
    return *this;
}

Parameters &Parameters::host(const char *label, const char *help, const char *name)
{
    return add(Part::Host, Type::Text, name, label, help);
}

Parameters &Parameters::port(const char *label, const char *help)
{
    return add(Part::Port, Type::Number, "port", label, help);
}

Parameters &Parameters::path(const char *label, const char *help, const char *name)
{
    return add(Part::Path, Type::Text, name, label, help);
}

Parameters &Parameters::user(const char *label, const char *help)
{
    return add(Part::User, Type::Text, "user", label, help);
}

Parameters &Parameters::password(const char *label, const char *help)
{
    return add(Part::Password, Type::Text, "password", label, help);
}

Parameters &Parameters::secret(Part part, const char *name, const char *label, const char *help)
{
    return add(part, Type::Text, name, label, help);
}

Parameters &Parameters::text(const char *name, const char *label, const char *help)
{
    return add(Part::Query, Type::Text, name, label, help);
}

Parameters &Parameters::number(const char *name, const char *label, const char *help)
{
    return add(Part::Query, Type::Number, name, label, help);
}

Parameters &Parameters::flag(const char *name, const char *label, const char *help)
{
    return add(Part::Query, Type::Flag, name, label, help);
}

Parameters &Parameters::choice(const char *name, const char *label, const char *help, const QStringList &choices)
{
    add(Part::Query, Type::Choice, name, label, help);
    m_list.last().choices = choices;
    return *this;
}

Parameters &Parameters::choice(const char *name, const char *label, const char *help,
                               std::initializer_list<const char *> choices)
{
    return choice(name, label, help, wordList(choices));
}

Parameters &Parameters::choices(std::initializer_list<const char *> choices)
{
    m_list.last().type = Type::Choice;
    m_list.last().choices = wordList(choices);
    return *this;
}

Parameters &Parameters::fallback(const QString &value)
{
    m_list.last().fallback = value;
    return *this;
}

Parameters &Parameters::required()
{
    m_list.last().required = true;
    return *this;
}

Parameters &Parameters::repeated()
{
    m_list.last().repeats = true;
    return *this;
}

Parameters &Parameters::with(const QList<FeedParameter> &others)
{
    m_list += others;
    return *this;
}

} // namespace livebelt
