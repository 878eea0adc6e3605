// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Waiter.h>

#include <functional>
#include <optional>
#include <stop_token>

namespace livebelt::async {

/// What stopRequested() gives.
class [[nodiscard]] StopAwaiter final : public Waiter
{
public:
    explicit StopAwaiter(std::stop_token token) : m_token(std::move(token)) {}
    bool await_ready() const { return m_token.stop_requested() && !Loop::mustGiveWay(); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        suspend(coroutine);
        m_callback.emplace(m_token, [this] { wake(); }); // at once, where it has been requested by now
    }
    void await_resume() { m_callback.reset(); }

private:
    std::stop_token m_token;
    std::optional<std::stop_callback<std::function<void()>>> m_callback; ///< its end waits for a call under way
};

/// co_await stopRequested(token): goes on, on this thread, once stop has been requested, by whatever thread; of a token
/// that no one can stop, never. Destroying the waiting coroutine takes it from the token.
inline StopAwaiter stopRequested(std::stop_token token)
{
    return StopAwaiter(std::move(token));
}

} // namespace livebelt::async
