// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/FramePool.h>
#include <livebelt/async/Slots.h>
#include <livebelt/async/UnitCost.h>

#include <algorithm>
#include <atomic>
#include <new>
#include <type_traits>
#include <vector>

namespace livebelt::async::detail {

/// An item, and what it weighs, which is asked once.
template<typename T, typename Cost>
struct Weighed
{
    template<typename... Args>
    explicit Weighed(quint64 c, Args &&...args) : item(std::forward<Args>(args)...), m_cost(c)
    {
    }
    quint64 cost() const { return m_cost; }
    T item;

private:
    quint64 m_cost;
};
template<typename T>
struct Weighed<T, UnitCost>
{
    template<typename... Args>
    explicit Weighed(quint64, Args &&...args) : item(std::forward<Args>(args)...)
    {
    }
    static quint64 cost() { return 1; }
    T item;
};

/// Moving it runs none of its code, and it is small.
template<typename T>
inline constexpr bool isPlain =
    std::is_trivially_move_constructible_v<T> && std::is_trivially_destructible_v<T> && sizeof(T) <= 64;

/// An item on its way. Handing the parcel on, from queue to queue and under a lock, runs no code of the item's and does
/// not throw: unless it is plain, it lies still on the heap until it is unpacked, which leaves the parcel empty.
template<typename T, typename Cost, bool = isPlain<T>>
class Parcel
{
public:
    static constexpr bool isOnHeap = false;
    template<typename... Args>
    explicit Parcel(quint64 cost, Args &&...args) : m_content(cost, std::forward<Args>(args)...)
    {
    }
    T &item() { return m_content.item; }
    quint64 cost() const { return m_content.cost(); }

private:
    Weighed<T, Cost> m_content;
};

template<typename T, typename Cost>
class Parcel<T, Cost, false>
{
public:
    static constexpr bool isOnHeap = true;
    /// As many items lie in one piece of memory at most.
    static constexpr std::size_t mostTogether = std::clamp<std::size_t>(16'384 / sizeof(T), 1, 256);

    template<typename... Args>
    explicit Parcel(quint64 cost, Args &&...args) : m_place(new Place(nullptr, cost, std::forward<Args>(args)...))
    {
    }
    /// Packs so many of items, from first on, which weigh what costs says. Where the move of one throws, those before
    /// it are packed.
    static void pack(std::vector<T> &items, std::size_t first, const std::vector<quint64> &costs, std::size_t count,
                     std::vector<Parcel> &to);

    Parcel(Parcel &&other) noexcept : m_place(std::exchange(other.m_place, nullptr)) {}
    Parcel &operator=(Parcel &&other) noexcept
    {
        std::swap(m_place, other.m_place);
        return *this;
    }
    ~Parcel()
    {
        if (m_place)
            m_place->leave();
    }
    bool isEmpty() const { return !m_place; }
    T &item() { return m_place->content.item; }
    quint64 cost() const { return m_place->content.cost(); }

private:
    struct Lot;
    struct Place
    {
        template<typename... Args>
        explicit Place(Lot *l, quint64 cost, Args &&...args) : content(cost, std::forward<Args>(args)...), lot(l)
        {
        }
        void leave() noexcept;
        static void *operator new(std::size_t size) { return FramePool::allocate(size); }
        static void operator delete(void *memory, std::size_t size) noexcept { FramePool::free(memory, size); }
        static void *operator new(std::size_t size, std::align_val_t to) { return ::operator new(size, to); }
        static void operator delete(void *memory, std::align_val_t to) noexcept { ::operator delete(memory, to); }

        Weighed<T, Cost> content;
        Lot *lot; ///< null: it lies alone
    };
    /// Memory that several share, from one thread or several.
    struct Lot
    {
        explicit Lot(std::size_t count) : places(count) {}
        Slots<Place> places;
        std::atomic<std::size_t> left = 0; ///< that are still in use
    };

    explicit Parcel(Place *place) : m_place(place) {}

    Place *m_place;
};

template<typename T, typename Cost>
void Parcel<T, Cost, false>::Place::leave() noexcept
{
    Lot *const shared = lot;
    if (!shared) {
        delete this;
        return;
    }
    std::destroy_at(this);
    if (shared->left.fetch_sub(1, std::memory_order_acq_rel) == 1)
        delete shared;
}

template<typename T, typename Cost>
void Parcel<T, Cost, false>::pack(std::vector<T> &items, std::size_t first, const std::vector<quint64> &costs,
                                  std::size_t count, std::vector<Parcel> &to)
{
    struct Loading
    {
        explicit Loading(std::size_t count) : lot(std::make_unique<Lot>(count)) {}
        ~Loading()
        {
            lot->left.store(loaded, std::memory_order_relaxed);
            if (loaded > 0)
                lot.release(); // it belongs to those who lie in it
        }
        std::unique_ptr<Lot> lot;
        std::size_t loaded = 0;
    };
    to.reserve(to.size() + count);
    if (count == 1) {
        to.emplace_back(Parcel(costs[0], std::move(items[first])));
        return;
    }
    Loading loading(count);
    for (std::size_t i = 0; i < count; ++i) {
        Place &place = loading.lot->places.make(i, loading.lot.get(), costs[i], std::move(items[first + i]));
        ++loading.loaded;
        to.push_back(Parcel(&place));
    }
}

template<typename T, typename Cost>
Parcel<T, Cost> packed(T &item)
{
    const quint64 cost = Cost{}(std::as_const(item));
    return Parcel<T, Cost>(cost, std::move(item));
}

/// What a queue has dropped, to be destroyed once its lock is let go, or it may be used again: declared before those.
template<typename Item>
class Dropped
{
public:
    void add(Item &&item)
    {
        if constexpr (Item::isOnHeap) {
            if (!item.isEmpty())
                m_items.push_back(std::move(item));
        }
    }

private:
    std::vector<Item> m_items;
};

} // namespace livebelt::async::detail
