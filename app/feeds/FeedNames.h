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

/// The user of the address with the password of the environment variable LIVEBELT_PASSWORD; nothing where no user is
/// named.
Credentials environmentCredentials(const FeedAddress &address);

} // namespace livebelt
