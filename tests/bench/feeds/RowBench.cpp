// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feeds/RowBench.h"

#include "tests/bench/feeds/FeedBench.h"
#include "tests/sql/MariaServer.h"
#include "tests/sql/OdbcFile.h"
#include "tests/sql/PostgresServer.h"

#include <QUrl>

namespace livebelt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int runs = 3;

QString encoded(const QString &query)
{
    return u"query="_s + QString::fromLatin1(QUrl::toPercentEncoding(query));
}

void setPassword(const char *ofClient, const Credentials &credentials)
{
    qputenv(ofClient, credentials.password.toUtf8());
    qputenv("LIVEBELT_PASSWORD", credentials.password.toUtf8());
}

QByteArray tableOf(int rows)
{
    return "CREATE TABLE items AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < " +
           QByteArray::number(rows) + ") SELECT i AS n, 20 + i % 1000 / 100.0 AS value, 'lab/a' AS sensor FROM n";
}

} // namespace

void benchPostgres(int rows)
{
    test::PostgresServer server;
    if (!server.start())
        qFatal("%s", server.error());
    const QString query = u"SELECT g AS n, 20 + g % 1000 / 100.0 AS value, 'lab/a' AS sensor "
                          "FROM generate_series(1, "_s +
                          QString::number(rows) + u") g"_s;
    setPassword("PGPASSWORD", test::PostgresServer::credentials());
    FeedCase one{u"postgresql"_s,
                 u"psql"_s,
                 {u"psql"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(server.port()), u"-U"_s, u"tester"_s,
                  u"-d"_s, u"postgres"_s, u"-At"_s, u"-v"_s, u"FETCH_COUNT=10000"_s, u"-c"_s, query},
                 server.address(encoded(query)),
                 rows,
                 1.5};
    one.isByTime = true;
    measure(one, 1);
}

void benchMaria(int rows)
{
    test::MariaServer server;
    if (!server.start())
        qFatal("%s", server.error());
    const QString query =
        u"SELECT seq AS n, 20 + seq % 1000 / 100.0 AS value, 'lab/a' AS sensor FROM seq_1_to_%1"_s.arg(rows);
    setPassword("MYSQL_PWD", test::MariaServer::credentials());
    measure(
        {u"mysql"_s,
         u"mariadb --quick"_s,
         {u"mariadb"_s, u"--no-defaults"_s, u"--host=127.0.0.1"_s, u"--port=%1"_s.arg(server.port()),
          u"--user=tester"_s, u"--quick"_s, u"--batch"_s, u"--skip-column-names"_s, u"--execute"_s, query, u"test"_s},
         server.address(encoded(query)),
         rows},
        runs);
}

void benchSqlite(int rows)
{
    const test::SqliteFile file;
    file.sql(tableOf(rows));
    measure({u"sqlite"_s,
             u"sqlite3"_s,
             {u"sqlite3"_s, file.path(), u"SELECT * FROM items"_s},
             file.address(u"table=items"_s),
             rows},
            runs);
}

void benchOdbc(int rows)
{
    const test::OdbcFile file;
    file.sql(tableOf(rows));
    measure({u"odbc"_s,
             u"isql -b"_s,
             {u"sh"_s, u"-c"_s,
              u"echo 'SELECT * FROM items' | isql -b -d, -k 'Driver=SQLite3;Database=%1'"_s.arg(file.path())},
             file.address(u"table=items"_s),
             rows},
            runs);
}

} // namespace livebelt::bench
