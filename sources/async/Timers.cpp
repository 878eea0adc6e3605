// SPDX-License-Identifier: MIT
#include <livebelt/async/Timers.h>

#include <algorithm>

namespace livebelt::async {

AsyncIterator<Tick> every(std::chrono::milliseconds interval)
{
    const Clock::Duration step = std::max(interval, std::chrono::milliseconds(1));
    const Clock::TimePoint start = Loop::current().clock().now();
    Tick tick;
    while (true) {
        // An unsigned count would make durations that never pass.
        const Clock::TimePoint due = start + qint64(tick.number + 1) * step;
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
