// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sql/SqliteFile.h"

namespace livebelt::test {

/// The same, read through unixODBC by the driver of the package libsqliteodbc, which reads the whole result before it
/// gives a row.
class OdbcFile : public SqliteFile
{
public:
    static constexpr char kind[] = "odbc";

    QString address(const QString &query) const
    {
        return QStringLiteral("odbc:Driver=SQLite3;Database=%1?%2").arg(path(), query);
    }
};

} // namespace livebelt::test
