// SPDX-License-Identifier: MIT
#include <livebelt/async/sync/RateLimiter.h>

#include <livebelt/async/Timers.h>

#include <algorithm>

namespace livebelt::async {

RateLimiter::RateLimiter(quint64 count, Clock::Duration interval)
    : m_count(std::max<quint64>(count, 1)), m_interval(interval)
{
}

Clock::TimePoint RateLimiter::endOf(Clock::TimePoint turn) const
{
    return m_interval < Clock::TimePoint::max() - turn ? turn + m_interval : Clock::TimePoint::max();
}

Task<void> RateLimiter::turn()
{
    const Permit place = co_await m_queue.lock();
    while (true) {
        const Clock::TimePoint now = Loop::current().clock().now();
        while (!m_turns.empty() && endOf(m_turns.front()) <= now)
            m_turns.pop_front();
        if (m_turns.size() < m_count) {
            m_turns.push_back(now);
            break;
        }
        co_await sleepUntil(endOf(m_turns.front()));
    }
}

} // namespace livebelt::async
