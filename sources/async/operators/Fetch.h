// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Scope.h>

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
            enter(Continuation(coroutine));
        }
        std::size_t await_resume() { return m_turns.take(); }

    private:
        void enter(Continuation continuation);
        Turns &m_turns;
    };

    Turns();
    Turns(const Turns &) = delete;
    Turns &operator=(const Turns &) = delete;
    ~Turns();

    void add(std::size_t number);
    bool isEmpty() const { return m_numbers.empty(); }
    /// Awaits the number whose turn it is.
    Awaiter next() { return Awaiter(*this); }

private:
    std::size_t take();

    std::deque<std::size_t> m_numbers;
    Awaiter *m_waiter = nullptr;
};

/// Pulls a stream while its consumer waits for others as well. An item stays where the stream has it, and is lost with
/// that. A pull that is answered at once costs no task. What the items are does not matter here.
class FetchCore
{
public:
    /// turns is given the number when an answer comes that was not there at once.
    FetchCore(IteratorFrame *items, Turns &turns, std::size_t number) : m_items(items), m_turns(turns), m_number(number)
    {
    }
    template<typename T>
    FetchCore(AsyncIterator<T> items, Turns &turns, std::size_t number)
        : FetchCore(std::exchange(items.m_frame, nullptr), turns, number)
    {
    }
    FetchCore(const FetchCore &) = delete;
    FetchCore &operator=(const FetchCore &) = delete;
    ~FetchCore();

    /// Asks for the next item, if that has not been done since the last take(). True: the answer is there.
    bool request();
    bool isAnswered() const { return m_state == State::Answered; }
    /// The answer is the end, or an error, and stays so.
    bool isOver() const { return isAnswered() && !m_item; }
    /// The answer: where the item is, up to the next request(), or nothing at the end of the stream, which is destroyed
    /// then; or it throws.
    void *borrow();

private:
    enum class State { Idle, Asked, Answered };
    static Task<void> wait(FetchCore *fetch);

    IteratorFrame *m_items;
    Turns &m_turns;
    std::size_t m_number;
    State m_state = State::Idle;
    void *m_item = nullptr;
    std::exception_ptr m_error;
    Scope m_pending;
};

template<typename T>
class Fetch final : public FetchCore
{
public:
    Fetch(AsyncIterator<T> items, Turns &turns, std::size_t number) : FetchCore(std::move(items), turns, number) {}
    T *borrow() { return static_cast<T *>(FetchCore::borrow()); }
    std::optional<T> take()
    {
        T *const item = borrow();
        return item ? std::optional<T>(std::move(*item)) : std::nullopt;
    }
};

} // namespace livebelt::async::detail
