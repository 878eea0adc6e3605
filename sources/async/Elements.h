// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>

#include <concepts>

namespace livebelt::async {

namespace detail {

/// Lets the consumer of a stream pull another one until that has ended.
class [[nodiscard]] ElementsAwaiter
{
public:
    explicit ElementsAwaiter(IteratorFrame *inner) : m_inner(inner) {}
    ElementsAwaiter(ElementsAwaiter &&) = delete;
    ~ElementsAwaiter() { IteratorFrame::drop(m_inner); }

    bool await_ready() const { return !m_inner || m_inner->isOver(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> outer)
    {
        outer.promise().goInto(*m_inner);
    }
    void await_resume()
    {
        if (m_inner)
            m_inner->rethrow();
    }

private:
    IteratorFrame *m_inner;
};

/// What elementsOf() gives.
template<typename T>
class [[nodiscard]] Elements
{
public:
    explicit Elements(AsyncIterator<T> items) : m_items(std::move(items)) {}
    ElementsAwaiter awaiter() && { return ElementsAwaiter(std::exchange(m_items.m_frame, nullptr)); }

private:
    AsyncIterator<T> m_items;
};

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
