// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sql/PostgresServer.h"

namespace livebelt::test {

/// A PostgreSQL server, read through unixODBC by the driver of the package odbc-postgresql.
class OdbcServer : public PostgresServer
{
public:
    static constexpr char kind[] = "odbc";

    QString address(const QString &query) const
    {
        return QStringLiteral("odbc:Driver=PostgreSQL Unicode;Server=127.0.0.1;Port=%1;Database=postgres;"
                              "UseDeclareFetch=1;BoolsAsChar=0?%2")
            .arg(QString::number(port()), query);
    }
    /// How many statements with that in them run just now.
    int runningOf(const QByteArray &part)
    {
        return sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query "
                   "LIKE '%" +
                   part + "%'")
            .toInt();
    }
    static Credentials credentials()
    {
        return {.user = QStringLiteral("tester"), .password = QStringLiteral("secret")};
    }
};

} // namespace livebelt::test
