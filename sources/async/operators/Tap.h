// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename Function>
struct Tap
{
    static constexpr bool isTotal = true;
    template<typename T>
    using Output = T;
    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = std::invocable<Function &, const T &>;
        static_assert(fits, "tap() takes a function that can be called with an item that is const");
        return fits;
    }

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        std::invoke(function, std::as_const(item));
        return handOn(std::forward<T>(item));
    }
    Function function;
};
} // namespace detail

/// The items as they are; function(const T &) looks at each as it passes, once, in order, before the consumer has it.
/// What it returns is ignored; what it throws ends the stream and goes to the consumer. Cancelling a wait loses no
/// item. Laws: Pipe.h.
///
///     auto lines = linesOf(socket) | tap([this](const Line &line) { m_bytes += line.bytes.size(); });
template<typename Function>
auto tap(Function function)
{
    return detail::Tap<Function>{std::move(function)};
}

} // namespace livebelt::async
