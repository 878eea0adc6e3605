// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>

#include <deque>
#include <optional>
#include <vector>

namespace livebelt::async::detail {

/// The streams that a flatMap() runs at once, and the one of whose items they are made. Whose turn it is has a number:
/// that of a stream, or the next one after all of them for the source.
class SideBySide
{
public:
    template<typename T>
    SideBySide(AsyncIterator<T> items, std::size_t most) : m_most(most), m_outer(std::move(items), m_turns, most)
    {
        m_turns.add(most);
    }
    SideBySide(SideBySide &&) = delete;
    ~SideBySide();

    bool isOver() const { return m_isOuterOver && m_idle.size() == m_inners.size(); }
    auto next() { return m_turns.next(); }
    /// Where an item of the stream of that number is, up to the next call: nothing, where it has none.
    void *itemOf(std::size_t number);
    /// The same of the source: then the stream that is made of it is to be added.
    void *outerItem(std::size_t number);
    template<typename U>
    void add(AsyncIterator<U> stream)
    {
        const std::size_t place = takePlace();
        m_inners[place].emplace(std::move(stream), m_turns, place);
    }

private:
    std::size_t takePlace();

    std::size_t m_most;
    Turns m_turns;
    FetchCore m_outer;
    std::deque<std::optional<FetchCore>> m_inners; ///< as many as have been needed at once, at most that many
    std::vector<std::size_t> m_idle;               ///< of those
    bool m_isOuterOver = false;
    bool m_outerWaits = false; ///< for one of the idle
};

} // namespace livebelt::async::detail
