// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayClock.h"

#include <algorithm>

namespace livebelt {

using namespace std::chrono;

ReplayClock::ReplayClock(double speed, milliseconds greatestGap) : m_speed(speed), m_greatestGap(greatestGap) {}

milliseconds ReplayClock::wait(qint64 received, Clock::time_point now)
{
    if (m_speed <= 0)
        return milliseconds(0);
    if (m_last == noTime || received == noTime) {
        m_due = std::max(m_due, now);
    } else {
        const microseconds gap = std::clamp(microseconds(received - m_last), microseconds(0), m_greatestGap);
        m_due += duration_cast<Clock::duration>(duration<double, std::micro>(double(gap.count()) / m_speed));
    }
    if (received != noTime)
        m_last = received;
    // What was late does not have to be made up for by a burst: a consumer that held us up moves the rest.
    m_due = std::max(m_due, now - seconds(1));
    return std::max(ceil<milliseconds>(m_due - now), milliseconds(0));
}

} // namespace livebelt
