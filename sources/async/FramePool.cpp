// SPDX-License-Identifier: MIT
#include <livebelt/async/FramePool.h>

#include <new>

namespace livebelt::async::FramePool::detail {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool pooled = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool pooled = false;
#else
constexpr bool pooled = true;
#endif
#else
constexpr bool pooled = true;
#endif

constexpr unsigned keptPerClass = 256;

constinit thread_local bool t_opened = false;

/// Gives the thread's blocks back when it ends.
struct Guard
{
    Guard()
    {
        t_opened = true;
        t_lists.room.fill(keptPerClass);
    }
    ~Guard()
    {
        t_lists.room.fill(0);
        for (Block *&first : t_lists.first) {
            while (first) {
                Block *block = first;
                first = block->next;
                ::operator delete(block);
            }
        }
    }
};

} // namespace

constinit thread_local Lists t_lists;

void *allocateNew(std::size_t size)
{
    const std::size_t index = (size - 1) / step;
    return ::operator new(pooled &&index < classes ? (index + 1) * step : size);
}

/// The first block of a thread opens its lists; a full list, or one of a thread that has ended, takes no more.
void freeOld(void *memory, std::size_t size) noexcept
{
    if (pooled && !t_opened && size <= step * classes) {
        [[maybe_unused]] thread_local const Guard guard;
        free(memory, size);
        return;
    }
    ::operator delete(memory);
}

} // namespace livebelt::async::FramePool::detail
