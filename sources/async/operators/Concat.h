// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

#include <vector>

namespace livebelt::async {

/// The items of the first source to its end, then those of the second, and so on. A source is not pulled before the one
/// before it has ended, and is destroyed at its end. An error destroys those that are left and is thrown. Nothing is
/// held; cancelling a wait loses no item. One thread.
///
///     auto lines = concat(history(), live());
template<typename T>
AsyncIterator<T> concat(std::vector<AsyncIterator<T>> sources)
{
    std::vector<AsyncIterator<T>> own = std::move(sources);
    for (std::size_t i = 0; i < own.size(); ++i) {
        AsyncIterator<T> current = std::move(own[i]);
        while (auto item = co_await current.next())
            co_yield std::move(*item);
    }
}

template<Stream First, Stream... Rest>
auto concat(First first, Rest... rest)
{
    using Item = typename First::value_type;
    constexpr bool isOneKind = (std::same_as<Item, typename Rest::value_type> && ...);
    static_assert(isOneKind, "concat() takes streams of one kind of items: map() them to one first");
    std::vector<AsyncIterator<Item>> sources;
    if constexpr (isOneKind) {
        sources.reserve(1 + sizeof...(Rest));
        sources.push_back(std::move(first));
        (sources.push_back(std::move(rest)), ...);
    }
    return concat(std::move(sources));
}

} // namespace livebelt::async
