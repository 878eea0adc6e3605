// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>
#include <utility>

namespace livebelt {

/// One process at one moment, as /proc tells it (proc(5)).
struct ProcessSample
{
    /// The kernel gives numbers out again: with the time of its start one is unique.
    using Key = std::pair<qint64, quint64>;
    Key key() const { return {pid, start}; }

    qint64 pid = 0;
    quint64 start = 0; ///< in ticks since the machine started
    QByteArray name;   ///< of the program, at most 15 bytes, UTF-8
    quint64 ticks = 0; ///< of processor time it has used
    quint64 pages = 0; ///< of memory it occupies (RSS)
};

/// What a process has read from and written to disks, in bytes.
struct ProcessTraffic
{
    quint64 read = 0, written = 0;
};

/// Reads /proc/PID/stat; nothing where it is no such file, or the process has ended and only waits for its parent.
std::optional<ProcessSample> processSample(QByteArrayView procPidStat);
/// Reads /proc/PID/io.
std::optional<ProcessTraffic> processTraffic(QByteArrayView procPidIo);

} // namespace livebelt
