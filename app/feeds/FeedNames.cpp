// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedNames.h"

#include <QtGlobal>

namespace livebelt {

using namespace Qt::StringLiterals;

QString FeedNames::unique(const FeedAddress &address)
{
    const QString name = address.shortName();
    if (m_taken.contains(name) && !address.host().isEmpty())
        return unique(u"%1 (%2)"_s.arg(name, address.host()));
    return unique(name);
}

QString FeedNames::unique(const QString &wanted)
{
    QString name = wanted;
    for (int n = 2; m_taken.contains(name); ++n)
        name = u"%1 %2"_s.arg(wanted).arg(n);
    m_taken.insert(name);
    return name;
}

Credentials environmentCredentials(const FeedAddress &address)
{
    Credentials found;
    if (!address.user().isEmpty() || address.query(u"auth"_s) == u"bearer")
        found = {address.user(), qEnvironmentVariable("LIVEBELT_PASSWORD")};
    if (address.query(u"proxy"_s).contains(u'@'))
        found.proxyPassword = qEnvironmentVariable("LIVEBELT_PROXY_PASSWORD");
    if (address.hasQuery(u"cert"_s))
        found.keyPassword = qEnvironmentVariable("LIVEBELT_KEY_PASSWORD");
    return found;
}

} // namespace livebelt
