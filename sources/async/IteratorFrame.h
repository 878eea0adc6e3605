// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

namespace livebelt::async::detail {

class Pull;

/// The promise of a coroutine that co_yields items, as far as it does not matter what they are: an item is a place in
/// the coroutine, at which it stays until the next one is asked for.
class IteratorFrame : public Frame
{
public:
    /// Hands the item over; it stays where it is until the consumer has taken it.
    struct Handover
    {
        bool await_ready() const noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> self) const noexcept
        {
            static_cast<IteratorFrame &>(self.promise()).m_outermost->wakeConsumer();
        }
        void await_resume() const noexcept {}
    };
    struct End
    {
        bool await_ready() const noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> self) const noexcept
        {
            static_cast<IteratorFrame &>(self.promise()).end();
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    End final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept;

    /// The iterator is no more. null: nor was there one.
    static void drop(IteratorFrame *frame) noexcept;

    // For elementsOf() (Elements.h).
    /// Nothing of it is left. Throws std::logic_error where somebody else awaits its next item.
    bool isOver() const;
    /// From now on the elements of inner, which this stream owns, are those of the outermost stream.
    void goInto(IteratorFrame &inner);
    /// Throws what it has ended with, if it has with an error.
    void rethrow();

protected:
    using Frame::Frame;

    void setItem(void *item) noexcept { m_outermost->m_item = item; }

private:
    friend class Pull;

    enum class State : unsigned char {
        Idle,  ///< not started, or its last item has been taken
        Busy,  ///< runs, or waits for something of its own: whoever wakes it resumes it, not the consumer
        Ready, ///< an item, an error or the end is there
    };

    void wakeConsumer() noexcept
    {
        m_state = State::Ready;
        if (m_consumer) [[unlikely]]
            wakeWaiting();
    }
    void wakeWaiting() noexcept;
    void end() noexcept;
    void goBack() noexcept;
    void goOnWith(IteratorFrame &next) noexcept;
    bool stepOn();

    // Of a stream whose elements others yield as theirs: the stream that the consumer sees, and, in that one, the
    // innermost, which is the one to go on.
    IteratorFrame *m_outermost = this;
    IteratorFrame *m_innermost = this;
    void *m_item = nullptr;     ///< while it is ready: what was yielded; null at the end
    Pull *m_consumer = nullptr; ///< from its suspension until it has taken the result
    std::exception_ptr m_error;
    State m_state = State::Idle;
    bool m_goesOn = false; ///< m_innermost has changed, and is to be resumed by whoever pulls
};

/// Awaits the next item of a stream. What it has to do where the item is there at once is inlined; the rest is not.
class Pull
{
public:
    using IsNative = void;
    explicit Pull(IteratorFrame *source) : m_source(source) {}
    Pull(Pull &&) = delete;
    ~Pull()
    {
        if (m_waits) [[unlikely]]
            leave();
    }

    bool await_ready()
    {
        IteratorFrame *const source = m_source;
        if (!source || source->m_state != State::Idle) [[unlikely]]
            return hasResult();
        source->m_state = State::Busy;
        if (Loop::mustGiveWay()) [[unlikely]]
            return putOff();
        if (source->m_innermost->step()) [[likely]]
            return source->m_state == State::Ready || (source->m_goesOn && goesOn());
        m_source = nullptr;
        return true;
    }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(Continuation(coroutine));
    }

    /// Whether a coroutine waits here and has not been resumed, and whether that is about to be.
    bool isSuspended() const { return m_waits && m_waiter.isSuspended(); }
    bool isPosted() const { return m_waits && m_waiter.isPosted(); }

protected:
    /// Where the item is: it stays there until the next one is asked for. Null at the end.
    [[gnu::always_inline]] void *takeItem()
    {
        IteratorFrame *const source = m_source;
        if (!source) [[unlikely]]
            return nullptr;
        if (m_waits) [[unlikely]]
            stopWaiting();
        void *const item = source->m_item;
        if (item) [[likely]]
            source->m_state = State::Idle;
        else
            source->rethrow();
        return item;
    }
    void suspend(Continuation continuation);

private:
    friend class IteratorFrame;
    using State = IteratorFrame::State;

    bool hasResult() const;
    bool putOff();
    bool goesOn();
    void stopWaiting();
    void leave();
    void lose();

    IteratorFrame *m_source;
    union {
        Waiter m_waiter; ///< made when there is something to wait for
    };
    bool m_waits = false;
};

} // namespace livebelt::async::detail
