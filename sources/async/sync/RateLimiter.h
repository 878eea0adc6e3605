// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Clock.h>
#include <livebelt/async/Task.h>
#include <livebelt/async/sync/Mutex.h>

#include <deque>

namespace livebelt::async {

/// Lets something happen at most so many times within any stretch of time, such as 20 times in 10 seconds. Coroutines
/// are served in the order in which they asked, on one thread or several; time is that of the thread that waits.
///
/// Cancellation: a coroutine that is destroyed while it waits has used up nothing. It remembers the times of the last
/// count turns. It outlives those who wait.
///
///     RateLimiter joins(20, 10s);
///     co_await joins.turn();
///     co_await join(channel);
class RateLimiter
{
public:
    /// count is at least 1.
    RateLimiter(quint64 count, Clock::Duration interval);
    RateLimiter(const RateLimiter &) = delete;
    RateLimiter &operator=(const RateLimiter &) = delete;

    /// Waits until it may happen once more; from then on that counts.
    Task<void> turn();

private:
    Clock::TimePoint endOf(Clock::TimePoint turn) const; ///< when it counts no more

    const quint64 m_count;
    const Clock::Duration m_interval;
    Mutex m_queue;
    std::deque<Clock::TimePoint> m_turns; ///< those that count; for whoever holds the lock
};

} // namespace livebelt::async
