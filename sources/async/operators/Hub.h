// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/operators/Received.h>

#include <algorithm>
#include <deque>
#include <vector>

namespace livebelt::async::detail {

/// Where one run of a shared source leaves its items, and its subscribers find them. Any thread. In the channels,
/// lagged is the number of the item: from it a subscriber sees what it missed.
template<typename T>
class Hub
{
public:
    using Items = Channel<Received<T>>;
    struct Place
    {
        Items items;
        quint64 id = 0;
        quint64 first = 0; ///< the number of the first item that is for it
    };
    struct Parcel
    {
        Items to;
        Received<T> item;
    };

    explicit Hub(std::size_t replay) : m_replay(replay) {}

    Place add(quint64 capacity, Overflow policy)
    {
        const std::lock_guard lock(m_mutex);
        const auto replayed = std::ptrdiff_t(std::min<quint64>(m_newest.size(), std::max<quint64>(capacity, 1)));
        Place place{Items(capacity, policy), m_nextId++, m_count - quint64(replayed)};
        quint64 number = place.first;
        for (auto item = m_newest.end() - replayed; item != m_newest.end(); ++item) {
            Received<T> copy(*item, number++);
            place.items.trySend(copy);
        }
        if (m_hasEnded)
            place.items.fail(m_error);
        m_places.push_back(place);
        return place;
    }
    void remove(quint64 id)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_places, [id](const Place &place) { return place.id == id; });
    }
    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_places.empty();
    }

    /// Gives an item to all; what has to wait for room (Overflow::Block) is left in waiting, to be sent.
    void offer(T item, std::vector<Parcel> &waiting)
    {
        const std::lock_guard lock(m_mutex);
        for (Place &place : m_places) {
            Received<T> copy(item, m_count);
            if (!place.items.trySend(copy))
                waiting.push_back(Parcel{place.items, std::move(copy)});
        }
        ++m_count;
        if (m_replay == 0)
            return;
        if (m_newest.size() == m_replay)
            m_newest.pop_front();
        m_newest.push_back(std::move(item));
    }
    /// Nothing more comes. The first call counts.
    void end(std::exception_ptr error)
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_hasEnded, true))
            return;
        m_error = std::move(error);
        for (Place &place : m_places)
            place.items.fail(m_error);
    }

    std::vector<BufferStatistics> statistics() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<BufferStatistics> all;
        all.reserve(m_places.size());
        for (const Place &place : m_places)
            all.push_back(place.items.statistics());
        return all;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Place> m_places; ///< in the order they came
    std::deque<T> m_newest;      ///< for those who come late
    std::size_t m_replay;        ///< how many of those
    std::exception_ptr m_error;
    quint64 m_count = 0; ///< items so far
    quint64 m_nextId = 0;
    bool m_hasEnded = false;
};

} // namespace livebelt::async::detail
