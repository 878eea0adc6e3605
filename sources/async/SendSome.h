// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/ChannelState.h>

namespace livebelt::async::detail {

/// Puts in as many of items, from first on, as there is room for; the number of the first that is left.
template<typename T, typename Cost>
    requires isPlain<T>
std::size_t sendSome(ChannelState<T, Cost> &state, std::vector<T> &items, std::size_t first)
{
    using Put = typename ChannelState<T, Cost>::Put;
    typename ChannelState<T, Cost>::Dropped dropped;
    const std::lock_guard lock(state.mutex);
    for (; first < items.size() && !state.isClosed && state.senders.empty(); ++first) {
        T item(std::move(items[first])); // which is left as it was; a std::vector<bool> has no reference to give
        auto parcel = packed<T, Cost>(item);
        const Put result = state.buffer.put(parcel, dropped);
        if (result == Put::Full)
            break;
        if (result == Put::Overflown)
            state.close(std::make_exception_ptr(BufferOverflow()));
    }
    state.serve();
    return first;
}

/// What the items weigh, from first on, as many as are packed together.
template<typename T, typename Cost>
std::vector<quint64> weigh(const std::vector<T> &items, std::size_t first)
{
    std::vector<quint64> costs(std::min(items.size() - first, Parcel<T, Cost>::mostTogether));
    for (quint64 &cost : costs)
        cost = Cost{}(items[first++]);
    return costs;
}

/// The same. The lock is not held while they are packed, for the room that is kept for them. Where the move of an item
/// throws, those before it are in.
template<typename T, typename Cost>
std::size_t sendSome(ChannelState<T, Cost> &state, std::vector<T> &items, std::size_t first)
{
    std::vector<quint64> costs = weigh<T, Cost>(items, first);
    std::vector<Parcel<T, Cost>> packed;
    typename ChannelState<T, Cost>::Room room;
    std::exception_ptr error;
    while (true) {
        {
            typename ChannelState<T, Cost>::Dropped dropped;
            const std::lock_guard lock(state.mutex);
            state.fill(room, packed, dropped);
            room = state.reserve(costs);
        }
        packed.clear();
        if (room.items == 0)
            break;
        try {
            Parcel<T, Cost>::pack(items, first, costs, room.items, packed);
            costs = weigh<T, Cost>(items, first + packed.size());
        } catch (...) {
            error = std::current_exception();
            costs.clear();
        }
        first += packed.size();
    }
    if (error)
        std::rethrow_exception(error);
    return first;
}

/// item is left as it was where there is no room.
template<typename T, typename Cost>
bool sendNow(ChannelState<T, Cost> &state, T &item)
{
    typename ChannelState<T, Cost>::Dropped dropped;
    const quint64 cost = Cost{}(std::as_const(item));
    if constexpr (isPlain<T>) {
        Parcel<T, Cost> parcel(cost, std::move(item));
        const std::lock_guard lock(state.mutex);
        return !state.isClosed && state.senders.empty() && state.put(parcel, dropped);
    } else {
        typename ChannelState<T, Cost>::Room room;
        {
            const std::lock_guard lock(state.mutex);
            room = state.reserve(std::span(&cost, 1));
        }
        if (room.items == 0)
            return false;
        std::vector<Parcel<T, Cost>> parcels;
        std::exception_ptr error;
        try {
            parcels.emplace_back(cost, std::move(item));
        } catch (...) {
            error = std::current_exception();
        }
        {
            const std::lock_guard lock(state.mutex);
            state.fill(room, parcels, dropped);
        }
        if (error)
            std::rethrow_exception(error);
        return true;
    }
}

} // namespace livebelt::async::detail
