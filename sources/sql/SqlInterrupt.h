// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace livebelt {

/// Tells a thread that blocks in a database's library to stop: a flag to ask for, a wait that ends at once, and, where
/// neither reaches, a function that is called from outside.
class SqlInterrupt
{
public:
    using Deadline = std::optional<std::chrono::steady_clock::time_point>;

    SqlInterrupt();
    ~SqlInterrupt();
    SqlInterrupt(const SqlInterrupt &) = delete;
    SqlInterrupt &operator=(const SqlInterrupt &) = delete;

    /// From any thread; it blocks for nothing, and never gets undone.
    void request();
    bool isRequested() const { return m_isRequested.load(std::memory_order_acquire); }
    /// Throws SqlInterrupted once it is requested.
    void check() const;

    /// Waits until the descriptor is ready for events (poll(2)), and gives what it is ready for; 0: the deadline has
    /// passed. Throws SqlInterrupted. A descriptor of -1 is never ready.
    short waitFor(int descriptor, short events, Deadline deadline = {}) const;

    /// While it lives, request() calls the function, once, from its own thread; what that uses stays valid until the
    /// destructor has returned.
    class Hook
    {
    public:
        Hook(SqlInterrupt &interrupt, std::function<void()> function);
        ~Hook();
        Hook(const Hook &) = delete;
        Hook &operator=(const Hook &) = delete;

    private:
        SqlInterrupt &m_interrupt;
    };

private:
    std::atomic<bool> m_isRequested = false;
    int m_event = -1; ///< eventfd(2)
    std::mutex m_mutex;
    std::function<void()> m_function;
};

} // namespace livebelt
