// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>
#include <livebelt/async/operators/NextOrDeadline.h>
#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {

template<typename T>
[[gnu::cold]] AsyncIterator<T> debounced(AsyncIterator<T> given, Clock::Duration quiet)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::optional<T> newest;
    std::optional<Clock::Duration>
        limit; // from when it starts to wait: so items that are ready cost no look at the clock
    while (true) {
        Arrival<T> next = co_await NextOrDeadline<T>(items, limit);
        if (next.item) {
            refill(newest, next.item);
            limit = quiet;
            continue;
        }
        limit.reset();
        if (std::optional<T> settled = std::exchange(newest, std::nullopt))
            co_yield std::move(*settled);
        if (next.isTimeUp)
            continue;
        next.rethrow();
        co_return;
    }
}

} // namespace detail

/// The newest item, once none has come for the time `quiet`; those before it are dropped. For what is only worth
/// looking at when it has come to rest: a text that is typed, a window that is resized.
///
/// In order. At the end, and before an error, the newest is delivered at once. Items that come without a pause are
/// never delivered. The time runs from when an item was taken from the source, on the thread's clock. Holds one item.
/// While the consumer is busy nothing is taken: what comes meanwhile waits in the source, and its newest is then the
/// one. Safe to cancel: a consumer that is destroyed while it waits loses nothing; destroying the iterator destroys the
/// item it holds.
///
///     auto texts = signalsOf(edit, &QLineEdit::textChanged) | debounce(200ms);
inline auto debounce(TimeSpan quiet)
{
    return [quiet]<typename T>(AsyncIterator<T> items) { return detail::debounced<T>(std::move(items), quiet); };
}

} // namespace livebelt::async
