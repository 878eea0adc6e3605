// SPDX-License-Identifier: MIT
#include <livebelt/async/io/ProcessEnd.h>

#include <livebelt/async/Timers.h>

#include <QCoreApplication>
#include <QThread>
#include <csignal>

namespace livebelt::async::detail {

void signalGroup(const QProcess &process, int signal)
{
    // It has not been waited for yet, so the number is still its own.
    const auto id = pid_t(process.processId());
    if (process.state() != QProcess::NotRunning && id > 0 && ::kill(-id, signal) != 0)
        ::kill(id, signal); // it has no group yet
}

void ProcessEnd::of(std::unique_ptr<QProcess> process, qint64 group, Clock::Duration grace)
{
    std::unique_ptr<ProcessEnd> end(new ProcessEnd(std::move(process), group));
    if (end->isOver())
        return;
    for (const int signal : {SIGTERM, SIGCONT}) { // one that is stopped would not see the first
        signalGroup(*end->m_process, signal);
        if (group > 0 && end->m_process->state() == QProcess::NotRunning)
            ::kill(pid_t(-group), signal);
    }
    ProcessEnd *itself = end.release();
    itself->m_scope.spawn(itself->killAfter(grace));
}

ProcessEnd::ProcessEnd(std::unique_ptr<QProcess> process, qint64 group) : m_process(std::move(process)), m_group(group)
{
    const auto done = [this] {
        if (isOver())
            deleteLater();
    };
    connect(m_process.get(), &QProcess::stateChanged, this, done);
    QCoreApplication *application = QCoreApplication::instance();
    if (application && application->thread() == thread())
        setParent(application);
    else
        connect(
            thread(), &QThread::finished, this, [this] { delete this; }, Qt::DirectConnection);
}

ProcessEnd::~ProcessEnd()
{
    m_process->disconnect(this);
    if (isOver())
        return;
    kill();
    if (m_process->state() != QProcess::NotRunning)
        m_process->waitForFinished(); // the thread ends; a killed program does so in a moment
}

/// A group keeps its number for as long as anybody is in it.
bool ProcessEnd::isOver() const
{
    return m_process->state() == QProcess::NotRunning && (m_group <= 0 || ::kill(pid_t(-m_group), 0) != 0);
}

void ProcessEnd::kill()
{
    signalGroup(*m_process, SIGKILL);
    if (m_group > 0 && m_process->state() == QProcess::NotRunning)
        ::kill(pid_t(-m_group), SIGKILL);
}

Task<void> ProcessEnd::killAfter(Clock::Duration grace)
{
    co_await sleepFor(grace);
    kill();
    if (m_process->state() == QProcess::NotRunning)
        deleteLater();
}

} // namespace livebelt::async::detail
