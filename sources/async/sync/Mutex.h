// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/sync/Semaphore.h>

namespace livebelt::async {

/// Keeps what must not be interleaved together, across waits: one coroutine at a time holds it, on one thread or
/// several, in the order in which they asked. It is not recursive: a coroutine that asks for what it holds waits for
/// ever. Cancellation and lifetime are a Semaphore's.
///
///     const Permit lock = co_await m_mutex.lock();   // held until lock is destroyed, or released
class Mutex
{
public:
    /// Awaits a Permit.
    auto lock() { return m_semaphore.acquire(); }
    /// Without waiting; nothing where another holds it, or waits for it.
    std::optional<Permit> tryLock() { return m_semaphore.tryAcquire(); }
    /// Whether somebody has it.
    bool isLocked() const { return m_semaphore.available() == 0; }

private:
    Semaphore m_semaphore{1};
};

} // namespace livebelt::async
