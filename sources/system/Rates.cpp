// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/system/Rates.h"

#include <algorithm>

namespace livebelt {

Readings Rates::perSecond(const SystemFiles::Counters &counters, Time now)
{
    Readings readings;
    const double seconds = std::chrono::duration<double>(now - m_lastTime).count();
    QHash<QByteArray, quint64> next;
    for (const SystemFiles::Counter &counter : counters) {
        next.insert(counter.subject, counter.count);
        const auto last = m_last.constFind(counter.subject);
        if (last != m_last.cend() && *last <= counter.count && seconds > 0)
            readings.push_back(
                {counter.subject, double(counter.count - *last) * counter.scale / seconds, counter.unit});
    }
    m_last = std::move(next);
    m_lastTime = now;
    return readings;
}

Readings CpuShares::percent(const std::vector<SystemFiles::CpuTime> &times)
{
    Readings readings;
    QHash<QByteArray, SystemFiles::CpuTime> next;
    for (const SystemFiles::CpuTime &time : times) {
        next.insert(time.subject, time);
        const auto last = m_last.constFind(time.subject);
        if (last == m_last.cend() || last->total >= time.total || last->busy > time.busy)
            continue;
        const double share = double(time.busy - last->busy) / double(time.total - last->total);
        readings.push_back({time.subject, 100 * std::min(1.0, share), "%"});
    }
    m_last = std::move(next);
    return readings;
}

} // namespace livebelt
