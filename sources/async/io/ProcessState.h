// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/Event.h>
#include <livebelt/async/io/Descriptor.h>
#include <livebelt/async/io/Process.h>

#include <QProcess>

namespace livebelt::async::detail {

/// What a Process and those who wait for it share. QProcess starts the program, writes to it and waits for its end; the
/// output, which it would read at once and without a bound, goes through pipes of our own.
class ProcessState
{
public:
    ProcessState(QString program, ProcessOptions options);
    ProcessState(const ProcessState &) = delete;
    ProcessState &operator=(const ProcessState &) = delete;
    ~ProcessState() { end(); }

    /// Throws ProcessError where it can be seen at once that it fails; else stateChanged tells.
    void start(const QString &path, const QStringList &arguments);
    /// Nobody wants the program any more.
    void end();

    bool isStarting() const { return !hasFailed && process && process->state() == QProcess::Starting; }
    bool isRunning() const { return process && process->state() != QProcess::NotRunning; }

    const QString program;
    const ProcessOptions options;
    std::unique_ptr<QProcess> process; ///< null after end()
    qint64 group = 0;                  ///< of the program and all that it starts; 0: it has not been started
    Descriptor output;                 ///< until somebody takes it
    Descriptor errors;
    Event stateChanged;
    Event inputChanged;
    bool hasFailed = false;     ///< to start
    bool isInputClosed = false; ///< by the program
};

} // namespace livebelt::async::detail
