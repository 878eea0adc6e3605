// SPDX-License-Identifier: MIT
#include <livebelt/async/io/ProcessState.h>

#include <livebelt/async/io/ProcessEnd.h>
#include <livebelt/async/io/SystemPipe.h>

#include <fcntl.h>
#include <system_error>

namespace livebelt::async::detail {

ProcessState::ProcessState(QString name, ProcessOptions chosen)
    : program(std::move(name)), options(std::move(chosen)), process(std::make_unique<QProcess>())
{
    const auto changed = [this] {
        stateChanged.set();
        inputChanged.set();
    };
    QObject::connect(process.get(), &QProcess::stateChanged, process.get(), changed);
    QObject::connect(process.get(), &QProcess::bytesWritten, process.get(), [this] { inputChanged.set(); });
    QObject::connect(process.get(), &QProcess::errorOccurred, process.get(),
                     [this, changed](QProcess::ProcessError error) {
                         hasFailed = hasFailed || error == QProcess::FailedToStart;
                         isInputClosed = isInputClosed || error == QProcess::WriteError;
                         changed();
                     });
    process->setWorkingDirectory(options.directory);
    process->setProcessEnvironment(options.environment);
    process->setProcessChannelMode(QProcess::ForwardedChannels); // no pipes of its own
}

void ProcessState::start(const QString &path, const QStringList &arguments)
{
    try {
        SystemPipe out;
        Descriptor err;
        if (options.errors == ProcessOptions::Errors::Apart) {
            SystemPipe pipe;
            err = std::move(pipe.writing);
            errors = std::move(pipe.reading);
        } else if (options.errors == ProcessOptions::Errors::Discarded) {
            err = Descriptor(::open("/dev/null", O_WRONLY | O_CLOEXEC));
        }
        output = std::move(out.reading);
        // Between fork and exec: nothing but calls of the system.
        process->setChildProcessModifier([to = out.writing.number(), errorsTo = err.number()] {
            ::setpgid(0, 0);
            ::dup2(to, STDOUT_FILENO);
            ::dup2(errorsTo < 0 ? to : errorsTo, STDERR_FILENO);
        });
        process->start(path, arguments);
    } catch (const std::system_error &error) {
        throw ProcessError::ofStart(program, qt_error_string(error.code().value()));
    }
    if (const auto id = pid_t(process->processId()))
        ::setpgid(id, id); // whoever comes first: it has its group from here on
    group = process->processId();
}

void ProcessState::end()
{
    if (!process)
        return;
    process->disconnect();
    process->closeWriteChannel();
    output = Descriptor();
    errors = Descriptor();
    ProcessEnd::of(std::move(process), options.wholeGroup ? group : 0, options.grace);
    stateChanged.set();
    inputChanged.set();
}

} // namespace livebelt::async::detail
