// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename State, typename Function>
struct Scan
{
    static constexpr bool isTotal = true;
    template<typename T>
    using Output = State;

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
