// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Task.h>

#include <QObject>
#include <functional>
#include <memory>

namespace livebelt::async {

/// A nursery: it owns running tasks, so that none runs on after what it works for has gone.
///
/// Destroying the scope, or the context object it is bound to, cancels all its tasks at once; that is legal from within
/// one of them (it is then destroyed as soon as it suspends). The first task that fails cancels the others; its
/// exception is thrown by join(), or goes to onFailure(); if neither is there it is printed by qCritical, never
/// swallowed. Everything happens on the thread the scope was made on.
class Scope
{
public:
    /// context, if any, lives on this thread: the scope ends with it.
    explicit Scope(QObject *context = nullptr);
    ~Scope();
    Scope(Scope &&other) noexcept;
    Scope &operator=(Scope &&other) noexcept;

    /// Starts a task at once, up to its first wait. After cancel(), or a failure, it is destroyed unstarted.
    void spawn(Task<void> task, std::source_location where = std::source_location::current());
    /// Waits until all tasks have ended, and throws the first error.
    Task<void> join();
    /// Destroys all tasks; a scope that has been cancelled starts no others.
    void cancel();
    /// Called with the first error, if nobody joins.
    void onFailure(std::function<void(std::exception_ptr)> handler);

    bool isEmpty() const;
    bool isCancelled() const;

private:
    class State;
    std::shared_ptr<State> m_state;
};

} // namespace livebelt::async
