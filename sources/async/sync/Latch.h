// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

#include <QtGlobal>
#include <list>
#include <memory>
#include <mutex>

namespace livebelt::async {

/// Opens once so many things have happened, and stays open: any number of coroutines wait for that, on any threads. A
/// handle: copies share the latch. One of 0 is open.
///
/// Cancellation: a coroutine that is destroyed while it waits changes nothing.
///
///     Latch ready(3);                  // three times: ready.countDown();
///     co_await ready.wait();
class Latch
{
    struct State;

public:
    class Awaiter;
    /// Opens once it has been counted down so often.
    explicit Latch(quint64 count);

    /// So many more have happened. From any thread; beyond the last, nothing happens.
    void countDown(quint64 count = 1);
    /// Whether a wait goes on at once.
    bool isOpen() const;
    /// Awaits that it is open.
    Awaiter wait() const;

private:
    std::shared_ptr<State> m_state;
};

/// What a latch and those who wait for it share.
struct Latch::State
{
    /// As the latch is made.
    explicit State(quint64 count) : left(count) {}
    std::mutex mutex;             ///< for the others
    quint64 left;                 ///< to happen before it opens
    std::list<Awaiter *> waiting; ///< for that
};

/// What wait() gives.
class [[nodiscard]] Latch::Awaiter final : public Waiter
{
public:
    explicit Awaiter(std::shared_ptr<State> state) : m_state(std::move(state)) {}
    Awaiter(Awaiter &&) = delete;
    ~Awaiter();

    bool await_ready() const;
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_state->mutex);
        suspend(coroutine);
        m_hasWaited = true;
        if (m_state->left == 0)
            wake();
        else
            m_state->waiting.push_back(this);
        return true;
    }
    void await_resume() const {}

private:
    std::shared_ptr<State> m_state;
    bool m_hasWaited = false;
};

} // namespace livebelt::async
