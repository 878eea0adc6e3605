// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Futures.h>

namespace livebelt::async {

/// The results of a QFuture that has many, in order, each as soon as it is there: copies, since a QFuture keeps its
/// own. It ends when the work has finished. What the work threw is thrown when it is known, perhaps before results that
/// have not been asked for, which a QFuture forgets then; FutureCancelled, behind the results that are there, where it
/// was cancelled.
///
/// Destroying the iterator leaves the work as it is: a QFuture has other holders. Cancelling a wait loses no result.
///
///     auto thumbnails = resultsOf(QtConcurrent::mapped(files, scaled));
template<typename T>
AsyncIterator<T> resultsOf(QFuture<T> future)
{
    static_assert(std::copy_constructible<T>, "resultsOf() gives copies of the results: what cannot be copied comes "
                                              "from awaiting the QFuture itself");
    Event changed;
    QFutureWatcher<T> watcher;
    const ScopedConnection ready =
        QObject::connect(&watcher, &QFutureWatcherBase::resultsReadyAt, [&changed] { changed.set(); });
    const ScopedConnection finished =
        QObject::connect(&watcher, &QFutureWatcherBase::finished, [&changed] { changed.set(); });
    watcher.setFuture(future);
    int next = 0;
    while (true) {
        while (!future.isResultReadyAt(next) && !future.isFinished())
            co_await changed.wait();
        if (!future.isResultReadyAt(next))
            break;
        if constexpr (std::copy_constructible<T>) {
            T result = future.resultAt(next++);
            co_yield std::move(result);
        }
    }
    future.waitForFinished(); // throws what the work has thrown
    if (future.isCanceled())
        throw FutureCancelled();
}

} // namespace livebelt::async
