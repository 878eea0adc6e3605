// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Foreign.h>
#include <livebelt/async/Waiter.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace livebelt::async {

template<typename T>
class AsyncIterator;

namespace detail {

template<typename T>
class Next;
template<typename T>
class NextAwaiter;
template<typename T>
class Elements;
template<typename T>
class ElementsAwaiter;

template<typename T>
class IteratorPromise final : public Frame
{
public:
    explicit IteratorPromise(std::source_location made = std::source_location::current())
        : Frame(std::coroutine_handle<IteratorPromise>::from_promise(*this), made)
    {
    }
    auto get_return_object() { return std::coroutine_handle<IteratorPromise>::from_promise(*this); }

    /// Hands the item at item to the consumer; it stays where it is until the consumer has taken it.
    struct Handover
    {
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<IteratorPromise> self) const noexcept
        {
            self.promise().m_outermost->wakeConsumer();
        }
        void await_resume() const noexcept {}
    };
    struct End : Handover
    {
        void await_suspend(std::coroutine_handle<IteratorPromise> self) const noexcept
        {
            IteratorPromise &promise = self.promise();
            if (promise.m_outermost != &promise) [[unlikely]]
                promise.goBack();
            else
                promise.wakeConsumer();
        }
    };
    /// The same for an item that is not the generator's to give away.
    struct CopyHandover : Handover
    {
        explicit CopyHandover(const T &item) : m_copy(item) {}
        void await_suspend(std::coroutine_handle<IteratorPromise> self) noexcept
        {
            self.promise().m_outermost->m_item = &m_copy;
            self.promise().m_outermost->wakeConsumer();
        }
        T m_copy;
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    End final_suspend() const noexcept { return {}; }
    Handover yield_value(T &&item) noexcept
    {
        m_outermost->m_item = std::addressof(item);
        return {};
    }
    ElementsAwaiter<T> yield_value(Elements<T> &&elements) { return ElementsAwaiter<T>(std::move(elements)); }
    CopyHandover yield_value(const T &item) { return CopyHandover(item); }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { m_error = std::current_exception(); }

private:
    friend class NextAwaiter<T>;
    friend class ElementsAwaiter<T>;
    friend class AsyncIterator<T>;

    enum class State : unsigned char {
        Idle,  ///< not started, or its last item has been taken
        Busy,  ///< runs, or waits for something of its own: whoever wakes it resumes it, not the consumer
        Ready, ///< an item, an error or the end is there
    };

    void wakeConsumer() noexcept
    {
        m_state = State::Ready;
        if (m_consumer) [[unlikely]] {
            m_parent = nullptr;
            m_consumer->wakeNext();
        }
    }

    // Elements.h
    bool hasError() const { return bool(m_error); }
    void rethrow() { std::rethrow_exception(std::exchange(m_error, {})); }
    void goInto(IteratorPromise &inner);
    void goBack() noexcept;
    void goOnWith(IteratorPromise &next) noexcept;
    bool stepOn();

    // Of a stream whose elements others yield as theirs: the stream that the consumer sees, and, in that one, the
    // innermost, which is the one to go on.
    IteratorPromise *m_outermost = this;
    IteratorPromise *m_innermost = this;
    T *m_item = nullptr;                  ///< yielded and not yet taken
    NextAwaiter<T> *m_consumer = nullptr; ///< from its suspension until it has taken the result
    std::exception_ptr m_error;
    State m_state = State::Idle;
    bool m_goesOn = false; ///< m_innermost has changed, and is to be resumed by whoever pulls
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
class [[nodiscard]] NextAwaiter
{
public:
    using IsNative = void;
    NextAwaiter(const Next<T> &next) : m_source(next.m_source) {}
    NextAwaiter(NextAwaiter &&) = delete;
    ~NextAwaiter()
    {
        if (m_waiter && m_source && m_source->m_consumer == this) {
            m_source->m_consumer = nullptr;
            m_source->m_parent = nullptr;
        }
    }

    bool await_ready()
    {
        IteratorPromise<T> *const source = m_source;
        if (!source || source->m_state != State::Idle) [[unlikely]]
            return hasResult();
        source->m_state = State::Busy;
        if (Loop::mustGiveWay()) [[unlikely]] {
            source->m_innermost->post(Loop::current());
            return false;
        }
        if (source->m_innermost->step()) [[likely]]
            return source->m_state == State::Ready || (source->m_goesOn && goesOn());
        m_source = nullptr;
        return true;
    }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_waiter.emplace();
        m_waiter->suspend(coroutine, "");
        if (m_source) {
            m_source->m_consumer = this;
            m_source->m_parent = m_waiter->suspendedFrame();
        }
        if (!m_source || m_source->m_state == State::Ready) // it gives way
            m_waiter->wake();
    }
    /// Where the item is: it stays there until the next one is asked for. Nothing at the end.
    [[gnu::always_inline]] T *take()
    {
        if (!m_source)
            return nullptr;
        if (m_waiter) {
            m_source->m_consumer = nullptr;
            m_source->m_parent = nullptr;
        }
        if (T *item = std::exchange(m_source->m_item, nullptr)) [[likely]] {
            m_source->m_state = State::Idle;
            return item;
        }
        if (m_source->m_error)
            std::rethrow_exception(std::exchange(m_source->m_error, {}));
        return nullptr;
    }
    // Inlined, always: a small optional that is returned in a register is written by parts and read back as a whole,
    // which stalls the processor for about as long as the rest of a pull takes.
    [[gnu::always_inline]] std::optional<T> await_resume()
    {
        if (T *item = take()) [[likely]]
            return std::optional<T>(std::move(*item));
        return std::nullopt;
    }

    /// Whether a coroutine waits here and has not been resumed, and whether that is about to be.
    bool isSuspended() const { return m_waiter && m_waiter->isSuspended(); }
    bool isPosted() const { return m_waiter && m_waiter->isPosted(); }

private:
    friend class AsyncIterator<T>;
    friend class IteratorPromise<T>;
    using State = typename IteratorPromise<T>::State;

    [[gnu::noinline, gnu::cold]] bool hasResult() const
    {
        if (m_source && (m_source->m_consumer || m_source->m_innermost->isActive()))
            throw std::logic_error("two coroutines await the next item of one AsyncIterator at once");
        return (!m_source || m_source->m_state == State::Ready) && !Loop::mustGiveWay();
    }
    [[gnu::noinline, gnu::cold]] bool goesOn()
    {
        if (m_source->stepOn())
            return m_source->m_state == State::Ready;
        m_source = nullptr;
        return true;
    }
    /// The iterator is no more.
    void lose()
    {
        m_source = nullptr;
        m_waiter->wake();
    }
    void wakeNext() { m_waiter->wakeNext(); }

    IteratorPromise<T> *m_source;
    std::optional<Waiter> m_waiter; ///< made when there is something to wait for
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
    ~AsyncIterator()
    {
        if (!m_frame)
            return;
        if (detail::NextAwaiter<T> *consumer = std::exchange(m_frame->m_consumer, nullptr)) {
            m_frame->m_parent = nullptr;
            consumer->lose();
        }
        Frame::release(std::exchange(m_frame, nullptr));
    }

    /// The next item; an empty optional at the end.
    auto next() { return detail::Next<T>(m_frame); }
    /// The same for who only hands items on, or looks at them: a pointer to the next item, which stays where it is
    /// until the one behind it is asked for or the iterator is destroyed; nullptr at the end.
    ///
    ///     while (T *item = co_await items.borrow())
    ///         co_yield std::move(*item);
    auto borrow() { return detail::Borrow<T>(m_frame); }

private:
    friend class detail::ElementsAwaiter<T>;
    promise_type *m_frame;
};

} // namespace livebelt::async

#include <livebelt/async/Elements.h>
