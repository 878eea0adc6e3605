// SPDX-License-Identifier: MIT
#include <livebelt/async/Timers.h>

#include <algorithm>

namespace livebelt::async {

void Sleeper::sleepUntil(Clock::TimePoint due)
{
    Loop::current().addSleeper(due, *this);
}

void Sleeper::leave()
{
    Loop::current().removeSleeper(*this);
}

void SleepAwaiter::enter(Continuation continuation)
{
    suspend(continuation);
    if (m_due)
        Sleeper::sleepUntil(*m_due);
    else
        postIdle(Loop::current());
}

SleepAwaiter sleepFor(TimeSpan duration)
{
    if (duration.value().count() <= 0)
        return SleepAwaiter(std::nullopt);
    return SleepAwaiter(deadlineIn(duration));
}

namespace {

/// When a beat is due. An unsigned count would make durations that never pass.
Clock::TimePoint timeOf(Clock::TimePoint start, Clock::Duration::rep number, Clock::Duration step)
{
    return number > (Clock::TimePoint::max() - start) / step ? Clock::TimePoint::max() : start + number * step;
}

} // namespace

AsyncIterator<Tick> every(TimeSpan interval)
{
    const Clock::Duration step = std::max<Clock::Duration>(interval, std::chrono::milliseconds(1));
    const Clock::TimePoint start = Loop::current().clock().now();
    Tick tick;
    while (true) {
        const Clock::TimePoint due = timeOf(start, Clock::Duration::rep(tick.number + 1), step);
        if (due > Loop::current().clock().now())
            co_await sleepUntil(due);
        const Clock::Duration late = Loop::current().clock().now() - due;
        tick.number += quint64(late / step);
        tick.lateness = late % step;
        co_yield std::as_const(tick);
        ++tick.number;
    }
}

} // namespace livebelt::async
