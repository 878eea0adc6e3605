// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/FramePool.h>
#include <livebelt/async/Wake.h>

#include <chrono>
#ifndef Q_MOC_RUN // that of Qt 6.4 does not get past the first lines of it
#include <coroutine>
#endif
#include <cstddef>
#include <exception>
#include <source_location>
#include <type_traits>
#include <utility>

namespace livebelt::async {

class Frame;

namespace detail {
/// How somebody else's awaitable is awaited (Foreign.h).
template<typename Awaitable>
class Foreign;

/// The name of a type, in the compiler's words, for people who look at what runs.
template<typename T>
constexpr const char *describe()
{
    return __PRETTY_FUNCTION__;
}
/// Whether it is made to be awaited, by whomever.
template<typename A>
concept IsAwaiter = requires(A &awaiter) {
    awaiter.await_ready();
    awaiter.await_resume();
};
template<typename A>
concept Awaited = IsAwaiter<std::remove_reference_t<A>> || requires(A &&awaitable) {
    static_cast<A &&>(awaitable).operator co_await();
} || requires(A &&awaitable) { operator co_await(static_cast<A &&>(awaitable)); };
/// Awaits an awaiter where it stands: g++ 12 would copy it.
template<typename Awaiter>
class AwaitInPlace
{
public:
    explicit AwaitInPlace(Awaiter &awaiter) : m_awaiter(awaiter) {}
    bool await_ready() const { return m_awaiter.await_ready(); }
    template<typename Promise>
    auto await_suspend(std::coroutine_handle<Promise> coroutine) const
    {
        if constexpr (std::is_base_of_v<Frame, Promise>)
            coroutine.promise().setAwaiter(describe<Awaiter>());
        return m_awaiter.await_suspend(coroutine);
    }
    decltype(auto) await_resume() const { return m_awaiter.await_resume(); }

private:
    Awaiter &m_awaiter;
};
} // namespace detail

/// An awaitable of this library says so by a member type: whoever awaits it is resumed by the loop, and on his thread.
template<typename Awaitable>
concept Native = requires { typename std::remove_cvref_t<Awaitable>::IsNative; };

/// Types that are not awaitables themselves can be taught to be: Task<T> toAwaitable(AwaitTag, X), in this namespace.
struct AwaitTag
{
};

/// A suspended coroutine to go on with. frame is null for a coroutine that is not one of ours.
struct Continuation
{
    std::coroutine_handle<> handle;
    Frame *frame = nullptr;

    Continuation() = default;
    template<typename Promise>
    explicit Continuation(std::coroutine_handle<Promise> coroutine) : handle(coroutine)
    {
        if constexpr (std::is_base_of_v<Frame, Promise>)
            frame = &coroutine.promise();
    }
    explicit operator bool() const { return bool(handle); }
};

/// What every coroutine of ours has in common: the promises derive from it.
///
/// A frame is owned by exactly one Task or AsyncIterator, and lives on one thread, the one it was first resumed on.
/// Whoever resumes one (the await of its result, or a wake) does it by step(), so that a frame knows whether it is on
/// the stack; release() then destroys it at once, or, where that would pull the ground from under running code, as soon
/// as that code has suspended. Frames come from a pool of the thread.
class Frame : public Wake
{
public:
    static void *operator new(std::size_t size) { return FramePool::allocate(size); }
    static void operator delete(void *memory, std::size_t size) noexcept;

    bool isDone() const { return m_handle.done(); }
    /// To go on with it.
    Continuation continuation()
    {
        Continuation self;
        self.handle = m_handle;
        self.frame = this;
        return self;
    }
    bool isActive() const { return m_life == Life::Active; }
    /// The frame that awaits this one, where that is one of ours and is suspended.
    Frame *parent() const { return m_parent; }

    /// The task that runs on this thread now; null outside of all. Or the generator, where it was that which was woken.
    static Frame *current() { return t_current; }
    /// As step(), of a task.
    bool run()
    {
        Frame *const outer = std::exchange(t_current, this);
        const bool isThere = step();
        t_current = outer;
        return isThere;
    }

    /// What it awaits, and from when on: for liveTasks().
    struct Place
    {
        std::source_location where; ///< of the await; before the first, of the coroutine
        const char *what;           ///< from here on only of use while it is suspended: describe() of the awaiter, or
                                    ///< nothing where that is a coroutine of ours
        std::chrono::steady_clock::time_point since;
    };
    const Place &place() const { return m_place; }
    const char *function() const { return m_made.function_name(); }
    void setSuspended(std::chrono::steady_clock::time_point since) { m_place.since = since; }
    void setAwaiter(const char *what) { m_place.what = what; }

    /// Every co_await goes through here. What is not ours is awaited by a small coroutine of its own.
    template<typename Awaitable>
    decltype(auto) await_transform(Awaitable &&awaitable, std::source_location where = std::source_location::current())
    {
        m_place.where = where;
        if constexpr (requires { toAwaitable(AwaitTag(), static_cast<Awaitable &&>(awaitable)); })
            return toAwaitable(AwaitTag(), static_cast<Awaitable &&>(awaitable)).operator co_await();
        else if constexpr (!Native<Awaitable> && !detail::Awaited<Awaitable>) {
            constexpr bool canBeAwaited = detail::Awaited<Awaitable>;
            static_assert(canBeAwaited,
                          "this cannot be awaited: a stream gives its next() item, a function has to be called");
            return std::suspend_never();
        } else if constexpr (!Native<Awaitable>) {
            m_place.what = detail::describe<std::remove_cvref_t<Awaitable>>();
            return detail::Foreign<Awaitable>(static_cast<Awaitable &&>(awaitable));
        } else if constexpr (requires { static_cast<Awaitable &&>(awaitable).operator co_await(); })
            return static_cast<Awaitable &&>(awaitable).operator co_await();
        else if constexpr (requires { std::move(awaitable).operator co_await(); }) {
            constexpr bool isGivenAway = !std::is_lvalue_reference_v<Awaitable>;
            static_assert(isGivenAway, "a Task is awaited once, and is given away by that: co_await std::move(task)");
            return std::move(awaitable).operator co_await();
        } else
            return detail::AwaitInPlace<std::remove_reference_t<Awaitable>>(awaitable);
    }

    /// Runs it up to its next suspension, on top of the caller's stack. False: it was released meanwhile and is gone.
    bool step()
    {
        m_life = Life::Active;
        m_handle.resume();
        if (m_life == Life::Orphaned) [[unlikely]] {
            m_handle.destroy();
            return false;
        }
        m_life = Life::Suspended;
        return true;
    }

    /// The owner lets go of it: its locals are destroyed, what it awaits first.
    static void release(Frame *frame) noexcept;

protected:
    explicit Frame(std::coroutine_handle<> handle, std::source_location made)
        : Wake(&resumeFrame), m_handle(handle), m_made(made)
    {
    }
    ~Frame() = default;

    Frame *m_parent = nullptr;

private:
    friend class Run;
    enum class Life : unsigned char {
        Suspended,
        Active,  ///< on the stack
        Orphaned ///< its owner has let go of it, and it is destroyed as soon as that can be
    };
    static void cancel(Frame *frame) noexcept;
    static void resumeFrame(Wake &wake);
    static constinit thread_local Frame *t_current;

    std::coroutine_handle<> m_handle;
    std::source_location m_made;
    Place m_place;
    Life m_life = Life::Suspended;
};

/// Goes on with a coroutine from a wake, and then with whoever waits for its result, and so on: a trampoline, so that
/// the stack does not grow with the length of a chain, at any optimisation level.
class Run
{
public:
    static void resume(Continuation continuation);
    /// Called where a coroutine has a result for a suspended one: it is resumed once the caller has suspended too.
    /// False where no run is under way or it has somewhere to go already: post a wake instead.
    static bool goOnWith(Continuation continuation);

private:
    friend class Frame;
    static bool postpone(Frame *frame);
    bool runsBelow(const Frame *frame) const;
    bool isDoomed(const Frame *frame) const;

    Run *m_outer = nullptr;
    Frame *m_frame = nullptr;
    Continuation m_next;
    Frame *m_doomed = nullptr; ///< released while something below them runs; linked by m_parent
};

} // namespace livebelt::async
