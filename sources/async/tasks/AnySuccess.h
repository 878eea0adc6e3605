// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/KeepResult.h>

#include <concepts>

namespace livebelt::async {

/// The result of the first task to succeed: who fails drops out. Only if all fail an exception is thrown, that of the
/// first to fail; std::invalid_argument, if there are none.
///
/// Lazy. The tasks start in their order, at the await, on this thread, and run at once; one that succeeds without ever
/// waiting wins at once, and those after it are never started. The losers are destroyed at the moment the winner
/// finishes, before they can run once more. Destroying the waiting coroutine destroys them all. Safe to cancel, and to
/// lose, where the tasks are: of two that receive from channels, the loser has received nothing.
///
///     const Socket socket = co_await anySuccess(connectBy(v6), connectBy(v4));
template<typename T>
Task<T> anySuccess(std::vector<Task<T>> tasks)
{
    if (tasks.empty())
        throw std::invalid_argument("anySuccess() without tasks");
    std::optional<detail::ValueOf<T>> result;
    detail::Group group(detail::Group::Until::FirstValue);
    for (auto &task : tasks)
        group.add(detail::keepResult(std::move(task), &result));
    tasks.clear();
    co_await group;
    if (!result)
        group.rethrow();
    if constexpr (!std::is_void_v<T>)
        co_return std::move(*result);
}

template<typename T, std::same_as<Task<T>>... Tasks>
Task<T> anySuccess(Task<T> first, Tasks... others)
{
    std::vector<Task<T>> tasks;
    tasks.reserve(1 + sizeof...(others));
    tasks.push_back(std::move(first));
    (tasks.push_back(std::move(others)), ...);
    return anySuccess(std::move(tasks));
}

} // namespace livebelt::async
