// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/KeepResult.h>

#include <tuple>

namespace livebelt::async {

namespace detail {

template<typename... Ts, std::size_t... I>
Task<std::tuple<ValueOf<Ts>...>> allOf(std::tuple<Task<Ts>...> tasks, std::index_sequence<I...>)
{
    std::tuple<std::optional<ValueOf<Ts>>...> results;
    Group group(Group::Until::AllDone);
    (group.add(keepResult(std::move(std::get<I>(tasks)), &std::get<I>(results))), ...);
    co_await group;
    group.rethrow();
    std::tuple<ValueOf<Ts>...> values(std::move(*std::get<I>(results))...);
    co_return values;
}

} // namespace detail

/// The results of all tasks, which run at once; std::monostate stands for the result of a Task<void>.
///
/// Lazy. The tasks start in their order, at the await, on this thread. The first that fails ends it: the others are
/// destroyed, at once, or are never started, and its exception is thrown. Destroying the waiting coroutine destroys
/// them all. Safe to cancel where all the tasks are: results that are there already go with it.
///
///     const auto results = co_await whenAll(loadPage(), loadNames());
///     const auto &[page, names] = results;
template<typename... Ts>
Task<std::tuple<detail::ValueOf<Ts>...>> whenAll(Task<Ts>... tasks)
{
    return detail::allOf<Ts...>(std::tuple<Task<Ts>...>(std::move(tasks)...), std::index_sequence_for<Ts...>());
}

/// The same for any number of tasks of one kind, the results in the order of the tasks.
template<typename T>
Task<std::vector<detail::ValueOf<T>>> whenAll(std::vector<Task<T>> tasks)
{
    std::vector<std::optional<detail::ValueOf<T>>> results(tasks.size());
    detail::Group group(detail::Group::Until::AllDone);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        group.add(detail::keepResult(std::move(tasks[i]), &results[i]));
    tasks.clear();
    co_await group;
    group.rethrow();
    std::vector<detail::ValueOf<T>> values;
    values.reserve(results.size());
    for (auto &result : results)
        values.push_back(std::move(*result));
    co_return values;
}

} // namespace livebelt::async
