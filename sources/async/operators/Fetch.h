// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/Slots.h>

#include <cstddef>
#include <deque>

namespace livebelt::async::detail {

/// Whose turn it is: the numbers of the streams that have something to say, in the order in which they came to. What an
/// operator over several streams waits for. One coroutine waits.
class Turns
{
public:
    class [[nodiscard]] Awaiter final : public Waiter
    {
    public:
        explicit Awaiter(Turns &turns) : m_turns(turns) {}
        ~Awaiter() { m_turns.m_waiter = nullptr; }
        bool await_ready() const { return !m_turns.m_numbers.empty() && !Loop::mustGiveWay(); }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine);
            m_turns.m_waiter = this;
            if (!m_turns.m_numbers.empty())
                wake();
        }
        std::size_t await_resume()
        {
            const std::size_t number = m_turns.m_numbers.front();
            m_turns.m_numbers.pop_front();
            return number;
        }

    private:
        Turns &m_turns;
    };

    Turns() = default;
    Turns(const Turns &) = delete;
    Turns &operator=(const Turns &) = delete;

    void add(std::size_t number)
    {
        m_numbers.push_back(number);
        if (m_waiter)
            std::exchange(m_waiter, nullptr)->wakeNext();
    }
    bool isEmpty() const { return m_numbers.empty(); }
    /// Awaits the number whose turn it is.
    Awaiter next() { return Awaiter(*this); }

private:
    std::deque<std::size_t> m_numbers;
    Awaiter *m_waiter = nullptr;
};

/// Pulls a stream while its consumer waits for others as well. It holds at most one item, which is lost if it is
/// destroyed before take(). A pull that is answered at once costs no task.
template<typename T>
class Fetch
{
public:
    /// turns is given the number when an answer comes that was not there at once.
    Fetch(AsyncIterator<T> items, Turns &turns, std::size_t number)
        : m_items(std::move(items)), m_turns(turns), m_number(number)
    {
    }
    Fetch(const Fetch &) = delete;
    Fetch &operator=(const Fetch &) = delete;

    /// Asks for the next item, if that has not been done since the last take(). True: the answer is there.
    bool request()
    {
        if (m_state != State::Idle)
            return m_state == State::Answered;
        NextAwaiter<T> next(m_items.next());
        if (next.await_ready()) {
            refill(m_item, next.await_resume());
            m_state = State::Answered;
            return true;
        }
        m_state = State::Asked;
        m_pending.spawn(wait(this));
        return false;
    }
    bool isAnswered() const { return m_state == State::Answered; }
    /// The answer is the end, or an error, and stays so.
    bool isOver() const { return isAnswered() && !m_item; }
    /// The answer: the item, or nothing at the end of the stream, which is destroyed then; or it throws.
    std::optional<T> take()
    {
        if (m_error)
            std::rethrow_exception(std::exchange(m_error, {}));
        if (m_item) {
            m_state = State::Idle;
            std::optional<T> item(std::move(*m_item));
            m_item.reset();
            return item;
        }
        const AsyncIterator<T> ended = std::move(m_items);
        return std::nullopt;
    }

private:
    enum class State { Idle, Asked, Answered };

    [[gnu::cold]] static Task<void> wait(Fetch *fetch)
    {
        try {
            auto item = co_await fetch->m_items.next();
            refill(fetch->m_item, std::move(item));
        } catch (...) {
            fetch->m_error = std::current_exception();
        }
        fetch->m_state = State::Answered;
        fetch->m_turns.add(fetch->m_number);
    }

    AsyncIterator<T> m_items;
    Turns &m_turns;
    std::size_t m_number;
    State m_state = State::Idle;
    std::optional<T> m_item;
    std::exception_ptr m_error;
    Scope m_pending;
};

} // namespace livebelt::async::detail
