// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"

#include <QStringList>

class QSettings;

namespace livebelt {

/// The addresses that the person has allowed to run something on this computer, letter by letter, from one start to the
/// next where there are settings to keep them in. UI thread.
class Consents
{
public:
    /// settings, if any, outlive it.
    explicit Consents(QSettings *settings = nullptr);

    bool has(const FeedAddress &address) const { return m_addresses.contains(address.toString()); }
    void remember(const FeedAddress &address);

private:
    QSettings *m_settings;
    QStringList m_addresses; ///< the newest last
};

} // namespace livebelt
