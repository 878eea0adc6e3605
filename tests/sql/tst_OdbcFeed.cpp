// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/GoingOn.h"
#include "tests/sql/OdbcFile.h"
#include "tests/sql/RowCount.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_OdbcFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_file.sql(
            "CREATE TABLE readings (id INTEGER, site VARCHAR(20), level DOUBLE, extra BLOB);"
            "INSERT INTO readings VALUES (1, 'caf\xc3\xa9 \xf0\x9f\x98\x80', 21.5, x'00ff'), (2, NULL, NULL, NULL)");
    }

    void givesEveryRowWithAllItsColumns()
    {
        FeedRun run(m_kind, address(u"query=SELECT * FROM readings ORDER BY id&subject=site"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.dataCount() == 2, run.text(NoticeType::Failed).constData());
        QCOMPARE(run.data()[0].fields,
                 "{\"id\":1,\"site\":\"caf\xc3\xa9 \xf0\x9f\x98\x80\",\"level\":21.5,\"extra\":\"AP8=\"}");
        QCOMPARE(run.data()[0].subject, "caf\xc3\xa9 \xf0\x9f\x98\x80");
        QCOMPARE(run.data()[0].value, 21.5);
        QCOMPARE(run.data()[1].text, "id=2");
        QCOMPARE(run.text(NoticeType::Ended), "The query gave 2 rows");
    }

    void aLongCellComesWhole()
    {
        FeedRun run(m_kind, address(u"query=SELECT replace(hex(zeroblob(50000)), '00', 'xyz') AS long"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.dataCount() == 1, run.text(NoticeType::Failed).constData());
        QCOMPARE(run.data()[0].text, QByteArray("xyz").repeated(50'000));
    }

    void valuesGoApartFromTheStatement()
    {
        FeedRun run(m_kind,
                    address(u"query=SELECT id FROM readings WHERE id = ? AND ? <> 'x'&param=2&param=' OR 1=1"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.dataCount() == 1, run.text(NoticeType::Failed).constData());
        QCOMPARE(run.data()[0].text, "2");
    }

    void manyRowsComeInOrder()
    {
        RowCount count(m_kind, address(u"query=WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT "
                                       "100000) SELECT i FROM n"_s));
        QVERIFY(count.waitForEnd());
        QCOMPARE(count.rows(), 100'000);
        QVERIFY(count.isInOrder());
    }

    void closingStopsAQueryThatFindsNothing()
    {
        FeedRun run(m_kind, address(u"query=WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT i "
                                    "FROM n WHERE i < 0"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.close() >= 0);
        QVERIFY(run.waitForEnd());
    }

    void closingWhileRowsAreReadTakesNoneAway()
    {
        QString columns = u"i"_s;
        for (int i = 0; i < 40; ++i)
            columns += u", 'some text'"_s;
        for (int i = 0; i < 20; ++i) {
            FeedRun run(m_kind, address(u"query=WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT "
                                        "5000) SELECT %1 FROM n"_s.arg(columns)));
            QVERIFY(run.waitForData(1 + i * 10));
            QVERIFY(run.close() >= 0);
            QVERIFY(run.waitForEnd());
        }
    }

    void saysWhatIsWrong()
    {
        FeedRun source(m_kind, u"odbc:no such source?query=SELECT 1"_s);
        FeedRun syntax(m_kind, address(u"query=SELECT * FRM x"_s));
        QVERIFY(source.waitForEnd() && syntax.waitForEnd());
        QVERIFY2(source.text(NoticeType::Failed).contains("odbcinst -q -s"),
                 source.text(NoticeType::Failed).constData());
        QVERIFY2(syntax.text(NoticeType::Failed).contains("syntax error"), syntax.text(NoticeType::Failed).constData());
    }

    void followsRowsAsTheyAreAdded()
    {
        m_file.sql("CREATE TABLE log (id INTEGER, line VARCHAR(9)); INSERT INTO log VALUES (1, 'a')");
        FeedRun run(m_kind, address(u"table=log&after=id&every=50ms"_s));
        QVERIFY(run.waitForData(1));
        m_file.sql("INSERT INTO log VALUES (2, 'b')");
        QVERIFY2(run.waitForData(2), run.text(NoticeType::Failed).constData());
        QCOMPARE(fieldValue(run.data()[1].fields, "line"), "b");
    }

    void goesOnAfterTheLastRowOfAnEarlierRun()
    {
        m_file.sql("CREATE TABLE going (id INTEGER, line VARCHAR(9)); INSERT INTO going VALUES (1, 'a'), (2, 'b')");
        Records before;
        {
            FeedRun run(m_kind, address(u"table=going&after=id&every=50ms"_s));
            QVERIFY(run.waitForData(2));
            before = run.data();
        }
        m_file.sql("INSERT INTO going VALUES (2, 'c'), (3, 'd')");
        FeedRun next(goingOnAfter(m_kind, before), address(u"table=going&after=id&every=50ms"_s));
        QVERIFY(next.waitForData(2));
        QCOMPARE(fieldValue(next.data()[0].fields, "line"), "c");
        QCOMPARE(fieldValue(next.data()[1].fields, "line"), "d");
    }

    void keepsNoWriterOutBetweenTwoLooks()
    {
        m_file.sql("CREATE TABLE shared (id INTEGER); INSERT INTO shared VALUES (1)");
        FeedRun run(m_kind, address(u"table=shared&after=id&every=5min"_s));
        QVERIFY(run.waitForData(1));
        // The look that gave the row may not be over, and its end takes a turn of this thread.
        const auto isWritten = [&] {
            return m_file.sql("INSERT INTO shared VALUES (2); SELECT count(*) FROM shared") == "2";
        };
        QVERIFY(waitUntil(isWritten, 60'000));
    }

private:
    QString address(const QString &query) const { return m_file.address(query); }

    OdbcFile m_file;
    const FeedKind m_kind = sqlKind(u"odbc"_s);
};

QTEST_GUILESS_MAIN(tst_OdbcFeed)
#include "tst_OdbcFeed.moc"
