// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// The standard error: one line a message, and on a terminal a progress line that is rewritten in place.
class Terminal
{
public:
    Terminal();
    ~Terminal();
    Q_DISABLE_COPY_MOVE(Terminal)

    /// "livebelt: sentence."
    void say(const QString &sentence);
    /// Shown on a terminal only.
    void progress(const QString &line);
    bool isInteractive() const { return m_isTerminal; }

private:
    void clear();
    bool m_isTerminal;
    qsizetype m_shown = 0;
};

} // namespace livebelt
