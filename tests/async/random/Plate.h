// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <utility>

namespace livebelt::test {

/// An item that can only be in one place, and counts how many there are.
class Plate
{
public:
    explicit Plate(int number) : m_number(number) { ++alive; }
    Plate(Plate &&other) noexcept : m_number(std::exchange(other.m_number, -1)) { ++alive; }
    Plate &operator=(Plate &&other) noexcept
    {
        m_number = std::exchange(other.m_number, -1);
        return *this;
    }
    ~Plate() { --alive; }
    int number() const { return m_number; } ///< -1 where it has been moved from

    static inline std::atomic<int> alive = 0;

private:
    int m_number;
};

} // namespace livebelt::test
