// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"

#include <QSet>

namespace livebelt {

/// Gives each feed of a run a short name that no other has.
class FeedNames
{
public:
    QString unique(const FeedAddress &address);
    QString unique(const QString &wanted);
    /// Nobody has that name any more.
    void release(const QString &name) { m_taken.remove(name); }

private:
    QSet<QString> m_taken;
};

} // namespace livebelt
