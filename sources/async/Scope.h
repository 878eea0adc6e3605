// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Spawned.h>

namespace livebelt::async {

namespace detail {
struct StartSlot;
}

/// A nursery: it owns running tasks, so that none runs on after what it works for has gone.
///
/// Destroying the scope, or the context object it is bound to, cancels all its tasks at once; that is legal from within
/// one of them (it is then destroyed as soon as it suspends). The first task that fails, and whose handle nobody has,
/// cancels the others. Its exception is thrown by join(), or goes to onFailure(), where one of these is there or comes
/// later; where neither is there by an idle turn of the event loop it is printed by qCritical. Everything happens on
/// the thread the scope was made on.
///
/// A context that is of a derived class has lost the members of that class by the time it ends the scope. Where tasks
/// use those, the class has a ScopesEnd as its last member; or the scope is its last member; or its destructor calls
/// cancel().
class Scope
{
public:
    /// context, if any, lives on this thread: the scope ends with it.
    explicit Scope(QObject *context = nullptr);
    ~Scope();
    Scope(Scope &&other) noexcept;
    Scope &operator=(Scope &&other) noexcept;

    /// Starts a task at once, up to its first wait. The handle is for who wants the result, or to cancel this task
    /// alone; else let it go. After cancel() the task is destroyed unstarted; after a failure too, and a warning says
    /// so.
    template<typename T>
    Spawned<T> spawn(Task<T> task, std::source_location where = std::source_location::current())
    {
        return spawn(std::move(task), QByteArray(), where);
    }
    /// The same with a name, for who looks at liveTasks().
    template<typename T>
    Spawned<T> spawn(Task<T> task, QByteArray name, std::source_location where = std::source_location::current())
    {
        return Spawned<T>(start(std::exchange(task.m_frame, nullptr), std::move(name), where));
    }
    /// Waits until all tasks have ended, and throws the first error that is not a handle's. By one coroutine at a time,
    /// and not from within one of the tasks: std::logic_error is thrown for both.
    Task<void> join();
    /// Destroys all tasks; a scope that has been cancelled starts no others.
    void cancel();
    /// Cancels it, on this thread, once stop has been requested of token, by whatever thread.
    void cancelOn(std::stop_token token);
    /// For code that is no coroutine of this scope but works for it, on any thread: stop is requested when the scope is
    /// cancelled, or ends.
    std::stop_token stopToken();
    /// Called with the first error, if nobody joins; at once where that has happened before.
    void onFailure(std::function<void(std::exception_ptr)> handler);

    /// No task of it runs.
    bool isEmpty() const;
    /// By cancel(), a failure, or the end of its context: it starts no others.
    bool isCancelled() const;
    /// For connections that are to end with the scope; null where it has ended.
    QObject *context() const;

private:
    friend struct detail::StartSlot;
    std::shared_ptr<detail::ScopeEntry> start(detail::TaskPromiseBase *frame, QByteArray name,
                                              std::source_location where);

    std::shared_ptr<detail::ScopeState> m_state;
};

} // namespace livebelt::async
