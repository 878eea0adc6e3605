// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlClient.h"

#include "sources/sql/SqlError.h"

namespace livebelt {

void SqlClient::listen(const QByteArray &)
{
    throw SqlError(SqlError::Kind::Refused, QStringLiteral("Only PostgreSQL has channels to listen to: poll with "
                                                           "?after=COLUMN instead"));
}

QByteArray SqlClient::quoted(const QByteArray &name) const
{
    return '"' + QByteArray(name).replace('"', "\"\"") + '"';
}

} // namespace livebelt
