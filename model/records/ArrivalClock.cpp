// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/ArrivalClock.h"

#include "model/records/Timestamp.h"

#include <ctime>

namespace livebelt {

qint64 ArrivalClock::now()
{
    timespec time{};
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    const qint64 tick = qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    if (tick != m_tick) {
        m_tick = tick;
        m_now = nowMicros();
    }
    return m_now;
}

} // namespace livebelt
