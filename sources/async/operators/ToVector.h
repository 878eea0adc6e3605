// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <vector>

namespace livebelt::async {

namespace detail {
template<typename T>
Task<std::vector<T>> allInVector(AsyncIterator<T> given)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    std::vector<T> all;
    while (T *item = co_await items.borrow())
        all.push_back(std::move(*item));
    co_return all;
}
} // namespace detail

/// A task that takes all items of the source, in order, into a std::vector; empty for none. What the source throws it
/// throws, and the items so far go. It has no bound: of a stream that does not end, take() some. Cancelling the task
/// destroys the source and what was taken. One thread.
///
///     const std::vector<Row> rows = co_await (std::move(source) | toVector());
inline auto toVector()
{
    return []<typename T>(AsyncIterator<T> items) { return detail::allInVector(std::move(items)); };
}

} // namespace livebelt::async
