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
    ~Waiter();

    bool isSuspended() const { return bool(m_continuation); }
    /// Queues the coroutine for going on; nothing, where its thread has ended. From any thread that keeps the waiter
    /// alive meanwhile.
    void wake();

    /// Goes on as soon as the caller, a coroutine of ours that has just made a result, has suspended.
    void wakeNext();

    /// what: for who looks at what runs; nothing where another coroutine of ours is awaited.
    template<typename Promise>
    void suspend(std::coroutine_handle<Promise> coroutine, const char *what = nullptr)
    {
        suspend(Continuation(coroutine), what);
    }
    void suspend(Continuation continuation, const char *what = nullptr);
    Frame *suspendedFrame() const { return m_continuation.frame; }
    /// The next of all that are suspended on this thread, from Loop::firstWaiting() on.
    const Waiter *nextWaiting() const { return m_before; }

private:
    friend class Loop;
    static void resumeWaiter(Wake &wake);
    Continuation takeContinuation();
    void leaveLoop();
    void loseLoop();

    Continuation m_continuation;
    std::mutex *m_mutex = nullptr; ///< that of the loop, which outlives it; stays as it is: others may wake it just now
    Loop *m_loop = nullptr;        ///< none: its thread has ended. For who holds the mutex, and on its own thread
    Waiter *m_before = nullptr;    ///< the links of all that are suspended on the thread
    Waiter *m_after = nullptr;
};

} // namespace livebelt::async
