// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// The standard error: one line a message, and on a terminal a progress line that is rewritten in place. What comes
/// from outside in a message cannot steer a terminal or make lines of its own. Where nobody reads, a message waits for
/// a second and is then left out; a standard error that is closed or full takes none. One thread.
class Terminal
{
public:
    Terminal();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    /// "livebelt: sentence."
    void say(const QString &sentence);
    /// A line as it is, but harmless.
    void print(const QString &line);
    /// Shown on a terminal only.
    void progress(const QString &line);
    bool isInteractive() const { return m_isTerminal; }

private:
    void clear();
    void write(const QByteArray &text);
    bool m_isTerminal;
    bool m_isStuck = false; ///< nobody reads: the next message is not waited for
    qsizetype m_shown = 0;
};

} // namespace livebelt
