// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace livebelt::async::detail {

/// Room for a number of items, in one piece: where items of any type lie that can be moved, bool and those with
/// constant members too. Each is made and destroyed in its place by whoever holds the room, which itself makes and
/// destroys none.
template<typename T>
class Slots
{
public:
    explicit Slots(std::size_t count) : m_first(std::allocator<T>().allocate(count)), m_count(count) {}
    Slots(Slots &&) = delete;
    ~Slots() { std::allocator<T>().deallocate(m_first, m_count); }

    std::size_t count() const { return m_count; }
    T &operator[](std::size_t number) const { return m_first[number]; }
    template<typename... Args>
    T &make(std::size_t number, Args &&...args)
    {
        return *std::construct_at(m_first + number, std::forward<Args>(args)...);
    }
    void destroy(std::size_t number) noexcept { std::destroy_at(m_first + number); }

private:
    T *m_first;
    std::size_t m_count;
};

/// As to = std::move(from), of items that need not be assignable.
template<typename T>
void refill(std::optional<T> &to, std::optional<T> &&from)
{
    to.reset();
    if (from)
        to.emplace(std::move(*from));
}

/// The same from where an item is; nothing, where there is none.
template<typename T>
void refill(std::optional<T> &to, T *from)
{
    to.reset();
    if (from)
        to.emplace(std::move(*from));
}

} // namespace livebelt::async::detail
