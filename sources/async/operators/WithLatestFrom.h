// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/operators/NextOrStop.h>
#include <livebelt/async/operators/Pipe.h>

#include <utility>

namespace livebelt::async {

namespace detail {

template<typename T>
Task<void> keepLatest(AsyncIterator<T> given, std::optional<T> *latest, Stop *stop)
{
    AsyncIterator<T> items = std::move(given);
    std::exception_ptr error;
    try {
        while (T *item = co_await items.borrow())
            latest->emplace(std::move(*item));
    } catch (...) {
        error = std::current_exception();
    }
    if (error || !latest->has_value())
        stop->give(std::move(error));
}

template<typename T, typename U>
AsyncIterator<std::pair<T, U>> withLatest(AsyncIterator<T> given, AsyncIterator<U> other)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::optional<U> latest;
    Stop stop;
    Scope watching;
    watching.spawn(keepLatest(std::move(other), &latest, &stop));
    while (T *item = co_await NextOrStop<T>(items, stop)) {
        if (!latest)
            continue;
        std::pair<T, U> both(std::move(*item), *latest);
        co_yield std::move(both);
    }
    stop.rethrow();
}

} // namespace detail

/// Each item with the latest of other; items that come before other has given one are dropped. It ends when the source
/// does, or other has ended without an item; after other's end its last item stays the latest. An error of either
/// destroys both and is thrown.
///
/// In the source's order. other starts at the first next(), before the source, and is pulled from then on as fast as it
/// gives, also while the consumer is busy: one item of it is kept, and copied. Of the source nothing is held;
/// cancelling a wait loses no item. One thread.
///
///     auto priced = orders | withLatestFrom(prices());   // pair->first, pair->second
template<Stream Other>
auto withLatestFrom(Other other)
{
    return [other = std::move(other)]<typename T>(AsyncIterator<T> items) mutable {
        using U = typename Other::value_type;
        constexpr bool fits = std::copy_constructible<U>;
        static_assert(fits, "withLatestFrom() takes a stream whose items can be copied");
        if constexpr (fits)
            return detail::withLatest<T, U>(std::move(items), AsyncIterator<U>(std::move(other)));
        else
            return items;
    };
}

} // namespace livebelt::async
