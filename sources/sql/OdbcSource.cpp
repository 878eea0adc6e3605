// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/OdbcSource.h"

#include <QStringList>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

const QStringList &harmless()
{
    static const QStringList names{
        u"dsn"_s,        u"uid"_s,     u"user"_s,     u"username"_s, u"server"_s, u"host"_s,     u"hostname"_s,
        u"servername"_s, u"port"_s,    u"database"_s, u"db"_s,       u"dbname"_s, u"readonly"_s, u"usedeclarefetch"_s,
        u"fetch"_s,      u"sslmode"_s, u"encrypt"_s,  u"charset"_s,  u"timeout"_s};
    return names;
}

} // namespace

QString whatSourceRuns(const QString &source)
{
    if (!source.contains(u'='))
        return {};
    QStringList unknown;
    bool hasDsn = false;
    const QStringList attributes = source.split(u';', Qt::SkipEmptyParts);
    for (const QString &attribute : attributes) {
        const QString name = attribute.section(u'=', 0, 0).trimmed();
        const QString value = attribute.section(u'=', 1).trimmed();
        hasDsn |= name.compare(u"dsn"_s, Qt::CaseInsensitive) == 0 && !value.isEmpty();
        if (name.compare(u"driver"_s, Qt::CaseInsensitive) == 0)
            return u"loads the database driver %1"_s.arg(value);
        // A brace may hide where an attribute ends.
        if (!harmless().contains(name.toLower()) || attribute.contains(u'{') || attribute.contains(u'}'))
            unknown.append(attribute.trimmed());
    }
    if (!unknown.isEmpty())
        return u"gives a database driver settings that may load or run something (%1)"_s.arg(unknown.join(u"; "_s));
    return hasDsn ? QString() : u"has a database driver chosen by the settings “%1”"_s.arg(source);
}

} // namespace livebelt
