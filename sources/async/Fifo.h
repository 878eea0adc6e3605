// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <utility>
#include <vector>

namespace livebelt::async {

/// A queue whose items lie in blocks of 64 or more. A std::deque allocates for every 512 bytes, which is every third
/// record; where one thread fills it and another one empties it, that is a good part of what an item costs.
template<typename T>
class Fifo
{
public:
    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    /// Precondition: not empty; so for popFront().
    T &front() { return m_blocks.front()[m_taken]; }

    void pushBack(T &&item)
    {
        if (m_blocks.empty() || m_blocks.back().size() >= blockSize)
            m_blocks.emplace_back().reserve(blockSize);
        m_blocks.back().push_back(std::move(item));
        ++m_size;
    }
    void pushFront(T &&item)
    {
        if (m_size == 0)
            return pushBack(std::move(item));
        if (m_taken > 0)
            m_blocks.front()[--m_taken] = std::move(item);
        else
            m_blocks.emplace_front().push_back(std::move(item));
        ++m_size;
    }
    /// The item stays in its block for a while: it is to be moved from before.
    void popFront()
    {
        --m_size;
        if (++m_taken < m_blocks.front().size())
            return;
        m_taken = 0;
        if (m_size > 0)
            m_blocks.pop_front();
        else
            m_blocks.front().clear(); // and keeps its memory for the next
    }

private:
    static constexpr std::size_t blockSize = std::max<std::size_t>(64, 2048 / sizeof(T));

    std::list<std::vector<T>> m_blocks; ///< none of them empty, but for the only one
    std::size_t m_taken = 0;            ///< of the first block
    std::size_t m_size = 0;
};

} // namespace livebelt::async
