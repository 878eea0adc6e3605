// SPDX-License-Identifier: MIT
#include <livebelt/async/BufferBooks.h>

namespace livebelt::async::detail {

BufferBooks::BufferBooks(quint64 capacity, Overflow policy)
    : m_capacity(std::max<quint64>(capacity, 1)), m_policy(policy)
{
}

BufferBooks::~BufferBooks() = default;

void BufferBooks::isDropped(quint64 cost)
{
    m_statistics.cost -= cost;
    --m_statistics.depth;
    ++m_statistics.dropped;
    const quint64 drops = unseenDrops() + 1;
    forgetDropsInFront();
    ++m_first;
    if (unseenDrops() > 0)
        m_gaps.front().second += drops;
    else
        m_gaps.pushFront({m_first, drops});
    forgetMarks();
}

void BufferBooks::comesBack(quint64 cost, quint64 drops)
{
    --m_first;
    if (drops > 0)
        m_gaps.pushFront({m_first, drops});
    m_statistics.cost += cost;
    ++m_statistics.depth;
    --m_statistics.received;
}

void BufferBooks::isNotTaken()
{
    countDropped(1);
    addGap(1);
}

void BufferBooks::addGap(quint64 drops)
{
    if (drops == 0)
        return;
    const quint64 end = m_first + m_statistics.depth;
    if (m_gaps.isEmpty() || m_gaps.back().first != end)
        m_gaps.pushBack({end, 0});
    m_gaps.back().second += drops;
}

void BufferBooks::countDropped(quint64 count)
{
    m_statistics.sent += count;
    m_statistics.dropped += count;
}

void BufferBooks::swapBooks(BufferBooks &other)
{
    std::swap(m_statistics, other.m_statistics);
    std::swap(m_capacity, other.m_capacity);
    std::swap(m_reserved, other.m_reserved);
    std::swap(m_first, other.m_first);
    std::swap(m_policy, other.m_policy);
    std::swap(m_gaps, other.m_gaps);
    std::swap(m_marks, other.m_marks);
}

void BufferBooks::restart()
{
    m_statistics = {};
    m_reserved = 0;
    m_first = 0;
    m_gaps = Fifo<Gap>();
    m_marks = Fifo<Mark>();
}

quint64 BufferBooks::dropsInFront() const
{
    return m_gaps.front().first == m_first ? m_gaps.front().second : 0;
}

void BufferBooks::forgetDropsInFront()
{
    if (unseenDrops() > 0)
        m_gaps.popFront();
}

void BufferBooks::mark()
{
    m_marks.pushBack({m_first + m_statistics.depth, std::chrono::steady_clock::now()});
}

void BufferBooks::forgetMarks()
{
    while (!m_marks.isEmpty() && m_marks.front().first < m_first) {
        m_statistics.lateness = std::chrono::steady_clock::now() - m_marks.front().second;
        m_marks.popFront();
    }
}

} // namespace livebelt::async::detail
