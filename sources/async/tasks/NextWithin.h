// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/tasks/TimedAwaiter.h>

namespace livebelt::async {

/// Awaits the next item of items as items.next() does, but no longer than limit, or up to that time: then TimedOut is
/// thrown, and the iterator is as it was. To be awaited at once, and only while items lives.
///
/// Safe to cancel, and to time out: an item that comes later stays with the iterator for the next call. An item that
/// is there at the time of the limit may be given or left; it is never lost. End and errors are those of next().
///
///     while (auto line = co_await nextWithin(lines, 30s))
///         show(*line);
template<typename T>
[[nodiscard]] auto nextWithin(AsyncIterator<T> &items, Limit limit)
{
    auto make = [&items] { return items.next().operator co_await(); };
    return detail::TimedAwaiter<detail::NextAwaiter<T>>(limit, make);
}

} // namespace livebelt::async
