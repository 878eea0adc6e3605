// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Fetch.h>
#include <livebelt/async/operators/Pipe.h>

#include <vector>

namespace livebelt::async {

/// The items of all sources, as they come. Each source's order is kept. Fair: those that have something take turns, so
/// one that is always ready does not starve the others. It ends when all have ended; an error of one destroys the
/// others and is thrown. No sources: it ends at once.
///
/// Once asked, a source runs ahead of the consumer by at most one item, which is lost when the merge is destroyed
/// before it is handed on. Cancelling a wait loses no item. A pull costs the same however many sources there are. One
/// thread.
///
///     auto both = merge(fromServer(), fromFile() | map(parse));
template<typename T>
AsyncIterator<T> merge(std::vector<AsyncIterator<T>> sources)
{
    detail::Turns turns;
    std::deque<detail::Fetch<T>> fetches;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        fetches.emplace_back(std::move(sources[i]), turns, i);
        turns.add(i);
    }
    for (std::size_t open = fetches.size(); open > 0;) {
        const std::size_t number = co_await turns.next();
        if (!fetches[number].request())
            continue; // it has its turn when the answer has come
        T *const item = fetches[number].borrow();
        if (!item) {
            --open;
            continue;
        }
        turns.add(number);
        co_yield std::move(*item);
    }
}

template<Stream First, Stream... Rest>
auto merge(First first, Rest... rest)
{
    using Item = typename First::value_type;
    constexpr bool isOneKind = (std::same_as<Item, typename Rest::value_type> && ...);
    static_assert(isOneKind, "merge() takes streams of one kind of items: map() them to one first");
    std::vector<AsyncIterator<Item>> sources;
    if constexpr (isOneKind) {
        sources.reserve(1 + sizeof...(Rest));
        sources.push_back(std::move(first));
        (sources.push_back(std::move(rest)), ...);
    }
    return merge(std::move(sources));
}

} // namespace livebelt::async
