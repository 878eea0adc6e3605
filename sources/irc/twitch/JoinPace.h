// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <livebelt/async/Clock.h>

#include <deque>

namespace livebelt {

/// How fast channels may be joined: so many within any stretch of time (Twitch: 20 in 10 seconds), over all connections
/// of a feed. A plain value.
class JoinPace
{
public:
    using TimePoint = async::Clock::TimePoint;
    JoinPace(size_t most, async::Clock::Duration within) : m_most(most), m_within(within) {}

    /// How long until one more may be joined; then note it with take().
    async::Clock::Duration wait(TimePoint now)
    {
        while (!m_joins.empty() && now - m_joins.front() >= m_within)
            m_joins.pop_front();
        return m_joins.size() < m_most ? async::Clock::Duration::zero() : m_joins.front() + m_within - now;
    }
    void take(TimePoint now) { m_joins.push_back(now); }

private:
    size_t m_most;
    async::Clock::Duration m_within;
    std::deque<TimePoint> m_joins;
};

} // namespace livebelt
