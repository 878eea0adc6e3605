// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/ChannelAwaiters.h>
#include <livebelt/async/SendSome.h>

namespace livebelt::async {

/// A bounded queue between coroutines, on one thread or across threads; any number of producers and consumers, each
/// item goes to one consumer, in order. A handle: copies share the queue, which lives as long as the last of them.
///
/// The capacity is in the unit of Cost (items, by default). close() lets the rest be received, then receivers see the
/// end. Cancellation: a receiver that is destroyed while it waits loses no item; a send() that is destroyed while it
/// waits for room has not sent. Who has not to wait lets the event loop have its turn between slices (Loop.h).
///
/// Items can be moved; nothing else is asked of them. What they do when they are moved or destroyed, and what Cost
/// does, may use the channel. What an item's move throws is thrown where it is sent, and then it is not in; or where it
/// is received, and then it is lost.
template<typename T, typename Cost = UnitCost>
class Channel
{
    using State = detail::ChannelState<T, Cost>;

public:
    /// A channel of its own: capacity is at least 1, and counted in Cost.
    explicit Channel(quint64 capacity, Overflow policy = Overflow::Block)
        : m_state(std::make_shared<State>(capacity, policy))
    {
    }

    /// Awaits true once the item is in the queue (or dropped by the policy, and counted); false: the channel is closed.
    [[nodiscard]] auto send(T item) { return detail::SendAwaiter<T, Cost>(m_state, std::move(item)); }
    /// The same without waiting, from any code: false where the channel is full or closed, and the item stays with the
    /// caller.
    bool trySend(T &item) { return detail::sendNow(*m_state, item); }

    /// As many of items, from first on, as there is room for, in one go and without waiting. Gives the number of the
    /// first that is left, with those behind it; when the channel is closed nothing is taken.
    std::size_t trySendSome(std::vector<T> &items, std::size_t first = 0)
    {
        return detail::sendSome(*m_state, items, first);
    }
    /// A hint, for who may choose to send more at a time: whether a receiver waits just now.
    bool isWaitedFor() const { return m_state->isWaitedFor.load(std::memory_order_relaxed); }

    /// Awaits std::optional<T>: the next item, or nothing at the end; throws what fail() was given.
    [[nodiscard]] auto receive() { return detail::ReceiveAwaiter<T, Cost>(m_state); }
    /// Awaits a Batch<T>: all that is there, at most max items, at least one unless the channel has ended.
    [[nodiscard]] auto receiveBatch(std::size_t max) { return detail::BatchAwaiter<T, Cost>(m_state, max); }
    /// All that is there, at most max items, without waiting; perhaps none.
    Batch<T> tryReceiveBatch(std::size_t max) { return detail::takeBatch(m_state, max); }
    /// The channel as an async iterator.
    AsyncIterator<T> items() const { return drain(*this); }

    /// Nothing more is sent; what is in it can still be received.
    void close() { fail({}); }
    /// As close(), with an error that is thrown at the consumer after the rest has been received.
    void fail(std::exception_ptr error)
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->close(std::move(error));
    }
    /// Closed, failed, or overflown.
    bool isClosed() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->isClosed;
    }
    /// How much fits in.
    quint64 capacity() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->buffer.capacity();
    }
    /// What waits to be sent goes in as far as there is room now; what is in stays, and is received as ever.
    void setCapacity(quint64 capacity)
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->buffer.setCapacity(capacity);
        m_state->serve();
    }
    /// What has gone through it, and what was dropped.
    BufferStatistics statistics() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->buffer.statistics();
    }

private:
    static AsyncIterator<T> drain(Channel channel)
    {
        while (auto item = co_await channel.receive())
            co_yield std::move(*item);
    }

    std::shared_ptr<State> m_state;
};

} // namespace livebelt::async
