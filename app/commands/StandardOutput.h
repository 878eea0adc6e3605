// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/PatientWriter.h"

#include <QtGlobal>
#include <atomic>

namespace livebelt {

class Terminal;

/// The standard output of a command. Waits for a reader that is slow, as any filter does. The first write that fails is
/// kept: after it nothing more is written, and finish() makes it the command's failure. On a terminal, text from
/// outside is made harmless (TerminalText.h); files and pipes get it byte for byte.
class StandardOutput
{
public:
    StandardOutput();
    Q_DISABLE_COPY_MOVE(StandardOutput)

    /// Whole lines. False: it was not all written, and will not be. One thread at a time.
    bool write(QByteArrayView text);
    bool isTerminal() const { return m_isTerminal; }
    /// From now on a second in which nothing is read is enough to give up: the person wants to leave. Any thread.
    void hurry() { m_isHurried = true; }
    /// To be called at the end: 1 where something was not written, which it says, else status. A reader that has gone
    /// away, as head does, is no news: that is said by the status alone.
    [[nodiscard]] int finish(int status, Terminal &terminal);

private:
    const PatientWriter m_writer;
    const bool m_isTerminal;
    std::atomic<bool> m_isHurried = false;
    int m_error = 0; ///< errno of the first failure; ECANCELED: nobody read
};

/// All that a command has to say, and its exit status.
[[nodiscard]] int printAll(QByteArrayView text);

} // namespace livebelt
