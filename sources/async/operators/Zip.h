// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

#include <utility>

namespace livebelt::async {

namespace detail {
template<typename A, typename B>
AsyncIterator<std::pair<A, B>> zip(AsyncIterator<A> a, AsyncIterator<B> b)
{
    Turns turns;
    Fetch<A> first(std::move(a), turns, 0);
    Fetch<B> second(std::move(b), turns, 1);
    while (true) {
        first.request();
        if (!first.isOver())
            second.request();
        while (!first.isOver() && !second.isOver() && !(first.isAnswered() && second.isAnswered()))
            co_await turns.next();
        if (first.isOver() || second.isOver())
            break;
        std::pair<A, B> both(*first.take(), *second.take());
        co_yield std::move(both);
    }
    if (first.isOver())
        first.take(); // throws, if that is how it ended
    if (second.isOver())
        second.take();
}
} // namespace detail

/// Pairs: the first items of both, then the second ones, and so on. Both are pulled at the same time, and neither runs
/// ahead of the other by more than one item. It ends as soon as one ends, which leaves the last item of a longer first
/// source unused; an error of one destroys the other and is thrown at once.
///
/// One item of each side is held at most, and lost when the zip is destroyed while it waits for the other. Cancelling a
/// wait loses no item. One thread.
///
///     auto pairs = zip(questions(), answers());   // pair->first, pair->second
template<Stream A, Stream B>
auto zip(A a, B b)
{
    return detail::zip<typename A::value_type, typename B::value_type>(std::move(a), std::move(b));
}

} // namespace livebelt::async
