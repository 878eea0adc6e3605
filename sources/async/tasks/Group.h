// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

#include <vector>

namespace livebelt::async::detail {

class Group;

/// One of the coroutines that a Group runs at once. What it makes it puts where its parameters say.
class GroupChild
{
public:
    class promise_type final : public Frame
    {
    public:
        struct FinalAwaiter
        {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> self) const noexcept { self.promise().finish(); }
            void await_resume() const noexcept {}
        };
        explicit promise_type(std::source_location made = std::source_location::current())
            : Frame(std::coroutine_handle<promise_type>::from_promise(*this), made)
        {
        }
        GroupChild get_return_object() { return GroupChild(this); }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        FinalAwaiter final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() noexcept { m_error = std::current_exception(); }

    private:
        friend class Group;
        void finish() noexcept;
        void setParent(Frame *parent) { m_parent = parent; }

        std::exception_ptr m_error;
        Group *m_group = nullptr;
        std::size_t m_index = 0;
    };

    GroupChild(GroupChild &&other) noexcept : m_frame(std::exchange(other.m_frame, nullptr)) {}
    GroupChild &operator=(GroupChild &&) = delete;
    ~GroupChild() { Frame::release(std::exchange(m_frame, nullptr)); }

private:
    friend class Group;
    explicit GroupChild(promise_type *frame) : m_frame(frame) {}
    promise_type *m_frame;
};

/// Runs coroutines at once, for one that awaits the group: co_await group. It is over when they have done what is asked
/// for; those that have not finished are destroyed at that moment, before anything else runs, or are never started. All
/// are children of the coroutine that awaits, and go with it. One thread; awaited once.
class [[nodiscard]] Group final : public Waiter
{
public:
    enum class Until {
        AllDone,   ///< or the first fails
        FirstDone, ///< or fails
        FirstValue ///< or the last fails
    };
    explicit Group(Until until) : m_until(until) {}
    ~Group();

    void add(GroupChild child);

    bool await_ready();
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(coroutine);
        adopt(suspendedFrame());
    }
    void await_resume() const {}

    /// Which one it was that ended the group, in the order in which they were added.
    std::size_t last() const { return m_last; }
    /// The first error.
    std::exception_ptr error() const { return m_error; }
    void rethrow() const
    {
        if (m_error)
            std::rethrow_exception(m_error);
    }

private:
    friend class GroupChild::promise_type;
    void adopt(Frame *parent);
    void finished(std::size_t index, std::exception_ptr error);
    void release(std::size_t index);

    std::vector<GroupChild> m_children;
    std::size_t m_left = 0; ///< not yet finished
    std::size_t m_last = 0;
    std::exception_ptr m_error;
    Until m_until;
    bool m_isOver = false;
};

} // namespace livebelt::async::detail
