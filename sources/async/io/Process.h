// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/TimeSpan.h>
#include <livebelt/async/io/Devices.h>

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>
#include <stdexcept>

namespace livebelt::async {

namespace detail {
class ProcessState;
}

/// A program could not be started, or its Process was destroyed while somebody waited for its end.
class ProcessError : public std::runtime_error
{
public:
    /// text: the whole sentence.
    ProcessError(const QString &program, const QString &text)
        : std::runtime_error(text.toStdString()), m_program(program)
    {
    }
    /// The one for a program that cannot be started.
    static ProcessError ofStart(const QString &program, const QString &reason)
    {
        return ProcessError(program, QStringLiteral("The program %1 cannot be started: %2").arg(program, reason));
    }
    /// As it was asked for.
    const QString &program() const { return m_program; }
    /// The whole sentence.
    QString text() const { return QString::fromUtf8(what()); }

private:
    QString m_program;
};

/// How a program ended.
struct ProcessExit
{
    int code = 0;   ///< what it returned
    int signal = 0; ///< that killed it; 0: none did
    /// It has ended by itself, and returned 0.
    bool isSuccess() const { return code == 0 && signal == 0; }
};

/// How a program is run.
struct ProcessOptions
{
    /// Where its standard error goes.
    enum class Errors { Apart, WithOutput, Discarded };

    ProcessOptions() {} // no aggregate: g++ 12 destroys one twice that is made in an await

    QString directory; ///< to work in; empty: ours
    /// Its variables.
    QProcessEnvironment environment = QProcessEnvironment(QProcessEnvironment::InheritFromParent);
    Errors errors = Errors::Apart; ///< of its standard error
    /// Destroying the Process also ends what of its group has outlived the program itself.
    bool wholeGroup = false;
    TimeSpan grace =
        std::chrono::milliseconds(2000); ///< from the polite request to end to the one that cannot be refused
};

/// Linux only. A running program, without a shell, whose output is read only as fast as it is awaited: behind a slow
/// consumer the program waits, with at most a pipe of the system (64 KiB) in between.
///
///     Process process = co_await Process::start(program, arguments);
///     auto lines = process.lines(4096);
///     while (auto line = co_await lines.next())
///         use(*line);
///     ProcessExit exit = co_await process.finished();
///
/// Destroying it, or the start that is awaited, asks the program and all that it has started (its process group) to
/// end, and kills them after the grace time, by the loop's clock; nothing waits for that, and no zombie is left. Where
/// the thread, or the application, ends before that, they are killed at once. The iterators of the output then see its
/// end, and a waiting finished() a ProcessError. It belongs to one thread, which has an event loop.
class Process
{
public:
    /// Throws ProcessError, naming the program, where it cannot be started. program is a path, or looked for in PATH.
    static Task<Process> start(QString program, QStringList arguments, ProcessOptions options = ProcessOptions());
    ~Process();
    Process(Process &&other) noexcept;
    Process &operator=(Process &&other) noexcept;

    /// Of the process, in the system.
    qint64 id() const;

    /// What it writes, until it and all that have inherited its output have closed it. Each can be taken once; a second
    /// one is empty. An output that nobody reads makes the program wait once the pipe is full: read it, or destroy the
    /// iterator, which closes it. Destroying an iterator loses what it has read and not handed out yet.
    AsyncIterator<QByteArray> output(qint64 maximum = 64 * 1024);
    /// The same of its standard error.
    AsyncIterator<QByteArray> errors(qint64 maximum = 64 * 1024);
    /// Its output, cut into lines of at most maximum bytes.
    AsyncIterator<Line> lines(qint64 maximum);
    /// The same of its standard error.
    AsyncIterator<Line> errorLines(qint64 maximum);

    /// Writes to its input and waits until at most highWater bytes are left to write. False: it has closed its input or
    /// ended. One writer at a time. Safe to cancel: bytes is written all the same.
    Task<bool> write(QByteArray bytes, qint64 highWater = 64 * 1024);
    /// Lets it see the end of its input, after what has been written.
    void closeInput();

    /// Asks it to end (SIGTERM).
    void terminate();
    /// Ends it (SIGKILL).
    void kill();
    /// Waits for the end of the program, whose output may still have to be read. One waiter at a time; can be awaited
    /// again. Safe to cancel.
    Task<ProcessExit> finished();

private:
    explicit Process(std::shared_ptr<detail::ProcessState> state);
    std::shared_ptr<detail::ProcessState> m_state;
};

} // namespace livebelt::async
