// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Task.h>

#include <QFuture>
#include <QFutureWatcher>
#include <stdexcept>

namespace livebelt::async {

/// Thrown at the await of a QFuture that was cancelled.
class FutureCancelled : public std::runtime_error
{
public:
    FutureCancelled() : std::runtime_error("the work behind a QFuture was cancelled") {}
};

/// Thrown at the await of a QFuture whose work has ended without a result, an error or a cancellation.
class FutureWithoutResult : public std::runtime_error
{
public:
    FutureWithoutResult() : std::runtime_error("the work behind a QFuture ended without a result") {}
};

/// With this header, co_await of a QFuture gives its (first) result, on the thread of the waiting coroutine, or throws
/// what the work threw. A result that cannot be copied is taken from the QFuture, which has none after that. Destroying
/// the waiting coroutine leaves the work as it is: a QFuture has other holders.
///
///     const QImage image = co_await QtConcurrent::run(render, page);
template<typename T>
Task<T> toAwaitable(AwaitTag, QFuture<T> future)
{
    Event changed;
    QFutureWatcher<T> watcher;
    const ScopedConnection finished =
        QObject::connect(&watcher, &QFutureWatcherBase::finished, [&changed] { changed.set(); });
    watcher.setFuture(future);
    while (!future.isFinished())
        co_await changed.wait();
    future.waitForFinished(); // throws what the work has thrown
    if (future.isCanceled())
        throw FutureCancelled();
    if constexpr (!std::is_void_v<T>) {
        if (future.resultCount() == 0)
            throw FutureWithoutResult();
        if constexpr (std::copy_constructible<T>)
            co_return future.result();
        else
            co_return future.takeResult();
    }
}

} // namespace livebelt::async
