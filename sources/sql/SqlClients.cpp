// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlClients.h"

#include "sources/sql/MariaClient.h"
#include "sources/sql/OdbcClient.h"
#include "sources/sql/PostgresClient.h"
#include "sources/sql/SqliteClient.h"

namespace livebelt {

std::unique_ptr<SqlClient> makeSqlClient(const SqlAddress &address, const Credentials &credentials,
                                         const NetworkOptions &options, SqlInterrupt &interrupt)
{
    switch (address.database) {
    case SqlDatabase::PostgreSql:
        return std::make_unique<PostgresClient>(address, credentials, options, interrupt);
    case SqlDatabase::MySql:
        return std::make_unique<MariaClient>(address, credentials, options, interrupt);
    case SqlDatabase::Odbc:
        return std::make_unique<OdbcClient>(address, credentials, interrupt);
    case SqlDatabase::Sqlite:
        break;
    }
    return std::make_unique<SqliteClient>(address, interrupt);
}

} // namespace livebelt
