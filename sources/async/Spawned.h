// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/ScopeState.h>

namespace livebelt::async {

/// Thrown at the await of a task that was cancelled before it had a result.
class TaskCancelled : public std::runtime_error
{
public:
    TaskCancelled() : std::runtime_error("the task was cancelled before it had a result") {}
};

/// The handle of a task that runs in a Scope: for its result, co_await handle, and to cancel it alone.
///
/// Who has the handle has the task's error: it is thrown at the await, and does not concern the scope. Dropping the
/// handle is legal at any time; the task goes on, its result is thrown away, and its error is the scope's, also if it
/// failed before. An await throws TaskCancelled where the task, or its scope, is cancelled. The result can be had once,
/// and by one coroutine. On the thread of the scope, which may end before it.
template<typename T = void>
class Spawned
{
public:
    using IsNative = void;

    Spawned() = default; ///< of no task: it is done, and was cancelled
    explicit Spawned(std::shared_ptr<detail::ScopeEntry> entry) : m_entry(std::move(entry)) {}
    Spawned(Spawned &&other) noexcept : m_entry(std::move(other.m_entry)) {}
    Spawned &operator=(Spawned &&other) noexcept
    {
        const Spawned old(std::move(*this));
        m_entry = std::move(other.m_entry);
        return *this;
    }
    ~Spawned()
    {
        if (m_entry)
            m_entry->letGo();
    }

    /// It has a result, has failed, or was cancelled.
    bool isDone() const { return !m_entry || m_entry->isDone; }
    /// Destroys the task at once, and what it awaits; nothing where it is done. From within it: as soon as it suspends.
    void cancel()
    {
        if (m_entry)
            m_entry->cancel();
    }
    /// The result of one that is done, or its error thrown.
    T take()
    {
        if (!m_entry || m_entry->isCancelled)
            throw TaskCancelled();
        if (m_entry->error)
            std::rethrow_exception(std::exchange(m_entry->error, {}));
        if (!m_entry->frame || !m_entry->isDone)
            throw std::logic_error("the result of a task is asked for that has none, or had one that was taken");
        const Owned frame(std::exchange(m_entry->frame, nullptr));
        return static_cast<detail::TaskPromise<T> *>(frame.get())->result();
    }
    /// Waits until it is done, and takes the result.
    auto operator co_await() { return Awaiter(*this); }

private:
    struct Release
    {
        void operator()(Frame *frame) const { Frame::release(frame); }
    };
    using Owned = std::unique_ptr<detail::TaskPromiseBase, Release>;

    class [[nodiscard]] Awaiter final : public Waiter
    {
    public:
        explicit Awaiter(Spawned &spawned) : m_spawned(&spawned), m_entry(spawned.m_entry) {}
        Awaiter(Awaiter &&) = delete;
        ~Awaiter()
        {
            if (m_entry && m_entry->waiter == this)
                m_entry->waiter = nullptr;
        }
        bool await_ready() const
        {
            if (m_entry && m_entry->waiter)
                throw std::logic_error("two coroutines await one spawned task at once");
            return m_spawned->isDone() && !Loop::mustGiveWay();
        }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            suspend(coroutine, detail::describe<Spawned>());
            if (m_spawned->isDone())
                wake();
            else
                m_entry->waiter = this;
        }
        T await_resume()
        {
            if (m_entry && m_entry->waiter == this)
                m_entry->waiter = nullptr;
            return m_spawned->take();
        }

    private:
        Spawned *m_spawned;
        std::shared_ptr<detail::ScopeEntry> m_entry;
    };

    std::shared_ptr<detail::ScopeEntry> m_entry;
};

} // namespace livebelt::async
