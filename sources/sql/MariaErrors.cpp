// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/MariaErrors.h"

#include "model/records/Sentence.h"

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>

namespace livebelt {

using namespace Qt::StringLiterals;

SqlError mariaError(st_mysql *connection, const SqlAddress &address)
{
    using Kind = SqlError::Kind;
    const QString said = withoutFullStop(QString::fromUtf8(mysql_error(connection)));
    const QString sentence = u"%1 says: %2"_s.arg(address.where(), said);
    switch (mysql_errno(connection)) {
    case ER_ACCESS_DENIED_ERROR:
    case ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
    case ER_HOST_NOT_PRIVILEGED:
    case ER_ACCOUNT_HAS_BEEN_LOCKED:
        return {Kind::WantsPassword, u"%1 wants another user or password: %2"_s.arg(address.where(), said)};
    case CR_SSL_CONNECTION_ERROR: {
        if (said.contains(u"SSL is required"_s)) {
            return {Kind::Refused, u"%1 does not speak TLS: turn it on there (ssl_cert, ssl_key), or, where the way is "
                                   "safe, add ?tls=off"_s.arg(address.where())};
        }
        return {
            Kind::Refused,
            u"TLS with %1 is not to be trusted: %2 Name the authority of its certificate with ca=FILE, and see that it "
            "has not expired or been revoked"_s.arg(address.where(), fullSentence(said))};
    }
    case CR_CONNECTION_ERROR:
    case CR_CONN_HOST_ERROR:
    case CR_UNKNOWN_HOST:
        return {Kind::Lost,
                u"No server answers at %1: check host and port, and that it runs (%2)"_s.arg(address.where(), said)};
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case ER_SERVER_SHUTDOWN:
    case ER_CONNECTION_KILLED:
    case ER_NEW_ABORTING_CONNECTION:
        return {Kind::Lost, u"The connection to %1 was lost: %2"_s.arg(address.where(), said)};
    case ER_CON_COUNT_ERROR:
        return {Kind::Lost, sentence};
    case ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION:
        return {Kind::Refused, sentence + u": a feed only reads"_s};
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_COLUMNACCESS_DENIED_ERROR:
        return {Kind::Refused, sentence + u": ask its administrator to grant it, or log in as another user"_s};
    default:
        return {Kind::Refused, sentence + u": change the query"_s};
    }
}

} // namespace livebelt
