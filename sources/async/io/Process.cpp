// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Process.h>

#include <livebelt/async/io/Aside.h>
#include <livebelt/async/io/ProcessEnd.h>
#include <livebelt/async/io/ProcessState.h>
#include <livebelt/async/io/ProgramFile.h>
#include <livebelt/async/io/SystemPipe.h>

#include <csignal>

namespace livebelt::async {

namespace {

using detail::ProcessState;

Task<void> startUp(ProcessState *state, QStringList arguments)
{
    using detail::ProgramFile;
    detail::Aside<ProgramFile> file(state->program, state->options.directory);
    const auto find = [](ProgramFile &f) { return f.find(); };
    const QString path = co_await file(find);
    state->start(path, arguments);
    while (state->isStarting())
        co_await state->stateChanged.wait();
    if (state->hasFailed)
        throw ProcessError::ofStart(state->program, state->process->errorString());
}

AsyncIterator<QByteArray> nothing()
{
    co_return;
}

AsyncIterator<QByteArray> take(detail::Descriptor *reading, qint64 maximum)
{
    if (!*reading)
        return nothing();
    return detail::piecesOf(std::exchange(*reading, detail::Descriptor()), maximum);
}

// What waits shares the state, and sees that the Process has let go of the program.
Task<bool> writeTo(std::shared_ptr<ProcessState> state, QByteArray bytes, qint64 highWater)
{
    const auto canWrite = [state] { return state->isRunning() && !state->isInputClosed; };
    if (!canWrite() || state->process->write(bytes) != bytes.size())
        co_return false;
    while (canWrite() && state->process->bytesToWrite() > highWater)
        co_await state->inputChanged.wait();
    co_return canWrite();
}

Task<ProcessExit> endOf(std::shared_ptr<ProcessState> state)
{
    while (state->isRunning())
        co_await state->stateChanged.wait();
    if (!state->process)
        throw ProcessError(state->program,
                           QStringLiteral("The program %1 was ended before it was done").arg(state->program));
    ProcessExit exit;
    (state->process->exitStatus() == QProcess::NormalExit ? exit.code : exit.signal) = state->process->exitCode();
    co_return exit;
}

} // namespace

Task<Process> Process::start(QString program, QStringList arguments, ProcessOptions options)
{
    Process process(std::make_shared<ProcessState>(std::move(program), std::move(options)));
    co_await startUp(process.m_state.get(), std::move(arguments));
    co_return std::move(process);
}

Process::Process(std::shared_ptr<ProcessState> state) : m_state(std::move(state)) {}

Process::~Process()
{
    if (m_state)
        m_state->end();
}

Process::Process(Process &&other) noexcept = default;

Process &Process::operator=(Process &&other) noexcept
{
    Process old(std::move(*this));
    m_state = std::move(other.m_state);
    return *this;
}

qint64 Process::id() const
{
    return m_state->process->processId();
}

AsyncIterator<QByteArray> Process::output(qint64 maximum)
{
    return take(&m_state->output, maximum);
}

AsyncIterator<QByteArray> Process::errors(qint64 maximum)
{
    return take(&m_state->errors, maximum);
}

AsyncIterator<Line> Process::lines(qint64 maximum)
{
    return linesOf(output(), maximum);
}

AsyncIterator<Line> Process::errorLines(qint64 maximum)
{
    return linesOf(errors(), maximum);
}

Task<bool> Process::write(QByteArray bytes, qint64 highWater)
{
    return writeTo(m_state, std::move(bytes), highWater);
}

void Process::closeInput()
{
    m_state->process->closeWriteChannel();
}

void Process::terminate()
{
    detail::signalGroup(*m_state->process, SIGTERM);
}

void Process::kill()
{
    detail::signalGroup(*m_state->process, SIGKILL);
}

Task<ProcessExit> Process::finished()
{
    return endOf(m_state);
}

} // namespace livebelt::async
