// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>
#include <livebelt/async/operators/Received.h>

#include <algorithm>
#include <vector>

namespace livebelt::async::detail {

/// Where one run of a shared source leaves its items, and its subscribers find them. Any thread. In the channels,
/// lagged is the number of the item: from it a subscriber sees what it missed. All share one item, which each copies as
/// it takes it: so no code of the items runs while the mutex is held.
template<typename T>
class Hub
{
public:
    using Item = std::shared_ptr<const T>;
    using Items = Channel<Received<Item>>;
    struct Place
    {
        Items items;
        quint64 id = 0;
        quint64 first = 0; ///< the number of the first item that is for it
    };
    struct Parcel
    {
        Items to;
        Received<Item> item;
    };

    explicit Hub(std::size_t replay) : m_replay(replay) {}

    /// So many items are replayed at most. Of those, and of what comes, so many wait as bound says once fewer do.
    Place add(quint64 most, quint64 bound, Overflow policy)
    {
        const std::lock_guard lock(m_mutex);
        const quint64 replayed = std::min<quint64>(m_newest.size(), most);
        Place place{Items(std::max(most, bound), policy), m_nextId++, m_count - replayed};
        for (quint64 number = place.first; number < m_count; ++number) {
            Received<Item> item(m_newest[std::size_t(number % m_replay)], number);
            place.items.trySend(item);
        }
        place.items.setCapacity(bound);
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

    /// Gives an item to all; what has to wait for room (Overflow::Block) is left in waiting, to be sent. Only for the
    /// one who distributes.
    void offer(T given, std::vector<Parcel> &waiting)
    {
        const Item item = std::make_shared<const T>(std::move(given));
        Item old; // what it forgets
        quint64 number = 0;
        {
            const std::lock_guard lock(m_mutex);
            m_addressees = m_places;
            number = m_count++;
            if (m_replay > 0 && m_newest.size() < m_replay)
                m_newest.push_back(item);
            else if (m_replay > 0)
                old = std::exchange(m_newest[std::size_t(number % m_replay)], item);
        }
        for (Place &place : m_addressees) {
            Received<Item> received(item, number);
            if (!place.items.trySend(received))
                waiting.push_back(Parcel{place.items, std::move(received)});
        }
        m_addressees.clear();
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
    std::vector<Place> m_places;     ///< in the order they came
    std::vector<Place> m_addressees; ///< of the item that is just offered; without the mutex
    std::vector<Item> m_newest;      ///< for those who come late: each at its number modulo m_replay
    std::size_t m_replay;            ///< how many of those
    std::exception_ptr m_error;
    quint64 m_count = 0; ///< items so far
    quint64 m_nextId = 0;
    bool m_hasEnded = false;
};

} // namespace livebelt::async::detail
