// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename Predicate>
struct TakeWhile
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = Decides<Predicate, T>;
        static_assert(fits,
                      "takeWhile() takes a function that can be called with an item that is const and gives a bool");
        return fits;
    }

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        isOver = !std::invoke(predicate, std::as_const(item));
        return isOver ? handOn.nothing() : handOn(std::forward<T>(item));
    }
    bool wantsMore() const { return !isOver; }
    Predicate predicate;
    bool isOver = false;
};
} // namespace detail

/// The items up to the first for which predicate(const T &) is false; that one is destroyed, and with it the source,
/// which is not pulled again. What predicate throws ends the stream and goes to the consumer. Cancelling a wait loses
/// no item. Laws: Pipe.h.
///
///     auto header = lines | takeWhile([](const QByteArray &line) { return !line.isEmpty(); });
template<typename Predicate>
auto takeWhile(Predicate predicate)
{
    return detail::TakeWhile<Predicate>{std::move(predicate)};
}

} // namespace livebelt::async
