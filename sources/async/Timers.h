// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Limit.h>
#include <livebelt/async/Sleeper.h>

namespace livebelt::async {

/// What sleepFor() and sleepUntil() await. Destroying the waiting coroutine takes it from the sleepers.
class [[nodiscard]] SleepAwaiter final : public Sleeper
{
public:
    explicit SleepAwaiter(std::optional<Clock::TimePoint> due) : m_due(due) {}
    bool await_ready() const { return false; }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        enter(Continuation(coroutine));
    }
    void await_resume() const {}

private:
    void enter(Continuation continuation);

    std::optional<Clock::TimePoint> m_due; ///< none: now, but after all that is ready
};

/// co_await sleepUntil(due): goes on at that time of the thread's clock, or soon after; where that has passed, after
/// everything else that is ready.
[[nodiscard]] inline SleepAwaiter sleepUntil(Clock::TimePoint due)
{
    return SleepAwaiter(due);
}

/// co_await sleepFor(20ms): goes on after at least that time, counted from the call, on the thread's event loop. Zero,
/// or less, lets everything else that is ready go first.
[[nodiscard]] SleepAwaiter sleepFor(TimeSpan duration);

/// One beat of a clock.
struct Tick
{
    quint64 number = 0;                   ///< 0, 1, 2, ...; a beat that was missed is left out
    std::chrono::nanoseconds lateness{0}; ///< how long after its due time it came
};

/// Ticks for ever, the first one interval from the first next(). It does not drift: each beat is due a multiple of the
/// interval after the start; beats that a slow consumer missed are skipped, which the numbers show.
/// interval is at least 1 ms.
AsyncIterator<Tick> every(TimeSpan interval);

} // namespace livebelt::async
