// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/ChannelState.h>

namespace livebelt::async {

/// A bounded queue between coroutines, on one thread or across threads; any number of producers and consumers, each
/// item goes to one consumer, in order. A handle: copies share the queue, which lives as long as the last of them.
///
/// The capacity is in the unit of Cost (items, by default). close() lets the rest be received, then receivers see the
/// end. Cancellation: a receiver that is destroyed while it waits loses no item; a send() that is destroyed while it
/// waits has not sent.
template<typename T, typename Cost = UnitCost>
class Channel
{
    using State = detail::ChannelState<T, Cost>;
    class ReceiveAwaiter;
    class BatchAwaiter;
    class SendAwaiter;

public:
    explicit Channel(quint64 capacity, Overflow policy = Overflow::Block)
        : m_state(std::make_shared<State>(capacity, policy))
    {
    }

    /// Awaits true once the item is in the queue (or dropped by the policy, and counted); false: the channel is closed.
    auto send(T item) { return SendAwaiter(m_state, std::move(item)); }
    /// The same without waiting, from any code: false where the channel is full or closed, and the item stays with the
    /// caller.
    bool trySend(T &item)
    {
        const std::lock_guard lock(m_state->mutex);
        return !m_state->isClosed && m_state->senders.empty() && m_state->put(item);
    }

    /// As many of items, from first on, as there is room for, in one go and without waiting. Gives the number of the
    /// first that is left, with those behind it; when the channel is closed nothing is taken.
    std::size_t trySendSome(std::vector<T> &items, std::size_t first = 0)
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->putSome(items, first);
    }
    /// A hint, for who may choose to send more at a time: whether a receiver waits just now.
    bool isWaitedFor() const { return m_state->isWaitedFor.load(std::memory_order_relaxed); }

    /// Awaits std::optional<T>: the next item, or nothing at the end; throws what fail() was given.
    auto receive() { return ReceiveAwaiter(m_state); }
    /// Awaits a Batch<T>: all that is there, at most max items, at least one unless the channel has ended.
    auto receiveBatch(std::size_t max) { return BatchAwaiter(m_state, max); }
    /// All that is there, at most max items, without waiting; perhaps none.
    Batch<T> tryReceiveBatch(std::size_t max)
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->takeBatch(max);
    }
    /// The channel as an async iterator.
    AsyncIterator<T> items() const { return drain(*this); }

    void close() { fail({}); }
    /// As close(), with an error that is thrown at the consumer after the rest has been received.
    void fail(std::exception_ptr error)
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->close(std::move(error));
    }
    bool isClosed() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->isClosed;
    }
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

template<typename T, typename Cost>
class Channel<T, Cost>::ReceiveAwaiter : public State::Receiver
{
public:
    explicit ReceiveAwaiter(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    ~ReceiveAwaiter()
    {
        if (!m_hasWaited && !this->item)
            return; // nobody else knows it
        const std::lock_guard lock(m_state->mutex);
        if (this->isListed)
            m_state->receivers.remove(this);
        if (this->item) { // handed over to a coroutine that is no more
            m_state->buffer.putBack(std::move(*this->item), this->dropsBefore);
            m_state->serve();
        }
    }
    bool await_ready()
    {
        const std::lock_guard lock(m_state->mutex);
        m_giveWay = (++m_state->turns & 63) == 0 && Loop::current().isSliceSpent();
        return !m_giveWay && (takeNow() || m_state->isClosed);
    }
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_state->mutex);
        const bool hasResult = takeNow() || m_state->isClosed;
        if (hasResult && !m_giveWay)
            return false;
        m_hasWaited = true;
        this->park(coroutine);
        if (hasResult) {
            this->wake();
            return true;
        }
        this->isListed = true;
        m_state->receivers.push_back(this);
        m_state->isWaitedFor.store(true, std::memory_order_relaxed);
        return true;
    }
    std::optional<T> await_resume()
    {
        if (!m_hasWaited && this->item)
            return std::exchange(this->item, std::nullopt);
        const std::lock_guard lock(m_state->mutex);
        if (!this->item && !takeNow()) // the channel has ended; what another receiver gave back comes first
            m_state->rethrow();
        return std::exchange(this->item, std::nullopt);
    }

protected:
    bool takeNow()
    {
        if (m_state->buffer.isEmpty())
            return false;
        this->dropsBefore = m_state->buffer.unseenDrops();
        this->item.emplace(m_state->buffer.take());
        m_state->serve();
        return true;
    }
    std::shared_ptr<State> m_state;
    bool m_giveWay = false;   ///< the slice is spent: the event loop comes first
    bool m_hasWaited = false; ///< the state may know it, and other threads with that
};

template<typename T, typename Cost>
class Channel<T, Cost>::BatchAwaiter final : public ReceiveAwaiter
{
public:
    BatchAwaiter(std::shared_ptr<State> state, std::size_t max) : ReceiveAwaiter(std::move(state)), m_max(max) {}
    Batch<T> await_resume()
    {
        State &state = *this->m_state;
        const std::lock_guard lock(state.mutex);
        Batch<T> batch;
        if (!this->item && !this->takeNow()) {
            state.rethrow();
            return batch;
        }
        batch.dropsBefore = this->dropsBefore;
        batch.items.push_back(std::move(*this->item));
        this->item.reset();
        if (state.buffer.unseenDrops() == 0)
            state.takeInto(batch, m_max);
        return batch;
    }

private:
    std::size_t m_max;
};

template<typename T, typename Cost>
class Channel<T, Cost>::SendAwaiter final : public State::Sender
{
public:
    SendAwaiter(std::shared_ptr<State> state, T &&sent) : State::Sender(std::move(sent)), m_state(std::move(state)) {}
    ~SendAwaiter()
    {
        if (!m_hasWaited)
            return; // nobody else knows it
        const std::lock_guard lock(m_state->mutex);
        if (this->isListed)
            m_state->senders.remove(this);
    }
    bool await_ready()
    {
        const std::lock_guard lock(m_state->mutex);
        return sendNow();
    }
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_state->mutex);
        if (sendNow())
            return false;
        m_hasWaited = true;
        this->park(coroutine);
        this->isListed = true;
        m_state->senders.push_back(this);
        return true;
    }
    bool await_resume() const
    {
        if (!m_hasWaited)
            return this->isTaken;
        const std::lock_guard lock(m_state->mutex);
        return this->isTaken;
    }

private:
    bool sendNow()
    {
        if (m_state->isClosed)
            return true;
        this->isTaken = m_state->senders.empty() && m_state->put(this->item);
        return this->isTaken;
    }
    std::shared_ptr<State> m_state;
    bool m_hasWaited = false; ///< as in ReceiveAwaiter
};

} // namespace livebelt::async
