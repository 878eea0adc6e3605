// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Postbox.h>

#include <QString>
#include <QThread>
#include <functional>
#include <memory>
#include <mutex>

namespace livebelt::async {

/// A thread with an event loop, for coroutines and objects that are to live away from the thread that made it.
/// The destructor, and stop(), end the loop, destroy the context, there, and wait for the thread. Tasks of a Scope
/// bound to the context end with it; what else lives there has to be destroyed before, by run().
class Worker
{
public:
    /// Starts the thread; name is that of its QThread.
    explicit Worker(const QString &name);
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Lives on the thread: the place for onThread() and for queued connections. Null after stop().
    Postbox *context() const
    {
        const std::lock_guard lock(m_ending);
        return m_context.get();
    }
    /// Runs function on the thread, waits until it has returned, and throws what it throws. False: it was not called,
    /// as the worker has stopped, or stops before its turn. From any thread. Not for the UI thread while work may be
    /// long.
    bool run(const std::function<void()> &function);
    /// Queues function for the thread. What is still queued at stop(), or comes after it, is not called.
    void post(std::function<void()> function);
    /// As the destructor does. Not from the thread itself.
    void stop();

private:
    QThread m_thread;
    mutable std::mutex m_ending; ///< for m_context, which ends on the thread
    std::unique_ptr<Postbox> m_context;
};

} // namespace livebelt::async
