// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>
#include <livebelt/async/StopRequested.h>
#include <livebelt/async/tasks/KeepResult.h>

namespace livebelt::async {

namespace detail {
inline GroupChild waitForStop(std::stop_token token)
{
    co_await stopRequested(std::move(token));
}
} // namespace detail

/// The result of task, or TaskCancelled where stop is requested of token first, by whatever thread: the task is then
/// destroyed, here, before that is thrown; one that has not begun by then is not started. Destroying the waiting
/// coroutine cancels the task. Safe to cancel, and to stop, where the task is.
///
///     std::stop_source stop;
///     const Page page = co_await untilStopped(load(url), stop.get_token());
template<typename T>
Task<T> untilStopped(Task<T> task, std::stop_token token)
{
    if (token.stop_requested())
        throw TaskCancelled();
    std::optional<detail::ValueOf<T>> result;
    detail::Group group(detail::Group::Until::FirstDone);
    group.add(detail::keepResult(std::move(task), &result));
    group.add(detail::waitForStop(std::move(token)));
    co_await group;
    group.rethrow();
    if (!result)
        throw TaskCancelled();
    if constexpr (!std::is_void_v<T>)
        co_return std::move(*result);
}

} // namespace livebelt::async
