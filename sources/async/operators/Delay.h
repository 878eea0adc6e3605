// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/Timers.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Pump.h>

namespace livebelt::async {

namespace detail {

template<typename T>
struct Due
{
    Due(T i, Clock::TimePoint t) : item(std::move(i)), time(t) {}
    T item;
    Clock::TimePoint time;
};

template<typename T>
AsyncIterator<T> delayed(AsyncIterator<T> items, Clock::Duration time, quint64 capacity)
{
    Channel<Due<T>> channel(capacity);
    const auto stamp = [time](T item) {
        return Due<T>(std::move(item), timeAfter(Loop::current().clock().now(), time));
    };
    Scope running;
    running.spawn(pump<Due<T>>(std::move(items) | map(stamp), channel));
    while (auto next = co_await channel.receive()) {
        if (next->time > Loop::current().clock().now())
            co_await sleepUntil(next->time);
        co_yield std::move(next->item);
    }
}

} // namespace detail

/// Each item so much later than the source gave it, by the thread's clock; the gaps between them stay. The end, and an
/// error, come when they come, but behind all items.
///
/// In order. The source runs ahead of the consumer, from the first next() on: at most capacity items are on their way,
/// and one at the consumer's door; then it waits. What a busy consumer has not asked for when it is due, it gets at
/// once. Cancelling a wait loses no item; destroying the iterator destroys those on their way. One thread.
///
///     auto late = frames | delay(2s);
inline auto delay(TimeSpan time, quint64 capacity = 256)
{
    return [time, capacity]<typename T>(AsyncIterator<T> items) {
        return detail::delayed(std::move(items), time, capacity);
    };
}

} // namespace livebelt::async
