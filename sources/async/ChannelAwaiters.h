// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/ChannelState.h>

#include <memory>

namespace livebelt::async::detail {

template<typename T, typename Cost>
using ChannelPointer = std::shared_ptr<ChannelState<T, Cost>>;

/// What Channel::receive() gives.
template<typename T, typename Cost>
class [[nodiscard]] ReceiveAwaiter : public ChannelState<T, Cost>::Receiver
{
public:
    explicit ReceiveAwaiter(ChannelPointer<T, Cost> state) : m_state(std::move(state)) {}
    ~ReceiveAwaiter()
    {
        if (!m_hasWaited && !this->item)
            return; // nobody else knows it
        const std::lock_guard lock(m_state->mutex);
        if (this->isListed)
            m_state->receivers.remove(this);
        if (this->item) // handed over to a coroutine that is no more
            m_state->putBack(&*this->item, &*this->item + 1, this->dropsBefore);
    }
    bool await_ready()
    {
        m_giveWay = Loop::mustGiveWay();
        const std::lock_guard lock(m_state->mutex);
        return !m_giveWay && (takeNow() || m_state->hasEnded());
    }
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_state->mutex);
        const bool hasResult = takeNow() || m_state->hasEnded();
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
        if (!takeFinally())
            return std::nullopt;
        Item taken = std::move(*this->item);
        this->item.reset();
        return std::optional<T>(std::in_place, std::move(taken.item())); // where its move throws, it is lost
    }

protected:
    using Item = typename ChannelState<T, Cost>::Item;

    bool takeNow()
    {
        if (m_state->buffer.isEmpty())
            return false;
        this->dropsBefore = m_state->buffer.unseenDrops();
        this->item.emplace(m_state->buffer.take());
        m_state->serve();
        return true;
    }
    /// False: the channel has ended; what another receiver gave back comes first.
    bool takeFinally()
    {
        if (!m_hasWaited && this->item)
            return true;
        const std::lock_guard lock(m_state->mutex);
        if (this->item || takeNow())
            return true;
        m_state->rethrow();
        return false;
    }

    ChannelPointer<T, Cost> m_state;
    bool m_giveWay = false;   ///< the slice is spent: the event loop comes first
    bool m_hasWaited = false; ///< the state may know it, and other threads with that
};

/// Unpacks what was taken into the batch, which is empty. Where the move of an item throws, those before it are the
/// batch; if there are none, it is lost, and what it throws goes to the receiver. The rest is received next.
template<typename T, typename Cost>
void unpack(const ChannelPointer<T, Cost> &state, std::vector<typename Buffer<T, Cost>::Item> taken, Batch<T> &batch)
{
    batch.items.reserve(taken.size());
    try {
        for (auto &item : taken)
            batch.items.push_back(std::move(item.item()));
    } catch (...) {
        const bool isFirst = batch.items.empty();
        {
            const std::lock_guard lock(state->mutex);
            state->putBack(taken.data() + (isFirst ? 1 : batch.items.size()), taken.data() + taken.size(),
                           isFirst ? batch.dropsBefore : 0);
        }
        if (isFirst)
            throw;
    }
}

/// At most max items: the one that receiver was handed over, if any, and what is there.
template<typename T, typename Cost>
Batch<T> takeBatch(const ChannelPointer<T, Cost> &state, std::size_t max,
                   typename ChannelState<T, Cost>::Receiver *receiver = nullptr)
{
    using Item = typename Buffer<T, Cost>::Item;
    Batch<T> batch;
    const auto takeTo = [&](auto &items, const auto &take) {
        const std::lock_guard lock(state->mutex);
        items.reserve(std::min(max, 1 + state->buffer.size()));
        if (!receiver) {
            batch.dropsBefore = state->buffer.unseenDrops();
            return state->takeSome(max, take);
        }
        batch.dropsBefore = receiver->dropsBefore;
        take(std::move(*receiver->item));
        receiver->item.reset();
        if (state->buffer.unseenDrops() == 0)
            state->takeSome(max - 1, take);
    };
    if constexpr (Item::isOnHeap) {
        std::vector<Item> taken;
        takeTo(taken, [&taken](Item &&item) { taken.push_back(std::move(item)); });
        unpack<T, Cost>(state, std::move(taken), batch);
    } else {
        takeTo(batch.items, [&batch](Item &&item) { batch.items.push_back(std::move(item.item())); });
    }
    return batch;
}

/// What Channel::receiveBatch() gives.
template<typename T, typename Cost>
class [[nodiscard]] BatchAwaiter final : public ReceiveAwaiter<T, Cost>
{
public:
    BatchAwaiter(ChannelPointer<T, Cost> state, std::size_t max)
        : ReceiveAwaiter<T, Cost>(std::move(state)), m_max(std::max<std::size_t>(max, 1))
    {
    }
    Batch<T> await_resume()
    {
        if (!this->takeFinally())
            return {};
        return takeBatch(this->m_state, m_max, this);
    }

private:
    std::size_t m_max;
};

/// What Channel::send() gives.
template<typename T, typename Cost>
class [[nodiscard]] SendAwaiter final : public ChannelState<T, Cost>::Sender
{
public:
    SendAwaiter(ChannelPointer<T, Cost> state, T &&sent)
        : ChannelState<T, Cost>::Sender(packed<T, Cost>(sent)), m_state(std::move(state))
    {
    }
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
        m_giveWay = Loop::mustGiveWay();
        Dropped dropped;
        const std::lock_guard lock(m_state->mutex);
        return !m_giveWay && sendNow(dropped);
    }
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        Dropped dropped;
        const std::lock_guard lock(m_state->mutex);
        const bool isOver = sendNow(dropped);
        if (isOver && !m_giveWay)
            return false;
        m_hasWaited = true;
        this->park(coroutine);
        if (isOver) {
            this->wake();
            return true;
        }
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
    using Dropped = typename ChannelState<T, Cost>::Dropped;

    bool sendNow(Dropped &dropped)
    {
        if (m_state->isClosed)
            return true;
        this->isTaken = m_state->senders.empty() && m_state->put(this->item, dropped);
        return this->isTaken;
    }

    ChannelPointer<T, Cost> m_state;
    bool m_giveWay = false; ///< these two are as in ReceiveAwaiter
    bool m_hasWaited = false;
};

} // namespace livebelt::async::detail
