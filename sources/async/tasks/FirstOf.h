// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/tasks/Finished.h>
#include <livebelt/async/tasks/KeepResult.h>

#include <tuple>

namespace livebelt::async::detail {

/// What co_await of an A gives in a coroutine of ours.
template<typename A>
auto awaitedAs(A &&awaitable)
    -> decltype(toAwaitable(AwaitTag(), static_cast<A &&>(awaitable)).operator co_await().await_resume());
template<typename A>
    requires(!requires(A &&a) { toAwaitable(AwaitTag(), static_cast<A &&>(a)); })
auto awaitedAs(A &&awaitable) -> AwaitResult<A>;
template<typename A>
using AwaitedAs = decltype(awaitedAs(std::declval<A>()));

template<typename... As>
concept areAwaitable = (requires { typename AwaitedAs<As>; } && ...);

template<typename A, typename Slot, typename... Args>
GroupChild keepAwaited(A *awaitable, std::optional<Slot> *slot, Args... args)
{
    if constexpr (std::is_void_v<AwaitedAs<A>>) {
        co_await static_cast<A &&>(*awaitable);
        slot->emplace(args..., std::monostate());
    } else {
        AwaitedAs<A> value = co_await static_cast<A &&>(*awaitable);
        slot->emplace(args..., static_cast<AwaitedAs<A> &&>(value));
    }
}

/// Waits for the first of several awaitables. Those that can be moved are kept, the others referred to.
template<typename... As>
class [[nodiscard]] FirstOf final
{
    template<typename A>
    using Kept = std::conditional_t<std::constructible_from<std::remove_cvref_t<A>, A>, std::remove_cvref_t<A>, A &&>;
    using Value = std::variant<ValueOf<std::decay_t<AwaitedAs<As>>>...>;

public:
    using IsNative = void;
    explicit FirstOf(As &&...awaitables) : m_awaitables(std::forward<As>(awaitables)...) {}
    FirstOf(FirstOf &&) = delete;

    bool await_ready() { return start(std::index_sequence_for<As...>()); }
    template<typename Promise>
    void await_suspend(std::coroutine_handle<Promise> coroutine)
    {
        m_group.await_suspend(coroutine);
    }
    Finished<Value> await_resume() { return Finished<Value>(m_group.last(), std::move(m_value), m_group.error()); }

private:
    template<std::size_t... I>
    bool start(std::index_sequence<I...>)
    {
        (m_group.add(
             keepAwaited<std::remove_reference_t<As>>(&std::get<I>(m_awaitables), &m_value, std::in_place_index<I>)),
         ...);
        return m_group.await_ready();
    }

    std::tuple<Kept<As>...> m_awaitables;
    std::optional<Value> m_value;
    Group m_group{Group::Until::FirstDone}; ///< goes before what it waits for
};

} // namespace livebelt::async::detail
