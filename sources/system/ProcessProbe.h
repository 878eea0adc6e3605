// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/ProcessWatch.h"

#include <QString>

namespace livebelt {

/// Reads this computer's processes from /proc. One that ends while it is looked at is left out. One thread; a reading
/// takes some hundredths of a millisecond a process.
class ProcessProbe
{
public:
    /// root: "/", or a directory that looks like it.
    explicit ProcessProbe(const ProcessChoice &choice, QString root = QStringLiteral("/"));

    Records read(Rates::Time now, qint64 micros);
    bool isOver() const { return m_watch.isOver(); }

private:
    std::vector<ProcessSample> samples() const;
    QByteArray file(qint64 pid, const char *name) const;

    QList<qint64> m_pids; ///< where only these are looked at
    QByteArray m_root;
    ProcessWatch m_watch;
};

} // namespace livebelt
