// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Clock.h>
#include <livebelt/async/FramePool.h>

#include <map>

namespace livebelt::async {

class Sleeper;

/// Memory of the thread's pool for containers that come and go.
template<typename T>
struct PoolAllocator
{
    using value_type = T;
    PoolAllocator() = default;
    template<typename U>
    PoolAllocator(const PoolAllocator<U> &)
    {
    }
    T *allocate(std::size_t count) { return static_cast<T *>(FramePool::allocate(count * sizeof(T))); }
    void deallocate(T *memory, std::size_t count) { FramePool::free(memory, count * sizeof(T)); }
    bool operator==(const PoolAllocator &) const = default;
};

/// Those who sleep on a thread, by the time they are due; equals in the order they came.
using Sleepers = std::multimap<Clock::TimePoint, Sleeper *, std::less<>,
                               PoolAllocator<std::pair<const Clock::TimePoint, Sleeper *>>>;

} // namespace livebelt::async
