// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/GoingOn.h"
#include "tests/sql/Programs.h"
#include "tests/sql/RowCount.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_SqliteFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        sql("CREATE TABLE readings (id INTEGER PRIMARY KEY, site TEXT, level REAL, at DATETIME, extra BLOB);"
            "INSERT INTO readings VALUES (1, 'kitchen', 21.5, '2026-11-22 10:15:30', x'00ff'), (2, 'attic', NULL, "
            "NULL, "
            "NULL)");
    }

    void givesEveryRowWithAllItsColumns()
    {
        FeedRun run(m_kind, address(u"table=readings"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.text(NoticeType::Ended), "The query gave 2 rows");
        const Records rows = run.data();
        QCOMPARE(rows.size(), 2u);
        QCOMPARE(rows[0].fields, "{\"id\":1,\"site\":\"kitchen\",\"level\":21.5,\"at\":\"2026-11-22 10:15:30\","
                                 "\"extra\":\"AP8=\"}");
        QCOMPARE(rows[0].subject, "readings");
        QCOMPARE(rows[0].value, 21.5);
        QCOMPARE(rows[0].time, 1795342530LL * 1'000'000);
        QCOMPARE(rows[1].text, "id=2 site=attic");
    }

    void valuesGoApartFromTheStatement()
    {
        FeedRun run(m_kind, address(u"query=SELECT site FROM readings WHERE id = :id AND site <> :no&param=id=1&"
                                    "param=no=x' OR 1=1 --"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.dataCount(), 1u);
        QCOMPARE(run.data()[0].text, "kitchen");
    }

    void aHugeResultStreamsAtFlatMemory()
    {
        RowCount count(m_kind, address(u"query=WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) "
                                       "SELECT i, 'row' FROM n"_s));
        QVERIFY(count.waitFor(10'000));
        const qint64 before = RowCount::residentBytes();
        QVERIFY(count.waitFor(500'000));
        QVERIFY2(RowCount::residentBytes() - before < RowCount::slack, "memory grows with the rows");
        QVERIFY(count.isInOrder());
    }

    void closingStopsAQueryThatFindsNothing()
    {
        FeedRun run(m_kind, address(u"query=WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT i "
                                    "FROM n WHERE i < 0"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.close() >= 0);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 0);
    }

    void neverWrites()
    {
        const auto parsed = FeedAddress::parse(address(u"query=DELETE FROM readings"_s));
        const auto refused = m_kind.open(*parsed, {});
        QVERIFY(!refused);
        QVERIFY2(refused.error().contains(u"only reads"_s), qPrintable(refused.error()));
        const auto pragma = FeedAddress::parse(address(u"query=PRAGMA user_version = 7"_s));
        QVERIFY(!m_kind.open(*pragma, {}));
        QCOMPARE(sql("PRAGMA user_version"), "0");
        // What the words do not say, the library does not allow.
        sql("CREATE TABLE target (a); CREATE VIEW loads AS SELECT load_extension('/tmp/x') AS a");
        FeedRun view(m_kind, address(u"table=loads"_s));
        QVERIFY(view.waitForEnd());
        QCOMPARE(view.count(NoticeType::Failed), 1);
        QCOMPARE(view.dataCount(), 0u);
    }

    void readsWhatHasAnIndexOfWords()
    {
        sql("CREATE VIRTUAL TABLE words USING fts5(line); INSERT INTO words VALUES ('one two'), ('three')");
        sql("CREATE VIRTUAL TABLE boxes USING rtree(id, low, high); INSERT INTO boxes VALUES (1, 2, 3)");
        FeedRun run(m_kind, address(u"query=SELECT line FROM words WHERE words MATCH 'two'"_s));
        FeedRun boxes(m_kind, address(u"query=SELECT * FROM boxes WHERE low > 1"_s));
        QVERIFY(boxes.waitForEnd());
        QVERIFY2(boxes.dataCount() == 1, boxes.text(NoticeType::Failed).constData());
        FeedRun pragma(m_kind, address(u"query=PRAGMA table_info(readings)"_s));
        FeedRun json(m_kind, address(u"query=SELECT value FROM json_each('[1,2]')"_s));
        QVERIFY(run.waitForEnd() && pragma.waitForEnd() && json.waitForEnd());
        QVERIFY2(run.dataCount() == 1, run.text(NoticeType::Failed).constData());
        QVERIFY2(pragma.dataCount() == 5, pragma.text(NoticeType::Failed).constData());
        QVERIFY2(json.dataCount() == 2, json.text(NoticeType::Failed).constData());
    }

    void saysWhatIsWrong()
    {
        FeedRun syntax(m_kind, address(u"query=SELECT * FRM x"_s));
        FeedRun missing(m_kind, u"sqlite:/nowhere/at/all.db?table=x"_s);
        QFile file(m_directory.filePath(u"text"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(5000, 'x')) == 5000);
        file.close();
        FeedRun other(m_kind, u"sqlite:%1?table=x"_s.arg(file.fileName()));
        QVERIFY(syntax.waitForEnd() && missing.waitForEnd() && other.waitForEnd());
        QVERIFY(syntax.text(NoticeType::Failed).contains("file.db says: near \"FRM\": syntax error"));
        QVERIFY(missing.text(NoticeType::Failed).contains("There is no file /nowhere/at/all.db"));
        QVERIFY(other.text(NoticeType::Failed).contains("check that it is the right file"));
    }

    void cutsACellThatIsTooLong()
    {
        FeedRun run(m_kind, address(u"query=SELECT printf('%.*c', 2000000, 'x'), 1"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Truncated), 1);
        QVERIFY(run.data()[0].fields.size() < 1'100'000);
        QVERIFY(run.data()[0].text.endsWith("=1"));
    }

    void followsRowsAsTheyAreAdded()
    {
        sql("CREATE TABLE log (id INTEGER PRIMARY KEY, line TEXT); INSERT INTO log(line) VALUES ('a'), ('b')");
        FeedRun run(m_kind, address(u"table=log&after=id&every=50ms"_s));
        QVERIFY(run.waitForData(2));
        sql("INSERT INTO log(line) VALUES ('c')");
        QVERIFY(run.waitForData(3));
        sql("INSERT INTO log(line) VALUES ('d'), ('e')");
        QVERIFY(run.waitForData(5));
        QCOMPARE(fieldValue(run.data()[4].fields, "line"), "e");
        QVERIFY(run.close() >= 0);
    }

    void rowsWithoutAValueToFollowAreShownOnce()
    {
        sql("CREATE TABLE bare (at INTEGER, line TEXT); INSERT INTO bare VALUES (NULL, 'a'), (NULL, 'b')");
        FeedRun run(m_kind, address(u"table=bare&after=at&every=50ms"_s));
        QVERIFY(run.waitForData(2));
        sql("INSERT INTO bare VALUES (NULL, 'c'); INSERT INTO bare VALUES (1, 'd')");
        QVERIFY(run.waitForData(3));
        QCOMPARE(fieldValue(run.data()[2].fields, "line"), "d");
    }

    void columnsOfOneNameAreToldApart_AndNullIsNotMissing()
    {
        FeedRun run(m_kind, address(u"query=SELECT 1 AS id, 2 AS id, NULL AS n, '' AS e"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].fields, R"({"id":1,"id:2":2,"n":null,"e":""})");
    }

    void aRowThatComesLaterWithTheSameValueIsShownOnce()
    {
        sql("CREATE TABLE ties (at INTEGER, line TEXT); INSERT INTO ties VALUES (1, 'a'), (2, 'b'), (2, NULL)");
        FeedRun all(m_kind, address(u"table=ties&after=at&every=50ms"_s));
        QVERIFY(all.waitForData(3));
        sql("INSERT INTO ties VALUES (2, 'c'), (2, 'b')"); // one of these is there already
        QVERIFY(all.waitForData(5));
        sql("INSERT INTO ties VALUES (2, 'd'), (3, 'e'), (1, 'late')");
        QVERIFY(all.waitForData(7));
        sql("INSERT INTO ties VALUES (4, 'f')");
        QVERIFY(all.waitForData(8));
        QByteArray lines;
        for (const Record &record : all.data())
            lines += record.fields.contains("null") ? QByteArray() : fieldValue(record.fields, "line");
        QCOMPARE(lines.size(), 7);
        QCOMPARE(lines.count('b'), 2);
        QVERIFY(lines.endsWith("def"));
    }

    void goesOnAfterTheLastRowOfAnEarlierRun()
    {
        sql("CREATE TABLE going (at INTEGER, line TEXT); INSERT INTO going VALUES (NULL, 'n'), (1, 'a'), (2, 'b')");
        const QString following = address(u"table=going&after=at&every=50ms"_s);
        Records before;
        {
            FeedRun run(m_kind, following);
            QVERIFY(run.waitForData(3));
            before = run.data();
        }
        sql("INSERT INTO going VALUES (2, 'c'), (3, 'd'), (1, 'late')"); // one has the value of the last
        FeedRun next(goingOnAfter(m_kind, before), following);
        QVERIFY(next.waitForData(2));
        sql("INSERT INTO going VALUES (4, 'e')");
        QVERIFY(next.waitForData(3));
        QByteArray lines;
        for (const Record &record : next.data())
            lines += fieldValue(record.fields, "line");
        QCOMPARE(lines, "cde");
        // What was wanted at first is over: it goes on where it was.
        FeedRun newest(goingOnAfter(m_kind, before), following + u"&since=newest"_s);
        QVERIFY(newest.waitForData(3));
        FeedRun other(goingOnAfter(m_kind, before), address(u"table=going&after=line&every=50ms"_s));
        QVERIFY(other.waitForData(7)); // another column has not been followed before
    }

    void fromTheNewestOnAnotherRowWithItsValueIsNew()
    {
        sql("CREATE TABLE latest (at INTEGER, line TEXT); INSERT INTO latest VALUES (1, 'a'), (2, 'b')");
        FeedRun run(m_kind, address(u"table=latest&after=at&since=newest&every=50ms"_s));
        // Which is newest when it looks is not for this test to know: rows come until one has been seen.
        int count = 0;
        QTRY_VERIFY(sql("INSERT INTO latest VALUES (2, 'c" + QByteArray::number(++count) + "')").isEmpty() &&
                    run.dataCount() > 0);
        for (const Record &record : run.data())
            QVERIFY(fieldValue(record.fields, "line").startsWith('c'));
    }

private:
    QString address(const QString &query) const { return u"sqlite:%1?%2"_s.arg(m_file, query); }
    QByteArray sql(const QByteArray &statements) const
    {
        return runProgram(u"sqlite3"_s, {m_file}, statements).output.trimmed();
    }

    QTemporaryDir m_directory;
    const QString m_file = m_directory.filePath(u"file.db"_s);
    const FeedKind m_kind = sqlKind(u"sqlite"_s);
};

QTEST_GUILESS_MAIN(tst_SqliteFeed)
#include "tst_SqliteFeed.moc"
