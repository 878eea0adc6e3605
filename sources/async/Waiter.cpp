// SPDX-License-Identifier: MIT
#include <livebelt/async/Waiter.h>

namespace livebelt::async {

Waiter::~Waiter()
{
    if (m_continuation)
        leaveLoop();
}

void Waiter::wake()
{
    if (!m_mutex)
        return;
    const std::lock_guard lock(*m_mutex);
    if (m_loop)
        m_loop->enqueue(*this);
}

void Waiter::wakeNext()
{
    if (Run::goOnWith(m_continuation))
        takeContinuation();
    else
        wake();
}

void Waiter::suspend(Continuation continuation, const char *what)
{
    m_continuation = continuation;
    m_loop = &Loop::current();
    m_mutex = &m_loop->m_mutex;
    if (m_continuation.frame) {
        m_continuation.frame->setSuspended(m_loop->sliceStart());
        if (what)
            m_continuation.frame->setAwaiter(what);
    }
    m_before = std::exchange(m_loop->m_waiting, this);
    if (m_before)
        m_before->m_after = this;
}

void Waiter::resumeWaiter(Wake &wake)
{
    auto &self = static_cast<Waiter &>(wake);
    if (self.m_continuation)
        Run::resume(self.takeContinuation());
}

Continuation Waiter::takeContinuation()
{
    leaveLoop();
    return std::exchange(m_continuation, {});
}

void Waiter::leaveLoop()
{
    if (!m_loop)
        return;
    (m_after ? m_after->m_before : m_loop->m_waiting) = m_before;
    if (m_before)
        m_before->m_after = m_after;
    m_before = m_after = nullptr;
}

/// Its thread has ended: it stays suspended, until it is destroyed. With the loop's mutex held.
void Waiter::loseLoop()
{
    m_loop = nullptr;
    m_before = m_after = nullptr;
}

} // namespace livebelt::async
