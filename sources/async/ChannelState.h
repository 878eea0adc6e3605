// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/Waiter.h>

#include <atomic>
#include <exception>
#include <list>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace livebelt::async {

/// Several items taken at once. No items, from a receive that waits: the channel has ended.
template<typename T>
struct Batch
{
    std::vector<T> items;
    quint64 dropsBefore = 0; ///< items that the policy dropped just before the first of these
};

namespace detail {

/// What the ends of a channel share. Every member is guarded by mutex; a wake is posted with it held, so that a waiter
/// that takes it to leave is either still in a list here or already in its loop's queue. With it held no code of the
/// items runs: they are packed before and unpacked afterwards.
template<typename T, typename Cost>
struct ChannelState
{
    using Item = typename Buffer<T, Cost>::Item;
    using Dropped = typename Buffer<T, Cost>::Dropped;
    using Put = typename Buffer<T, Cost>::Put;

    struct Receiver : Waiter
    {
        std::optional<Item> item; ///< handed over, not yet seen by its coroutine
        quint64 dropsBefore = 0;
        bool isListed = false;
        template<typename Promise>
        void park(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine);
        }
    };
    struct Sender : Waiter
    {
        explicit Sender(Item i) : item(std::move(i)) {}
        Item item;
        bool isListed = false;
        bool isTaken = false;
        template<typename Promise>
        void park(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine);
        }
    };
    /// Room that is kept for items while they are packed.
    struct Room
    {
        std::size_t items = 0;
        quint64 cost = 0;
    };

    ChannelState(quint64 capacity, Overflow policy) : buffer(capacity, policy) {}

    /// Full leaves the item; else it is in the buffer, with a receiver, or dropped by the policy.
    bool put(Item &item, Dropped &dropped)
    {
        const Put result = buffer.put(item, dropped);
        if (result == Put::Full)
            return false;
        if (result == Put::Overflown)
            close(std::make_exception_ptr(BufferOverflow()));
        serve();
        return true;
    }
    /// For how many items, which weigh so much, there is room: it is kept for them until fill().
    Room reserve(std::span<const quint64> costs)
    {
        Room room;
        if (isClosed || !senders.empty())
            return room;
        const bool isBounded = buffer.policy() == Overflow::Block || buffer.policy() == Overflow::Fail;
        for (const quint64 cost : costs) {
            if (isBounded && !buffer.reserve(cost))
                break;
            ++room.items;
            room.cost += isBounded ? cost : 0;
        }
        if (room.items == 0 && !costs.empty() && buffer.policy() == Overflow::Fail)
            room.items = 1; // the one too many
        packing += room.items > 0 ? 1 : 0;
        return room;
    }
    /// Puts the items into the room that was kept; where their moves threw, they are fewer.
    void fill(Room room, std::vector<Item> &items, Dropped &dropped)
    {
        packing -= room.items > 0 ? 1 : 0;
        buffer.unreserve(room.cost);
        for (Item &item : items) {
            if (buffer.policy() == Overflow::Block)
                buffer.add(std::move(item));
            else if (buffer.put(item, dropped) == Put::Overflown)
                close(std::make_exception_ptr(BufferOverflow()));
        }
        serve();
        if (hasEnded())
            release();
    }
    /// Hands what is buffered to those who wait, and what senders hold to the buffer.
    void serve()
    {
        while (!receivers.empty() && !buffer.isEmpty()) {
            Receiver *receiver = receivers.front();
            receivers.pop_front();
            isWaitedFor.store(!receivers.empty(), std::memory_order_relaxed);
            receiver->isListed = false;
            receiver->dropsBefore = buffer.unseenDrops();
            receiver->item.emplace(buffer.take());
            receiver->wake();
        }
        while (!senders.empty() && buffer.hasRoomFor(senders.front()->item.cost())) {
            Sender *sender = senders.front();
            senders.pop_front();
            buffer.add(std::move(sender->item));
            sender->isListed = false;
            sender->isTaken = true;
            sender->wake();
        }
    }
    /// All that is there, at most max items. A gap inside a batch would be misplaced, so one ends where items are
    /// missing.
    template<typename Take>
    void takeSome(std::size_t max, const Take &take)
    {
        for (std::size_t count = 0; count < max && !buffer.isEmpty() && (count == 0 || buffer.unseenDrops() == 0);
             ++count)
            take(buffer.take());
        serve();
    }
    /// What was taken and cannot be used is the next to be received, in its order.
    void putBack(Item *first, Item *end, quint64 drops)
    {
        while (end != first) {
            --end;
            buffer.putBack(std::move(*end), end == first ? drops : 0);
        }
        serve();
    }
    void close(std::exception_ptr e)
    {
        if (std::exchange(isClosed, true))
            return;
        error = std::move(e);
        for (Sender *sender : std::exchange(senders, {})) {
            sender->isListed = false;
            sender->wake();
        }
        if (hasEnded())
            release();
    }
    /// Nothing comes any more, beyond what is in the buffer.
    bool hasEnded() const { return isClosed && packing == 0; }
    /// Those who wait are to see the end.
    void release()
    {
        for (Receiver *receiver : std::exchange(receivers, {})) {
            receiver->isListed = false;
            receiver->wake();
        }
    }
    /// At the end of the stream: throws the error it ended with, once.
    void rethrow()
    {
        if (error)
            std::rethrow_exception(std::exchange(error, {}));
    }

    mutable std::mutex mutex;
    Buffer<T, Cost> buffer;
    std::list<Receiver *> receivers; ///< waiting; then the buffer is empty
    std::list<Sender *> senders;     ///< waiting; then the buffer is full
    std::exception_ptr error;
    bool isClosed = false;
    std::size_t packing = 0;               ///< senders that are about to call fill()
    std::atomic<bool> isWaitedFor = false; ///< somebody waits for an item; also read without the mutex, as a hint
};

} // namespace detail
} // namespace livebelt::async
