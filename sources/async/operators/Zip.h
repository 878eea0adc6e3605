// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

#include <tuple>
#include <utility>

namespace livebelt::async {

namespace detail {

/// Of two a pair, of more a tuple.
template<typename... Ts>
struct AllOf
{
    using Type = std::tuple<Ts...>;
};
template<typename A, typename B>
struct AllOf<A, B>
{
    using Type = std::pair<A, B>;
};

template<typename... Ts, std::size_t... I>
AsyncIterator<typename AllOf<Ts...>::Type> zipped(std::tuple<AsyncIterator<Ts>...> sources, std::index_sequence<I...>)
{
    Turns turns;
    std::tuple<std::optional<Fetch<Ts>>...> fetches;
    (std::get<I>(fetches).emplace(std::move(std::get<I>(sources)), turns, I), ...);
    const auto isOver = [&fetches] { return (std::get<I>(fetches)->isOver() || ...); };
    const auto isComplete = [&fetches] { return (std::get<I>(fetches)->isAnswered() && ...); };
    while (true) {
        ((std::get<I>(fetches)->request(), std::get<I>(fetches)->isOver()) || ...); // an end spares those behind it
        while (!isOver() && !isComplete())
            co_await turns.next();
        if (isOver())
            break;
        typename AllOf<Ts...>::Type all(*std::get<I>(fetches)->take()...);
        co_yield std::move(all);
    }
    // Throws, if that is how it ended.
    ((std::get<I>(fetches)->isOver() ? void(std::get<I>(fetches)->take()) : void()), ...);
}

} // namespace detail

/// The first items of all sources together, then the second ones, and so on: pairs of two sources, std::tuple of more.
/// All are pulled at the same time, and none runs ahead of another by more than one item. It ends as soon as one ends,
/// which leaves the last item of a longer source unused; an error of one destroys the others and is thrown at once.
///
/// One item of each source is held at most, and lost when the zip is destroyed while it waits for the others.
/// Cancelling a wait loses no item. One thread.
///
///     auto pairs = zip(questions(), answers());   // pair->first, pair->second
template<Stream A, Stream B, Stream... More>
auto zip(A a, B b, More... more)
{
    using Sources = std::tuple<AsyncIterator<typename A::value_type>, AsyncIterator<typename B::value_type>,
                               AsyncIterator<typename More::value_type>...>;
    Sources sources(std::move(a), std::move(b), std::move(more)...);
    return detail::zipped<typename A::value_type, typename B::value_type, typename More::value_type...>(
        std::move(sources), std::make_index_sequence<2 + sizeof...(More)>());
}

} // namespace livebelt::async
