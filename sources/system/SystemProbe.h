// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/Rates.h"
#include "sources/system/SystemAddress.h"

#include <QString>

namespace livebelt {

/// Reads this computer's own numbers from /proc and /sys. What is not there, or not any more, is left out.
/// One thread; reading takes a fraction of a millisecond.
class SystemProbe
{
public:
    /// root: "/", or a directory that looks like it.
    explicit SystemProbe(SystemAddress address, QString root = QStringLiteral("/"));

    /// All readings of now; what is a rate needs the readings of the last call.
    Readings read(Rates::Time now);

private:
    QByteArray file(const QString &path) const;
    QStringList directory(const QString &path) const;
    void readDisks(Readings &readings, Rates::Time now);
    void readTemperatures(Readings &readings) const;

    SystemAddress m_address;
    QString m_root;
    CpuShares m_cpu;
    Rates m_network, m_disks;
};

} // namespace livebelt
