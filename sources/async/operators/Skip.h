// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <QtGlobal>

namespace livebelt::async {

namespace detail {
struct Skip
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        if (left == 0)
            return handOn(std::forward<T>(item));
        --left;
        return handOn.nothing();
    }
    quint64 left;
};
} // namespace detail

/// All but the first count items; nothing if there are no more. The first next() pulls the skipped ones. Cancelling a
/// wait loses no item. Laws: Pipe.h.
///
///     auto body = lines | skip(1);
inline auto skip(quint64 count)
{
    return detail::Skip{count};
}

} // namespace livebelt::async
