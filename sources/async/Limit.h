// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Loop.h>
#include <livebelt/async/TimeSpan.h>

#include <optional>

namespace livebelt::async {

/// The time so long from now, by this thread's clock: a deadline that several waits may share.
inline Clock::TimePoint deadlineIn(TimeSpan duration)
{
    return detail::timeAfter(Loop::current().clock().now(), duration);
}

/// How long something may take: so long from when it is waited for, or up to a point in time, whenever the wait begins.
///
///     const auto deadline = deadlineIn(10s);
///     const Page page = co_await withTimeout(load(url), deadline);
///     const Image image = co_await withTimeout(load(page.image), deadline); // what is left of the ten seconds
class Limit
{
public:
    /// So long from when it is waited for.
    Limit(TimeSpan duration) : m_duration(duration) {}
    /// The same in any unit.
    template<typename Rep, typename Period>
    Limit(std::chrono::duration<Rep, Period> duration) : m_duration(TimeSpan(duration))
    {
    }
    /// Up to a point in time.
    Limit(Clock::TimePoint due) : m_due(due) {}

    /// The time from now on; zero, or less, where it has passed.
    Clock::Duration left() const
    {
        if (!m_due || *m_due == Clock::TimePoint::max())
            return m_due ? Clock::Duration::max() : m_duration;
        const Clock::TimePoint now = Loop::current().clock().now();
        return *m_due > now ? *m_due - now : Clock::Duration(0);
    }

private:
    std::optional<Clock::TimePoint> m_due;
    Clock::Duration m_duration{0};
};

} // namespace livebelt::async
