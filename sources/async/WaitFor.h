// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Scope.h>

namespace livebelt::async {

namespace detail {
void runLoopFor(Task<void> task);

template<typename T>
Task<void> note(Task<T> task, std::optional<T> *to)
{
    T result = co_await std::move(task);
    to->emplace(std::move(result));
}
} // namespace detail

/// Runs a task to its end from code that is no coroutine, such as main() or a test: starts it, runs an event loop of
/// this thread until it has ended, and gives its result or throws its error. Needs a QCoreApplication. Where the loop
/// is made to end before that (QCoreApplication::quit(), QThread::quit()), the task is destroyed and TaskCancelled
/// thrown.
///
///     int main(int argc, char *argv[])
///     {
///         QCoreApplication application(argc, argv);
///         return waitFor(download(argv[1]));
///     }
///
/// Within a coroutine co_await does that; there, other coroutines run on inside of this call, which blocks its caller.
template<typename T>
T waitFor(Task<T> task)
{
    if constexpr (std::is_void_v<T>) {
        detail::runLoopFor(std::move(task));
    } else {
        std::optional<T> result;
        detail::runLoopFor(detail::note(std::move(task), &result));
        return std::move(*result);
    }
}

} // namespace livebelt::async
