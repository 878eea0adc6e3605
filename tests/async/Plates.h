// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Channel.h>

#include <functional>
#include <stdexcept>

/// Items of awkward kinds.
namespace livebelt::test {

/// Can be made, and copied, but not assigned.
struct Constant
{
    explicit Constant(int n) : number(n) {}
    const int number;
};

/// Can be moved, and nothing else.
struct Unassignable
{
    explicit Unassignable(int n) : number(n) {}
    Unassignable(Unassignable &&other) noexcept : number(std::exchange(other.number, -1)) {}
    Unassignable &operator=(Unassignable &&) = delete;
    int number;
};

/// Asks for a place of its own kind.
struct alignas(128) Wide
{
    explicit Wide(int n) : number(n) {}
    Wide(Wide &&other) noexcept : number(other.number) {}
    ~Wide() { isInPlace = isInPlace && reinterpret_cast<std::uintptr_t>(this) % 128 == 0; }
    int number;
    static inline bool isInPlace = true;
};

inline int numberOf(bool item)
{
    return item ? 1 : 0;
}
template<typename T>
    requires requires(const T &item) { item.number; }
int numberOf(const T &item)
{
    return item.number;
}

/// Counts how many there are.
class Counted
{
public:
    Counted() { ++count; }
    Counted(const Counted &) { ++count; }
    Counted &operator=(const Counted &) = default;
    ~Counted() { --count; }
    static inline int count = 0;
};

/// Has something done whenever one is copied or destroyed; it has no move of its own.
class Curious
{
public:
    explicit Curious(std::function<void()> f) : m_function(std::move(f)) {}
    Curious(const Curious &other) : m_function(other.m_function) { m_function(); }
    Curious &operator=(const Curious &) = delete;
    ~Curious() { m_function(); }

private:
    std::function<void()> m_function;
};

/// Its moves throw from the countdown on; none is lost by that.
class Stubborn
{
public:
    explicit Stubborn(int n, int movesLeft = 1'000'000) : number(n), m_movesLeft(movesLeft) {}
    Stubborn(Stubborn &&other) : number(other.number), m_movesLeft(other.m_movesLeft - 1)
    {
        if (m_movesLeft < 0)
            throw std::runtime_error("it does not move");
    }
    Stubborn &operator=(Stubborn &&) = delete;
    int number;

private:
    int m_movesLeft;
};

} // namespace livebelt::test
