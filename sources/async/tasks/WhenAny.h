// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/TaskResult.h>
#include <livebelt/async/tasks/FirstOf.h>

namespace livebelt::async {

namespace detail {

template<typename... Ts, std::size_t... I>
[[gnu::cold]] Task<Finished<std::variant<ValueOf<Ts>...>>> anyOf(std::tuple<Task<Ts>...> tasks,
                                                                 std::index_sequence<I...>)
{
    std::optional<std::variant<ValueOf<Ts>...>> result;
    Group group(Group::Until::FirstDone);
    (group.add(keepResult(std::move(std::get<I>(tasks)), &result, std::in_place_index<I>)), ...);
    co_await group;
    co_return Finished<std::variant<ValueOf<Ts>...>>(group.last(), std::move(result), group.error());
}

} // namespace detail

/// The first of the tasks to finish, well or not: its place and its result, as a variant with the same index. They run
/// at once; std::monostate stands for the result of a Task<void>.
///
/// Lazy. The tasks start in their order, at the await, on this thread; one that finishes without ever waiting wins at
/// once, and those after it are never started. The losers are destroyed at the moment the winner finishes, before they
/// can run once more. Destroying the waiting coroutine destroys them all. Safe to cancel, and to lose, where the tasks
/// are: of two that receive from channels, the loser has received nothing.
///
///     auto first = co_await whenAny(answer(), typed());
///     if (first.index() == 0)
///         show(std::get<0>(first.take()));
template<typename... Ts>
Task<Finished<std::variant<detail::ValueOf<Ts>...>>> whenAny(Task<Ts>... tasks)
{
    static_assert(sizeof...(Ts) > 0, "of no tasks, none is the first");
    return detail::anyOf<Ts...>(std::tuple<Task<Ts>...>(std::move(tasks)...), std::index_sequence_for<Ts...>());
}

/// The same for any number of tasks of one kind, at least one: std::invalid_argument is thrown for none.
template<typename T>
Task<Finished<detail::ValueOf<T>>> whenAny(std::vector<Task<T>> tasks)
{
    if (tasks.empty())
        throw std::invalid_argument("whenAny of no tasks");
    std::optional<detail::ValueOf<T>> result;
    detail::Group group(detail::Group::Until::FirstDone);
    for (auto &task : tasks)
        group.add(detail::keepResult(std::move(task), &result));
    tasks.clear();
    co_await group;
    co_return Finished<detail::ValueOf<T>>(group.last(), std::move(result), group.error());
}

/// The same for anything that can be awaited: next(), receive(), sleepFor(), a QFuture, and tasks as well. The first
/// that has a result, or fails, is it; std::monostate stands for none. In the order given, as tasks are: one that is
/// ready wins at once, and those after it are not asked.
///
/// To be awaited at once, in the expression it stands in: what cannot be moved stays where it is, and is referred to.
/// What loses is destroyed before anything else runs, and safe to lose where it is safe to cancel: an item that comes
/// to a next() or a receive() too late stays where it was.
///
///     auto first = co_await whenAny(lines.next(), channel.receive(), sleepFor(5s));
///     if (first.index() == 2)
///         showSilence();
template<typename... Awaitables>
    requires(sizeof...(Awaitables) > 0 && detail::areAwaitable<Awaitables...> &&
             !(detail::TaskResult<Awaitables>::isTask && ...))
auto whenAny(Awaitables &&...awaitables)
{
    return detail::FirstOf<Awaitables...>(std::forward<Awaitables>(awaitables)...);
}

template<typename... Others>
    requires(sizeof...(Others) > 0 && !detail::areAwaitable<Others...> &&
             !(detail::TaskResult<std::remove_cvref_t<Others>>::isTask && ...))
Task<Finished<std::variant<std::monostate>>> whenAny(Others &&...)
{
    constexpr bool canBeAwaited = detail::areAwaitable<Others...>;
    static_assert(canBeAwaited, "whenAny() takes what can be awaited; a Task is given away by that: std::move(task)");
    co_return Finished<std::variant<std::monostate>>(0, std::nullopt, {});
}

} // namespace livebelt::async
