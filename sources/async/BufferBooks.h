// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Fifo.h>
#include <livebelt/async/Overflow.h>

#include <utility>

namespace livebelt::async::detail {

/// The bookkeeping of a Buffer, for which it does not matter what the items are: how many there are and what they
/// weigh, what was dropped before which of them, and when every 64th one came. The items are numbered as they are taken
/// in. What happens at each item is inlined; the rest is not.
class BufferBooks
{
public:
    bool isEmpty() const { return m_statistics.depth == 0; }
    std::size_t size() const { return m_statistics.depth; }
    quint64 capacity() const { return m_capacity; }
    /// Drops nothing by itself: where it is less than what is there, the policy decides with the next item.
    void setCapacity(quint64 capacity) { m_capacity = std::max<quint64>(capacity, 1); }
    Overflow policy() const { return m_policy; }
    /// Items dropped just before the one that is taken next.
    quint64 unseenDrops() const { return m_gaps.isEmpty() ? 0 : dropsInFront(); }
    const BufferStatistics &statistics() const { return m_statistics; }

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
        return (isEmpty() && m_reserved == 0) || m_statistics.cost + m_reserved + cost <= m_capacity;
    }

protected:
    BufferBooks(quint64 capacity, Overflow policy);
    BufferBooks(BufferBooks &&) = delete;
    ~BufferBooks();

    // One item is about to be put in at the end, has been taken from the front, is dropped there, or is put back there.
    void comes(quint64 cost)
    {
        if (((m_first + m_statistics.depth) & 63) == 0)
            mark();
        ++m_statistics.sent;
        m_statistics.cost += cost;
        ++m_statistics.depth;
        m_statistics.highest = std::max(m_statistics.highest, m_statistics.depth);
    }
    void goes(quint64 cost)
    {
        m_statistics.cost -= cost;
        --m_statistics.depth;
        ++m_statistics.received;
        if (!m_gaps.isEmpty()) [[unlikely]]
            forgetDropsInFront();
        if ((m_first++ & 63) == 0)
            forgetMarks();
    }
    void isDropped(quint64 cost);
    void comesBack(quint64 cost, quint64 drops);
    /// The one that would have come after the last, and so many, are dropped.
    void isNotTaken();
    void addGap(quint64 drops);
    /// So many were sent and dropped elsewhere, and are nobody's gap.
    void countDropped(quint64 count);
    /// Whether something has to go before there is room for an item of that weight.
    bool mustMakeRoomFor(quint64 cost) const { return !isEmpty() && m_statistics.cost + cost > m_capacity; }
    void swapBooks(BufferBooks &other);
    /// As new.
    void restart();

private:
    using Gap = std::pair<quint64, quint64>;
    using Mark = std::pair<quint64, std::chrono::steady_clock::time_point>;

    quint64 dropsInFront() const;
    void forgetDropsInFront();
    void mark();
    void forgetMarks();

    BufferStatistics m_statistics;
    quint64 m_capacity;
    quint64 m_reserved = 0; ///< the cost of what is about to be put in
    quint64 m_first = 0;    ///< the number of the front item
    Overflow m_policy;
    Fifo<Gap> m_gaps;   ///< before which item, by its number, how many were dropped
    Fifo<Mark> m_marks; ///< when those came whose number 64 divides
};

} // namespace livebelt::async::detail
