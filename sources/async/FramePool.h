// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace livebelt::async::FramePool {

/// Memory for coroutine frames: lists of free blocks, one for each size and thread, bounded, since compilers do not
/// elide frames. A block may be freed on another thread than it came from. With the address sanitizer it is plain new
/// and delete, so that a frame used after its end is seen.
void *allocate(std::size_t size);
void free(void *memory, std::size_t size) noexcept;

} // namespace livebelt::async::FramePool
