// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/Pipe.h>

namespace livebelt::async {

namespace detail {

/// The stream that function makes of the error which is being handled; where it is of another kind, that is thrown.
template<typename Error, typename T, typename Function>
AsyncIterator<T> madeOfError(Function &function)
{
    if constexpr (std::same_as<Error, std::exception_ptr>) {
        return std::invoke(function, std::current_exception());
    } else {
        try {
            throw;
        } catch (const Error &error) {
            return std::invoke(function, error);
        }
    }
}

template<typename Error, typename T, typename Function>
AsyncIterator<T> caught(AsyncIterator<T> given, Function function)
{
    std::optional<AsyncIterator<T>> instead;
    try {
        AsyncIterator<T> items = std::move(given); // goes before function is called
        while (T *item = co_await items.borrow())
            co_yield std::move(*item);
    } catch (...) {
        instead.emplace(madeOfError<Error, T>(function));
    }
    while (instead) {
        T *const item = co_await instead->borrow();
        if (!item)
            break;
        co_yield std::move(*item);
    }
}

} // namespace detail

/// The items of the source; where it fails, those of the stream that function makes of the error. function takes a
/// std::exception_ptr or, with catchError<Error>(), a const Error &: then all other errors pass.
///
/// In order. The failed source is destroyed before function is called, once, on this thread. What function throws, and
/// what its stream ends with, goes to the consumer: it is not caught again. Holds nothing; cancelling a wait loses no
/// item.
///
///     auto rows = fromServer() | catchError<NetworkError>([](const NetworkError &) { return fromCache(); });
template<typename Error = std::exception_ptr, typename Function>
auto catchError(Function function)
{
    return [function = std::move(function)]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = detail::GivesItems<Function, T, const Error &>;
        static_assert(fits,
                      "catchError() takes a function that is called with the error and gives a stream of the same "
                      "kind of items");
        if constexpr (fits)
            return detail::caught<Error>(std::move(items), std::move(function));
        else
            return items;
    };
}

} // namespace livebelt::async
