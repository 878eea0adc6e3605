// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Frame.h>
#include <livebelt/async/Loop.h>

#include <utility>

namespace livebelt::async {

/// The part that all awaiters share which really wait: it remembers whom to resume, and does so from a wake of the loop
/// of the thread it was suspended on. Its destructor takes the wake away.
class Waiter : public Wake
{
public:
    using IsNative = void;
    Waiter() : Wake(&resumeWaiter) {}
    ~Waiter()
    {
        if (m_continuation)
            leaveLoop();
    }

    bool isSuspended() const { return bool(m_continuation); }
    /// Queues the coroutine for going on. From any thread that keeps the waiter alive meanwhile.
    void wake()
    {
        if (m_loop)
            post(*m_loop);
    }

    /// Goes on as soon as the caller, a coroutine of ours that has just made a result, has suspended.
    void wakeNext()
    {
        if (Run::goOnWith(m_continuation))
            takeContinuation();
        else
            wake();
    }

    /// what: for who looks at what runs; nothing where another coroutine of ours is awaited.
    template<typename Promise>
    void suspend(std::coroutine_handle<Promise> coroutine, const char *what = nullptr)
    {
        m_continuation = Continuation(coroutine);
        m_loop = &Loop::current();
        if (m_continuation.frame) {
            m_continuation.frame->setSuspended(m_loop->sliceStart());
            if (what)
                m_continuation.frame->setAwaiter(what);
        }
        m_before = std::exchange(m_loop->m_waiting, this);
        if (m_before)
            m_before->m_after = this;
    }
    Frame *suspendedFrame() const { return m_continuation.frame; }
    /// The next of all that are suspended on this thread, from Loop::firstWaiting() on.
    const Waiter *nextWaiting() const { return m_before; }

private:
    friend class Loop;
    static void resumeWaiter(Wake &wake)
    {
        auto &self = static_cast<Waiter &>(wake);
        if (self.m_continuation)
            Run::resume(self.takeContinuation());
    }
    Continuation takeContinuation()
    {
        leaveLoop();
        return std::exchange(m_continuation, {});
    }
    void leaveLoop()
    {
        if (!m_loop)
            return;
        (m_after ? m_after->m_before : m_loop->m_waiting) = m_before;
        if (m_before)
            m_before->m_after = m_after;
        m_before = m_after = nullptr;
    }
    /// Its thread has ended: it stays suspended, until it is destroyed.
    void loseLoop()
    {
        m_loop = nullptr;
        m_before = m_after = nullptr;
    }

    Continuation m_continuation;
    Loop *m_loop = nullptr;
    Waiter *m_before = nullptr; ///< the links of all that are suspended on the thread
    Waiter *m_after = nullptr;
};

} // namespace livebelt::async
