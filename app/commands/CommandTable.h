// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/CommandLine.h"

namespace livebelt {

/// An option of a command, for the one who reads it and the one who needs help.
struct OptionDescription
{
    QString name;  ///< "--to"
    QString value; ///< what it takes, as in "FILE"; one of a few words as in "a|b|c"; empty: nothing
    QString about; ///< a phrase without a full stop
    bool isRepeatable = false;
};

struct CommandDescription
{
    Invocation::Command command = Invocation::Command::Window;
    QString word;   ///< "record"; empty for the window
    QString inputs; ///< as in "URL..."; empty: none
    QString about;  ///< a phrase without a full stop
    int fewest = 0; ///< of the inputs
    int most = 0;
    QString wants; ///< what it needs, for the one who leaves it out
    QList<OptionDescription> options;
};

/// All commands, the window first: what the command line is read by, and what its help, its manual page and the
/// completions of shells are made of.
const QList<CommandDescription> &commandTable();
/// nullptr where there is none of that name.
const CommandDescription *commandOfWord(const QString &word);

} // namespace livebelt
