// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayClock.h"

#include <algorithm>

namespace livebelt {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::microseconds betweenRounds = 2s, longestDelay = 1s;
}

std::chrono::microseconds ReplayClock::wait(qint64 arrival, Time now)
{
    if (m_speed <= 0) {
        m_last = arrival;
        m_due = now;
        m_hasBegun = true;
        return 0us;
    }
    if (!std::exchange(m_hasBegun, true))
        m_due = now;
    std::chrono::microseconds gap =
        m_last == noTime ? 0us : std::chrono::microseconds(std::max<qint64>(0, arrival - m_last));
    if (m_maxGap > 0us)
        gap = std::min(gap, m_maxGap);
    m_last = arrival;
    m_due += std::chrono::duration_cast<Time::duration>(gap / m_speed);
    if (now - m_due > longestDelay)
        m_due = now;
    return remaining(now);
}

std::chrono::microseconds ReplayClock::remaining(Time now) const
{
    if (m_speed <= 0 || !m_hasBegun)
        return 0us;
    return std::max(0us, std::chrono::duration_cast<std::chrono::microseconds>(m_due - now));
}

void ReplayClock::setSpeed(double speed, Time now)
{
    const auto left = remaining(now);
    if (speed > 0)
        m_due = now + std::chrono::duration_cast<Time::duration>(left * (m_speed / speed));
    m_speed = speed;
}

void ReplayClock::jump()
{
    m_last = noTime;
    m_hasBegun = false;
}

void ReplayClock::restart()
{
    m_last = noTime;
    if (m_speed > 0)
        m_due += std::chrono::duration_cast<Time::duration>(betweenRounds / m_speed);
}

} // namespace livebelt
