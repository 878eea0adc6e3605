// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Timers.h>

namespace livebelt::async::detail {

bool hasCome(Clock::TimePoint time);

/// What has come of a wait for an item that had a deadline: the item, or the end, or an error, or the time was up. The
/// item stays where the stream has it until the next one is asked for.
template<typename T>
struct Arrival
{
    T *item = nullptr;
    std::exception_ptr error{};
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

/// The one for items of whatever kind.
class PullOrDeadline : public Pull
{
public:
    PullOrDeadline(IteratorFrame *items, std::optional<Clock::TimePoint> due, std::optional<Clock::Duration> limit);

    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        enter(Continuation(coroutine));
    }

protected:
    Arrival<void> arrival();

private:
    class Alarm final : public Sleeper
    {
    public:
        void set(Continuation continuation, Clock::TimePoint due);
    };
    void enter(Continuation continuation);

    std::optional<Alarm> m_alarm;
    std::optional<Clock::TimePoint> m_due;
    std::optional<Clock::Duration> m_limit;
};

/// co_await NextOrDeadline<T>(items, due): an Arrival<T>, the next item or the time, whichever comes first; where both
/// are there, the item. Without a due time it waits as next() does. An item that comes later stays in the iterator, for
/// the next time; so does one that comes to a waiter that has been destroyed. Items that are ready are taken without a
/// look at the clock. One await, at once, as a statement of its own; items outlives it.
template<typename T>
class [[nodiscard]] NextOrDeadline final : public PullOrDeadline
{
public:
    NextOrDeadline(AsyncIterator<T> &items, std::optional<Clock::TimePoint> due)
        : PullOrDeadline(items.m_frame, due, std::nullopt)
    {
    }
    /// The same with a time that is counted from when it starts to wait.
    NextOrDeadline(AsyncIterator<T> &items, std::optional<Clock::Duration> limit)
        : PullOrDeadline(items.m_frame, std::nullopt, limit)
    {
    }
    Arrival<T> await_resume()
    {
        Arrival<void> found = arrival();
        Arrival<T> result;
        result.item = static_cast<T *>(found.item);
        result.error = std::move(found.error);
        result.isTimeUp = found.isTimeUp;
        return result;
    }
};

} // namespace livebelt::async::detail
