// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlReading.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(livebelt::SqlDatabase)

namespace {

constexpr auto pg = SqlDatabase::PostgreSql, my = SqlDatabase::MySql, lite = SqlDatabase::Sqlite,
               odbc = SqlDatabase::Odbc;

struct Case
{
    SqlDatabase database;
    const char *query;
};

void addRows(std::initializer_list<Case> cases)
{
    QTest::addColumn<SqlDatabase>("database");
    QTest::addColumn<QByteArray>("query");
    static constexpr const char *names[] = {"PostgreSQL", "MySQL", "SQLite", "ODBC"};
    for (const Case &one : cases)
        QTest::addRow("%s: %s", names[int(one.database)], one.query) << one.database << QByteArray(one.query);
}

} // namespace

class tst_SqlReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatReadsPasses_data()
    {
        addRows({
            {pg, "SELECT 1"},
            {pg, "(SELECT 1) UNION (SELECT 2)"},
            {pg, "WITH t AS (SELECT 1) SELECT * FROM t"},
            {pg, "WITH t AS MATERIALIZED (TABLE x) SELECT * FROM t"},
            {pg, "VALUES (1), (2)"},
            {pg, "TABLE readings"},
            {pg, "SHOW server_version"},
            {pg, "EXPLAIN SELECT 1"},
            {pg, "EXPLAIN (ANALYZE, FORMAT JSON) SELECT 1"},
            {pg, "EXPLAIN ANALYZE VERBOSE SELECT 1"},
            {pg, "EXPLAIN (SELECT 1)"},
            {pg, "SELECT \"into\", \"update\", \"delete\" FROM \"insert\""},
            {pg, "SELECT t.into, t.update FROM t"},
            {pg, "SELECT update, delete FROM log WHERE insert = 1"},
            {pg, "SELECT 1 AS into"},
            {pg, "SELECT 'DELETE FROM t; INTO OUTFILE'"},
            {pg, "SELECT $$ ; INTO x $$, $a$ FOR UPDATE $a$"},
            {pg, "SELECT E'it\\'s; into'"},
            {pg, "SELECT 1 -- INTO x; DELETE\n, 2 /* FOR UPDATE; /* LOCK */ INTO */"},
            {pg, "SELECT substring(name FROM 1 FOR 3), overlay('x' PLACING 'y' FROM 1 FOR 1) FROM t"},
            {pg, "SELECT replace(a, 'x', 'y'), lower(b) FROM t"},
            {pg, "SELECT pg_read_file('postgresql.conf'), pg_ls_dir('.'), lo_get(1), currval('s'), pg_sleep(0)"},
            {pg, "SELECT setting FROM pg_settings WHERE name = 'set_config'"},
            {pg, "SELECT nextval, setval FROM counters"},
            {pg, "SELECT U&'\\0061'"},
            {pg, "SELECT count(*) FILTER (WHERE x) FROM t FOR READ ONLY"},
            {my, "SELECT `into`, `update` FROM `delete`"},
            {my, "SELECT \"into outfile 'x'; delete\""},
            {my, "SELECT INSERT('abc', 1, 1, 'x'), REPLACE(a, 'x', 'y'), TRUNCATE(1.5, 0) FROM t"},
            {my, "SELECT 1 # INTO OUTFILE 'x'\n"},
            {my, "SELECT /*+ MAX_EXECUTION_TIME(1000) */ 1"},
            {my, "SELECT a FROM t USE INDEX FOR JOIN (i)"},
            {my, "SELECT LOAD_FILE('/etc/hostname'), LAST_INSERT_ID(), IS_FREE_LOCK('x')"},
            {my, "SELECT 'it\\'s into; x'"},
            {my, "SHOW MASTER STATUS"},
            {my, "DESCRIBE readings"},
            {my, "DESC readings level"},
            {my, "EXPLAIN FORMAT=JSON SELECT 1"},
            {my, "EXPLAIN FOR CONNECTION 5"},
            {my, "SELECT * FROM t FOR SYSTEM_TIME ALL"},
            {lite, "SELECT [into], `update`, \"delete\" FROM t"},
            {lite, "PRAGMA table_info(t)"},
            {lite, "PRAGMA main.user_version"},
            {lite, "PRAGMA journal_mode"},
            {lite, "EXPLAIN QUERY PLAN SELECT 1"},
            {lite, "SELECT replace(a, 'into', 'x') FROM t"},
            {lite, "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c LIMIT 3) SELECT x FROM c"},
            {odbc, "SELECT \"into\", [into], \"exec\" FROM t"},
            {odbc, "SELECT TOP 10 * FROM readings WITH (NOLOCK) ORDER BY id DESC"},
            {odbc, "SELECT backup, restore FROM jobs"},
            {odbc, "SELECT {fn now()}"},
            {odbc, "SELECT 'shutdown; exec'"},
            {odbc, "PRAGMA table_info(t)"},
        });
    }
    void whatReadsPasses()
    {
        QFETCH(const SqlDatabase, database);
        QFETCH(const QByteArray, query);
        QCOMPARE(whyNotReading(query, database), QString());
    }

    void whatDoesMoreIsRefused_data()
    {
        addRows({
            {pg, "DELETE FROM t"},
            {pg, "COPY t TO PROGRAM 'id'"},
            {pg, "DO $$ BEGIN END $$"},
            {pg, "CALL p()"},
            {pg, "LOCK t"},
            {pg, "SET x = 1"},
            {pg, "PRAGMA user_version"},
            {pg, "SELECT 1; DELETE FROM t"},
            {pg, "SELECT * INTO copy FROM t"},
            {pg, "SELECT * /* */ INtO copy FROM t"},
            {pg, "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x"},
            {pg, "WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x"},
            {pg, "WITH x AS (UPDATE \"t\" SET a = 1 RETURNING *) SELECT * FROM x"},
            {pg, "WITH x AS (SELECT 1) DELETE FROM t"},
            {pg, "WITH x AS (SELECT 1) UPDATE t SET a = 1"},
            {pg, "EXPLAIN ANALYZE DELETE FROM t"},
            {pg, "EXPLAIN (ANALYZE) UPDATE t SET a = 1"},
            {pg, "EXPLAIN (ANALYZE, BUFFERS) WITH x AS (SELECT 1) DELETE FROM t"},
            {pg, "EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1"},
            {pg, "EXPLAIN ANALYZE EXECUTE p"},
            {pg, "SELECT * FROM t FOR UPDATE"},
            {pg, "SELECT * FROM t FOR NO KEY UPDATE SKIP LOCKED"},
            {pg, "SELECT * FROM t FOR KEY SHARE"},
            {pg, "SELECT * FROM t FOR/**/SHARE"},
            {pg, "SELECT lo_export(1, '/tmp/x')"},
            {pg, "SELECT pg_catalog.lo_export (1, '/tmp/x')"},
            {pg, "SELECT \"lo_export\"(1, '/tmp/x')"},
            {pg, "SELECT U&\"lo\\005fexport\"(1, '/tmp/x')"},
            {pg, "SELECT LO_EXPORT/* */(1, '/tmp/x')"},
            {pg, "SELECT * FROM dblink('', 'DELETE FROM t') AS x(a int)"},
            {pg, "SELECT dblink_exec('DELETE FROM t')"},
            {pg, "SELECT pg_terminate_backend(1)"},
            {pg, "SELECT set_config('transaction_read_only', 'off', false)"},
            {pg, "SELECT nextval('s')"},
            {pg, "VALUES (setval('s', 1))"},
            {pg, "SELECT pg_advisory_lock(1)"},
            {pg, "SELECT pg_try_advisory_xact_lock(1)"},
            {pg, "SELECT pg_notify('c', 'x')"},
            {pg, "SELECT query_to_xml('SELECT lo_export(1, ''/tmp/x'')', true, true, '')"},
            {pg, "SELECT pg_file_write('x', 'y', false)"},
            {pg, "SELECT pg_switch_wal()"},
            {pg, "SELECT 'a\\'; DELETE FROM t; --'"},
            {my, "SELECT 1 INTO OUTFILE '/tmp/x'"},
            {my, "SELECT 1 INTO/**/DUMPFILE '/tmp/x'"},
            {my, "SELECT 1 INTO @x"},
            {my, "TABLE t INTO OUTFILE '/tmp/x'"},
            {my, "(SELECT 1) INTO OUTFILE '/tmp/x'"},
            {my, "SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */"},
            {my, "SELECT 1 /*!INTO OUTFILE '/tmp/x'*/"},
            {my, "SELECT 1 /*M!100100 INTO OUTFILE '/tmp/x' */"},
            {my, "SELECT 1 --INTO\nINTO OUTFILE '/tmp/x'"},
            {my, "SELECT \"a\\\" INTO OUTFILE '/tmp/x' -- \""}, // with ANSI_QUOTES
            {my, "SELECT 'x\\\\' INTO OUTFILE '/tmp/x'"},
            {my, "SELECT * FROM t FOR UPDATE"},
            {my, "SELECT * FROM t LOCK IN SHARE MODE"},
            {my, "SELECT sys_exec('id')"},
            {my, "SELECT `sys_exec`('id')"},
            {my, "SELECT GET_LOCK('x', 1)"},
            {my, "SELECT NEXT VALUE FOR s"},
            {my, "EXPLAIN DELETE FROM t"},
            {my, "DESC FORMAT=JSON UPDATE t SET a = 1"},
            {my, "ANALYZE DELETE FROM t"},
            {my, "HANDLER t OPEN"},
            {my, "LOAD DATA INFILE 'x' INTO TABLE t"},
            {my, "DO SLEEP(1)"},
            {my, "REPLACE INTO t VALUES (1)"},
            {my, "SET GLOBAL x = 1"},
            {lite, "SELECT load_extension('x')"},
            {lite, "SELECT writefile('x', 'y')"},
            {lite, "SELECT fts3_tokenizer('x', y)"},
            {lite, "ATTACH 'x' AS y"},
            {lite, "PRAGMA user_version = 5"},
            {lite, "PRAGMA user_version(5)"},
            {lite, "PRAGMA main.journal_mode = DELETE"},
            {lite, "PRAGMA wal_checkpoint"},
            {lite, "PRAGMA optimize"},
            {lite, "PRAGMA incremental_vacuum(5)"},
            {lite, "PRAGMA temp_store_directory = '/x'"},
            {lite, "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x"},
            {lite, "EXPLAIN PRAGMA user_version = 5"},
            {lite, "VACUUM"},
            {odbc, "SELECT * INTO copy FROM t"},
            {odbc, "SELECT 1 DELETE FROM t"},
            {odbc, "SELECT 1 EXEC xp_cmdshell 'dir'"},
            {odbc, "SELECT 1 EXEC @x"},
            {odbc, "SELECT 1 DROP TABLE t"},
            {odbc, "SELECT 1 SHUTDOWN"},
            {odbc, "SELECT 1 BACKUP DATABASE x TO DISK = 'x'"},
            {odbc, "{call p}"},
            {odbc, "EXEC p"},
            {odbc, "SELECT * FROM OPENROWSET('x', 'y', 'DELETE')"},
            {odbc, "SELECT * FROM OPENQUERY(x, 'DELETE FROM t')"},
            {odbc, "SELECT * FROM t WITH (TABLOCKX)"},
            {odbc, "SELECT NEXT VALUE FOR dbo.s"},
            {odbc, "SELECT utl_http.request('http://x') FROM dual"},
            {odbc, "SELECT 1 INTO OUTFILE '/tmp/x'"},
            {odbc, "SELECT 1 /*!50000 INTO OUTFILE '/tmp/x' */"},
            {odbc, "SELECT '\\' INTO OUTFILE \"/tmp/x\" -- '"},
            {odbc, "SELECT \"a\\\" INTO OUTFILE '/tmp/x' -- \""},
            {odbc, "SELECT lo_export(1, '/tmp/x')"},
            {odbc, "SELECT load_extension('x')"},
            {odbc, "PRAGMA user_version = 5"},
            {odbc, "SELECT {fn sys_exec('id')}"},
        });
    }
    void whatDoesMoreIsRefused()
    {
        QFETCH(const SqlDatabase, database);
        QFETCH(const QByteArray, query);
        const QString why = whyNotReading(query, database);
        QVERIFY2(why.startsWith(u"A feed "_s), qPrintable(why));
        QVERIFY2(!why.endsWith(u'.'), qPrintable(why));
    }

    void theSentenceSaysWhatAndWhy()
    {
        QVERIFY(
            whyNotReading("SELECT 1 INTO OUTFILE 'x'", my).contains(u"“INTO OUTFILE” in its query writes a file"_s));
        QVERIFY(whyNotReading("SELECT * FROM t FOR UPDATE", pg).contains(u"“FOR UPDATE” in its query locks rows"_s));
        QVERIFY(whyNotReading("SELECT 1 INTO x", pg).contains(u"if it is the name of a column, quote it"_s));
    }

    void aNulEndsNothingUnseen() { QVERIFY(!whyNotReading(QByteArray("SELECT 1\0 -- INTO", 17), pg).isEmpty()); }
};

QTEST_GUILESS_MAIN(tst_SqlReading)
#include "tst_SqlReading.moc"
