// SPDX-License-Identifier: MIT
#include <livebelt/async/Task.h>

#include <new>

namespace livebelt::async::detail {

void TaskPromiseBase::unhandled_exception() noexcept
{
    m_error = std::current_exception();
}

void TaskPromiseBase::tellEnd() noexcept
{
    if (Waiter *waiter = std::exchange(m_waiter, nullptr)) {
        m_parent = nullptr;
        waiter->wakeNext();
    } else {
        m_completion->finished(std::exchange(m_error, {}));
    }
}

void TaskPromiseBase::throwError()
{
    std::rethrow_exception(std::exchange(m_error, {}));
}

TaskAwaiter::~TaskAwaiter()
{
    if (m_waits) [[unlikely]] {
        m_task->clearWaiter();
        m_waiter.~Waiter();
    }
    Frame::release(m_task);
}

bool TaskAwaiter::await_ready()
{
    if (!m_task || m_task->isStarted())
        throw std::logic_error("a Task is awaited that has been awaited before");
    if (Loop::mustGiveWay()) [[unlikely]] {
        m_task->startLater();
        return false;
    }
    m_task->start();
    return m_task->isDone();
}

void TaskAwaiter::suspend(Continuation continuation)
{
    ::new (&m_waiter) Waiter;
    m_waits = true;
    m_waiter.suspend(continuation, "");
    m_task->setWaiter(m_waiter);
}

} // namespace livebelt::async::detail
