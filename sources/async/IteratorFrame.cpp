// SPDX-License-Identifier: MIT
#include <livebelt/async/IteratorFrame.h>

#include <new>
#include <stdexcept>

namespace livebelt::async::detail {

void IteratorFrame::unhandled_exception() noexcept
{
    m_error = std::current_exception();
}

void IteratorFrame::drop(IteratorFrame *frame) noexcept
{
    if (!frame)
        return;
    if (Pull *consumer = std::exchange(frame->m_consumer, nullptr)) {
        frame->m_parent = nullptr;
        consumer->lose();
    }
    Frame::release(frame);
}

void IteratorFrame::rethrow()
{
    if (m_error)
        std::rethrow_exception(std::exchange(m_error, {}));
}

void IteratorFrame::wakeWaiting() noexcept
{
    m_parent = nullptr;
    m_consumer->m_waiter.wakeNext();
}

void IteratorFrame::end() noexcept
{
    if (m_outermost != this)
        return goBack();
    m_item = nullptr;
    wakeConsumer();
}

bool IteratorFrame::isOver() const
{
    if (m_consumer || m_innermost->isActive())
        throw std::logic_error("elementsOf() a stream whose next item somebody else awaits");
    return m_state == State::Ready && !m_item;
}

void IteratorFrame::goInto(IteratorFrame &inner)
{
    IteratorFrame &outermost = *m_outermost;
    IteratorFrame &innermost = *inner.m_innermost;
    for (IteratorFrame *each = &innermost; each != &inner; each = static_cast<IteratorFrame *>(each->m_parent))
        each->m_outermost = &outermost;
    inner.m_outermost = &outermost;
    inner.m_parent = this;
    outermost.m_innermost = &innermost;
    switch (std::exchange(inner.m_state, State::Busy)) {
    case State::Idle:
        goOnWith(innermost);
        break;
    case State::Busy: // it is resumed by what it waits for
        break;
    case State::Ready: // somebody has asked for an item, and left before it came
        outermost.m_item = inner.m_item;
        outermost.wakeConsumer();
        break;
    }
}

/// This stream has ended; the one that yields its elements goes on.
void IteratorFrame::goBack() noexcept
{
    auto &outer = static_cast<IteratorFrame &>(*m_parent);
    m_outermost->m_innermost = &outer;
    m_outermost = this;
    m_parent = nullptr;
    m_item = nullptr;
    m_state = State::Ready;
    goOnWith(outer);
}

/// Whoever pulls goes on with next, as soon as this coroutine has suspended; where that was woken, the loop does.
void IteratorFrame::goOnWith(IteratorFrame &next) noexcept
{
    if (Frame::current() != this)
        next.m_outermost->m_goesOn = true;
    else if (!Run::goOnWith(next.continuation()))
        next.post(Loop::current());
}

/// False: the stream was destroyed meanwhile.
bool IteratorFrame::stepOn()
{
    while (std::exchange(m_goesOn, false)) {
        if (Loop::mustGiveWay()) {
            m_innermost->post(Loop::current());
            break;
        }
        if (!m_innermost->step())
            return false;
    }
    return true;
}

bool Pull::hasResult() const
{
    if (m_source && (m_source->m_consumer || m_source->m_innermost->isActive()))
        throw std::logic_error("two coroutines await the next item of one AsyncIterator at once");
    return (!m_source || m_source->m_state == State::Ready) && !Loop::mustGiveWay();
}

/// The event loop has its turn before the next item is made.
bool Pull::putOff()
{
    m_source->m_innermost->post(Loop::current());
    return false;
}

bool Pull::goesOn()
{
    if (m_source->stepOn())
        return m_source->m_state == State::Ready;
    m_source = nullptr;
    return true;
}

void Pull::suspend(Continuation continuation)
{
    ::new (&m_waiter) Waiter;
    m_waits = true;
    m_waiter.suspend(continuation, "");
    if (m_source) {
        m_source->m_consumer = this;
        m_source->m_parent = m_waiter.suspendedFrame();
    }
    if (!m_source || m_source->m_state == State::Ready) // it gives way
        m_waiter.wake();
}

void Pull::stopWaiting()
{
    m_source->m_consumer = nullptr;
    m_source->m_parent = nullptr;
}

void Pull::leave()
{
    if (m_source && m_source->m_consumer == this)
        stopWaiting();
    m_waiter.~Waiter();
}

/// The iterator is no more.
void Pull::lose()
{
    m_source = nullptr;
    m_waiter.wake();
}

} // namespace livebelt::async::detail
