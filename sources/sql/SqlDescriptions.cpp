// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlDescriptions.h"

#include "sources/feed/NetworkOptions.h"

namespace livebelt {

namespace {

QList<FeedParameter> queryParameters()
{
    return Parameters()
        .text("query", "Query", "One statement that reads: SELECT time, level FROM readings WHERE site = ?")
        .text("table", "Table", "In place of a query: all columns of this one.")
        .text("param", "Value", "For a ? in the query; may be given several times. For a :name in it, name=value.")
        .repeated()
        .text("after", "Follow by column",
              "A column that grows, such as id: rows are shown as they are added, with a greater value than the last "
              "one or, for numbers and times, the same. One that is added with a smaller value, or none, is not shown.")
        .text("since", "Follow from", "A value of that column to begin behind, or newest.")
        .text("every", "Look every", "Time between two looks for new rows: 500ms, 1s, 5min.")
        .fallback("1s")
        .text("subject", "Subject column", "Whose value names the record; otherwise the table does.")
        .text("value", "Value column", "The number to plot; otherwise the only column of numbers that is no key.")
        .text("time", "Time column", "When it happened; otherwise the only column of times.")
        .text("timeout", "Timeout", "For connecting, or for a locked file.")
        .fallback("10s");
}

/// database: the part of the address that names it.
QList<FeedParameter> serverParameters(const char *port, const char *socketHelp, bool needsDatabase)
{
    Parameters place;
    place.host("Server", "Name or address; empty for the socket of this machine.")
        .port("Port", "Where it listens.")
        .fallback(port)
        .path("Database", "Its name.", "database");
    if (needsDatabase)
        place.required();
    return place.user("User", "Who may read there.")
        .password("Password", "Where the server wants one.")
        .with(queryParameters())
        .choice("tls", "TLS", "Verify the server's certificate, or do without, as is usual on this machine.",
                {"verify", "off"})
        .fallback("verify")
        .text("socket", "Socket", socketHelp)
        .with(NetworkOptions::tlsParameters());
}

KindBuilder common(const char *kind, const char *title)
{
    return KindBuilder(kind, title)
        .icon("database")
        .fields({{"subject", "the table, or a column of your choice"},
                 {"text", "all columns in one line"},
                 {"value", "the number, where there is one"},
                 {"time", "when it happened, by a column of the row"},
                 {"…", "every column that is not NULL; bytes in base64"}});
}

KindBuilder postgresql()
{
    return common("postgresql", "Database rows (PostgreSQL)")
        .summary("The rows of a query as they are found, new ones as they are added, and what NOTIFY announces.")
        .schemes({"postgresql", "postgres"})
        .forms({"postgresql://[user@]host[:5432]/database?query=SELECT …[&param=VALUE]",
                "postgresql://host/database?table=TABLE&after=COLUMN[&every=1s]",
                "postgresql://host/database?listen=CHANNEL"})
        .example("postgresql://localhost/postgres?query=SELECT * FROM generate_series(1, 1000) AS i")
        .parameters(serverParameters("5432", "The directory of its socket, instead of a server's name.", true))
        .parameters(Parameters()
                        .text("listen", "Channel",
                              "What NOTIFY says there becomes an event; with after, a reason to look at once.")
                        .repeated());
}

KindBuilder mysql()
{
    return common("mysql", "Database rows (MariaDB, MySQL)")
        .summary("The rows of a query as they are found, and new ones as they are added.")
        .schemes({"mysql", "mariadb"})
        .forms({"mysql://[user@]host[:3306]/database?query=SELECT …[&param=VALUE]",
                "mysql://host/database?table=TABLE&after=COLUMN[&every=1s]"})
        .example("mysql://localhost/test?query=SELECT 1")
        .parameters(serverParameters("3306", "The file of its socket, instead of a server's name.", false));
}

KindBuilder sqlite()
{
    return common("sqlite", "Database rows (SQLite)")
        .summary("The rows of a query over a file, opened read-only, and new ones as they are added.")
        .schemes({"sqlite"})
        .forms({"sqlite:/path/file.db?query=SELECT …[&param=VALUE]",
                "sqlite:/path/file.db?table=TABLE&after=COLUMN[&every=1s]"})
        .example("sqlite:/tmp/file.db?table=readings")
        .parameters(Parameters().path("File", "The database's.").required().with(queryParameters()));
}

KindBuilder odbc()
{
    return common("odbc", "Database rows (ODBC)")
        .summary("The rows of a query over any database that has an ODBC driver.")
        .schemes({"odbc"})
        .forms({"odbc:DSN?query=SELECT …[&param=VALUE]", "odbc:Driver=NAME;Database=NAME?query=SELECT …"})
        .example("odbc:mydata?query=SELECT * FROM readings")
        .needsConsent() // a driver is a library
        .parameters(Parameters()
                        .path("Data source",
                              "The name of one that is set up (odbc.ini), or a connection string. Some drivers read "
                              "all rows before they give the first unless it says otherwise: UseDeclareFetch=1 for "
                              "PostgreSQL's.",
                              "source")
                        .required()
                        .password("Password", "Where the data source wants one.")
                        .with(queryParameters()));
}

} // namespace

std::vector<KindBuilder> sqlDescriptions()
{
    return {postgresql(), mysql(), sqlite(), odbc()};
}

} // namespace livebelt
