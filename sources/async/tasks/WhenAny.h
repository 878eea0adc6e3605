// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/KeepResult.h>

#include <tuple>

namespace livebelt::async {

/// Which of several tasks has finished, and with what.
template<typename T>
class Finished
{
public:
    Finished(std::size_t index, std::optional<T> value, std::exception_ptr error)
        : m_index(index), m_value(std::move(value)), m_error(std::move(error))
    {
    }
    /// Its place among the tasks, from 0.
    std::size_t index() const { return m_index; }
    bool hasFailed() const { return bool(m_error); }
    /// Its result; throws its exception.
    T take()
    {
        if (m_error)
            std::rethrow_exception(m_error);
        return std::move(*m_value);
    }

private:
    std::size_t m_index;
    std::optional<T> m_value;
    std::exception_ptr m_error;
};

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

} // namespace livebelt::async
