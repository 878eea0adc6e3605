// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Wake.h"

#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>

namespace livebelt::async {

class Frame;

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
    static void *operator new(std::size_t size);
    static void operator delete(void *memory, std::size_t size) noexcept;

    bool isDone() const { return m_handle.done(); }
    bool isActive() const { return m_active; }
    /// The frame that awaits this one, where that is one of ours and is suspended.
    Frame *parent() const { return m_parent; }

    /// Runs it up to its next suspension, on top of the caller's stack. False: it was released meanwhile and is gone.
    bool step()
    {
        m_active = true;
        m_handle.resume();
        m_active = false;
        if (m_orphaned) [[unlikely]] {
            m_handle.destroy();
            return false;
        }
        return true;
    }

    /// The owner lets go of it: its locals are destroyed, what it awaits first.
    static void release(Frame *frame) noexcept;

protected:
    explicit Frame(std::coroutine_handle<> handle) : Wake(&resumeFrame), m_handle(handle) {}
    ~Frame() = default;

    Frame *m_parent = nullptr;

private:
    friend class Run;
    static void resumeFrame(Wake &wake);

    std::coroutine_handle<> m_handle;
    bool m_active = false;
    bool m_orphaned = false;
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
