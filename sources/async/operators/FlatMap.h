// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

#include <vector>

namespace livebelt::async {

namespace detail {

template<typename U, typename T, typename Function>
AsyncIterator<U> oneAfterTheOther(AsyncIterator<T> given, Function function)
{
    AsyncIterator<T> items = std::move(given);
    while (auto item = co_await items.next()) {
        AsyncIterator<U> inner = std::invoke(function, std::move(*item));
        while (auto made = co_await inner.next())
            co_yield std::move(*made);
    }
}

template<typename U, typename T, typename Function>
[[gnu::cold]] AsyncIterator<U> sideBySide(AsyncIterator<T> items, Function function, std::size_t most)
{
    Turns turns;
    Fetch<T> outer(std::move(items), turns, most);
    std::deque<std::optional<Fetch<U>>> inners; // as many as have been needed at once, at most most
    std::vector<std::size_t> idle;              // of those
    bool isOuterOver = false;
    bool outerWaits = false; // for one of the idle
    turns.add(most);
    while (!isOuterOver || idle.size() < inners.size()) {
        const std::size_t number = co_await turns.next();
        if (number < most) {
            if (!inners[number]->request())
                continue;
            std::optional<U> item = inners[number]->take();
            if (item) {
                turns.add(number);
                co_yield std::move(*item);
                continue;
            }
            inners[number].reset();
            idle.push_back(number);
            if (std::exchange(outerWaits, false))
                turns.add(most);
        } else if (idle.empty() && inners.size() == most) {
            outerWaits = true;
        } else if (outer.request()) {
            std::optional<T> item = outer.take();
            isOuterOver = !item;
            if (isOuterOver)
                continue;
            if (idle.empty()) {
                idle.push_back(inners.size());
                inners.emplace_back();
            }
            const std::size_t next = idle.back();
            idle.pop_back();
            inners[next].emplace(AsyncIterator<U>(std::invoke(function, std::move(*item))), turns, next);
            turns.add(next);
            turns.add(most);
        }
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
