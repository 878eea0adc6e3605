// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/Reading.h"

namespace livebelt {

/// What stands in the files the kernel writes (proc(5)). Functions of the text alone: a line that is not as expected is
/// left out.
namespace SystemFiles {

/// Something that only grows.
struct Counter
{
    QByteArray subject;
    quint64 count = 0;
    const char *unit = "By/s"; ///< of how much it grows in a second
    double scale = 1;          ///< from the count to that
};
using Counters = std::vector<Counter>;

/// The time a processor has spent, in ticks: "cpu" is all of them together, "cpu/0" one.
struct CpuTime
{
    QByteArray subject;
    quint64 busy = 0;
    quint64 total = 0;
};

std::vector<CpuTime> cpuTimes(QByteArrayView procStat);
Readings load(QByteArrayView procLoadavg);
/// Used (of it what cannot be had back at once), available, swap where there is any.
Readings memory(QByteArrayView procMeminfo);
/// Bytes in and out of every interface but the loopback one that has ever carried any.
Counters network(QByteArrayView procNetDev);
/// Of the disks of that name: bytes read and written, requests, and the time that was busy with them.
Counters disks(QByteArrayView procDiskstats, const QList<QByteArray> &names);
/// A file of hwmon or thermal: thousandths of a degree. Nothing where it is no plausible temperature.
std::optional<double> temperature(QByteArrayView milliCelsius);

} // namespace SystemFiles
} // namespace livebelt
