// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlAddress.h"

#include "sources/feed/Duration.h"

#include <QFileInfo>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds shortestPoll = 50ms, longestPoll = 24h, shortestTimeout = 100ms;

bool isThisMachine(const QString &host)
{
    return host.isEmpty() || host == u"localhost" || host.startsWith(u"127.") || host == u"::1";
}

/// The whole query, from query= or table=; empty where neither is there.
QString queryText(const FeedAddress &address, SqlDatabase database)
{
    const QString table = address.query(u"table"_s);
    if (table.isEmpty())
        return address.query(u"query"_s);
    const QChar quote = database == SqlDatabase::MySql ? u'`' : u'"';
    QStringList parts = table.split(u'.');
    for (QString &part : parts)
        part = quote + part.replace(quote, QString(2, quote)) + quote;
    return u"SELECT * FROM "_s + parts.join(u'.');
}

Result<void> takeServer(SqlAddress &result, const FeedAddress &address)
{
    const bool isPostgres = result.database == SqlDatabase::PostgreSql;
    result.host = address.host();
    result.port = address.port(isPostgres ? 5432 : 3306);
    result.socket = address.query(u"socket"_s);
    result.name = address.path();
    if (result.name.startsWith(u'/'))
        result.name.remove(0, 1);
    if (result.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(isPostgres ? 5432 : 3306)};
    if (!result.host.isEmpty() && !result.socket.isEmpty())
        return Failure{u"An address has a host or a socket=, not both: leave one out"_s};
    if (result.name.isEmpty() && isPostgres)
        return Failure{u"The address names no database: give one like postgresql://localhost/mydata?query=…"_s};
    if (address.query(u"proxy"_s, u"none"_s) != u"none") {
        return Failure{u"A database is not reached through a proxy: forward its port (ssh -L) and connect to "
                       "localhost"_s};
    }
    for (const QString &option : {u"ca"_s, u"cert"_s, u"key"_s}) { // to those libraries, "engine:name" is code to load
        if (address.query(option).contains(u':')) {
            return Failure{u"%1= names a file, without a colon in it, not “%2”: rename the file"_s.arg(
                option, address.query(option))};
        }
    }
    const QString tls =
        address.query(u"tls"_s, isThisMachine(result.host) && !address.hasQuery(u"ca"_s) ? u"off"_s : u"verify"_s);
    if (tls != u"off" && tls != u"verify")
        return Failure{u"tls is verify or off, not “%1”"_s.arg(tls)};
    result.isEncrypted = tls == u"verify";
    return {};
}

Result<void> takeFile(SqlAddress &result, const FeedAddress &address)
{
    result.name = SqlAddress::fileOf(address);
    const bool isSqlite = result.database == SqlDatabase::Sqlite;
    if (result.name.isEmpty()) {
        return Failure{isSqlite ? u"The address names no file: give one like sqlite:/path/file.db?query=…"_s
                                : u"The address names no data source: give one like odbc:NAME?query=…, with a name "
                                  "that “odbcinst -q -s” shows"_s};
    }
    if (!isSqlite && (result.name.contains(u"pwd="_s, Qt::CaseInsensitive) ||
                      result.name.contains(u"password="_s, Qt::CaseInsensitive))) {
        return Failure{u"Leave the password out of the address: it is asked for, or taken from the environment "
                       "variable LIVEBELT_PASSWORD"_s};
    }
    return {};
}

Result<void> takeFollowing(SqlAddress &result, const FeedAddress &address)
{
    result.after = address.query(u"after"_s).toUtf8();
    result.names.key = result.after;
    const QStringList channels = address.queries(u"listen"_s);
    for (const QString &channel : channels)
        result.channels.append(channel.toUtf8());
    if (!channels.isEmpty() && result.database != SqlDatabase::PostgreSql)
        return Failure{u"Only PostgreSQL has channels to listen to: poll with after=COLUMN instead"_s};
    if (result.after.isEmpty() && (address.hasQuery(u"since"_s) || address.hasQuery(u"every"_s)))
        return Failure{u"since and every belong to after=COLUMN, the column that tells new rows: add it"_s};
    if (!result.after.isEmpty() && result.statement.text.isEmpty())
        return Failure{u"after=COLUMN follows a query: add query= or table="_s};
    const QString since = address.query(u"since"_s);
    result.startsAtNewest = since == u"newest";
    if (!since.isEmpty() && !result.startsAtNewest)
        result.since = sqlValue(since);
    const QString every = address.query(u"every"_s, channels.isEmpty() ? u"1s"_s : u"0"_s);
    const auto interval = parseDuration(every);
    const bool isNever = every == u"0" && !channels.isEmpty();
    if (!isNever && (!interval || *interval < shortestPoll || *interval > longestPoll))
        return Failure{u"every is a time from 50ms to 24h, such as 1s, not “%1”"_s.arg(every)};
    result.every = isNever ? 0ms : *interval;
    return {};
}

} // namespace

QString SqlAddress::where() const
{
    if (database == SqlDatabase::Sqlite)
        return QFileInfo(name).fileName();
    if (database == SqlDatabase::Odbc)
        return u"the data source %1"_s.arg(name);
    if (host.isEmpty())
        return u"the database %1"_s.arg(name);
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

QString SqlAddress::fileOf(const FeedAddress &address)
{
    return address.host().isEmpty() ? address.path() : address.host();
}

Result<SqlAddress> SqlAddress::from(const FeedAddress &address)
{
    SqlAddress result;
    const QString scheme = address.scheme();
    result.database = scheme.startsWith(u"postgres")               ? SqlDatabase::PostgreSql
                      : scheme == u"mysql" || scheme == u"mariadb" ? SqlDatabase::MySql
                      : scheme == u"odbc"                          ? SqlDatabase::Odbc
                                                                   : SqlDatabase::Sqlite;
    result.user = address.user();
    const bool isServer = result.database == SqlDatabase::PostgreSql || result.database == SqlDatabase::MySql;
    if (const auto taken = isServer ? takeServer(result, address) : takeFile(result, address); !taken)
        return Failure{taken.error()};

    const QString query = queryText(address, result.database);
    if (!query.isEmpty() || !address.hasQuery(u"listen"_s)) {
        auto statement = SqlStatement::from(query, address.queries(u"param"_s), result.database);
        if (!statement)
            return Failure{statement.error()};
        result.statement = *std::move(statement);
    }
    result.names = {address.query(u"subject"_s).toUtf8(),
                    address.query(u"value"_s).toUtf8(),
                    address.query(u"time"_s).toUtf8(),
                    {}};
    if (const auto taken = takeFollowing(result, address); !taken)
        return Failure{taken.error()};
    const auto timeout = parseDuration(address.query(u"timeout"_s, u"10s"_s));
    if (!timeout || *timeout < shortestTimeout)
        return Failure{u"timeout is a time such as 10s, not “%1”"_s.arg(address.query(u"timeout"_s))};
    result.timeout = *timeout;
    return result;
}

} // namespace livebelt
