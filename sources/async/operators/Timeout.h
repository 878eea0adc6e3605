// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/NextOrDeadline.h>
#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/tasks/TimedOut.h>

namespace livebelt::async {

namespace detail {

template<typename T>
[[gnu::cold]] AsyncIterator<T> timedOut(AsyncIterator<T> given, Limit limit)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the error
    while (true) {
        const std::optional<Clock::Duration> left = limit.left();
        Arrival<T> next = co_await NextOrDeadline<T>(items, left);
        if (next.isTimeUp)
            throw TimedOut(*left);
        next.rethrow();
        if (!next.item)
            co_return;
        co_yield std::move(*next.item);
    }
}

} // namespace detail

/// The items as they are; but TimedOut is thrown, and the source destroyed, where it gives no item within limit of
/// being asked for it or, where limit is a point in time, by then. The time the consumer takes does not count. An item
/// that is there at the time of the limit is delivered.
///
/// In order; end and errors are the source's. The time is the thread's clock's. Holds nothing. Safe to cancel: a
/// consumer that is destroyed while it waits loses nothing, and does not stop the time: the next one waits for the rest
/// of it. What a source has taken in and not yet given when the time is up goes with it.
///
///     auto lines = linesOf(socket) | timeout(30s);
inline auto timeout(Limit limit)
{
    return [limit]<typename T>(AsyncIterator<T> items) { return detail::timedOut<T>(std::move(items), limit); };
}

} // namespace livebelt::async
