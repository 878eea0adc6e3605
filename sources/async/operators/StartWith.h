// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <deque>
#include <tuple>

namespace livebelt::async {

namespace detail {
template<typename T>
AsyncIterator<T> startedWith(AsyncIterator<T> given, std::deque<T> first)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    while (!first.empty()) {
        T item = std::move(first.front());
        first.pop_front();
        co_yield std::move(item);
    }
    while (T *item = co_await items.borrow())
        co_yield std::move(*item);
}
} // namespace detail

/// The values that are given, in their order, and then the items of the source, which is not pulled before the last of
/// them is taken. End and errors are the source's. It holds the values until they are handed on. Cancelling a wait
/// loses no item. One thread.
///
///     auto states = changes | startWith(State::Unknown);
template<typename... Values>
auto startWith(Values... values)
{
    return [kept = std::tuple<Values...>(std::move(values)...)]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = (std::constructible_from<T, Values> && ...);
        static_assert(fits, "startWith() takes values of which an item can be made");
        std::deque<T> first;
        if constexpr (fits)
            std::apply([&](Values &...each) { (first.emplace_back(std::move(each)), ...); }, kept);
        return detail::startedWith<T>(std::move(items), std::move(first));
    };
}

} // namespace livebelt::async
