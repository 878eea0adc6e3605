// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {
template<typename Key, typename T>
concept HasKey =
    GivesValue<Key, const T &> && std::equality_comparable<std::decay_t<std::invoke_result_t<Key &, const T &>>> &&
    std::constructible_from<std::decay_t<std::invoke_result_t<Key &, const T &>>,
                            std::invoke_result_t<Key &, const T &>>;

template<typename Key, typename KeyValue>
struct DistinctUntilChangedStage
{
    static constexpr bool isTotal = false;
    template<typename T>
    using Output = T;

    template<typename T, typename HandOn>
    auto operator()(T &&item, const HandOn &handOn)
    {
        KeyValue now = std::invoke(key, std::as_const(item));
        if (last && *last == now)
            return handOn.nothing();
        last.emplace(std::move(now));
        return handOn(std::forward<T>(item));
    }
    Key key;
    std::optional<KeyValue> last{};
};

template<typename Key>
struct DistinctUntilChanged
{
    static constexpr bool isTotal = false;
    template<typename T>
    static consteval bool check()
    {
        constexpr bool fits = HasKey<Key, T>;
        static_assert(fits, "distinctUntilChanged() compares keys by ==: the item, or what the function makes of an "
                            "item that is const");
        return fits;
    }
    template<typename T>
    auto stageFor() &&
    {
        using KeyValue = std::decay_t<std::invoke_result_t<Key &, const T &>>;
        return DistinctUntilChangedStage<Key, KeyValue>{std::move(key)};
    }
    Key key;
};
} // namespace detail

/// The items whose key(const T &) is not equal to that of the item before: the first of each run. It keeps one key.
/// What key throws ends the stream and goes to the consumer. Cancelling a wait loses no item. Laws: Pipe.h.
///
///     auto changes = readings | distinctUntilChangedBy(&Reading::value);
template<typename Key>
auto distinctUntilChangedBy(Key key)
{
    return detail::DistinctUntilChanged<Key>{std::move(key)};
}

/// The same where the item is the key: it is copied.
///
///     auto changes = states | distinctUntilChanged();
inline auto distinctUntilChanged()
{
    return distinctUntilChangedBy(std::identity{});
}

} // namespace livebelt::async
