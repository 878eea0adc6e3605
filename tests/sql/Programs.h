// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Unprivileged.h"

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

} // namespace livebelt::test
