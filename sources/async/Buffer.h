// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/BufferBooks.h>
#include <livebelt/async/Parcel.h>

namespace livebelt::async {

/// A bounded queue with a policy, and its bookkeeping. No thread safety of its own: Channel and SignalQueue guard it.
/// It runs no code of the items, which are packed before and unpacked after. An item that weighs more than the whole
/// capacity is taken when nothing else is there.
template<typename T, typename Cost = UnitCost>
class Buffer : public detail::BufferBooks
{
public:
    using Item = detail::Parcel<T, Cost>;
    using Dropped = detail::Dropped<Item>;
    enum class Put { Taken, Full, Overflown };

    Buffer(quint64 capacity, Overflow policy) : BufferBooks(capacity, policy), m_items(std::max<quint64>(capacity, 1))
    {
    }

    /// Full (policy Block) and Overflown (policy Fail) leave the item as it was, and so does what drops it (policy
    /// DropNewest); whoever calls destroys it.
    Put put(Item &item, Dropped &dropped)
    {
        if (!hasRoomFor(item.cost())) {
            const std::optional<Put> result = makeRoom(item, dropped);
            if (result)
                return *result;
        }
        add(std::move(item));
        return Put::Taken;
    }
    /// Whatever the policy says.
    void add(Item &&item)
    {
        comes(item.cost());
        m_items.pushBack(std::move(item));
    }
    /// Puts in what a later buffer with the same bound and policy has, which is left empty: together they are as one.
    [[gnu::cold, gnu::noinline]] Put append(Buffer &later, Dropped &dropped)
    {
        const quint64 missing = later.statistics().dropped;
        if (missing > 0 && (policy() == Overflow::DropOldest || policy() == Overflow::KeepLatest))
            dropAll(dropped); // it is older than what was dropped there
        Put result = Put::Taken;
        while (!later.isEmpty() && result == Put::Taken) {
            addGap(later.unseenDrops());
            Item item = later.take();
            result = put(item, dropped);
            dropped.add(std::move(item)); // unless it is in
        }
        addGap(later.unseenDrops());
        const quint64 left = later.size(); // behind one that was too many
        while (!later.isEmpty())
            dropped.add(later.take());
        countDropped(missing + left);
        later.restart();
        return result;
    }

    /// Precondition: not empty.
    Item take()
    {
        Item item = std::move(m_items.front());
        m_items.popFront();
        goes(item.cost());
        return item;
    }
    /// Gives back an item that was taken and not used, and what unseenDrops() said before it was taken.
    void putBack(Item &&item, quint64 drops)
    {
        comesBack(item.cost(), drops);
        m_items.pushFront(std::move(item));
    }
    void swap(Buffer &other)
    {
        swapBooks(other);
        m_items.swap(other.m_items);
    }

private:
    /// Nothing: there is room now.
    [[gnu::noinline]] std::optional<Put> makeRoom(const Item &item, Dropped &dropped)
    {
        switch (policy()) {
        case Overflow::Block:
            return Put::Full;
        case Overflow::Fail:
            countDropped(1);
            return Put::Overflown;
        case Overflow::DropNewest:
            isNotTaken();
            return Put::Taken;
        case Overflow::KeepLatest:
            dropAll(dropped);
            break;
        case Overflow::DropOldest:
            while (mustMakeRoomFor(item.cost()))
                dropOldest(dropped);
            break;
        }
        return std::nullopt;
    }
    void dropAll(Dropped &dropped)
    {
        while (!isEmpty())
            dropOldest(dropped);
    }
    [[gnu::noinline]] void dropOldest(Dropped &dropped)
    {
        const quint64 cost = m_items.front().cost();
        dropped.add(std::move(m_items.front()));
        m_items.popFront();
        isDropped(cost);
    }

    Fifo<Item> m_items;
};

} // namespace livebelt::async
