// SPDX-License-Identifier: MIT
#include "sources/async/io/ProcessEnd.h"

#include "sources/async/Timers.h"

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

void ProcessEnd::of(std::unique_ptr<QProcess> process, Clock::Duration grace)
{
    if (process->state() == QProcess::NotRunning)
        return;
    signalGroup(*process, SIGTERM);
    signalGroup(*process, SIGCONT); // one that is stopped would not see it
    QProcess *program = process.get();
    auto *end = new ProcessEnd(std::move(process));
    end->m_scope.spawn(killAfter(grace, program));
}

ProcessEnd::ProcessEnd(std::unique_ptr<QProcess> process) : m_process(std::move(process))
{
    const auto done = [this] {
        if (m_process->state() == QProcess::NotRunning)
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
    if (m_process->state() == QProcess::NotRunning)
        return;
    signalGroup(*m_process, SIGKILL);
    m_process->waitForFinished(); // the thread ends; a killed program does so in a moment
}

Task<void> ProcessEnd::killAfter(Clock::Duration grace, QProcess *process)
{
    co_await sleepFor(grace);
    signalGroup(*process, SIGKILL);
}

} // namespace livebelt::async::detail
