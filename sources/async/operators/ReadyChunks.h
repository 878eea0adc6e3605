// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/operators/Pipe.h>

#include <vector>

namespace livebelt::async {

namespace detail {
template<typename T, typename Cost>
AsyncIterator<std::vector<T>> gathered(AsyncIterator<T> given, quint64 most)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::vector<T> ready;
    quint64 cost = 0;
    std::exception_ptr error;
    bool isOver = false;
    while (!isOver) {
        auto next = items.borrow().operator co_await();
        const bool isReady = next.await_ready();
        if (!ready.empty() && (!isReady || cost >= most)) {
            const std::size_t count = ready.size();
            std::vector<T> full = std::exchange(ready, {});
            co_yield std::move(full);
            ready.reserve(isReady ? count : 0);
            cost = 0;
        }
        try {
            T *const item = co_await next;
            isOver = !item;
            if (item) {
                cost += Cost{}(std::as_const(*item));
                ready.push_back(std::move(*item));
            }
        } catch (...) {
            error = std::current_exception();
            isOver = true;
        }
    }
    if (!ready.empty())
        co_yield std::move(ready);
    if (error)
        std::rethrow_exception(error);
}
} // namespace detail

/// The items that are ready together, each time a std::vector with at least one: it never waits for company, so a lone
/// item comes alone and at once, and a burst comes in large pieces. A piece is full when its cost has reached most, in
/// the unit of Cost (items, by default).
///
/// In order. At the end, and before an error, the rest is delivered. Safe to cancel: while it waits it holds nothing.
/// Destroying the iterator destroys the items it holds, which are those that have not been handed on.
///
///     auto pieces = lines | readyChunks(256);
///     while (auto some = co_await pieces.next())
///         co_await sendAll(channel, std::move(*some));
template<typename Cost = UnitCost>
auto readyChunks(quint64 most)
{
    return [most]<typename T>(AsyncIterator<T> items) { return detail::gathered<T, Cost>(std::move(items), most); };
}

} // namespace livebelt::async
