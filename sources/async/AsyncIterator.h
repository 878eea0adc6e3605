// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Foreign.h>
#include <livebelt/async/IteratorFrame.h>

#include <memory>
#include <optional>
#include <utility>

namespace livebelt::async {

template<typename T>
class AsyncIterator;

namespace detail {

template<typename T>
class NextAwaiter;
template<typename T>
class Elements;
class FetchCore;
template<typename T>
class NextOrDeadline;

template<typename T>
class IteratorPromise final : public IteratorFrame
{
public:
    explicit IteratorPromise(std::source_location made = std::source_location::current())
        : IteratorFrame(std::coroutine_handle<IteratorPromise>::from_promise(*this), made)
    {
    }
    auto get_return_object() { return std::coroutine_handle<IteratorPromise>::from_promise(*this); }

    /// As Handover, of an item that is not the generator's to give away.
    struct CopyHandover : Handover
    {
        explicit CopyHandover(const T &item) : m_copy(item) {}
        void await_suspend(std::coroutine_handle<IteratorPromise> self) noexcept
        {
            self.promise().setItem(std::addressof(m_copy));
            Handover::await_suspend(self);
        }
        T m_copy;
    };

    Handover yield_value(T &&item) noexcept
    {
        setItem(std::addressof(item));
        return {};
    }
    CopyHandover yield_value(const T &item) { return CopyHandover(item); }
    auto yield_value(Elements<T> &&elements) { return std::move(elements).awaiter(); }
};

/// What AsyncIterator::next() gives: the awaiter is made where it is awaited.
template<typename T>
class [[nodiscard]] Next
{
public:
    using IsNative = void;
    explicit Next(IteratorPromise<T> *source) : m_source(source) {}
    NextAwaiter<T> operator co_await() const { return NextAwaiter<T>(*this); }

private:
    friend class NextAwaiter<T>;
    IteratorPromise<T> *m_source;
};

template<typename T>
class [[nodiscard]] NextAwaiter : public Pull
{
public:
    NextAwaiter(const Next<T> &next) : Pull(next.m_source) {}

    /// Where the item is: it stays there until the next one is asked for. Nothing at the end.
    [[gnu::always_inline]] T *take() { return static_cast<T *>(takeItem()); }
    // Inlined, always: a small optional that is returned in a register is written by parts and read back as a whole,
    // which stalls the processor for about as long as the rest of a pull takes.
    [[gnu::always_inline]] std::optional<T> await_resume()
    {
        if (T *item = take()) [[likely]]
            return std::optional<T>(std::move(*item));
        return std::nullopt;
    }
};

/// What AsyncIterator::borrow() gives.
template<typename T>
class [[nodiscard]] Borrow
{
public:
    using IsNative = void;
    struct [[nodiscard]] Awaiter final : NextAwaiter<T>
    {
        using NextAwaiter<T>::NextAwaiter;
        T *await_resume() { return this->take(); }
    };
    explicit Borrow(IteratorPromise<T> *source) : m_source(source) {}
    Awaiter operator co_await() const { return Awaiter(Next<T>(m_source)); }

private:
    IteratorPromise<T> *m_source;
};

} // namespace detail

/// A stream whose items come one at a time, made by a coroutine that co_yields them:
///
///     while (auto item = co_await items.next())
///         use(std::move(*item));
///
/// Lazy: the coroutine runs only while an item is awaited, so a slow consumer slows it (back-pressure). An empty
/// optional is the end; an exception of the coroutine is thrown at the await, once, and then the stream has ended.
/// Destroying the iterator, at any moment, cancels the coroutine and all that it awaits; nothing is resumed by that. A
/// coroutine that still awaits next() then sees the end, from a wake. One consumer at a time, on the thread of the
/// first next(); a consumer that is destroyed while it waits loses no item. A consumer that always finds an item ready
/// lets the event loop have its turn between slices (Loop.h).
template<typename T>
class [[nodiscard]] AsyncIterator
{
public:
    using promise_type = detail::IteratorPromise<T>;
    using value_type = T;

    AsyncIterator(std::coroutine_handle<promise_type> coroutine) : m_frame(&coroutine.promise()) {}
    AsyncIterator(AsyncIterator &&other) noexcept : m_frame(std::exchange(other.m_frame, nullptr)) {}
    AsyncIterator &operator=(AsyncIterator &&other) noexcept
    {
        AsyncIterator old(std::move(*this));
        m_frame = std::exchange(other.m_frame, nullptr);
        return *this;
    }
    ~AsyncIterator() { detail::IteratorFrame::drop(std::exchange(m_frame, nullptr)); }

    /// The next item; an empty optional at the end.
    auto next() { return detail::Next<T>(m_frame); }
    /// The same for who only hands items on, or looks at them: a pointer to the next item, which stays where it is
    /// until the one behind it is asked for or the iterator is destroyed; nullptr at the end.
    ///
    ///     while (T *item = co_await items.borrow())
    ///         co_yield std::move(*item);
    auto borrow() { return detail::Borrow<T>(m_frame); }

private:
    friend class detail::Elements<T>;
    friend class detail::FetchCore;
    friend class detail::NextOrDeadline<T>;
    promise_type *m_frame;
};

} // namespace livebelt::async

#include <livebelt/async/Elements.h>
