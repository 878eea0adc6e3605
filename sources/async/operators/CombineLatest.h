// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Zip.h>

namespace livebelt::async {

namespace detail {

enum class Refreshed { NotYet, Newly, Over };

template<typename T>
Refreshed refresh(std::optional<T> &latest, Fetch<T> &fetch)
{
    if (!fetch.request())
        return Refreshed::NotYet;
    std::optional<T> item = fetch.take();
    if (!item)
        return Refreshed::Over;
    refill(latest, std::move(item));
    return Refreshed::Newly;
}

template<typename... Ts, std::size_t... I>
AsyncIterator<typename AllOf<Ts...>::Type> combined(std::tuple<AsyncIterator<Ts>...> sources, std::index_sequence<I...>)
{
    Turns turns;
    std::tuple<std::optional<Fetch<Ts>>...> fetches;
    std::tuple<std::optional<Ts>...> latest;
    (std::get<I>(fetches).emplace(std::move(std::get<I>(sources)), turns, I), ...);
    (turns.add(I), ...);
    for (std::size_t open = sizeof...(Ts); open > 0;) {
        const std::size_t number = co_await turns.next();
        Refreshed refreshed = Refreshed::NotYet;
        bool isMissing = false; // its end without an item: there will never be a complete one
        ((number == I ? void((refreshed = refresh(std::get<I>(latest), *std::get<I>(fetches)),
                              isMissing = !std::get<I>(latest)))
                      : void()),
         ...);
        if (refreshed == Refreshed::NotYet)
            continue;
        if (refreshed == Refreshed::Over) {
            --open;
            if (isMissing)
                break;
            continue;
        }
        turns.add(number);
        if ((std::get<I>(latest) && ...)) {
            typename AllOf<Ts...>::Type all(*std::get<I>(latest)...);
            co_yield std::move(all);
        }
    }
}

} // namespace detail

/// The latest items of all sources together: pairs of two sources, std::tuple of more; one whenever one of them has a
/// new item, from when all have had one. Sources that are always ready take turns. It ends when all have ended, or one
/// has without an item; an error of one destroys the others and is thrown. Items are copied.
///
/// Beside the latest, it holds one item of each source at most, lost when it is destroyed before it is handed on; a
/// slow consumer gets every combination. Cancelling a wait loses no item. One thread.
///
///     auto shown = combineLatest(prices(), currencies());
template<Stream A, Stream B, Stream... More>
auto combineLatest(A a, B b, More... more)
{
    constexpr bool canBeCopied = std::copy_constructible<typename A::value_type> &&
                                 std::copy_constructible<typename B::value_type> &&
                                 (std::copy_constructible<typename More::value_type> && ...);
    static_assert(canBeCopied, "combineLatest() needs items that can be copied: the latest of each stays");
    using Sources = std::tuple<AsyncIterator<typename A::value_type>, AsyncIterator<typename B::value_type>,
                               AsyncIterator<typename More::value_type>...>;
    Sources sources(std::move(a), std::move(b), std::move(more)...);
    if constexpr (canBeCopied)
        return detail::combined<typename A::value_type, typename B::value_type, typename More::value_type...>(
            std::move(sources), std::make_index_sequence<2 + sizeof...(More)>());
    else
        return detail::zipped<typename A::value_type, typename B::value_type, typename More::value_type...>(
            std::move(sources), std::make_index_sequence<2 + sizeof...(More)>());
}

} // namespace livebelt::async
