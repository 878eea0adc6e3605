// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Foreign.h>
#include <livebelt/async/Waiter.h>

#include <optional>
#include <stdexcept>
#include <utility>

namespace livebelt::async {

/// Told when a frame that nobody awaits has finished: a Scope's view of its tasks.
class Completion
{
public:
    /// error: what has left the task; null where nothing has.
    virtual void finished(std::exception_ptr error) noexcept = 0;

protected:
    ~Completion() = default;
};

namespace detail {

struct StartSlot;

class TaskPromiseBase : public Frame
{
public:
    struct FinalAwaiter
    {
        bool await_ready() const noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> self) const noexcept
        {
            self.promise().finish();
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept;

    void setWaiter(Waiter &waiter)
    {
        m_parent = waiter.suspendedFrame();
        m_waiter = &waiter;
    }
    void clearWaiter() { m_waiter = nullptr, m_parent = nullptr; }
    void setCompletion(Completion *completion) { m_completion = completion; }
    bool isStarted() const { return m_started; }
    bool start()
    {
        m_started = true;
        return run();
    }
    /// In the next slice.
    void startLater()
    {
        m_started = true;
        post(Loop::current());
    }

protected:
    using Frame::Frame;
    void rethrow()
    {
        if (m_error) [[unlikely]]
            throwError();
    }

private:
    void finish() noexcept
    {
        if (m_waiter || m_completion)
            tellEnd();
    }
    void tellEnd() noexcept;
    [[noreturn]] void throwError();

    std::exception_ptr m_error;
    Waiter *m_waiter = nullptr;
    Completion *m_completion = nullptr;
    bool m_started = false;
};

/// Awaits a task, and owns it, as far as it does not matter what its result is.
class [[nodiscard]] TaskAwaiter
{
public:
    using IsNative = void;
    explicit TaskAwaiter(TaskPromiseBase *task) : m_task(task) {}
    TaskAwaiter(TaskAwaiter &&) = delete;
    ~TaskAwaiter();
    bool await_ready();
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(Continuation(coroutine));
    }

protected:
    TaskPromiseBase *task() const { return m_task; }

private:
    void suspend(Continuation continuation);

    TaskPromiseBase *m_task;
    union {
        Waiter m_waiter; ///< made when there is something to wait for
    };
    bool m_waits = false;
};

template<typename T>
class TaskPromise final : public TaskPromiseBase
{
public:
    explicit TaskPromise(std::source_location made = std::source_location::current())
        : TaskPromiseBase(std::coroutine_handle<TaskPromise>::from_promise(*this), made)
    {
    }
    auto get_return_object() { return std::coroutine_handle<TaskPromise>::from_promise(*this); }
    template<typename U>
    void return_value(U &&value)
    {
        m_value.emplace(std::forward<U>(value));
    }
    T result()
    {
        rethrow();
        return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
};

template<>
class TaskPromise<void> final : public TaskPromiseBase
{
public:
    explicit TaskPromise(std::source_location made = std::source_location::current())
        : TaskPromiseBase(std::coroutine_handle<TaskPromise>::from_promise(*this), made)
    {
    }
    auto get_return_object() { return std::coroutine_handle<TaskPromise>::from_promise(*this); }
    void return_void() const noexcept {}
    void result() { rethrow(); }
};

} // namespace detail

/// A piece of work that yields one T, as a coroutine. Lazy: it does not start until it is awaited, or given to a Scope.
/// Whoever holds it owns it: destroying it, at any moment, cancels it and all that it awaits; its locals are destroyed,
/// the innermost first, and nothing is resumed. An exception that leaves the coroutine is thrown at the await.
/// A task lives on the thread it was started on.
template<typename T = void>
class [[nodiscard]] Task
{
public:
    using promise_type = detail::TaskPromise<T>;
    using IsNative = void;

    Task(std::coroutine_handle<promise_type> coroutine) : m_frame(&coroutine.promise()) {}
    Task(Task &&other) noexcept : m_frame(std::exchange(other.m_frame, nullptr)) {}
    Task &operator=(Task &&other) noexcept
    {
        Task old(std::move(*this));
        m_frame = std::exchange(other.m_frame, nullptr);
        return *this;
    }
    ~Task() { Frame::release(std::exchange(m_frame, nullptr)); }

    /// Waits for the result. A task can be awaited once; the await owns it.
    auto operator co_await() && { return Awaiter(std::exchange(m_frame, nullptr)); }

private:
    friend class Scope;
    friend struct detail::StartSlot;

    class [[nodiscard]] Awaiter final : public detail::TaskAwaiter
    {
    public:
        using TaskAwaiter::TaskAwaiter;
        T await_resume() { return static_cast<promise_type *>(task())->result(); }
    };

    promise_type *m_frame;
};

/// What Qt looks for when it connects a function that returns a Task as a slot, and would throw that Task away.
template<typename T>
void operator,(Task<T>, const QtPrivate::ApplyReturnValue<void> &)
{
    static_assert(sizeof(T *) == 0, "a coroutine that is connected as a slot never starts: spawnOn() in SpawnOn.h");
}

} // namespace livebelt::async
