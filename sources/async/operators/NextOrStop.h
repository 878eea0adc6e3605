// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>

namespace livebelt::async::detail {

/// A word that ends a wait for the next item, and stays given. One thread; one coroutine waits.
class Stop
{
public:
    Stop() = default;
    Stop(const Stop &) = delete;
    Stop &operator=(const Stop &) = delete;

    /// With the error that was the reason, if it was one. The first word counts.
    void give(std::exception_ptr error = {})
    {
        if (std::exchange(m_isGiven, true))
            return;
        m_error = std::move(error);
        if (m_waiter)
            m_waiter->wake();
    }
    bool isGiven() const { return m_isGiven; }
    void rethrow()
    {
        if (m_error)
            std::rethrow_exception(std::exchange(m_error, {}));
    }

private:
    template<typename T>
    friend class NextOrStop;
    Waiter *m_waiter = nullptr;
    std::exception_ptr m_error;
    bool m_isGiven = false;
};

/// co_await NextOrStop<T>(items, stop): where the next item is, as items.borrow() says it; nullptr at the end, or where
/// the word has been given. Where both are there, the word counts. An item that comes later stays in the iterator. One
/// await, at once, as a statement of its own; items and stop outlive it.
template<typename T>
class NextOrStop final
{
public:
    using IsNative = void;
    NextOrStop(AsyncIterator<T> &items, Stop &stop) : m_next(items.next()), m_stop(stop) {}
    NextOrStop(NextOrStop &&) = delete;
    ~NextOrStop() { m_stop.m_waiter = nullptr; }

    bool await_ready() { return m_stop.isGiven() || m_next.await_ready(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_next.await_suspend(coroutine);
        m_word.emplace().suspend(coroutine);
        m_stop.m_waiter = &*m_word;
    }
    T *await_resume()
    {
        m_word.reset();
        return m_stop.isGiven() ? nullptr : m_next.take();
    }

private:
    NextAwaiter<T> m_next;
    Stop &m_stop;
    std::optional<Waiter> m_word; ///< made when there is something to wait for
};

} // namespace livebelt::async::detail
