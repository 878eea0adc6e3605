// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QList>

namespace livebelt {

/// Which processes an address means: ?name=firefox, ?pid=1234 (each several times), or else the ?top=10 by processor
/// time.
struct ProcessChoice
{
    QByteArrayList names; ///< as the kernel has them: cut to 15 bytes
    QList<qint64> pids;
    int top = 10; ///< 1 to 1000

    /// Whether it means certain processes, whose start and end are told.
    bool isNamed() const { return !names.isEmpty() || !pids.isEmpty(); }
};

} // namespace livebelt
