// SPDX-License-Identifier: MIT
#include "sources/async/FramePool.h"

#include <array>
#include <new>

namespace livebelt::async::FramePool {

namespace {

constexpr std::size_t step = 64;
constexpr std::size_t classes = 32; // blocks up to 2 KiB
constexpr unsigned keptPerClass = 256;

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

struct Block
{
    Block *next;
};

struct Lists
{
    std::array<Block *, classes> first{};
    std::array<unsigned, classes> count{};
};

constinit thread_local Lists t_lists;
constinit thread_local bool t_guarded = false;
constinit thread_local bool t_closed = false;

/// Gives the thread's blocks back when it ends.
struct Guard
{
    Guard() { t_guarded = true; }
    ~Guard()
    {
        t_closed = true;
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

void *allocate(std::size_t size)
{
    const std::size_t index = (size - 1) / step;
    if (!pooled || index >= classes)
        return ::operator new(size);
    if (Block *block = t_lists.first[index]) {
        t_lists.first[index] = block->next;
        --t_lists.count[index];
        return block;
    }
    return ::operator new((index + 1) * step);
}

void free(void *memory, std::size_t size) noexcept
{
    const std::size_t index = (size - 1) / step;
    if (!pooled || index >= classes || t_closed || t_lists.count[index] >= keptPerClass) {
        ::operator delete(memory);
        return;
    }
    if (!t_guarded) [[unlikely]] {
        [[maybe_unused]] thread_local const Guard guard;
    }
    auto *block = static_cast<Block *>(memory);
    block->next = t_lists.first[index];
    t_lists.first[index] = block;
    ++t_lists.count[index];
}

} // namespace livebelt::async::FramePool
