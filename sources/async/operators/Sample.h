// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>
#include <livebelt/async/operators/NextOrDeadline.h>
#include <livebelt/async/operators/Pipe.h>

#include <algorithm>

namespace livebelt::async {

namespace detail {

template<typename T>
[[gnu::cold]] AsyncIterator<T> sampled(AsyncIterator<T> given, Clock::Duration interval)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    const Clock::TimePoint start = Loop::current().clock().now();
    std::optional<T> newest;
    std::optional<Clock::TimePoint> due; // only while there is something to deliver: an idle stream wakes nobody
    unsigned turns = 0;
    while (true) {
        Arrival<T> next = co_await NextOrDeadline<T>(items, due);
        if (next.item) {
            refill(newest, next.item);
            if (!due)
                due = deadlineIn(interval - (Loop::current().clock().now() - start) % interval);
            // Where it never waits nothing else tells it that the time is up; a look at the clock costs more than an
            // item.
            if (++turns % 16 != 0 || !hasCome(*due))
                continue;
        }
        due.reset();
        if (std::optional<T> item = std::exchange(newest, std::nullopt))
            co_yield std::move(*item);
        if (next.isLast()) {
            next.rethrow();
            co_return;
        }
    }
}

} // namespace detail

/// The newest item at each interval, and none where none has come within it. The intervals are counted from the first
/// next(), and do not drift.
///
/// In order. At the end, and before an error, the newest is delivered at once. The time is the thread's clock's; a
/// stream without items wakes nobody. Holds one item. While the consumer is busy nothing is taken: what comes meanwhile
/// waits in the source, and intervals that pass are left out. Safe to cancel: a consumer that is destroyed while it
/// waits loses nothing; destroying the iterator destroys the item it holds. interval is at least 1 ns.
///
///     auto prices = trades | map(price) | sample(250ms);
inline auto sample(TimeSpan interval)
{
    return [interval = std::max(interval.value(), Clock::Duration(1))]<typename T>(AsyncIterator<T> items) {
        return detail::sampled<T>(std::move(items), interval);
    };
}

} // namespace livebelt::async
