// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/AsyncIterator.h"

#include <chrono>

namespace livebelt::async {

/// co_await sleepFor(20ms): goes on after at least that time, on the thread's event loop. Zero, or less, lets
/// everything else that is ready go first. Destroying the waiting coroutine stops the timer.
class SleepAwaiter final : public Waiter
{
public:
    explicit SleepAwaiter(std::chrono::milliseconds duration) : m_duration(duration) {}
    ~SleepAwaiter()
    {
        if (m_timer)
            Loop::current().stopTimer(m_timer);
    }
    bool await_ready() const { return false; }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(coroutine);
        if (m_duration.count() <= 0)
            wake();
        else
            m_timer = Loop::current().startTimer(*this, m_duration);
    }
    void await_resume() { m_timer = 0; }

private:
    std::chrono::milliseconds m_duration;
    int m_timer = 0;
};

inline SleepAwaiter sleepFor(std::chrono::milliseconds duration)
{
    return SleepAwaiter(duration);
}

/// One beat of a clock.
struct Tick
{
    quint64 number = 0;                   ///< 0, 1, 2, ...; a beat that was missed is left out
    std::chrono::nanoseconds lateness{0}; ///< how long after its due time it came
};

/// Ticks for ever, the first one interval from the first next(). It does not drift: each beat is due a multiple of the
/// interval after the start; beats that a slow consumer missed are skipped, which the numbers show.
/// interval is at least 1 ms.
AsyncIterator<Tick> every(std::chrono::milliseconds interval);

} // namespace livebelt::async
