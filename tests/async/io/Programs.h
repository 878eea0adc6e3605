// SPDX-License-Identifier: MIT
#pragma once

#include "tests/async/io/FileSupport.h"
#include <livebelt/async/io/Process.h>

#include <csignal>

namespace livebelt::test {

inline Task<Process> shell(QString script, ProcessOptions options = ProcessOptions())
{
    const QStringList arguments{u"-c"_s, script};
    return Process::start(u"sh"_s, arguments, options);
}

/// Whether there is a process of that number, and be it a zombie.
inline bool exists(qint64 process)
{
    return ::kill(pid_t(process), 0) == 0;
}

inline Task<void> joinLines(AsyncIterator<Line> lines, QByteArray *to)
{
    while (auto line = co_await lines.next())
        to->append(line->bytes + (line->isCut() ? "~|" : line->isWhole ? "|" : ""));
}

inline Task<void> endOf(Process *process, ProcessExit *to)
{
    *to = co_await process->finished();
}

} // namespace livebelt::test
