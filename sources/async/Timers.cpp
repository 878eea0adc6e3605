// SPDX-License-Identifier: MIT
#include "sources/async/Timers.h"

namespace livebelt::async {

AsyncIterator<Tick> every(std::chrono::milliseconds interval)
{
    using namespace std::chrono;
    if (interval < 1ms)
        interval = 1ms;
    const auto start = steady_clock::now();
    Tick tick;
    while (true) {
        // An unsigned count would make durations that never pass.
        const auto due = start + qint64(tick.number + 1) * interval;
        while (true) {
            const auto left = ceil<milliseconds>(due - steady_clock::now());
            if (left.count() <= 0)
                break;
            co_await sleepFor(left);
        }
        const auto late = steady_clock::now() - due;
        tick.number += quint64(late / interval);
        tick.lateness = late % interval;
        co_yield std::as_const(tick);
        ++tick.number;
    }
}

} // namespace livebelt::async
