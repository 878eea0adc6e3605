// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/async/Allocations.h"

#include <cstdlib>
#include <new>

namespace {
constinit thread_local quint64 t_count = 0;

void *counted(std::size_t size)
{
    ++t_count;
    if (void *memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
} // namespace

void *operator new(std::size_t size)
{
    return counted(size);
}
void *operator new[](std::size_t size)
{
    return counted(size);
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete[](void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete[](void *memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace livebelt::bench {

quint64 allocations()
{
    return t_count;
}

} // namespace livebelt::bench
