// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Frame.h"
#include "sources/async/Loop.h"

#include <utility>

namespace livebelt::async {

/// The part that all awaiters share which really wait: it remembers whom to resume, and does so from a wake of the loop
/// of the thread it was suspended on. Its destructor takes the wake away.
class Waiter : public Wake
{
public:
    Waiter() : Wake(&resumeWaiter) {}

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
            m_continuation = {};
        else
            wake();
    }

protected:
    template<typename Promise>
    void suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_continuation = Continuation(coroutine);
        m_loop = &Loop::current();
    }
    Frame *suspendedFrame() const { return m_continuation.frame; }

private:
    static void resumeWaiter(Wake &wake)
    {
        auto &self = static_cast<Waiter &>(wake);
        const Continuation continuation = std::exchange(self.m_continuation, {});
        if (continuation)
            Run::resume(continuation);
    }

    Continuation m_continuation;
    Loop *m_loop = nullptr;
};

} // namespace livebelt::async
