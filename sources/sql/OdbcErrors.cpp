// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/OdbcErrors.h"

#include "model/records/Sentence.h"

#include <array>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

namespace livebelt {

using namespace Qt::StringLiterals;

SqlError odbcError(short kind, void *handle, bool isLost, const SqlAddress &address)
{
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    SQLGetDiagRecW(kind, handle, 1, state.data(), &native, text.data(), SQLSMALLINT(text.size()), &length);
    const QString code = QString::fromUtf16(reinterpret_cast<const char16_t *>(state.data()));
    const QString said =
        withoutFullStop(QString::fromUtf16(reinterpret_cast<const char16_t *>(text.data())).simplified());
    const QString sentence = u"%1 says: %2"_s.arg(address.where(), said);
    if (code == u"IM002" || code == u"01000" || code == u"IM003") {
        return SqlError(SqlError::Kind::Refused,
                        sentence +
                            u": “odbcinst -q -s” shows the data sources there are, “odbcinst -q -d” the drivers"_s);
    }
    // Class 28; some drivers say 08, and why only in words.
    if (code.startsWith(u"28"_s) || said.contains(u"authentication failed"_s))
        return SqlError(SqlError::Kind::WantsPassword,
                        u"%1 wants another user or password: %2"_s.arg(address.where(), said));
    // Classes 08, HYT, 57P0x and 53: the connection, the time, a shutdown, a lack of something.
    const auto isOf = [&code](QStringView of) { return code.startsWith(of); };
    if (isLost || isOf(u"08") || isOf(u"HYT") || isOf(u"57P0") || isOf(u"53"))
        return SqlError(SqlError::Kind::Lost, sentence);
    return SqlError(SqlError::Kind::Refused, sentence + u": change the query"_s);
}

} // namespace livebelt
