// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/operators/NextOrStop.h>
#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {

template<typename T>
Task<void> giveWhenDone(Task<T> task, Stop *stop)
{
    std::exception_ptr error;
    try {
        co_await std::move(task);
    } catch (...) {
        error = std::current_exception();
    }
    stop->give(std::move(error));
}

/// Its end alone says nothing.
template<typename T>
Task<void> giveAtFirst(AsyncIterator<T> given, Stop *stop)
{
    AsyncIterator<T> items = std::move(given);
    std::exception_ptr error;
    bool isThere = false;
    try {
        T *const item = co_await items.borrow();
        isThere = item;
    } catch (...) {
        error = std::current_exception();
    }
    if (isThere || error)
        stop->give(std::move(error));
}

template<typename T, typename Until>
AsyncIterator<T> takenUntil(AsyncIterator<T> given, Until until)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    Stop stop;
    Scope watching;
    if constexpr (TaskResult<Until>::isTask)
        watching.spawn(giveWhenDone(std::move(until), &stop));
    else
        watching.spawn(giveAtFirst(std::move(until), &stop));
    while (T *item = co_await NextOrStop<T>(items, stop))
        co_yield std::move(*item);
    stop.rethrow();
}

} // namespace detail

/// The items up to when task has finished, with whatever result, or other has given its first item; then the source is
/// destroyed. Where both are there at once, it ends. An error of either is thrown, and destroys both. other's end
/// without an item ends nothing.
///
/// In order. Task or other start at the first next(), before the source, and are destroyed at the end. It holds
/// nothing; cancelling a wait loses no item. One thread.
///
///     auto points = moves | takeUntil(nextSignal(view, &View::released));
template<typename T>
auto takeUntil(Task<T> task)
{
    return [until = std::move(task)]<typename Item>(AsyncIterator<Item> items) mutable {
        return detail::takenUntil<Item>(std::move(items), std::move(until));
    };
}

template<Stream Other>
auto takeUntil(Other other)
{
    using Until = AsyncIterator<typename Other::value_type>;
    return [until = Until(std::move(other))]<typename Item>(AsyncIterator<Item> items) mutable {
        return detail::takenUntil<Item>(std::move(items), std::move(until));
    };
}

} // namespace livebelt::async
