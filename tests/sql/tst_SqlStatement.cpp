// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/SqlStatement.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(livebelt::SqlDatabase)

class tst_SqlStatement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsThePlacesOfTheDatabase_data()
    {
        QTest::addColumn<SqlDatabase>("database");
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("parameters");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("values");
        const auto pg = SqlDatabase::PostgreSql, my = SqlDatabase::MySql, lite = SqlDatabase::Sqlite;
        QTest::newRow("none") << pg << u" SELECT 1 ; "_s << QStringList() << QByteArray(" SELECT 1") << QByteArray();
        QTest::newRow("in order") << pg << u"SELECT ? + ?"_s << QStringList{u"1"_s, u"a"_s}
                                  << QByteArray("SELECT $1 + $2") << QByteArray("1,a");
        QTest::newRow("in order, elsewhere") << lite << u"SELECT ? + ?"_s << QStringList{u"1"_s, u"a"_s}
                                             << QByteArray("SELECT ? + ?") << QByteArray("1,a");
        QTest::newRow("numbered") << pg << u"SELECT $2, $1, $2"_s << QStringList{u"1"_s, u"a"_s}
                                  << QByteArray("SELECT $2, $1, $2") << QByteArray("1,a");
        QTest::newRow("named") << pg << u"SELECT :a::int, :b, :a"_s << QStringList{u"b=x=y"_s, u"a=1"_s}
                               << QByteArray("SELECT $1::int, $2, $1") << QByteArray("1,x=y");
        QTest::newRow("named, elsewhere") << my << u"SELECT :a, :b, :a"_s << QStringList{u"b=2"_s, u"a=1"_s}
                                          << QByteArray("SELECT ?, ?, ?") << QByteArray("1,2,1");
        QTest::newRow("operators stay") << pg << u"SELECT j ? 'k', j ?| a FROM t"_s << QStringList()
                                        << QByteArray("SELECT j ? 'k', j ?| a FROM t") << QByteArray();
        QTest::newRow("slices and casts") << pg << u"SELECT a[1:n], b::text, c[:2]"_s << QStringList()
                                          << QByteArray("SELECT a[1:n], b::text, c[:2]") << QByteArray();
        QTest::newRow("texts") << lite << u"SELECT '?''?', \"?\", [?], `?`, ? -- ?"_s << QStringList{u"1"_s}
                               << QByteArray("SELECT '?''?', \"?\", [?], `?`, ?") << QByteArray("1");
        QTest::newRow("comments") << my << u"SELECT /* ? */ ? # ?\n, ? -- ?\n"_s << QStringList{u"1"_s, u"2"_s}
                                  << QByteArray("SELECT /* ? */ ? # ?\n, ?") << QByteArray("1,2");
        QTest::newRow("nested comments") << pg << u"SELECT /* /* ? */ ? */ ?"_s << QStringList{u"1"_s}
                                         << QByteArray("SELECT /* /* ? */ ? */ $1") << QByteArray("1");
        QTest::newRow("comments that do not nest") << lite << u"SELECT /* /* ? */ ?"_s << QStringList{u"1"_s}
                                                   << QByteArray("SELECT /* /* ? */ ?") << QByteArray("1");
        QTest::newRow("operators beside a place")
            << pg << u"SELECT a ?| b, a ?& b, a[b[1]:n], ?"_s << QStringList{u"1"_s}
            << QByteArray("SELECT a ?| b, a ?& b, a[b[1]:n], $1") << QByteArray("1");
        QTest::newRow("in brackets") << pg << u"((SELECT 1) UNION (SELECT 2))"_s << QStringList()
                                     << QByteArray("((SELECT 1) UNION (SELECT 2))") << QByteArray();
        QTest::newRow("escapes between double quotes") << my << u"SELECT \"a\\\"??\", ?"_s << QStringList{u"1"_s}
                                                       << QByteArray("SELECT \"a\\\"??\", ?") << QByteArray("1");
        QTest::newRow("a name before a text") << pg << u"SELECT e 'b\\', ?"_s << QStringList{u"1"_s}
                                              << QByteArray("SELECT e 'b\\', $1") << QByteArray("1");
        QTest::newRow("dollars never closed")
            << pg << u"SELECT $x$ ? $$"_s << QStringList() << QByteArray("SELECT $x$ ? $$") << QByteArray();
        QTest::newRow("escapes") << my << u"SELECT 'a\\'?', ?"_s << QStringList{u"1"_s}
                                 << QByteArray("SELECT 'a\\'?', ?") << QByteArray("1");
        QTest::newRow("PostgreSQL's escapes") << pg << u"SELECT E'a\\'?', 'b\\', ?"_s << QStringList{u"1"_s}
                                              << QByteArray("SELECT E'a\\'?', 'b\\', $1") << QByteArray("1");
        QTest::newRow("dollars") << pg << u"SELECT $$ ? ' $$, $x$ $$ ? $x$, ?"_s << QStringList{u"1"_s}
                                 << QByteArray("SELECT $$ ? ' $$, $x$ $$ ? $x$, $1") << QByteArray("1");
        QTest::newRow("no comment") << my << u"SELECT 5--?"_s << QStringList{u"3"_s} << QByteArray("SELECT 5--?")
                                    << QByteArray("3");
        QTest::newRow("never closed") << pg << u"SELECT 'a ? "_s << QStringList() << QByteArray("SELECT 'a ? ")
                                      << QByteArray();
    }
    void putsThePlacesOfTheDatabase()
    {
        QFETCH(const SqlDatabase, database);
        QFETCH(const QString, query);
        QFETCH(const QStringList, parameters);
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, values);
        const auto statement = SqlStatement::from(query, parameters, database);
        QVERIFY2(statement, qPrintable(statement.error()));
        QCOMPARE(statement->text, text);
        QByteArrayList found;
        for (const SqlValue &value : statement->values)
            found.append(value.text);
        QCOMPARE(found.join(','), values);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QStringList>("parameters");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << u" ; "_s << QStringList() << u"There is no query"_s;
        QTest::newRow("comment") << u"-- SELECT"_s << QStringList() << u"There is no query"_s;
        QTest::newRow("two") << u"SELECT 1; SELECT 2"_s << QStringList() << u"one statement"_s;
        QTest::newRow("writes") << u"delete FROM t"_s << QStringList() << u"only reads"_s;
        QTest::newRow("too few") << u"SELECT ?, ?"_s << QStringList{u"1"_s}
                                 << u"2 places for values, and ?param= gives 1"_s;
        QTest::newRow("too many") << u"SELECT 1"_s << QStringList{u"1"_s} << u"0 places"_s;
        QTest::newRow("no name") << u"SELECT :a"_s << QStringList{u"1"_s} << u"does not say whose value"_s;
        QTest::newRow("name missing") << u"SELECT :a, :b"_s << QStringList{u"a=1"_s} << u"no value for :b"_s;
        QTest::newRow("name unknown") << u"SELECT :a"_s << QStringList{u"a=1"_s, u"c=1"_s} << u"no place :c"_s;
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(const QString, query);
        QFETCH(const QStringList, parameters);
        QFETCH(const QString, words);
        const auto statement = SqlStatement::from(query, parameters, SqlDatabase::Sqlite);
        QVERIFY(!statement);
        QVERIFY2(statement.error().contains(words), qPrintable(statement.error()));
    }

    void findsTheTable_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("table");
        QTest::newRow("plain") << u"SELECT a FROM readings WHERE b"_s << QByteArray("readings");
        QTest::newRow("schema") << u"select * from public . \"My \"\"table\" t"_s << QByteArray("My \"\"table");
        QTest::newRow("function") << u"SELECT * FROM generate_series(1, 2)"_s << QByteArray("generate_series");
        QTest::newRow("subselect") << u"SELECT * FROM (SELECT 1) q"_s << QByteArray();
        QTest::newRow("in a text") << u"SELECT ' FROM x' FROM y"_s << QByteArray("y");
        QTest::newRow("none") << u"SELECT 1"_s << QByteArray();
        QTest::newRow("cut off") << u"SELECT 1 FROM"_s << QByteArray();
    }
    void findsTheTable()
    {
        QFETCH(const QString, query);
        QFETCH(const QByteArray, table);
        QCOMPARE(SqlStatement::from(query, {}, SqlDatabase::PostgreSql)->table, table);
    }

    void followsAColumn()
    {
        const SqlStatement query =
            *SqlStatement::from(u"SELECT * FROM t WHERE a = ? -- all"_s, {u"x"_s}, SqlDatabase::PostgreSql);
        QCOMPARE(query.following("\"id\"", nullptr, "$2").text,
                 "SELECT * FROM (SELECT * FROM t WHERE a = $1\n) AS livebelt_rows ORDER BY livebelt_rows.\"id\"");
        const SqlValue last{"7", true};
        const SqlStatement following = query.following("\"id\"", &last, "$2");
        QCOMPARE(following.text, "SELECT * FROM (SELECT * FROM t WHERE a = $1\n) AS livebelt_rows WHERE "
                                 "livebelt_rows.\"id\" > $2 ORDER BY livebelt_rows.\"id\"");
        QVERIFY(following.values.back() == last);
        QVERIFY(query.following("\"id\"", &last, "$2", SqlStatement::Last::Taken).text.contains("\"id\" >= $2 ORDER"));
        QCOMPARE(query.newest("`id`").text,
                 "SELECT max(livebelt_rows.`id`) FROM (SELECT * FROM t WHERE a = $1\n) AS livebelt_rows");
    }

    void aNumberIsOneInItsShortestFormOnly()
    {
        for (const auto &text : {u"0"_s, u"-5"_s, u"9223372036854775807"_s, u"1.5"_s})
            QVERIFY2(sqlValue(text).isNumber, qPrintable(text));
        for (const auto &text : {u"007"_s, u"1.50"_s, u"+1"_s, u""_s, u"x"_s, u"nan"_s, u"inf"_s, u" 1"_s, u"0x1"_s})
            QVERIFY2(!sqlValue(text).isNumber, qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(tst_SqlStatement)
#include "tst_SqlStatement.moc"
