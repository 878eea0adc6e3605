// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Outcome.h>

#include <memory>

namespace livebelt::async::detail {

template<typename A>
decltype(auto) awaiterOf(A &&awaitable)
{
    if constexpr (requires { static_cast<A &&>(awaitable).operator co_await(); })
        return static_cast<A &&>(awaitable).operator co_await();
    else if constexpr (requires { operator co_await(static_cast<A &&>(awaitable)); })
        return operator co_await(static_cast<A &&>(awaitable));
    else
        return static_cast<A &&>(awaitable);
}

template<typename A>
using AwaitResult = decltype(awaiterOf(std::declval<A>()).await_resume());

/// A coroutine that nobody owns: it ends when it ends.
struct Detached
{
    struct promise_type
    {
        Detached get_return_object() const { return {}; }
        std::suspend_never initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept { std::terminate(); }
    };
};

template<typename A, typename R>
Detached awaitForeign(A awaitable, std::shared_ptr<Outcome<R>> outcome)
{
    try {
        if constexpr (std::is_void_v<R>) {
            co_await static_cast<A &&>(awaitable);
            outcome->settle(std::monostate());
        } else {
            R result = co_await static_cast<A &&>(awaitable);
            outcome->settle(static_cast<R &&>(result));
        }
    } catch (...) {
        outcome->fail(std::current_exception());
    }
}

/// Awaits an awaitable of another library in one of our coroutines. Such a one may resume whom it likes, when and on
/// the thread it likes, and may keep a handle to a coroutine that has been destroyed: so it gets the handle of a small
/// coroutine of its own, whose end wakes ours, on our thread. Where ours is destroyed while it waits, the small one
/// goes on to its end, with the awaitable, and its result is thrown away: nobody else can cancel it.
/// The awaitable is moved; one that is given by its name is copied or, if it cannot be, has to outlive the wait.
template<typename A>
class [[nodiscard]] Foreign final : public OutcomeAwaiter<AwaitResult<A>>
{
    using R = AwaitResult<A>;
    using State = Outcome<R>;
    using Kept = std::conditional_t<std::is_lvalue_reference_v<A> && !std::is_copy_constructible_v<std::decay_t<A>>, A,
                                    std::decay_t<A>>;

public:
    explicit Foreign(A &&awaitable) : Foreign(static_cast<A &&>(awaitable), std::make_shared<State>()) {}

private:
    Foreign(A &&awaitable, const std::shared_ptr<State> &state) : OutcomeAwaiter<R>(state)
    {
        awaitForeign<Kept, R>(static_cast<A &&>(awaitable), state);
    }
};

} // namespace livebelt::async::detail
