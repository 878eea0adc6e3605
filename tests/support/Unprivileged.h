// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace livebelt::test {

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
