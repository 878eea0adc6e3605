// SPDX-License-Identifier: MIT
#include <livebelt/async/Worker.h>

#include <condition_variable>
#include <exception>

namespace livebelt::async {

namespace {

/// A call of another thread that somebody waits for.
struct Call
{
    void waitForEnd()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return isOver; });
    }

    std::mutex mutex;
    std::condition_variable changed;
    bool isOver = false;
    bool isCalled = false;
    std::exception_ptr error;
};

/// What stands in the queue. However it goes from there, called or thrown away, the one who waits goes on.
class Queued
{
public:
    Queued(std::shared_ptr<Call> call, const std::function<void()> &function)
        : m_call(std::move(call)), m_function(function)
    {
    }
    Queued(const Queued &) = delete;
    Queued &operator=(const Queued &) = delete;
    ~Queued()
    {
        const std::lock_guard lock(m_call->mutex);
        m_call->isOver = true;
        m_call->changed.notify_one();
    }
    void call()
    {
        std::exception_ptr error;
        try {
            m_function();
        } catch (...) {
            error = std::current_exception();
        }
        const std::lock_guard lock(m_call->mutex);
        m_call->isCalled = true;
        m_call->error = std::move(error);
    }

private:
    std::shared_ptr<Call> m_call;
    const std::function<void()> &m_function; ///< of the one who waits
};

} // namespace

Worker::Worker(const QString &name) : m_context(std::make_unique<Postbox>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    // Directly, that is on the thread itself, before wait() returns: what is bound to the context unwinds where it ran.
    QObject::connect(&m_thread, &QThread::finished, [this] {
        std::unique_ptr<Postbox> last;
        const std::lock_guard lock(m_ending);
        last.swap(m_context);
    });
    m_thread.start();
}

Worker::~Worker()
{
    stop();
}

bool Worker::run(const std::function<void()> &function)
{
    if (QThread::currentThread() == &m_thread) {
        function();
        return true;
    }
    const auto call = std::make_shared<Call>();
    post([queued = std::make_shared<Queued>(call, function)] { queued->call(); });
    call->waitForEnd();
    if (call->error)
        std::rethrow_exception(call->error);
    return call->isCalled;
}

void Worker::post(std::function<void()> function)
{
    const std::lock_guard lock(m_ending);
    if (m_context)
        m_context->post(std::move(function));
}

void Worker::stop()
{
    m_thread.quit();
    m_thread.wait();
    const std::lock_guard lock(m_ending);
}

} // namespace livebelt::async
