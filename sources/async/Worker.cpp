// SPDX-License-Identifier: MIT
#include <livebelt/async/Worker.h>

#include <condition_variable>

namespace livebelt::async {

Worker::Worker(const QString &name) : m_context(std::make_unique<Postbox>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    // Directly, that is on the thread itself, before wait() returns: what is bound to the context unwinds where it ran.
    QObject::connect(&m_thread, &QThread::finished, [this] {
        const std::lock_guard lock(m_ending);
        m_context.reset();
    });
    m_thread.start();
}

Worker::~Worker()
{
    stop();
}

void Worker::run(const std::function<void()> &function)
{
    if (QThread::currentThread() == &m_thread)
        return function();
    if (!m_thread.isRunning())
        return;
    std::mutex mutex;
    std::condition_variable changed;
    bool isDone = false;
    m_context->post([&] {
        function();
        const std::lock_guard lock(mutex);
        isDone = true;
        changed.notify_one();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return isDone; });
}

void Worker::post(std::function<void()> function)
{
    if (m_context)
        m_context->post(std::move(function));
}

void Worker::stop()
{
    {
        const std::lock_guard lock(m_ending);
    }
    m_thread.quit();
    m_thread.wait();
    const std::lock_guard lock(m_ending);
}

} // namespace livebelt::async
