// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/PostgresErrors.h"

#include "model/records/Sentence.h"

#include <libpq-fe.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QString field(const pg_result *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

} // namespace

SqlError connectionError(const QString &message, const SqlAddress &address, bool needsPassword)
{
    using Kind = SqlError::Kind;
    // libpq has no codes for these: its own words, which begin with the place it tried.
    const QString said = withoutFullStop(message.trimmed().section(u'\n', -1).simplified());
    const auto says = [&message](const QString &words) { return message.contains(words); };
    if (needsPassword || says(u"password authentication failed"_s) || says(u"no password supplied"_s))
        return {Kind::WantsPassword, u"%1 wants another user or password: %2"_s.arg(address.where(), said)};
    if (says(u"does not support SSL"_s)) {
        return {Kind::Refused, u"%1 does not speak TLS: turn it on there (ssl = on), or, where the way is safe, add "
                               "?tls=off"_s.arg(address.where())};
    }
    if (says(u"certificate"_s) || says(u"SSL error"_s) || says(u"private key"_s)) {
        return {
            Kind::Refused,
            u"TLS with %1 is not to be trusted: %2 Name the authority of its certificate with ca=FILE, and see that it "
            "has not expired or been revoked"_s.arg(address.where(), fullSentence(said))};
    }
    if (says(u"Connection refused"_s) || says(u"No such file"_s)) {
        return {Kind::Lost,
                u"No server answers at %1: check host and port, and that it runs (%2)"_s.arg(address.where(), said)};
    }
    // FATAL answers of the server about who may do what cannot get better by themselves; those about its state can.
    const bool isState = says(u"starting up"_s) || says(u"shutting down"_s) || says(u"recovery mode"_s) ||
                         says(u"too many"_s) || says(u"remaining connection slots"_s);
    const bool isFatal = says(u"FATAL:"_s) && !isState;
    return {isFatal ? Kind::Refused : Kind::Lost, u"%1 cannot be connected to: %2"_s.arg(address.where(), said)};
}

SqlError statementError(const pg_result *result, const SqlAddress &address)
{
    const QString code = field(result, PG_DIAG_SQLSTATE);
    QString sentence = u"%1 says: %2"_s.arg(address.where(), field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (sentence.endsWith(u" says: "_s))
        sentence += QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
    for (const int more : {int{PG_DIAG_MESSAGE_DETAIL}, int{PG_DIAG_MESSAGE_HINT}}) {
        if (const QString text = field(result, more); !text.isEmpty())
            sentence = fullSentence(sentence) + u' ' + (text.endsWith(u'.') ? text.chopped(1) : text);
    }
    // Classes 08, 57P0x and 53: the connection, a shutdown, a lack of something (PostgreSQL, appendix A).
    if (code.startsWith(u"08"_s) || code.startsWith(u"57P0"_s) || code.startsWith(u"53"_s))
        return {SqlError::Kind::Lost, sentence};
    if (code == u"25006")
        sentence += u": a feed only reads"_s;
    else if (code == u"42501")
        sentence += u": ask its administrator to grant it, or log in as another user"_s;
    else
        sentence += u": change the query"_s;
    return {SqlError::Kind::Refused, sentence};
}

} // namespace livebelt
