// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>
#include <livebelt/async/operators/SideBySide.h>

namespace livebelt::async {

namespace detail {

template<typename U, typename T, typename Function>
AsyncIterator<U> oneAfterTheOther(AsyncIterator<T> given, Function function)
{
    AsyncIterator<T> items = std::move(given);
    while (T *item = co_await items.borrow()) {
        AsyncIterator<U> inner = std::invoke(function, std::move(*item));
        co_yield elementsOf(std::move(inner));
    }
}

template<typename U, typename T, typename Function>
[[gnu::cold]] AsyncIterator<U> sideBySide(AsyncIterator<T> items, Function function, std::size_t most)
{
    SideBySide streams(std::move(items), most);
    while (!streams.isOver()) {
        const std::size_t number = co_await streams.next();
        if (void *made = streams.itemOf(number))
            co_yield std::move(*static_cast<U *>(made));
        else if (void *item = streams.outerItem(number))
            streams.add(AsyncIterator<U>(std::invoke(function, std::move(*static_cast<T *>(item)))));
    }
}

} // namespace detail

/// Of each item, function(T) makes a stream; the items of these streams, in one. It is lazy: with concurrency 1, the
/// default, an item is pulled when the stream of the one before has ended, and all keeps its order. With more, up to so
/// many streams run at once, and their items come as they are ready, each stream's in order, the streams taking turns.
/// It ends when the source and all streams have ended; an error of any, or of function, destroys the others and is
/// thrown. Cancelling a wait loses no item.
///
/// With concurrency 1 nothing is held; else one item of each running stream, lost when it is destroyed. One thread.
///
///     auto lines = files | flatMap([](QString path) { return linesOf(std::move(path)); });
template<typename Function>
auto flatMap(Function function, std::size_t concurrency = 1)
{
    return [function = std::move(function), concurrency]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = detail::GivesStream<Function, T>;
        static_assert(fits, "flatMap() takes a function that can be called with an item and gives a stream");
        if constexpr (fits) {
            using U = detail::ItemOfCall<Function, T>;
            if (concurrency <= 1)
                return detail::oneAfterTheOther<U>(std::move(items), std::move(function));
            return detail::sideBySide<U>(std::move(items), std::move(function), concurrency);
        } else {
            return items;
        }
    };
}

} // namespace livebelt::async
