// SPDX-License-Identifier: MIT
#include <livebelt/async/operators/Resident.h>

#include <livebelt/async/Postbox.h>
#include <livebelt/async/Scope.h>

#include <QThread>
#include <mutex>

namespace livebelt::async::detail {

struct Resident::Home
{
    void begin(quint64 run, Task<void> task)
    {
        {
            const std::lock_guard lock(mutex);
            if (wanted != run)
                return;
        }
        running = run;
        scope = std::make_unique<Scope>();
        scope->spawn(std::move(task));
    }
    void end(quint64 run)
    {
        if (running == run)
            std::exchange(scope, nullptr).reset();
    }
    /// The thread ends.
    void leave()
    {
        std::unique_ptr<Postbox> last;
        {
            const std::lock_guard lock(mutex);
            last.reset(std::exchange(box, nullptr));
        }
        std::exchange(scope, nullptr).reset();
    }

    std::mutex mutex;
    Postbox *box = new Postbox; ///< null: nothing can be started any more
    quint64 lastRun = 0;
    quint64 wanted = 0;
    // On the thread itself only.
    QThread *thread = QThread::currentThread();
    std::unique_ptr<Scope> scope;
    quint64 running = 0;
};

Resident::Resident() : m_home(std::make_shared<Home>())
{
    // Directly, that is on the thread itself, while everything there still works.
    QObject::connect(
        m_home->thread, &QThread::finished, m_home->box, [home = m_home] { home->leave(); }, Qt::DirectConnection);
}

Resident::~Resident()
{
    quint64 run = 0;
    {
        const std::lock_guard lock(m_home->mutex);
        run = m_home->wanted;
    }
    stop(run);
    const std::lock_guard lock(m_home->mutex);
    if (m_home->box)
        std::exchange(m_home->box, nullptr)->deleteLater(); // after what is in it
}

quint64 Resident::start(Task<void> task)
{
    const auto kept = std::make_shared<Task<void>>(std::move(task));
    const std::lock_guard lock(m_home->mutex);
    const quint64 run = m_home->wanted = ++m_home->lastRun;
    if (m_home->box)
        m_home->box->post([home = m_home, run, kept] { home->begin(run, std::move(*kept)); });
    return run;
}

void Resident::stop(quint64 run)
{
    {
        const std::lock_guard lock(m_home->mutex);
        if (m_home->wanted == run)
            m_home->wanted = 0;
        if (QThread::currentThread() != m_home->thread) {
            if (m_home->box)
                m_home->box->post([home = m_home, run] { home->end(run); });
            return;
        }
    }
    m_home->end(run);
}

} // namespace livebelt::async::detail
