// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename State, typename Function, typename T>
concept GivesNext =
    GivesValue<Function, State, T> && std::is_assignable_v<State &, std::invoke_result_t<Function &, State, T>>;

template<typename State, typename Function>
struct Scan
{
    static constexpr bool isTotal = true;
    template<typename T>
    using Output = State;

    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = std::copy_constructible<State> && GivesNext<State, Function, T>;
        static_assert(fits, "scan() takes a state that can be copied, and a function that is called with the state and "
                            "an item and gives the next state");
        return fits;
    }

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        state = std::invoke(function, std::move(state), std::forward<T>(item));
        return handOn(State(state));
    }
    State state;
    Function function;
};
} // namespace detail

/// A running total: for each item a copy of state, after state = function(State &&state, T &&item). The first state
/// itself is not an item, so an empty source gives nothing. State can be copied; items need not. What function throws
/// ends the stream and goes to the consumer. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto totals = sizes | scan(quint64(0), std::plus<quint64>());
template<typename State, typename Function>
auto scan(State state, Function function)
{
    return detail::Scan<State, Function>{std::move(state), std::move(function)};
}

} // namespace livebelt::async
