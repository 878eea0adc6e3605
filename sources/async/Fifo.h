// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Slots.h>

#include <algorithm>
#include <cstdint>
#include <list>

namespace livebelt::async {

/// A queue of items that can be moved; nothing else is asked of them. They lie in blocks: a small one first, and each
/// further one twice as large, up to 64 items or 2 KiB, whichever is more. A std::deque allocates for every 512 bytes,
/// which is every third record. An item is destroyed as it is popped. Where an item's move throws, the queue is as it
/// was.
template<typename T>
class Fifo
{
public:
    /// most: so many are expected at most; the first block has no room for more.
    explicit Fifo(std::size_t most = SIZE_MAX) : m_nextCount(std::clamp<std::size_t>(most, 1, smallCount)) {}
    Fifo(Fifo &&other) noexcept : m_nextCount(other.m_nextCount) { swap(other); }
    Fifo &operator=(Fifo &&other) noexcept
    {
        Fifo old(std::move(other));
        swap(old);
        return *this;
    }
    ~Fifo()
    {
        while (!isEmpty())
            popFront();
    }

    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    /// Precondition: not empty; so for back() and popFront().
    T &front() { return m_blocks.front().room[m_blocks.front().begin]; }
    const T &front() const { return m_blocks.front().room[m_blocks.front().begin]; }
    T &back() { return m_blocks.back().room[m_blocks.back().end - 1]; }
    const T &back() const { return m_blocks.back().room[m_blocks.back().end - 1]; }

    void pushBack(T &&item)
    {
        if (!m_blocks.empty() && m_blocks.back().end < m_blocks.back().room.count()) [[likely]] {
            m_blocks.back().room.make(m_blocks.back().end, std::move(item));
            ++m_blocks.back().end;
        } else {
            pushBackInNew(std::move(item));
        }
        ++m_size;
    }
    [[gnu::cold]] void pushFront(T &&item)
    {
        if (m_size == 0)
            return pushBack(std::move(item));
        if (m_blocks.front().begin > 0) {
            m_blocks.front().room.make(m_blocks.front().begin - 1, std::move(item));
            --m_blocks.front().begin;
        } else {
            Blocks added;
            Block &block = added.emplace_back(smallCount, smallCount);
            block.room.make(smallCount - 1, std::move(item));
            --block.begin;
            m_blocks.splice(m_blocks.begin(), added);
        }
        ++m_size;
    }
    void popFront()
    {
        Block &block = m_blocks.front();
        block.room.destroy(block.begin);
        --m_size;
        if (++block.begin < block.end)
            return;
        if (m_size > 0)
            m_blocks.pop_front();
        else
            block.begin = block.end = 0; // and keeps its memory for the next
    }

    void swap(Fifo &other) noexcept
    {
        m_blocks.swap(other.m_blocks);
        std::swap(m_size, other.m_size);
        std::swap(m_nextCount, other.m_nextCount);
    }

private:
    struct Block
    {
        Block(std::size_t count, std::size_t place) : room(count), begin(place), end(place) {}
        detail::Slots<T> room;
        std::size_t begin; ///< from here on there are items
        std::size_t end;
    };
    using Blocks = std::list<Block>;

    static constexpr std::size_t smallCount = std::max<std::size_t>(1, 256 / sizeof(T));
    static constexpr std::size_t largeCount = std::max<std::size_t>(64, 2048 / sizeof(T));

    [[gnu::cold, gnu::noinline]] void pushBackInNew(T &&item)
    {
        Blocks added;
        Block &block = added.emplace_back(m_nextCount, 0);
        block.room.make(0, std::move(item));
        ++block.end;
        m_blocks.splice(m_blocks.end(), added);
        m_nextCount = std::min(2 * m_nextCount, largeCount);
    }

    Blocks m_blocks; ///< none of them empty, but for the only one
    std::size_t m_size = 0;
    std::size_t m_nextCount; ///< for how many items the next block has room
};

} // namespace livebelt::async
