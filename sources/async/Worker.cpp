// SPDX-License-Identifier: MIT
#include "sources/async/Worker.h"

namespace livebelt::async {

Worker::Worker(const QString &name) : m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    // Directly, that is on the thread itself, before wait() returns: what is bound to the context unwinds where it ran.
    QObject::connect(&m_thread, &QThread::finished, [this] { m_context.reset(); });
    m_thread.start();
}

Worker::~Worker()
{
    stop();
}

void Worker::run(const std::function<void()> &function)
{
    if (QThread::currentThread() == &m_thread)
        function();
    else if (m_thread.isRunning())
        QMetaObject::invokeMethod(m_context.get(), function, Qt::BlockingQueuedConnection);
}

void Worker::post(std::function<void()> function)
{
    QMetaObject::invokeMethod(m_context.get(), std::move(function), Qt::QueuedConnection);
}

void Worker::stop()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace livebelt::async
