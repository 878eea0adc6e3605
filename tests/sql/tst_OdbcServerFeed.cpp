// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/OdbcServer.h"
#include "tests/sql/RowCount.h"
#include "tests/support/FeedRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What only a server has: rows that come as they are asked for, a query that is stopped, a connection that is lost.
class tst_OdbcServerFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<OdbcServer>();
        QVERIFY2(m_server->start(), m_server->error());
    }
    void cleanupTestCase() { m_server.reset(); }

    void givesEveryRowWithAllItsColumns()
    {
        m_server->sql("CREATE TABLE readings (id int, site text, level numeric, at timestamp, ok bool, extra bytea);"
                      "INSERT INTO readings VALUES (1, 'caf\xc3\xa9 \"\xf0\x9f\x98\x80\"', 1.50, "
                      "'2026-11-22 10:15:30.5', true, '\\x00ff'), (2, NULL, NULL, NULL, false, NULL)");
        FeedRun run(m_kind, m_server->address(u"query=SELECT * FROM readings ORDER BY id&subject=site"_s),
                    OdbcServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.text(NoticeType::Ended), "The query gave 2 rows");
        const Records rows = run.data();
        QCOMPARE(rows[0].fields, "{\"id\":1,\"site\":\"caf\xc3\xa9 \\\"\xf0\x9f\x98\x80\\\"\",\"level\":1.50,"
                                 "\"at\":\"2026-11-22 10:15:30.5\",\"ok\":true,\"extra\":\"AP8=\"}");
        QCOMPARE(rows[0].subject, "caf\xc3\xa9 \"\xf0\x9f\x98\x80\"");
        QCOMPARE(rows[0].value, 1.5);
        QCOMPARE(toRfc3339(rows[0].time), "2026-11-22T10:15:30.500000Z");
        QCOMPARE(rows[1].fields, R"({"id":2,"site":null,"level":null,"at":null,"ok":false,"extra":null})");
    }

    void valuesGoApartFromTheStatement()
    {
        const QByteArray hostile = "'; DROP TABLE readings; --";
        FeedRun run(m_kind,
                    m_server->address(u"query=SELECT ?::int + 1 AS sum, ?::text AS said&param=41&param="_s +
                                      QString::fromUtf8(hostile.toPercentEncoding())),
                    OdbcServer::credentials());
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.dataCount() == 1, run.text(NoticeType::Failed).constData());
        QCOMPARE(fieldValue(run.data()[0].fields, "sum"), "42");
        QCOMPARE(fieldValue(run.data()[0].fields, "said"), hostile);
    }

    void aHugeResultStreamsAtFlatMemory()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT generate_series(1, 100000000) AS i"_s),
                       OdbcServer::credentials());
        QVERIFY2(count.waitFor(10'000), count.lastNotice().constData());
        const qint64 before = RowCount::residentBytes();
        QVERIFY(count.waitFor(200'000));
        QVERIFY2(RowCount::residentBytes() - before < RowCount::slack, "memory grows with the rows");
        QVERIFY(count.isInOrder());
        count.drop();
        QTRY_COMPARE(m_server->runningOf("generate_series"), 0);
    }

    void closingStopsTheQueryOnTheServer()
    {
        FeedRun run(m_kind, m_server->address(u"query=SELECT pg_sleep(600), 'closed'"_s), OdbcServer::credentials());
        QTRY_COMPARE(m_server->runningOf("closed"), 1);
        QVERIFY(run.close() >= 0);
        QTRY_COMPARE(m_server->runningOf("closed"), 0);
        QTRY_VERIFY(run.hasEnded());
    }

    void aFeedOnlyReads()
    {
        m_server->sql("CREATE TABLE precious (id int); INSERT INTO precious VALUES (1);"
                      "CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'DELETE FROM precious RETURNING id'");
        const auto written =
            FeedAddress::parse(m_server->address(u"query=WITH a AS (DELETE FROM precious RETURNING id) SELECT 1"_s));
        QVERIFY(!m_kind.open(*written, OdbcServer::credentials()));
        FeedRun run(m_kind, m_server->address(u"query=SELECT sly()"_s), OdbcServer::credentials()); // no word tells
        QVERIFY(run.waitForEnd());
        QCOMPARE(m_server->sql("SELECT count(*) FROM precious"), "1");
    }

    void aServerThatDiesMidwaySaysHowFarItGot()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT generate_series(1, 100000000) AS i"_s),
                       OdbcServer::credentials());
        count.pauseAfter(10);
        QVERIFY(count.waitFor(10));
        m_server->kill();
        count.go();
        QVERIFY(count.waitForEnd());
        QVERIFY2(count.lastNotice().contains(" rows)"), count.lastNotice().constData());
        QVERIFY2(!count.lastNotice().contains("change the query"), count.lastNotice().constData());
        QVERIFY2(m_server->start(), m_server->error());
    }

    void saysWhatIsWrong()
    {
        FeedRun password(m_kind, m_server->address(u"query=SELECT 1"_s), {.user = u"tester"_s, .password = u"x;"_s});
        FeedRun syntax(m_kind, m_server->address(u"query=SELECT * FRM x"_s), OdbcServer::credentials());
        QVERIFY(password.waitForEnd() && syntax.waitForEnd());
        QVERIFY2(password.text(NoticeType::Failed).contains("wants another user or password"),
                 password.text(NoticeType::Failed).constData());
        QVERIFY2(syntax.text(NoticeType::Failed).contains("syntax error"), syntax.text(NoticeType::Failed).constData());
    }

private:
    const FeedKind m_kind = sqlKind(u"odbc"_s);
    std::unique_ptr<OdbcServer> m_server;
};

QTEST_GUILESS_MAIN(tst_OdbcServerFeed)
#include "tst_OdbcServerFeed.moc"
