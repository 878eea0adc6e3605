// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Timers.h>
#include <livebelt/async/tasks/TimedOut.h>

#include <optional>
#include <type_traits>

namespace livebelt::async::detail {

/// Lets an optional make in place what can be neither copied nor moved.
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
/// Whichever comes first resumes the coroutine, and takes the other away.
template<typename Awaiter>
class [[nodiscard]] TimedAwaiter final
{
public:
    using IsNative = void;
    template<typename Make>
    TimedAwaiter(Limit limit, const Make &make) : m_limit(limit), m_awaited(make())
    {
    }
    TimedAwaiter(TimedAwaiter &&) = delete;

    bool await_ready() { return m_awaited.await_ready(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_awaited.await_suspend(coroutine);
        m_left = m_limit.left();
        const auto sleep = [this] { return sleepFor(m_left); };
        m_sleep.emplace(InPlace(sleep));
        m_sleep->await_suspend(coroutine);
    }
    decltype(auto) await_resume()
    {
        const bool isLate = m_sleep && !m_sleep->isSuspended();
        m_sleep.reset(); // the full expression may go on to wait for something else
        if (isLate)
            throw TimedOut(m_left);
        return m_awaited.await_resume();
    }

private:
    Limit m_limit;
    Clock::Duration m_left{0}; ///< of it, when the wait began
    Awaiter m_awaited;
    std::optional<SleepAwaiter> m_sleep;
};

} // namespace livebelt::async::detail
