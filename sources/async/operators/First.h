// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename T>
Task<std::optional<T>> firstOf(AsyncIterator<T> given)
{
    AsyncIterator<T> items = std::move(given); // a parameter would outlive the end
    auto item = co_await items.next();
    co_return item;
}
} // namespace detail

/// A task that takes the first item of the source, which is destroyed then; an empty std::optional, where it ends
/// without one. What the source throws it throws. Cancelling the task destroys the source. Of a stream one keeps, the
/// first item is co_await items.next(). One thread.
///
///     const auto banner = co_await (lines(&socket, 4096) | first());
inline auto first()
{
    return []<typename T>(AsyncIterator<T> items) { return detail::firstOf(std::move(items)); };
}

} // namespace livebelt::async
