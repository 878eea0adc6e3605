// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Fifo.h>
#include <livebelt/async/Overflow.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace livebelt::async {

/// The default weight of an item: a capacity is a number of items.
struct UnitCost
{
    template<typename T>
    quint64 operator()(const T &) const
    {
        return 1;
    }
};

/// A bounded queue with a policy, and its bookkeeping. No thread safety of its own: Channel and SignalQueue guard it.
/// An item that weighs more than the whole capacity is taken when nothing else is there.
template<typename T, typename Cost = UnitCost>
class Buffer
{
public:
    enum class Put { Taken, Full, Overflown };

    Buffer(quint64 capacity, Overflow policy) : m_capacity(std::max<quint64>(capacity, 1)), m_policy(policy) {}

    /// Full (policy Block) and Overflown (policy Fail) leave the item as it was.
    Put put(T &item)
    {
        const quint64 cost = Cost{}(std::as_const(item));
        if (!m_items.isEmpty() && m_statistics.cost + cost > m_capacity) {
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
                addGap();
                return Put::Taken;
            case Overflow::KeepLatest:
                while (!m_items.isEmpty())
                    dropOldest();
                break;
            case Overflow::DropOldest:
                while (!m_items.isEmpty() && m_statistics.cost + cost > m_capacity)
                    dropOldest();
                break;
            }
        }
        if ((end() & 63) == 0)
            m_marks.emplace_back(end(), std::chrono::steady_clock::now());
        ++m_statistics.sent;
        m_statistics.cost += cost;
        m_items.pushBack(std::move(item));
        m_statistics.highest = std::max<quint64>(m_statistics.highest, m_items.size());
        return Put::Taken;
    }

    /// Precondition: not empty.
    T take()
    {
        noteTaken();
        T item = std::move(m_items.front());
        m_items.popFront();
        return item;
    }
    /// The same, to the end of items.
    void takeTo(std::vector<T> &items)
    {
        noteTaken();
        items.push_back(std::move(m_items.front()));
        m_items.popFront();
    }
    /// Gives back an item that was taken and not used, and what unseenDrops() said before it was taken.
    void putBack(T item, quint64 drops)
    {
        --m_first;
        if (drops > 0)
            m_gaps.emplace_front(m_first, drops);
        m_statistics.cost += Cost{}(std::as_const(item));
        m_items.pushFront(std::move(item));
        --m_statistics.received;
    }

    bool isEmpty() const { return m_items.isEmpty(); }
    std::size_t size() const { return m_items.size(); }
    bool hasRoom() const { return m_items.isEmpty() || m_statistics.cost < m_capacity; }
    quint64 capacity() const { return m_capacity; }
    /// Drops nothing by itself: where it is less than what is there, the policy decides with the next item.
    void setCapacity(quint64 capacity) { m_capacity = std::max<quint64>(capacity, 1); }
    Overflow policy() const { return m_policy; }
    /// Items dropped just before the one that take() gives next.
    quint64 unseenDrops() const
    {
        return m_gaps.empty() || m_gaps.front().first != m_first ? 0 : m_gaps.front().second;
    }
    BufferStatistics statistics() const
    {
        BufferStatistics statistics = m_statistics;
        statistics.depth = m_items.size();
        return statistics;
    }

private:
    quint64 end() const { return m_first + m_items.size(); }
    /// The front item is about to be.
    void noteTaken()
    {
        m_statistics.cost -= Cost{}(std::as_const(m_items.front()));
        ++m_statistics.received;
        if (unseenDrops() > 0)
            m_gaps.pop_front();
        ++m_first;
        forgetMarks();
    }
    void dropOldest()
    {
        m_statistics.cost -= Cost{}(std::as_const(m_items.front()));
        [[maybe_unused]] const T dropped = std::move(m_items.front());
        m_items.popFront();
        ++m_statistics.dropped;
        const quint64 drops = unseenDrops() + 1;
        if (drops > 1)
            m_gaps.pop_front();
        ++m_first;
        if (unseenDrops() > 0)
            m_gaps.front().second += drops;
        else
            m_gaps.emplace_front(m_first, drops);
        forgetMarks();
    }
    /// An item that would have come after the last one was dropped.
    void addGap()
    {
        if (m_gaps.empty() || m_gaps.back().first != end())
            m_gaps.emplace_back(end(), 0);
        ++m_gaps.back().second;
    }
    void forgetMarks()
    {
        while (!m_marks.empty() && m_marks.front().first < m_first) {
            m_statistics.lateness = std::chrono::steady_clock::now() - m_marks.front().second;
            m_marks.pop_front();
        }
    }

    Fifo<T> m_items;
    std::deque<std::pair<quint64, std::chrono::steady_clock::time_point>>
        m_marks;                                    ///< when every 64th item came, by its number
    std::deque<std::pair<quint64, quint64>> m_gaps; ///< before which item, by its number, how many were dropped
    BufferStatistics m_statistics;
    quint64 m_capacity;
    quint64 m_first = 0; ///< the number of the front item among those that were taken in
    Overflow m_policy;
};

} // namespace livebelt::async
