// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Futures.h>
#include <livebelt/async/Scope.h>
#include <livebelt/async/tasks/WhenAny.h>

#include <QPromise>

namespace livebelt::async {

namespace detail {
template<typename T>
Task<void> fulfil(QPromise<T> promise, Task<T> task)
{
    Event cancelled;
    QFutureWatcher<T> watcher;
    const ScopedConnection connection =
        QObject::connect(&watcher, &QFutureWatcherBase::canceled, [&cancelled] { cancelled.set(); });
    watcher.setFuture(promise.future());
    try {
        auto first = co_await whenAny(std::move(task), cancelled.wait());
        auto result = first.take();
        if constexpr (!std::is_void_v<T>) {
            if (first.index() == 0)
                promise.addResult(std::get<0>(std::move(result)));
        }
    } catch (...) {
        promise.setException(std::current_exception());
    }
    promise.finish();
}
} // namespace detail

/// Runs a task in scope, from now on, and gives its result, or what it throws, as a QFuture: for code that knows of
/// nothing else. The error goes to the future, and does not fail the scope.
///
/// Cancelling the future cancels the task, soon; cancelling or destroying the scope cancels both. Dropping the future
/// leaves the task as it is.
///
///     QFuture<Page> page = toFuture(m_scope, load(url));
template<typename T>
QFuture<T> toFuture(Scope &scope, Task<T> task)
{
    QPromise<T> promise;
    promise.start();
    QFuture<T> future = promise.future();
    scope.spawn(detail::fulfil(std::move(promise), std::move(task)));
    return future;
}

} // namespace livebelt::async
