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

namespace detail {

/// The handle of a task, as far as it does not matter what its result is.
class SpawnedBase
{
public:
    SpawnedBase() = default;
    explicit SpawnedBase(std::shared_ptr<ScopeEntry> entry) : m_entry(std::move(entry)) {}
    SpawnedBase(SpawnedBase &&other) noexcept = default;
    SpawnedBase &operator=(SpawnedBase &&other) noexcept;
    ~SpawnedBase();

    bool isDone() const { return !m_entry || m_entry->isDone; }
    void cancel();

protected:
    struct Release
    {
        void operator()(Frame *frame) const { Frame::release(frame); }
    };
    using Owned = std::unique_ptr<TaskPromiseBase, Release>;

    class [[nodiscard]] Awaiter : public Waiter
    {
    public:
        explicit Awaiter(SpawnedBase &spawned) : m_spawned(&spawned), m_entry(spawned.m_entry) {}
        Awaiter(Awaiter &&) = delete;
        ~Awaiter() { leave(); }
        bool await_ready() const;
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> coroutine)
        {
            enter(Continuation(coroutine));
        }

    protected:
        void leave();

    private:
        void enter(Continuation continuation);

        SpawnedBase *m_spawned;
        std::shared_ptr<ScopeEntry> m_entry;
    };

    /// The task that has the result; throws where there is none.
    Owned takeFrame();

private:
    std::shared_ptr<ScopeEntry> m_entry;
};

} // namespace detail

/// The handle of a task that runs in a Scope: for its result, co_await handle, and to cancel it alone.
///
/// Who has the handle has the task's error: it is thrown at the await, and does not concern the scope. Dropping the
/// handle is legal at any time; the task goes on, its result is thrown away, and its error is the scope's, also if it
/// failed before. An await throws TaskCancelled where the task, or its scope, is cancelled. The result can be had once,
/// and by one coroutine. On the thread of the scope, which may end before it.
template<typename T = void>
class Spawned : public detail::SpawnedBase
{
public:
    using IsNative = void;
    using SpawnedBase::SpawnedBase; ///< without a task: it is done, and was cancelled

    /// It has a result, has failed, or was cancelled.
    bool isDone() const { return SpawnedBase::isDone(); }
    /// Destroys the task at once, and what it awaits; nothing where it is done. From within it: as soon as it suspends.
    void cancel() { SpawnedBase::cancel(); }
    /// The result of one that is done, or its error thrown.
    T take()
    {
        const Owned frame = takeFrame();
        return static_cast<detail::TaskPromise<T> *>(frame.get())->result();
    }
    /// Waits until it is done, and takes the result.
    auto operator co_await() { return ResultAwaiter(*this); }

private:
    class [[nodiscard]] ResultAwaiter final : public Awaiter
    {
    public:
        explicit ResultAwaiter(Spawned &spawned) : Awaiter(spawned), m_spawned(spawned) {}
        T await_resume()
        {
            this->leave();
            return m_spawned.take();
        }

    private:
        Spawned &m_spawned;
    };
};

} // namespace livebelt::async
