// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <utility>

namespace livebelt::async {

namespace detail {
template<typename T>
struct PairwiseStage
{
    static constexpr bool isTotal = false;
    template<typename>
    using Output = std::pair<T, T>;

    template<typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        if (!last) {
            last.emplace(std::move(item));
            return handOn.nothing();
        }
        std::pair<T, T> both(std::move(*last), item);
        last.emplace(std::move(item));
        return handOn(std::move(both));
    }
    std::optional<T> last{};
};

struct Pairwise
{
    static constexpr bool isTotal = false;
    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = std::copy_constructible<T>;
        static_assert(fits, "pairwise() needs items that can be copied: each is in two pairs");
        return fits;
    }
    template<typename T>
    auto stageFor() &&
    {
        return PairwiseStage<T>();
    }
};
} // namespace detail

/// Each item with the one before it: (first, second), (second, third), and so on; nothing, if there are fewer than two.
/// It keeps one item, of which the next pair is made; items are copied. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto steps = positions | pairwise();   // step->first is the older one
inline auto pairwise()
{
    return detail::Pairwise{};
}

} // namespace livebelt::async
