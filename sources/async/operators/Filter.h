// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename Predicate>
struct Filter
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = Decides<Predicate, T>;
        static_assert(fits, "filter() takes a function that can be called with an item that is const and gives a bool");
        return fits;
    }

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        return std::invoke(predicate, std::as_const(item)) ? handOn(std::forward<T>(item)) : handOn.nothing();
    }
    Predicate predicate;
};
} // namespace detail

/// The items for which predicate(const T &) is true, in order; the others are destroyed. What predicate throws ends the
/// stream and goes to the consumer. Over a source that is always ready it lets the event loop have its turn, however
/// few items it lets through. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto errors = lines | filter(&Line::isError);
template<typename Predicate>
auto filter(Predicate predicate)
{
    return detail::Filter<Predicate>{std::move(predicate)};
}

} // namespace livebelt::async
