// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Buffer.h>
#include <livebelt/async/Waiter.h>

#include <atomic>
#include <exception>
#include <iterator>
#include <list>
#include <mutex>
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
/// that takes it to leave is either still in a list here or already in its loop's queue.
template<typename T, typename Cost>
struct ChannelState
{
    struct Receiver : Waiter
    {
        std::optional<T> item; ///< handed over, not yet seen by its coroutine
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
        explicit Sender(T i) : item(std::move(i)) {}
        T item;
        bool isListed = false;
        bool isTaken = false;
        template<typename Promise>
        void park(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine);
        }
    };

    ChannelState(quint64 capacity, Overflow policy) : buffer(capacity, policy) {}

    /// Full leaves the item; else it is in the buffer, with a receiver, or dropped by the policy.
    bool put(T &item)
    {
        const auto result = buffer.put(item);
        if (result == Buffer<T, Cost>::Put::Full)
            return false;
        if (result == Buffer<T, Cost>::Put::Overflown)
            close(std::make_exception_ptr(BufferOverflow()));
        serve();
        return true;
    }
    /// As many of the items from first on as there is room for; the number of the first that is left.
    std::size_t putSome(std::vector<T> &items, std::size_t first)
    {
        using Put = typename Buffer<T, Cost>::Put;
        while (first < items.size() && !isClosed && senders.empty()) {
            const Put result = buffer.put(items[first]);
            if (result == Put::Full)
                break;
            ++first;
            if (result == Put::Overflown)
                close(std::make_exception_ptr(BufferOverflow()));
        }
        serve();
        return first;
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
        while (!senders.empty() && buffer.put(senders.front()->item) == Buffer<T, Cost>::Put::Taken) {
            Sender *sender = senders.front();
            senders.pop_front();
            sender->isListed = false;
            sender->isTaken = true;
            sender->wake();
        }
    }
    Batch<T> takeBatch(std::size_t max)
    {
        Batch<T> batch;
        batch.dropsBefore = buffer.unseenDrops();
        takeInto(batch, max);
        return batch;
    }
    /// A gap inside a batch would be misplaced, so one ends where items are missing.
    void takeInto(Batch<T> &batch, std::size_t max)
    {
        batch.items.reserve(std::min(max, batch.items.size() + buffer.size()));
        while (batch.items.size() < max && !buffer.isEmpty() && (batch.items.empty() || buffer.unseenDrops() == 0))
            buffer.takeTo(batch.items);
        serve();
    }
    void close(std::exception_ptr e)
    {
        if (std::exchange(isClosed, true))
            return;
        error = std::move(e);
        for (Receiver *receiver : std::exchange(receivers, {})) {
            receiver->isListed = false;
            receiver->wake();
        }
        for (Sender *sender : std::exchange(senders, {})) {
            sender->isListed = false;
            sender->wake();
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
    std::atomic<bool> isWaitedFor = false; ///< somebody waits for an item; also read without the mutex, as a hint
    unsigned turns = 0;
};

} // namespace detail
} // namespace livebelt::async
