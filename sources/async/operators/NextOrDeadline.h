// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Slots.h>
#include <livebelt/async/Timers.h>

namespace livebelt::async::detail {

inline bool hasCome(Clock::TimePoint time)
{
    return Loop::current().clock().now() >= time;
}

/// What has come of a wait for an item that had a deadline: the item, or the end, or an error, or the time was up.
template<typename T>
struct Arrival
{
    std::optional<T> item;
    std::exception_ptr error;
    bool isTimeUp = false;

    /// No item will come any more.
    bool isLast() const { return !item && !isTimeUp; }
    /// The error that the stream ended with, if it did.
    void rethrow() const
    {
        if (error)
            std::rethrow_exception(error);
    }
};

/// co_await NextOrDeadline<T>(items, due): an Arrival<T>, the next item or the time, whichever comes first; where both
/// are there, the item. Without a due time it waits as next() does. An item that comes later stays in the iterator, for
/// the next time; so does one that comes to a waiter that has been destroyed. Items that are ready are taken without a
/// look at the clock. One await, at once, as a statement of its own; items outlives it.
template<typename T>
class [[nodiscard]] NextOrDeadline final
{
public:
    using IsNative = void;
    NextOrDeadline(AsyncIterator<T> &items, std::optional<Clock::TimePoint> due) : m_next(items.next()), m_due(due) {}
    /// The same with a time that is counted from when it starts to wait.
    NextOrDeadline(AsyncIterator<T> &items, std::optional<Clock::Duration> limit) : m_next(items.next()), m_limit(limit)
    {
    }

    bool await_ready() { return m_next.await_ready(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_next.await_suspend(coroutine);
        if (m_limit)
            m_alarm.emplace().set(coroutine, deadlineIn(*m_limit));
        else if (m_due)
            m_alarm.emplace().set(coroutine, *m_due);
    }
    Arrival<T> await_resume()
    {
        Arrival<T> arrival;
        // Not resumed and not about to be: so it was the alarm.
        arrival.isTimeUp = m_next.isSuspended() && !m_next.isPosted();
        if (arrival.isTimeUp)
            return arrival;
        try {
            refill(arrival.item, m_next.await_resume());
        } catch (...) {
            arrival.error = std::current_exception();
        }
        return arrival;
    }

private:
    class Alarm final : public Sleeper
    {
    public:
        template<typename Promise>
        void set(std::coroutine_handle<Promise> coroutine, Clock::TimePoint due)
        {
            suspend(coroutine);
            sleepUntil(due);
        }
    };

    NextAwaiter<T> m_next;
    std::optional<Alarm> m_alarm;
    std::optional<Clock::TimePoint> m_due;
    std::optional<Clock::Duration> m_limit;
};

} // namespace livebelt::async::detail
