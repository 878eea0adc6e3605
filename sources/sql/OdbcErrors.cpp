// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/OdbcErrors.h"

#include <array>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

namespace livebelt {

using namespace Qt::StringLiterals;

SqlError odbcError(short kind, void *handle, const SqlAddress &address)
{
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRecW(kind, handle, 1, state.data(), &native, text.data(), SQLSMALLINT(text.size()), &length);
    const QString code = QString::fromUtf16(reinterpret_cast<const char16_t *>(state.data()));
    const QString said = QString::fromUtf16(reinterpret_cast<const char16_t *>(text.data())).trimmed();
    const QString sentence = u"%1 says: %2"_s.arg(address.where(), said);
    if (code == u"IM002" || code == u"01000" || code == u"IM003") {
        return SqlError(SqlError::Kind::Refused,
                        sentence +
                            u": “odbcinst -q -s” shows the data sources there are, “odbcinst -q -d” the drivers"_s);
    }
    if (code.startsWith(u"28"_s))
        return SqlError(SqlError::Kind::Refused, u"%1 wants another user or password: %2"_s.arg(address.where(), said));
    if (code.startsWith(u"08"_s) || code.startsWith(u"HYT"_s))
        return SqlError(SqlError::Kind::Lost, sentence);
    return SqlError(SqlError::Kind::Refused, sentence + u": change the query"_s);
}

} // namespace livebelt
