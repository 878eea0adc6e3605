// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <QtGlobal>

namespace livebelt::async {

namespace detail {
struct Take
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        --left;
        return handOn(std::forward<T>(item));
    }
    bool wantsMore() const { return left > 0; }
    quint64 left;
};
} // namespace detail

/// The first count items, or fewer if the source ends before. The source is destroyed as the last of them is handed on
/// (with count 0, at the first next()) and is not pulled again. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto firstTen = items | take(10);
inline auto take(quint64 count)
{
    return detail::Take{count};
}

} // namespace livebelt::async
