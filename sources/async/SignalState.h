// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/Waiter.h>

#include <QThread>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace livebelt::async::detail {

/// Emissions on their way to one consumer. What is emitted on the consumer's own thread goes straight into its buffer,
/// without a lock; what is emitted elsewhere, and before the consumer has been seen for the first time, into a second
/// one, which the consumer appends to its own before it looks into that. The threads that emit keep it alive.
template<typename T>
class SignalState
{
public:
    SignalState(quint64 capacity, Overflow policy) : m_here(capacity, policy), m_elsewhere(capacity, policy) {}

    /// An emission, on any thread.
    template<typename... Args>
    void put(const Args &...args)
    {
        Item item(1, args...); // these two are destroyed last: that may run code that emits
        Dropped dropped;
        if (isHere()) {
            collect(dropped);
            if (m_isOver)
                return;
            if (m_here.put(item, dropped) == Put::Overflown)
                m_isOverflown = m_isOver = true;
            wake();
        } else {
            const std::lock_guard lock(m_mutex);
            if (m_isOverElsewhere)
                return;
            if (m_elsewhere.put(item, dropped) == Put::Overflown)
                m_isOverflownElsewhere = m_isOverElsewhere = true;
            wakeFromElsewhere();
        }
    }
    /// The sender is no more; on any thread.
    void end()
    {
        Dropped dropped;
        if (isHere()) {
            collect(dropped);
            m_isOver = true;
            wake();
        } else {
            const std::lock_guard lock(m_mutex);
            m_isOverElsewhere = true;
            wakeFromElsewhere();
        }
    }

    // The rest is for the consumer, on its thread.

    bool mustWait()
    {
        Dropped dropped;
        settleHere();
        collect(dropped);
        return m_here.isEmpty() && !m_isOver;
    }
    std::optional<T> take()
    {
        if (!mustWait() && !m_here.isEmpty()) {
            Item item = m_here.take();
            return std::optional<T>(std::in_place, std::move(item.item()));
        }
        if (m_isOverflown)
            throw BufferOverflow();
        return std::nullopt;
    }
    BufferStatistics statistics()
    {
        Dropped dropped;
        if (isHere()) {
            collect(dropped);
            return m_here.statistics();
        }
        const std::lock_guard lock(m_mutex); // nobody has taken anything yet
        return m_elsewhere.statistics();
    }

    /// Waits until there is something to take, or it has ended.
    class Awaiter final : public Waiter
    {
    public:
        explicit Awaiter(std::shared_ptr<SignalState> state) : m_state(std::move(state)) {}
        ~Awaiter() { leave(); }
        bool await_ready()
        {
            if (m_state->m_waiter)
                throw std::logic_error("two coroutines wait for one SignalQueue at once");
            return !m_state->mustWait();
        }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            const std::lock_guard lock(m_state->m_mutex);
            suspend(coroutine);
            m_state->m_waiter = this;
            if (m_state->m_hasMail.load(std::memory_order_relaxed))
                this->wake();
        }
        void await_resume() { leave(); }

    private:
        void leave()
        {
            if (m_state->m_waiter != this)
                return;
            const std::lock_guard lock(m_state->m_mutex);
            m_state->m_waiter = nullptr;
        }
        std::shared_ptr<SignalState> m_state;
    };

private:
    using Item = typename Buffer<T>::Item;
    using Dropped = typename Buffer<T>::Dropped;
    using Put = typename Buffer<T>::Put;

    bool isHere() const { return m_consumer.load(std::memory_order_relaxed) == QThread::currentThreadId(); }
    void settleHere()
    {
        if (!isHere())
            m_consumer.store(QThread::currentThreadId(), std::memory_order_relaxed);
    }
    /// Takes in what was emitted elsewhere until now, before anything else is done here.
    void collect(Dropped &dropped)
    {
        if (m_hasMail.load(std::memory_order_acquire)) [[unlikely]]
            collectMail(dropped);
    }
    [[gnu::noinline]] void collectMail(Dropped &dropped)
    {
        Buffer<T> mail(m_here.capacity(), m_here.policy());
        bool isLast = false;
        bool isTooMuch = false;
        {
            const std::lock_guard lock(m_mutex);
            m_hasMail.store(false, std::memory_order_relaxed);
            std::swap(mail, m_elsewhere);
            isLast = m_isOverElsewhere;
            isTooMuch = m_isOverflownElsewhere;
        }
        if (m_isOver)
            return;
        isTooMuch = m_here.append(mail, dropped) == Put::Overflown || isTooMuch;
        m_isOverflown = isTooMuch;
        m_isOver = isTooMuch || isLast;
    }
    void wake()
    {
        if (m_waiter && !m_waiter->isPosted())
            m_waiter->wake();
    }
    /// With m_mutex held.
    void wakeFromElsewhere()
    {
        m_hasMail.store(true, std::memory_order_release);
        if (m_waiter)
            m_waiter->wake();
    }

    std::atomic<Qt::HANDLE> m_consumer = nullptr; ///< its thread, from its first look on
    std::atomic<bool> m_hasMail = false;          ///< there is something new elsewhere
    bool m_isOver = false;                        ///< these are for that thread only
    bool m_isOverflown = false;
    Buffer<T> m_here;
    std::mutex m_mutex;          ///< for these
    Awaiter *m_waiter = nullptr; ///< written on the consumer's thread only, which reads it without the mutex
    bool m_isOverElsewhere = false;
    bool m_isOverflownElsewhere = false;
    Buffer<T> m_elsewhere;
};

} // namespace livebelt::async::detail
