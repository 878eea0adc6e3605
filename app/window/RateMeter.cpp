// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/RateMeter.h"

#include <cmath>

namespace livebelt {

double RateMeter::update(quint64 count, Clock::time_point now)
{
    if (m_at == Clock::time_point{} || count < m_count) {
        m_count = count;
        m_at = now;
        return m_rate;
    }
    const double seconds = std::chrono::duration<double>(now - m_at).count();
    if (seconds < 0.05)
        return m_rate;
    const double present = double(count - m_count) / seconds;
    m_rate += (present - m_rate) * (1 - std::exp(-seconds / 2.0));
    if (m_rate < 0.005)
        m_rate = 0;
    m_count = count;
    m_at = now;
    return m_rate;
}

} // namespace livebelt
