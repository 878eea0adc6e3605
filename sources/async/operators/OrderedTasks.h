// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>

#include <algorithm>
#include <functional>
#include <variant>

namespace livebelt::async::detail {

/// The result of a task as a stream of one; std::monostate for none.
template<typename U, typename T>
AsyncIterator<U> resultOf(Task<T> task)
{
    if constexpr (std::is_void_v<T>) {
        co_await std::move(task);
        U nothing{};
        co_yield std::move(nothing);
    } else {
        U result = co_await std::move(task);
        co_yield std::move(result);
    }
}

/// The tasks of a concurrentMap() that keeps the order: those in front are handed on first.
template<typename U, typename T, typename Function>
class OrderedTasks
{
public:
    OrderedTasks(AsyncIterator<T> items, Function function, std::size_t most)
        : m_function(std::move(function)), m_most(std::max<std::size_t>(most, 1))
    {
        m_source.emplace(std::move(items), m_turns, 0);
    }

    /// Starts as many as there is room for and items are there for. What fails at once ends the source: its error
    /// stands behind all results.
    void start()
    {
        try {
            while (m_source && m_running.size() < m_most && m_source->request())
                startNext();
        } catch (...) {
            m_error = std::current_exception();
            m_source.reset();
        }
    }
    /// Of a task that has failed later: what is behind it will not be handed on.
    void leaveOutWhatIsBehindAFailure(std::size_t number)
    {
        const std::size_t place = number - m_first;
        if (number == 0 || place >= m_running.size() || !m_running[place].isOver())
            return;
        m_source.reset();
        m_error = nullptr;
        while (m_running.size() > place + 1)
            m_running.pop_back();
    }
    bool isOver() const { return m_running.empty() && !m_source; }
    bool hasNext() { return !m_running.empty() && m_running.front().isAnswered(); }
    /// Throws what the task has thrown: that is the end.
    U take()
    {
        std::optional<U> result = m_running.front().take();
        m_running.pop_front();
        ++m_first;
        return std::move(*result);
    }
    /// The error of the source, or of the function: it stands behind all results.
    void rethrow() const
    {
        if (m_error)
            std::rethrow_exception(m_error);
    }
    /// Awaits that a task, of that number, or the source (0) has an answer.
    auto answer() { return m_turns.next(); }

private:
    void startNext()
    {
        std::optional<T> item = m_source->take();
        if (!item) {
            m_source.reset();
            return;
        }
        const std::size_t number = m_first + m_running.size();
        m_running.emplace_back(resultOf<U>(std::invoke(m_function, std::move(*item))), m_turns, number);
        try {
            m_running.back().request();
        } catch (...) {
            m_running.pop_back();
            throw;
        }
    }

    Function m_function;
    std::size_t m_most;
    Turns m_turns;
    std::optional<Fetch<T>> m_source; ///< none: it has ended
    std::deque<Fetch<U>> m_running;   ///< in the order of the items
    std::size_t m_first = 1;          ///< the number of the first of those
    std::exception_ptr m_error;
};

} // namespace livebelt::async::detail
