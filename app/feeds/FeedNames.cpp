// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/FeedNames.h"

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

} // namespace livebelt
