// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QSet>

namespace livebelt {

/// Gives each feed of a run a short name that no other has.
class FeedNames
{
public:
    QString unique(const FeedAddress &address);
    QString unique(const QString &wanted);

private:
    QSet<QString> m_taken;
};

/// What the environment has for the address: LIVEBELT_PASSWORD for its user or as its bearer token (?auth=bearer),
/// LIVEBELT_PROXY_PASSWORD for the user of its ?proxy=, LIVEBELT_KEY_PASSWORD for its ?cert=.
Credentials environmentCredentials(const FeedAddress &address);

} // namespace livebelt
