// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Fifo.h>
#include <livebelt/async/Overflow.h>
#include <livebelt/async/Parcel.h>

namespace livebelt::async {

/// A bounded queue with a policy, and its bookkeeping. No thread safety of its own: Channel and SignalQueue guard it.
/// It runs no code of the items, which are packed before and unpacked after. An item that weighs more than the whole
/// capacity is taken when nothing else is there.
template<typename T, typename Cost = UnitCost>
class Buffer
{
public:
    using Item = detail::Parcel<T, Cost>;
    using Dropped = detail::Dropped<Item>;
    enum class Put { Taken, Full, Overflown };

    Buffer(quint64 capacity, Overflow policy)
        : m_items(std::max<quint64>(capacity, 1)), m_capacity(std::max<quint64>(capacity, 1)), m_policy(policy)
    {
    }

    /// Full (policy Block) and Overflown (policy Fail) leave the item as it was, and so does what drops it (policy
    /// DropNewest); whoever calls destroys it.
    Put put(Item &item, Dropped &dropped)
    {
        if (!hasRoomFor(item.cost())) {
            switch (m_policy) {
            case Overflow::Block:
                return Put::Full;
            case Overflow::Fail:
                ++m_statistics.sent;
                ++m_statistics.dropped;
                return Put::Overflown;
            case Overflow::DropNewest:
                ++m_statistics.sent;
                ++m_statistics.dropped;
                addGap(1);
                return Put::Taken;
            case Overflow::KeepLatest:
                dropAll(dropped);
                break;
            case Overflow::DropOldest:
                while (!m_items.isEmpty() && m_statistics.cost + item.cost() > m_capacity)
                    dropOldest(dropped);
                break;
            }
        }
        add(std::move(item));
        return Put::Taken;
    }
    /// Whatever the policy says.
    void add(Item &&item)
    {
        if ((end() & 63) == 0)
            m_marks.pushBack({end(), std::chrono::steady_clock::now()});
        ++m_statistics.sent;
        m_statistics.cost += item.cost();
        m_items.pushBack(std::move(item));
        m_statistics.highest = std::max<quint64>(m_statistics.highest, m_items.size());
    }
    /// Puts in what a later buffer with the same bound and policy has, which is left empty: together they are as one.
    Put append(Buffer &later, Dropped &dropped)
    {
        const quint64 missing = later.m_statistics.dropped;
        if (missing > 0 && (m_policy == Overflow::DropOldest || m_policy == Overflow::KeepLatest))
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
        m_statistics.sent += missing + left;
        m_statistics.dropped += missing + left;
        later = Buffer(m_capacity, m_policy);
        return result;
    }

    /// Precondition: not empty.
    Item take()
    {
        Item item = std::move(m_items.front());
        m_items.popFront();
        m_statistics.cost -= item.cost();
        ++m_statistics.received;
        if (unseenDrops() > 0)
            m_gaps.popFront();
        ++m_first;
        forgetMarks();
        return item;
    }
    /// Gives back an item that was taken and not used, and what unseenDrops() said before it was taken.
    void putBack(Item &&item, quint64 drops)
    {
        --m_first;
        if (drops > 0)
            m_gaps.pushFront({m_first, drops});
        m_statistics.cost += item.cost();
        m_items.pushFront(std::move(item));
        --m_statistics.received;
    }

    /// Keeps room for what is about to be put in, until unreserve(). False: there is none.
    bool reserve(quint64 cost)
    {
        const bool hasRoom = hasRoomFor(cost);
        m_reserved += hasRoom ? cost : 0;
        return hasRoom;
    }
    void unreserve(quint64 cost) { m_reserved -= cost; }
    bool hasRoomFor(quint64 cost) const
    {
        return (m_items.isEmpty() && m_reserved == 0) || m_statistics.cost + m_reserved + cost <= m_capacity;
    }

    bool isEmpty() const { return m_items.isEmpty(); }
    std::size_t size() const { return m_items.size(); }
    quint64 capacity() const { return m_capacity; }
    /// Drops nothing by itself: where it is less than what is there, the policy decides with the next item.
    void setCapacity(quint64 capacity) { m_capacity = std::max<quint64>(capacity, 1); }
    Overflow policy() const { return m_policy; }
    /// Items dropped just before the one that take() gives next.
    quint64 unseenDrops() const
    {
        return m_gaps.isEmpty() || m_gaps.front().first != m_first ? 0 : m_gaps.front().second;
    }
    BufferStatistics statistics() const
    {
        BufferStatistics statistics = m_statistics;
        statistics.depth = m_items.size();
        return statistics;
    }

private:
    quint64 end() const { return m_first + m_items.size(); }
    void dropAll(Dropped &dropped)
    {
        while (!m_items.isEmpty())
            dropOldest(dropped);
    }
    void dropOldest(Dropped &dropped)
    {
        m_statistics.cost -= m_items.front().cost();
        dropped.add(std::move(m_items.front()));
        m_items.popFront();
        ++m_statistics.dropped;
        const quint64 drops = unseenDrops() + 1;
        if (drops > 1)
            m_gaps.popFront();
        ++m_first;
        if (unseenDrops() > 0)
            m_gaps.front().second += drops;
        else
            m_gaps.pushFront({m_first, drops});
        forgetMarks();
    }
    /// So many that would have come after the last one were dropped.
    void addGap(quint64 drops)
    {
        if (drops == 0)
            return;
        if (m_gaps.isEmpty() || m_gaps.back().first != end())
            m_gaps.pushBack({end(), 0});
        m_gaps.back().second += drops;
    }
    void forgetMarks()
    {
        while (!m_marks.isEmpty() && m_marks.front().first < m_first) {
            m_statistics.lateness = std::chrono::steady_clock::now() - m_marks.front().second;
            m_marks.popFront();
        }
    }

    Fifo<Item> m_items;
    Fifo<std::pair<quint64, std::chrono::steady_clock::time_point>>
        m_marks;                              ///< when every 64th item came, by its number
    Fifo<std::pair<quint64, quint64>> m_gaps; ///< before which item, by its number, how many were dropped
    BufferStatistics m_statistics;
    quint64 m_capacity;
    quint64 m_reserved = 0; ///< the cost of what is about to be put in
    quint64 m_first = 0;    ///< the number of the front item among those that were taken in
    Overflow m_policy;
};

} // namespace livebelt::async
