// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace livebelt::async {

class Loop;

/// Where the coroutines of a thread have the time from: Loop::clock(). It is monotonic, and has nothing to do with the
/// time of day. Each thread has its own: the machine's steady clock, unless a VirtualClock stands in for it.
class Clock
{
public:
    /// In ns.
    using Duration = std::chrono::nanoseconds;
    /// Of the steady clock, whatever stands in for it.
    using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    /// The time of this clock.
    virtual TimePoint now() const = 0;

protected:
    friend class Loop;
    /// To call loop.wakeSleepers() once that time has come, and not sooner; the last call counts. Empty: not at all.
    virtual void wakeAt(Loop &loop, std::optional<TimePoint> due) = 0;
};

} // namespace livebelt::async
