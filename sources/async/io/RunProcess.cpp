// SPDX-License-Identifier: MIT
#include <livebelt/async/io/RunProcess.h>

#include <livebelt/async/Scope.h>

namespace livebelt::async {

namespace {

Task<void> gather(AsyncIterator<QByteArray> pieces, qint64 maximum, QByteArray *kept, qint64 *size)
{
    while (auto piece = co_await pieces.next()) {
        kept->append(piece->constData(), qMin<qsizetype>(piece->size(), maximum - kept->size()));
        *size += piece->size();
    }
}

Task<void> feed(Process *process, QByteArray input)
{
    if (!input.isEmpty())
        co_await process->write(std::move(input)); // false: it does not want it
    process->closeInput();
}

} // namespace

Task<ProcessResult> runProcess(QString program, QStringList arguments, QByteArray input, ProcessOptions options,
                               qint64 maximum)
{
    maximum = qMax<qint64>(0, maximum);
    ProcessResult result;
    Process process = co_await Process::start(std::move(program), std::move(arguments), std::move(options));
    Scope work;
    work.spawn(gather(process.output(), maximum, &result.output, &result.outputSize));
    work.spawn(gather(process.errors(), maximum, &result.errors, &result.errorsSize));
    work.spawn(feed(&process, std::move(input)));
    co_await work.join();
    result.exit = co_await process.finished();
    co_return result;
}

} // namespace livebelt::async
