// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename Function>
struct Map
{
    static constexpr bool isTotal = true;
    template<typename T>
    using Output = std::decay_t<std::invoke_result_t<Function &, T>>;

    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = GivesValue<Function, T>;
        static_assert(fits, "map() takes a function that can be called with an item and gives a value");
        return fits;
    }

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        return handOn(Output<T>(std::invoke(function, std::forward<T>(item))));
    }
    Function function;
};
} // namespace detail

/// What function makes of each item, one for one, in order. It is called once for each item, when that is pulled; what
/// it throws ends the stream and goes to the consumer. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto names = people | map(&Person::name);
template<typename Function>
auto map(Function function)
{
    return detail::Map<Function>{std::move(function)};
}

} // namespace livebelt::async
