// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "tests/sql/Programs.h"

#include <QTemporaryDir>

namespace livebelt::test {

/// A database that the sqlite3 program writes.
class SqliteFile
{
public:
    static constexpr char kind[] = "sqlite";
    static constexpr bool isServer = false;
    static constexpr char refusal[] = "no such table";

    bool start() const { return m_directory.isValid(); }
    void kill() {}
    /// The table of the matrix is away; until letIn().
    void refuse() const { sql("ALTER TABLE items RENAME TO away"); }
    void letIn() const { sql("ALTER TABLE away RENAME TO items"); }
    const char *error() const { return "no temporary directory"; }
    static Credentials credentials() { return {}; }
    QString path() const { return m_directory.filePath(QStringLiteral("file.db")); }
    QString address(const QString &query) const { return QStringLiteral("sqlite:%1?%2").arg(path(), query); }
    QByteArray sql(const QByteArray &statements) const
    {
        return runProgram(QStringLiteral("sqlite3"), {QStringLiteral("-cmd"), QStringLiteral(".timeout 10000"), path()},
                          statements)
            .output.trimmed();
    }

private:
    QTemporaryDir m_directory;
};

} // namespace livebelt::test
