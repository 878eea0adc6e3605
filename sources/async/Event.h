// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

#include <stdexcept>

namespace livebelt::async {

/// "Something has happened, look again": what a signal handler sets and one coroutine waits for. Setting it any number
/// of times before the coroutine runs wakes it once. It resets itself as the wait ends. One thread, one waiter at a
/// time.
///
///     while (!socket.bytesAvailable())
///         co_await readable.wait();
class Event
{
public:
    /// What wait() gives.
    class [[nodiscard]] Awaiter final : public Waiter
    {
    public:
        explicit Awaiter(Event &event) : m_event(&event) {}
        ~Awaiter()
        {
            if (m_event && m_event->m_waiter == this)
                m_event->m_waiter = nullptr;
        }
        bool await_ready() const
        {
            if (m_event->m_waiter)
                throw std::logic_error("two coroutines wait for one Event at once");
            return m_event->m_isSet && !Loop::mustGiveWay();
        }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine);
            m_event->m_waiter = this;
            if (m_event->m_isSet)
                wake();
        }
        bool await_resume()
        {
            if (!m_event)
                return false;
            m_event->m_waiter = nullptr;
            m_event->m_isSet = false;
            return true;
        }

    private:
        friend class Event;
        Event *m_event;
    };

    Event() = default;
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;
    ~Event()
    {
        if (m_waiter) {
            m_waiter->m_event = nullptr;
            m_waiter->wake();
        }
    }

    /// Wakes the waiter, or the next one at once. On its own thread.
    void set()
    {
        m_isSet = true;
        if (m_waiter)
            m_waiter->wake();
    }
    /// Takes back a set() that nobody has seen.
    void reset() { m_isSet = false; }
    /// Whether the next wait goes on at once.
    bool isSet() const { return m_isSet; }

    /// Waits until it is set, or was already. False: the Event was destroyed meanwhile.
    Awaiter wait() { return Awaiter(*this); }

private:
    Awaiter *m_waiter = nullptr;
    bool m_isSet = false;
};

} // namespace livebelt::async
