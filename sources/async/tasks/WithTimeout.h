// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>
#include <livebelt/async/tasks/TimedAwaiter.h>

namespace livebelt::async {

/// The result of task, or TimedOut where that takes longer than limit, by the thread's clock, from its first wait on.
///
/// Of a task that is late, everything is destroyed before TimedOut is thrown. An error of the task is thrown as it is.
/// Where limit is a point in time, up to that. A task that never waits is never late. With a limit of zero, it has
/// until all that is ready now has run. Destroying the waiting coroutine cancels the task and the timer. Safe to
/// cancel, and to time out, where the task is: what the task itself had taken goes with it.
///
///     const Page page = co_await withTimeout(load(url), 10s);
template<typename T>
Task<T> withTimeout(Task<T> task, Limit limit)
{
    using Awaiter = decltype(std::declval<Task<T>>().operator co_await());
    auto make = [&task] { return std::move(task).operator co_await(); };
    co_return co_await detail::TimedAwaiter<Awaiter>(limit, make);
}

} // namespace livebelt::async
