// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/Shell.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

namespace livebelt::test {

/// A folder with the capture c.livebelt, for the program to write into.
class OutputFolder
{
public:
    QString path(const QString &name) const { return m_dir.filePath(name); }
    Shell::Done sh(const QString &script) const { return Shell(m_dir.path()).run(script); }
    QByteArray contents(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(it cannot be read)");
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    struct stat status(const QString &name) const
    {
        struct stat status = {};
        ::stat(QFile::encodeName(path(name)).constData(), &status);
        return status;
    }
    QStringList leftovers() const
    {
        return QDir(m_dir.path()).entryList({QStringLiteral(".livebelt*")}, QDir::Hidden | QDir::Files);
    }
    /// Makes the capture; what a plain export of it gives.
    QByteArray record() const
    {
        const auto recorded = sh(QStringLiteral("$LB record capture:demo?speed=0 --to c.livebelt --count 3000"));
        const auto exported = sh(QStringLiteral("$LB export c.livebelt"));
        return recorded.status == 0 && exported.status == 0 ? exported.out : QByteArray();
    }

protected:
    QTemporaryDir m_dir;
};

} // namespace livebelt::test
