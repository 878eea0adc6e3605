// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

/// Memory for coroutine frames: lists of free blocks, one for each size and thread, bounded, since compilers do not
/// elide frames. A block may be freed on another thread than it came from. With the address sanitizer it is plain new
/// and delete, so that a frame used after its end is seen.
namespace livebelt::async::FramePool {

namespace detail {

inline constexpr std::size_t step = 64;
inline constexpr std::size_t classes = 32; // blocks up to 2 KiB

struct Block
{
    Block *next;
};
struct Lists
{
    std::array<Block *, classes> first{};
    std::array<unsigned, classes> room{}; ///< how many more may be kept; none before the first and after the thread
};
extern constinit thread_local Lists t_lists;

void *allocateNew(std::size_t size);
void freeOld(void *memory, std::size_t size) noexcept;

} // namespace detail

inline void *allocate(std::size_t size)
{
    const std::size_t index = (size - 1) / detail::step;
    if (index < detail::classes) {
        detail::Lists &lists = detail::t_lists;
        if (detail::Block *block = lists.first[index]) [[likely]] {
            lists.first[index] = block->next;
            ++lists.room[index];
            return block;
        }
    }
    return detail::allocateNew(size);
}

inline void free(void *memory, std::size_t size) noexcept
{
    const std::size_t index = (size - 1) / detail::step;
    if (index < detail::classes) {
        detail::Lists &lists = detail::t_lists;
        if (lists.room[index] > 0) [[likely]] {
            auto *block = static_cast<detail::Block *>(memory);
            block->next = lists.first[index];
            lists.first[index] = block;
            --lists.room[index];
            return;
        }
    }
    detail::freeOld(memory, size);
}

} // namespace livebelt::async::FramePool
