// SPDX-License-Identifier: MIT
#pragma once

#include "sources/async/Timers.h"
#include "sources/async/tasks/TimedOut.h"

#include <optional>
#include <type_traits>

namespace livebelt::async::detail {

/// Lets a container make in place what can be neither copied nor moved.
template<typename Make>
class InPlace
{
public:
    explicit InPlace(Make make) : m_make(std::move(make)) {}
    operator std::invoke_result_t<const Make &>() const { return m_make(); }

private:
    Make m_make;
};

/// Waits for another awaiter, which make() makes, but not longer than limit, counted from when it starts to wait.
/// Whichever comes first resumes the coroutine, and takes the other away before the coroutine goes on.
template<typename Awaiter>
class TimedAwaiter final
{
public:
    using IsNative = void;
    template<typename Make>
    TimedAwaiter(Clock::Duration limit, Make make)
        : m_limit(limit), m_awaited(std::in_place, InPlace<Make>(std::move(make)))
    {
    }
    TimedAwaiter(TimedAwaiter &&) = delete;

    bool await_ready() { return m_awaited->await_ready(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_awaited->await_suspend(coroutine);
        const auto sleep = [this] { return sleepFor(m_limit); };
        m_sleep.emplace(InPlace(sleep));
        m_sleep->await_suspend(coroutine);
    }
    decltype(auto) await_resume()
    {
        const bool isLate = m_sleep && !m_sleep->isSuspended();
        m_sleep.reset();
        const Leaving leaving(m_awaited);
        if (isLate)
            throw TimedOut(m_limit);
        return m_awaited->await_resume();
    }

private:
    /// What is awaited ends with the await, not with the full expression, which may go on to wait for something else.
    struct Leaving
    {
        explicit Leaving(std::optional<Awaiter> &a) : awaited(a) {}
        ~Leaving() { awaited.reset(); }
        std::optional<Awaiter> &awaited;
    };

    Clock::Duration m_limit;
    std::optional<Awaiter> m_awaited;
    std::optional<SleepAwaiter> m_sleep;
};

} // namespace livebelt::async::detail
