// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

#include <utility>

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

template<typename A, typename B>
AsyncIterator<std::pair<A, B>> combineLatest(AsyncIterator<A> a, AsyncIterator<B> b)
{
    Turns turns;
    Fetch<A> first(std::move(a), turns, 0);
    Fetch<B> second(std::move(b), turns, 1);
    std::optional<A> left;
    std::optional<B> right;
    turns.add(0);
    turns.add(1);
    for (int open = 2; open > 0;) {
        const std::size_t number = co_await turns.next();
        const Refreshed refreshed = number == 0 ? refresh(left, first) : refresh(right, second);
        if (refreshed == Refreshed::NotYet)
            continue;
        if (refreshed == Refreshed::Over) {
            --open;
            if (number == 0 ? !left : !right)
                break; // there will never be a pair
            continue;
        }
        turns.add(number);
        if (left && right) {
            std::pair<A, B> both(*left, *right);
            co_yield std::move(both);
        }
    }
}

} // namespace detail

/// Pairs of the latest item of each source: one pair whenever one of them has a new item, from when both have had one.
/// Sources that are both always ready take turns. It ends when both have ended, or one has without an item; an error of
/// one destroys the other and is thrown. Items are copied.
///
/// Beside the latest, it holds one item of each source at most, lost when it is destroyed before it is handed on; a
/// slow consumer gets every pair. Cancelling a wait loses no item. One thread.
///
///     auto shown = combineLatest(prices(), currencies());
template<Stream A, Stream B>
    requires std::copy_constructible<typename A::value_type> && std::copy_constructible<typename B::value_type>
auto combineLatest(A a, B b)
{
    return detail::combineLatest<typename A::value_type, typename B::value_type>(std::move(a), std::move(b));
}

} // namespace livebelt::async
