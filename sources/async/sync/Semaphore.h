// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

#include <QtGlobal>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>

namespace livebelt::async {

namespace detail {

/// What a Semaphore, its permits and those who wait for some share. Any thread.
struct SemaphoreState
{
    class Awaiter;

    explicit SemaphoreState(quint64 count) : total(count), free(count) {}
    bool take(quint64 count);
    void give(quint64 count);
    void serve(); ///< with the mutex held

    std::mutex mutex;
    const quint64 total;
    quint64 free;
    std::list<Awaiter *> waiting; ///< in the order they came; the first one wants more than is free
};

} // namespace detail

/// Some of what a Semaphore has, until it is destroyed or released. It may be moved to, and destroyed on, any thread.
class [[nodiscard]] Permit
{
public:
    Permit(Permit &&other) noexcept : m_state(std::move(other.m_state)), m_count(other.m_count) {}
    Permit &operator=(Permit &&other) noexcept;
    ~Permit() { release(); }

    /// Gives it back now. A second time, nothing happens.
    void release();

private:
    friend class Semaphore;
    friend struct detail::SemaphoreState;
    Permit(std::shared_ptr<detail::SemaphoreState> state, quint64 count) : m_state(std::move(state)), m_count(count) {}
    std::shared_ptr<detail::SemaphoreState> m_state;
    quint64 m_count;
};

/// Lets so many coroutines at once do something, or use so much of something; on one thread or several. Whoever asks
/// first is served first, also where one behind it wants less.
///
/// Cancellation: a coroutine that is destroyed while it waits has taken nothing. Permits keep what they need: the
/// Semaphore may go before them, and before those who wait. Waits that need not wait let the event loop have its turn
/// between slices.
///
///     Semaphore downloads(5);
///     const Permit permit = co_await downloads.acquire();
class Semaphore
{
public:
    /// So many may be in at once.
    explicit Semaphore(quint64 count) : m_state(std::make_shared<detail::SemaphoreState>(count)) {}
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// Awaits a Permit for so many. More than there are at all is a std::invalid_argument.
    detail::SemaphoreState::Awaiter acquire(quint64 count = 1);
    /// The same without waiting, from any code; nothing where there are not so many, or others wait.
    std::optional<Permit> tryAcquire(quint64 count = 1);
    /// How many are free just now.
    quint64 available() const;

private:
    std::shared_ptr<detail::SemaphoreState> m_state;
};

class [[nodiscard]] detail::SemaphoreState::Awaiter final : public Waiter
{
public:
    Awaiter(std::shared_ptr<SemaphoreState> state, quint64 count) : m_state(std::move(state)), m_count(count) {}
    Awaiter(Awaiter &&) = delete;
    ~Awaiter();

    bool await_ready();
    template<typename Promise>
    bool await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        const std::lock_guard lock(m_state->mutex);
        suspend(coroutine);
        m_isListed = true;
        m_state->waiting.push_back(this);
        m_state->serve();
        return true;
    }
    Permit await_resume() { return Permit(std::exchange(m_state, nullptr), m_count); }

private:
    friend struct detail::SemaphoreState;
    std::shared_ptr<SemaphoreState> m_state; ///< null: the permit has been handed on
    quint64 m_count;
    bool m_isListed = false;
    bool m_hasTaken = false;
};

} // namespace livebelt::async
