// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename U, typename T, typename Function>
AsyncIterator<U> switchMap(AsyncIterator<T> items, Function function)
{
    Turns turns;
    Fetch<T> outer(std::move(items), turns, 0);
    std::optional<Fetch<U>> inner;
    std::size_t newest = 0; // the number of inner; turns of those before it go by
    bool isOuterOver = false;
    turns.add(0);
    while (!isOuterOver || inner) {
        const std::size_t number = co_await turns.next();
        if (number == 0) {
            if (!outer.request())
                continue;
            T *const item = outer.borrow();
            isOuterOver = !item;
            if (isOuterOver)
                continue;
            inner.reset();
            inner.emplace(AsyncIterator<U>(std::invoke(function, std::move(*item))), turns, ++newest);
            turns.add(newest);
            turns.add(0);
        } else if (inner && number == newest && inner->request()) {
            U *const item = inner->borrow();
            if (!item) {
                inner.reset();
                continue;
            }
            turns.add(newest);
            co_yield std::move(*item);
        }
    }
}
} // namespace detail

/// Of each item, function(T) makes a stream; the items of the newest of these. A new item cancels the stream of the one
/// before, with what that has not handed on yet, before function is called. Each stream is asked once before the next
/// item is, so that a source that is always ready does not starve them. It ends when the source and the newest stream
/// have ended; an error of either, or of function, destroys the other and is thrown.
///
/// It holds one item of the source and of the newest stream at most, lost when it is destroyed. Cancelling a wait loses
/// no item. One thread.
///
///     auto results = searchTexts | switchMap([](QString text) { return search(std::move(text)); });
template<typename Function>
auto switchMap(Function function)
{
    return [function = std::move(function)]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = detail::GivesStream<Function, T>;
        static_assert(fits, "switchMap() takes a function that can be called with an item and gives a stream");
        if constexpr (fits)
            return detail::switchMap<detail::ItemOfCall<Function, T>>(std::move(items), std::move(function));
        else
            return items;
    };
}

} // namespace livebelt::async
