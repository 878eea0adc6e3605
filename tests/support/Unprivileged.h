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

/// While it lives, this process may no more than nobody, even if it is root's: files without permissions are closed to
/// it.
class WithoutRoot
{
public:
    WithoutRoot();
    ~WithoutRoot();
    WithoutRoot(const WithoutRoot &) = delete;
    WithoutRoot &operator=(const WithoutRoot &) = delete;

private:
    bool m_wasRoot;
};

} // namespace livebelt::test
