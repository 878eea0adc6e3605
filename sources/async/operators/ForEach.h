// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename T, typename Function>
Task<void> calledForEach(AsyncIterator<T> given, Function function)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    while (auto item = co_await items.next()) {
        if constexpr (GivesTask<Function, T>) {
            auto task = std::invoke(function, std::move(*item));
            co_await std::move(task);
        } else {
            std::invoke(function, std::move(*item));
        }
    }
}
} // namespace detail

/// A task that calls function(T) with each item, in order, up to the end. Where function returns a Task, that is
/// awaited before the next item is pulled; another result is ignored. What the source or function throws ends it and is
/// thrown. Cancelling the task destroys the source, and the Task of function that runs. Holds nothing. One thread.
///
///     m_scope.spawn(lines(&m_socket, 4096) | forEach([this](Line line) { show(line); }));
template<typename Function>
auto forEach(Function function)
{
    return [function = std::move(function)]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = std::invocable<Function &, T>;
        static_assert(fits, "forEach() takes a function that can be called with an item");
        if constexpr (fits)
            return detail::calledForEach(std::move(items), std::move(function));
        else
            return detail::calledForEach(std::move(items), [](const T &) {});
    };
}

} // namespace livebelt::async
