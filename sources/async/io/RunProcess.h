// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/io/Process.h>

namespace livebelt::async {

/// What a program has said, and how it ended.
struct ProcessResult
{
    ProcessExit exit;      ///< how it ended
    QByteArray output;     ///< the first of it, as much as was to be kept
    QByteArray errors;     ///< the same of its standard error
    qint64 outputSize = 0; ///< how much it really was; more than output.size() where the rest was thrown away
    qint64 errorsSize = 0; ///< as outputSize
};

/// Linux only. Runs a program to its end: gives it input, and keeps the first maximum bytes of its output, and of its
/// errors. Done when it has ended and all that have inherited its output have closed it. Throws ProcessError where it
/// cannot be started; a program that fails is a result like any other. Destroying the waiting task ends the program as
/// that of Process does.
///
///     const ProcessResult result = co_await runProcess(program, arguments);
///     if (result.exit.isSuccess())
///         use(result.output);
Task<ProcessResult> runProcess(QString program, QStringList arguments, QByteArray input = QByteArray(),
                               ProcessOptions options = ProcessOptions(), qint64 maximum = 16 * 1024 * 1024);

} // namespace livebelt::async
