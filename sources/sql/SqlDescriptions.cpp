// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlDescriptions.h"

#include "sources/feed/NetworkOptions.h"
#include "sources/feed/Parameter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

using Part = FeedParameter::Part;
using Type = FeedParameter::Type;

FeedParameter option(const QString &name, const QString &label, const QString &help, const QString &fallback = {})
{
    return parameter(Part::Query, Type::Text, name, label, help, fallback);
}

QList<FeedParameter> queryParameters()
{
    return {
        option(u"query"_s, u"Query"_s, u"One statement that reads: SELECT time, level FROM readings WHERE site = ?"_s),
        option(u"table"_s, u"Table"_s, u"In place of a query: all columns of this one."_s),
        repeated(option(u"param"_s, u"Value"_s,
                        u"For a ? in the query; may be given several times. For a :name in it, name=value."_s)),
        option(
            u"after"_s, u"Follow by column"_s,
            u"A column that grows, such as id: rows are shown as they are added, with a greater value than the last "
            "one or, for numbers and times, the same. One that is added with a smaller value, or none, is not shown."_s),
        option(u"since"_s, u"Follow from"_s, u"A value of that column to begin behind, or newest."_s),
        option(u"every"_s, u"Look every"_s, u"Time between two looks for new rows: 500ms, 1s, 5min."_s, u"1s"_s),
        option(u"subject"_s, u"Subject column"_s, u"Whose value names the record; otherwise the table does."_s),
        option(u"value"_s, u"Value column"_s,
               u"The number to plot; otherwise the only column of numbers that is no key."_s),
        option(u"time"_s, u"Time column"_s, u"When it happened; otherwise the only column of times."_s),
        option(u"timeout"_s, u"Timeout"_s, u"For connecting, or for a locked file."_s, u"10s"_s),
    };
}

QList<FeedParameter> serverParameters(const QString &port, const QString &socketHelp)
{
    QList<FeedParameter> list{
        parameter(Part::Host, Type::Text, u"host"_s, u"Server"_s,
                  u"Name or address; empty for the socket of this machine."_s),
        parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s, u"Where it listens."_s, port),
        parameter(Part::Path, Type::Text, u"database"_s, u"Database"_s, u"Its name."_s),
        parameter(Part::User, Type::Text, u"user"_s, u"User"_s, u"Who may read there."_s),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password"_s, u"Where the server wants one."_s),
    };
    list += queryParameters();
    list.append(parameter(Part::Query, Type::Choice, u"tls"_s, u"TLS"_s,
                          u"Verify the server's certificate, or do without, as is usual on this machine."_s,
                          u"verify"_s, {u"verify"_s, u"off"_s}));
    list.append(option(u"socket"_s, u"Socket"_s, socketHelp));
    list += NetworkOptions::tlsParameters();
    return list;
}

FeedDescription common(const QString &kind, const QString &title, const QString &summary)
{
    FeedDescription result;
    result.kind = kind;
    result.title = title;
    result.summary = summary;
    result.icon = u"database"_s;
    result.schemes = {kind};
    result.fields = {{u"subject"_s, u"the table, or a column of your choice"_s},
                     {u"text"_s, u"all columns in one line"_s},
                     {u"value"_s, u"the number, where there is one"_s},
                     {u"time"_s, u"when it happened, by a column of the row"_s},
                     {u"…"_s, u"every column that is not NULL; bytes in base64"_s}};
    return result;
}

FeedDescription postgresql()
{
    FeedDescription result = common(u"postgresql"_s, u"Database rows (PostgreSQL)"_s,
                                    u"The rows of a query as they are found, new ones as they are added, and what "
                                    "NOTIFY announces."_s);
    result.schemes.append(u"postgres"_s);
    result.forms = {u"postgresql://[user@]host[:5432]/database?query=SELECT …[&param=VALUE]"_s,
                    u"postgresql://host/database?table=TABLE&after=COLUMN[&every=1s]"_s,
                    u"postgresql://host/database?listen=CHANNEL"_s};
    result.example = u"postgresql://localhost/postgres?query=SELECT * FROM generate_series(1, 1000) AS i"_s;
    result.parameters = serverParameters(u"5432"_s, u"The directory of its socket, instead of a server's name."_s);
    result.parameters[2].required = true;
    result.parameters.append(
        repeated(option(u"listen"_s, u"Channel"_s,
                        u"What NOTIFY says there becomes an event; with after, a reason to look at once."_s)));
    return result;
}

FeedDescription mysql()
{
    FeedDescription result = common(u"mysql"_s, u"Database rows (MariaDB, MySQL)"_s,
                                    u"The rows of a query as they are found, and new ones as they are added."_s);
    result.schemes.append(u"mariadb"_s);
    result.forms = {u"mysql://[user@]host[:3306]/database?query=SELECT …[&param=VALUE]"_s,
                    u"mysql://host/database?table=TABLE&after=COLUMN[&every=1s]"_s};
    result.example = u"mysql://localhost/test?query=SELECT 1"_s;
    result.parameters = serverParameters(u"3306"_s, u"The file of its socket, instead of a server's name."_s);
    return result;
}

FeedDescription sqlite()
{
    FeedDescription result = common(u"sqlite"_s, u"Database rows (SQLite)"_s,
                                    u"The rows of a query over a file, opened read-only, and new ones as they are "
                                    "added."_s);
    result.forms = {u"sqlite:/path/file.db?query=SELECT …[&param=VALUE]"_s,
                    u"sqlite:/path/file.db?table=TABLE&after=COLUMN[&every=1s]"_s};
    result.example = u"sqlite:/tmp/file.db?table=readings"_s;
    result.parameters = {required(parameter(Part::Path, Type::Text, u"path"_s, u"File"_s, u"The database's."_s))};
    result.parameters += queryParameters();
    return result;
}

FeedDescription odbc()
{
    FeedDescription result = common(u"odbc"_s, u"Database rows (ODBC)"_s,
                                    u"The rows of a query over any database that has an ODBC driver."_s);
    result.forms = {u"odbc:DSN?query=SELECT …[&param=VALUE]"_s, u"odbc:Driver=NAME;Database=NAME?query=SELECT …"_s};
    result.example = u"odbc:mydata?query=SELECT * FROM readings"_s;
    result.needsConsent = true; // a driver is a library
    result.parameters = {
        required(parameter(Part::Path, Type::Text, u"source"_s, u"Data source"_s,
                           u"The name of one that is set up (odbc.ini), or a connection string. Some drivers read all "
                           "rows before they give the first unless it says otherwise: UseDeclareFetch=1 for "
                           "PostgreSQL's."_s)),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password"_s, u"Where the data source wants one."_s)};
    result.parameters += queryParameters();
    return result;
}

} // namespace

QList<FeedDescription> sqlDescriptions()
{
    return {postgresql(), mysql(), sqlite(), odbc()};
}

} // namespace livebelt
