// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>

#include <concepts>

namespace livebelt::async {

namespace detail {

/// What elementsOf() gives.
template<typename T>
class [[nodiscard]] Elements
{
public:
    explicit Elements(AsyncIterator<T> items) : m_items(std::move(items)) {}

private:
    friend class ElementsAwaiter<T>;
    AsyncIterator<T> m_items;
};

/// Lets the consumer of a stream pull another one until that has ended.
template<typename T>
class [[nodiscard]] ElementsAwaiter
{
    using Promise = IteratorPromise<T>;
    using State = typename Promise::State;

public:
    explicit ElementsAwaiter(Elements<T> &&elements) : m_items(std::move(elements.m_items)) {}
    ElementsAwaiter(ElementsAwaiter &&) = delete;

    bool await_ready() const
    {
        const Promise *inner = m_items.m_frame;
        if (inner && (inner->m_consumer || inner->m_innermost->isActive()))
            throw std::logic_error("elementsOf() a stream whose next item somebody else awaits");
        return !inner || (inner->m_state == State::Ready && !inner->m_item);
    }
    void await_suspend(std::coroutine_handle<Promise> outer) { outer.promise().goInto(*m_items.m_frame); }
    void await_resume()
    {
        const AsyncIterator<T> ended = std::move(m_items);
        if (ended.m_frame && ended.m_frame->hasError())
            ended.m_frame->rethrow();
    }

private:
    AsyncIterator<T> m_items;
};

/// From now on the elements of inner, which this stream owns, are those of the outermost stream.
template<typename T>
void IteratorPromise<T>::goInto(IteratorPromise &inner)
{
    IteratorPromise &outermost = *m_outermost;
    IteratorPromise &innermost = *inner.m_innermost;
    for (IteratorPromise *each = &innermost; each != &inner; each = static_cast<IteratorPromise *>(each->m_parent))
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
        outermost.m_item = std::exchange(inner.m_item, nullptr);
        outermost.wakeConsumer();
        break;
    }
}

/// This stream has ended; the one that yields its elements goes on.
template<typename T>
void IteratorPromise<T>::goBack() noexcept
{
    auto &outer = static_cast<IteratorPromise &>(*m_parent);
    m_outermost->m_innermost = &outer;
    m_outermost = this;
    m_parent = nullptr;
    m_state = State::Ready;
    goOnWith(outer);
}

/// Whoever pulls goes on with next, as soon as this coroutine has suspended; where that was woken, the loop does.
template<typename T>
void IteratorPromise<T>::goOnWith(IteratorPromise &next) noexcept
{
    if (Frame::current() != this)
        next.m_outermost->m_goesOn = true;
    else if (!Run::goOnWith(Continuation(std::coroutine_handle<IteratorPromise>::from_promise(next))))
        next.post(Loop::current());
}

/// False: the stream was destroyed meanwhile.
template<typename T>
bool IteratorPromise<T>::stepOn()
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

} // namespace detail

/// co_yield elementsOf(items): the items of another stream of the same type as those of this one, up to its end; its
/// error is thrown here. The consumer pulls them from where they are made, so an item costs the same however deep
/// streams that yield the elements of others are nested. The stream is destroyed at its end, or with this one. Loses
/// nothing where the consumer goes while it waits.
///
///     AsyncIterator<Entry> walk(Folder folder)
///     {
///         for (Folder &inner : folder.folders())
///             co_yield elementsOf(walk(inner));
///         for (Entry &entry : folder.entries())
///             co_yield std::move(entry);
///     }
template<typename S>
    requires std::convertible_to<S, AsyncIterator<typename S::value_type>>
auto elementsOf(S items)
{
    return detail::Elements<typename S::value_type>(AsyncIterator<typename S::value_type>(std::move(items)));
}

} // namespace livebelt::async
