// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/OrderedTasks.h>

namespace livebelt::async {

/// In which order concurrentMap() hands results on.
enum class Results {
    InOrder,   ///< of the items they are made of
    AsTheyCome ///< as the tasks finish
};

namespace detail {

template<typename U, typename T, typename Function>
AsyncIterator<U> inOrder(AsyncIterator<T> items, Function function, std::size_t most)
{
    OrderedTasks<U, T, Function> tasks(std::move(items), std::move(function), most);
    while (true) {
        tasks.start();
        if (tasks.isOver())
            break;
        if (tasks.hasNext()) {
            U result = tasks.take();
            co_yield std::move(result);
        } else {
            const std::size_t number = co_await tasks.answer();
            tasks.leaveOutWhatIsBehindAFailure(number);
        }
    }
    tasks.rethrow();
}

} // namespace detail

/// Of each item, function(T) makes a Task; their results (std::monostate for a Task<void>). At most concurrency tasks
/// run, or have finished and wait to be handed on; the source is pulled for a free place only. Lazy: nothing starts
/// before the first next(). It ends when the source has ended and all results are handed on.
///
/// Results::InOrder: an error of a task, of function or of the source stands where its result would have; the results
/// before it come first, and the tasks behind it are destroyed at once. Results::AsTheyCome: an error destroys all the
/// others and is thrown at once. Destroying the iterator cancels the tasks, with their results. Cancelling a wait loses
/// none. One thread.
///
///     auto pages = urls | concurrentMap([this](QUrl url) { return download(std::move(url)); }, 5);
template<typename Function>
auto concurrentMap(Function function, std::size_t concurrency, Results order = Results::InOrder)
{
    return [function = std::move(function), concurrency, order]<typename T>(AsyncIterator<T> items) mutable {
        constexpr bool fits = detail::GivesTask<Function, T>;
        static_assert(fits, "concurrentMap() takes a function that can be called with an item and gives a Task");
        if constexpr (fits) {
            using Result = typename detail::TaskResult<std::invoke_result_t<Function &, T>>::Type;
            using U = std::conditional_t<std::is_void_v<Result>, std::monostate, Result>;
            if (order == Results::InOrder)
                return detail::inOrder<U>(std::move(items), std::move(function), concurrency);
            auto stream = [kept = std::move(function)](T item) mutable {
                return detail::resultOf<U>(std::invoke(kept, std::move(item)));
            };
            return detail::sideBySide<U>(std::move(items), std::move(stream), std::max<std::size_t>(concurrency, 1));
        } else
            return items;
    };
}

} // namespace livebelt::async
