// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/FeedAddress.h"

#include <QUrlQuery>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// text for an error message: whatever may be a password in it is left out, though it cannot be parsed.
QString withoutPassword(const QString &text)
{
    const qsizetype user = text.indexOf(u"//"_s) + 2;
    const qsizetype at = text.lastIndexOf(u'@');
    const qsizetype colon = text.indexOf(u':', user);
    return user >= 2 && colon >= 0 && colon < at ? text.first(colon) + text.sliced(at) : text;
}

} // namespace

Result<FeedAddress> FeedAddress::parse(const QString &text)
{
    QString escaped = text.trimmed();
    if (escaped.isEmpty())
        return Failure{u"The address is empty: give one like irc://irc.libera.chat/#qt or system:"_s};
    // Topics and channels are full of '#'; a fragment means nothing to a feed.
    escaped.replace(u'#', u"%23"_s);
    QUrl url(escaped, QUrl::TolerantMode);
    if (!url.isValid() || url.scheme().isEmpty()) {
        return Failure{u"“%1” is no feed address: it begins with the kind of feed, as in irc://host/#channel, "
                       "mqtt://host/topic or system:"_s.arg(withoutPassword(text.trimmed()))};
    }
    QUrlQuery query(url);
    bool hasPassword = !url.password().isEmpty();
    for (const QString &name : {u"password"_s, u"passwd"_s, u"pass"_s}) {
        hasPassword |= query.hasQueryItem(name);
        query.removeAllQueryItems(name);
    }
    if (hasPassword) {
        url.setPassword({});
        url.setQuery(query);
        return Failure{u"Leave the password out of the address (%1): it is asked for, or taken from the environment "
                       "variable LIVEBELT_PASSWORD"_s.arg(url.toString())};
    }
    return FeedAddress(url);
}

QString FeedAddress::path() const
{
    const QString path = m_url.path(QUrl::FullyDecoded);
    return m_url.host().isEmpty() || !path.startsWith(u'/') ? path : path.mid(1);
}

QString FeedAddress::query(const QString &name, const QString &otherwise) const
{
    const QUrlQuery query(m_url);
    return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : otherwise;
}

bool FeedAddress::hasQuery(const QString &name) const
{
    return QUrlQuery(m_url).hasQueryItem(name);
}

QStringList FeedAddress::queries(const QString &name) const
{
    return QUrlQuery(m_url).allQueryItemValues(name, QUrl::FullyDecoded);
}

QString FeedAddress::toString() const
{
    return m_url.toString(QUrl::FullyEncoded);
}

QString FeedAddress::shortName() const
{
    const QString whole = path();
    const QString name = m_url.host().isEmpty() ? whole.section(u'/', -1, -1, QString::SectionSkipEmpty) : whole;
    if (!name.isEmpty())
        return name;
    return m_url.host().isEmpty() ? m_url.scheme() : m_url.host();
}

} // namespace livebelt
