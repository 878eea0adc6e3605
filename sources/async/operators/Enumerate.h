// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <QtGlobal>

namespace livebelt::async {

/// An item and its number: 0, 1, 2, ...
template<typename T>
struct Numbered
{
    quint64 number = 0; ///< 0, 1, 2,
    T item;             ///< as it came
};

namespace detail {
struct Enumerate
{
    static constexpr bool isTotal = true;
    template<typename T>
    using Output = Numbered<T>;

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        return handOn(Output<T>{next++, std::forward<T>(item)});
    }
    quint64 next = 0;
};
} // namespace detail

/// Numbers the items, from 0 and in order, counted where it stands in the chain. Cancelling a wait loses no item and
/// skips no number. Laws: Pipe.h.
///
///     auto numbered = lines | filter(isError) | enumerate();   // item->number, item->item
inline auto enumerate()
{
    return detail::Enumerate{};
}

} // namespace livebelt::async
