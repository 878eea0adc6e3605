// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/SignalMail.h>

#include <optional>

namespace livebelt::async::detail {

/// Emissions on their way to one consumer. What is emitted on the consumer's own thread goes straight into its buffer,
/// without a lock; what is emitted elsewhere, and before the consumer has been seen for the first time, into a second
/// one, which the consumer appends to its own before it looks into that. The threads that emit keep it alive.
template<typename T>
class SignalState final : public SignalMail
{
public:
    SignalState(quint64 capacity, Overflow policy)
        : SignalMail(m_here, m_elsewhere), m_here(capacity, policy), m_elsewhere(capacity, policy)
    {
    }

    /// An emission, on any thread.
    template<typename... Args>
    void put(const Args &...args)
    {
        Item item(1, args...); // these two are destroyed last: that may run code that emits
        Dropped dropped;
        if (isHere()) [[likely]] {
            if (hasMail()) [[unlikely]]
                collect(dropped);
            if (m_isOver)
                return;
            if (m_here.put(item, dropped) == Put::Overflown)
                m_isOverflown = m_isOver = true;
            wake();
        } else {
            putElsewhere(item, dropped);
        }
    }
    /// The next emission; nothing at the end. On the consumer's thread.
    std::optional<T> take()
    {
        if (!mustWait() && !m_here.isEmpty()) {
            Item item = m_here.take();
            return std::optional<T>(std::in_place, std::move(item.item()));
        }
        rethrowOverflow();
        return std::nullopt;
    }

private:
    using Item = typename Buffer<T>::Item;
    using Dropped = typename Buffer<T>::Dropped;
    using Put = typename Buffer<T>::Put;

    [[gnu::noinline]] void putElsewhere(Item &item, Dropped &dropped)
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOverElsewhere)
            return;
        if (m_elsewhere.put(item, dropped) == Put::Overflown)
            m_isOverflownElsewhere = m_isOverElsewhere = true;
        wakeFromElsewhere();
    }
    void collectMail() override
    {
        Dropped dropped;
        collect(dropped);
    }
    [[gnu::cold, gnu::noinline]] void collect(Dropped &dropped)
    {
        Buffer<T> mail(m_here.capacity(), m_here.policy());
        bool isLast = false;
        bool isTooMuch = false;
        {
            const std::lock_guard lock(m_mutex);
            m_hasMail.store(false, std::memory_order_relaxed);
            mail.swap(m_elsewhere);
            isLast = m_isOverElsewhere;
            isTooMuch = m_isOverflownElsewhere;
        }
        if (m_isOver)
            return;
        isTooMuch = m_here.append(mail, dropped) == Put::Overflown || isTooMuch;
        m_isOverflown = isTooMuch;
        m_isOver = isTooMuch || isLast;
    }

    Buffer<T> m_here;
    Buffer<T> m_elsewhere; ///< for who holds the mutex
};

} // namespace livebelt::async::detail
