// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace livebelt::test {

/// What a program that was run to its end did.
struct ProgramRun
{
    bool isFine = false;
    QByteArray output; ///< both streams
};

/// Runs a program with input; the event loop does not run meanwhile. environment holds "NAME=value".
ProgramRun runProgram(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                      const QStringList &environment = {});

/// Servers that refuse to run as root are run as nobody, then: the program and arguments for that.
struct Unprivileged
{
    QString program;
    QStringList arguments;
    static Unprivileged command(const QString &program, const QStringList &arguments);
    /// Gives a file or directory to whom such a program runs as.
    static void give(const QString &path);
};

} // namespace livebelt::test
