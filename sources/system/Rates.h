// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/system/SystemFiles.h"

#include <QHash>
#include <chrono>

namespace livebelt {

/// Makes rates of counters that were read twice. What was not there the last time, or has become less (a device that
/// was plugged out and in), is left out until the next time.
class Rates
{
public:
    using Time = std::chrono::steady_clock::time_point;
    /// The first call gives nothing.
    Readings perSecond(const SystemFiles::Counters &counters, Time now);

private:
    QHash<QByteArray, quint64> m_last;
    Time m_lastTime{};
};

/// The same for processors: the share of the time they were busy in, in percent.
class CpuShares
{
public:
    Readings percent(const std::vector<SystemFiles::CpuTime> &times);

private:
    QHash<QByteArray, SystemFiles::CpuTime> m_last;
};

} // namespace livebelt
