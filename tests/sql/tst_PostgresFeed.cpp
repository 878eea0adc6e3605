// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/GoingOn.h"
#include "tests/sql/PostgresServer.h"
#include "tests/sql/RowCount.h"
#include "tests/support/FeedRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_PostgresFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<PostgresServer>();
        QVERIFY2(m_server->start(), m_server->error());
        m_server->sql("CREATE SEQUENCE counter;"
                      "CREATE FUNCTION draw() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('counter') $$");
    }
    void cleanupTestCase() { m_server.reset(); }

    void givesEveryRowWithAllItsColumns()
    {
        m_server->sql("CREATE TABLE readings (id int, site text, level numeric, at timestamptz, ok bool, extra bytea);"
                      "INSERT INTO readings VALUES (1, 'a \"b\"', 1.50, '2026-11-22 10:15:30.5+01', true, '\\x00ff'),"
                      "(2, NULL, 'NaN', NULL, false, NULL)");
        FeedRun run(m_kind, m_server->address(u"query=SELECT * FROM readings ORDER BY id;&subject=site"_s),
                    PostgresServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.text(NoticeType::Ended), "The query gave 2 rows");
        QCOMPARE(run.count(NoticeType::Connected), 1);
        const Records rows = run.data();
        QCOMPARE(rows.size(), 2u);
        QVERIFY(rows[0].kind == RecordKind::Row);
        QCOMPARE(rows[0].fields, "{\"id\":1,\"site\":\"a \\\"b\\\"\",\"level\":1.50,"
                                 "\"at\":\"2026-11-22 09:15:30.5+00\",\"ok\":true,\"extra\":\"AP8=\"}");
        QCOMPARE(rows[0].text, "id=1 site=a \"b\" level=1.50 at=2026-11-22 09:15:30.5+00 ok=true extra=(2 bytes)");
        QCOMPARE(rows[0].subject, "a \"b\"");
        QCOMPARE(rows[0].value, 1.5);
        QCOMPARE(toRfc3339(rows[0].time), "2026-11-22T09:15:30.500000Z");
        QCOMPARE(rows[1].fields, R"({"id":2,"site":null,"level":"NaN","at":null,"ok":false,"extra":null})");
        QCOMPARE(rows[1].subject, "readings");
        QVERIFY(!rows[1].hasValue());
        QCOMPARE(rows[1].time, noTime);
    }

    void valuesGoApartFromTheStatement()
    {
        const QByteArray hostile = "'; DROP TABLE readings; --";
        FeedRun inOrder(m_kind,
                        m_server->address(u"query=SELECT ?::int + 1, ?::text&param=41&param="_s +
                                          QString::fromUtf8(hostile.toPercentEncoding())),
                        PostgresServer::credentials());
        FeedRun named(m_kind, m_server->address(u"query=SELECT :n::int * :n::int&param=n=6"_s),
                      PostgresServer::credentials());
        FeedRun numbered(m_kind, m_server->address(u"query=SHOW server_version"_s), PostgresServer::credentials());
        QVERIFY(inOrder.waitForEnd() && named.waitForEnd() && numbered.waitForEnd());
        QCOMPARE(inOrder.dataCount(), 1u);
        QCOMPARE(fieldValue(inOrder.data()[0].fields, "text"), hostile);
        QCOMPARE(named.data().at(0).text, "36");
        QVERIFY(numbered.data().at(0).text.startsWith("15"));
    }

    void aHugeResultStreamsAtFlatMemory()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT generate_series(1, 100000000) AS i, 'row' AS what"_s),
                       PostgresServer::credentials());
        QVERIFY(count.waitFor(10'000));
        const qint64 before = RowCount::residentBytes();
        QVERIFY(count.waitFor(1'000'000));
        QVERIFY2(RowCount::residentBytes() - before < RowCount::slack, "memory grows with the rows");
        QVERIFY(count.isInOrder());
        count.drop();
        QTRY_COMPARE(m_server->running(), 0);
    }

    void aConsumerThatTakesNothingHoldsTheQuery()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT generate_series(1, 100000000)"_s),
                       PostgresServer::credentials());
        QVERIFY(count.waitFor(1));
        count.pauseAfter(1'000);
        QVERIFY(count.waitFor(1'000));
        const qint64 before = RowCount::residentBytes();
        QVERIFY(!m_server->sql("SELECT sum(i) FROM generate_series(1, 2000000) i").isEmpty()); // meanwhile
        QVERIFY2(RowCount::residentBytes() - before < RowCount::slack, "what nobody takes is fetched all the same");
    }

    void rowsOfASlowQueryComeOneByOne()
    {
        FeedRun run(m_kind,
                    m_server->address(u"query=SELECT i, pg_sleep(0.05)::text FROM generate_series(1, 100000) i"_s),
                    PostgresServer::credentials());
        QVERIFY(run.waitForData(5));
        QVERIFY(run.dataCount() < 1000);
    }

    void closingStopsTheQueryOnTheServer()
    {
        FeedRun run(m_kind, m_server->address(u"query=SELECT pg_sleep(600), 'closed'"_s),
                    PostgresServer::credentials());
        QTRY_COMPARE(m_server->running(), 1);
        QVERIFY(run.close() >= 0);
        QTRY_COMPARE(m_server->running(), 0);
        QTRY_VERIFY(run.hasEnded());
    }

    void droppingStopsTheQueryOnTheServer()
    {
        {
            FeedRun run(m_kind, m_server->address(u"query=SELECT pg_sleep(600), 'dropped'"_s),
                        PostgresServer::credentials());
            QTRY_COMPARE(m_server->running(), 1);
        }
        QTRY_COMPARE(m_server->running(), 0);
    }

    void aServerThatDiesMidwaySaysHowFarItGot()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT generate_series(1, 100000000)"_s),
                       PostgresServer::credentials());
        count.pauseAfter(10);
        QVERIFY(count.waitFor(10));
        m_server->kill();
        count.go();
        QVERIFY(count.waitForEnd());
        QVERIFY2(count.lastNotice().contains("was lost") || count.lastNotice().contains("shutdown"),
                 count.lastNotice().constData());
        QVERIFY2(count.lastNotice().contains(" rows)"), count.lastNotice().constData());
        QVERIFY2(m_server->start(), m_server->error());
    }

    void saysInTheServersWordsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("syntax") << u"query=SELECT * FRM x"_s << QByteArray("syntax error at or near");
        QTest::newRow("no table") << u"query=SELECT * FROM nowhere"_s
                                  << QByteArray("relation \"nowhere\" does not exist");
        QTest::newRow("midway") << u"query=SELECT 1 / (5 - i) FROM generate_series(1, 9) i"_s
                                << QByteArray("division by zero: change the query (after 1 row)");
        QTest::newRow("writes") << u"query=SELECT draw()"_s << QByteArray("a feed only reads");
        QTest::newRow("no such column") << u"query=SELECT 1 AS a&subject=b"_s << QByteArray("no column “b”, only a");
    }
    void saysInTheServersWordsWhatIsWrong()
    {
        QFETCH(const QString, query);
        QFETCH(const QByteArray, words);
        FeedRun run(m_kind, m_server->address(query), PostgresServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 1);
        QVERIFY2(run.text(NoticeType::Failed).contains(words), run.text(NoticeType::Failed).constData());
    }

    void saysWhyItCannotLogIn()
    {
        FeedRun wrong(m_kind, m_server->address(u"query=SELECT 1"_s), {.password = u"hunter2"_s});
        QVERIFY(wrong.waitForEnd());
        QVERIFY(wrong.text(NoticeType::Failed).contains("wants another user or password"));
        QVERIFY(!wrong.text(NoticeType::Failed).contains("hunter2"));
        FeedRun nobody(m_kind, m_server->address(u"listen=x"_s).replace(u"/postgres?"_s, u"/nowhere?"_s),
                       PostgresServer::credentials());
        QVERIFY(nobody.waitForEnd());
        QVERIFY(nobody.text(NoticeType::Failed).contains("database \"nowhere\" does not exist"));
    }

    void aOneTimeQueryDoesNotWaitForAServer()
    {
        FeedRun run(m_kind, u"postgresql://127.0.0.1:%1/postgres?query=SELECT 1"_s.arg(ServerProcess::freePort()));
        QVERIFY(run.waitForEnd());
        QVERIFY(run.text(NoticeType::Failed).contains("No server answers"));
    }

    void followsRowsAsTheyAreAdded()
    {
        m_server->sql("CREATE TABLE log (id int, line text);"
                      "INSERT INTO log SELECT i, 'old' FROM generate_series(1, 3) i");
        FeedRun all(m_kind, m_server->address(u"table=log&after=id&every=50ms"_s), PostgresServer::credentials());
        FeedRun some(m_kind,
                     m_server->address(u"query=SELECT * FROM log WHERE line = ? -- those&param=new&after=id&"
                                       "since=11&every=50ms"_s),
                     PostgresServer::credentials());
        QVERIFY(all.waitForData(3) && some.waitFor(NoticeType::Connected));
        m_server->sql("INSERT INTO log VALUES (12, 'new'), (11, 'new')");
        QVERIFY(all.waitForData(5) && some.waitForData(1));
        m_server->sql("INSERT INTO log VALUES (13, 'new')");
        QVERIFY(all.waitForData(6) && some.waitForData(2));
        QCOMPARE(fieldValue(all.data()[3].fields, "id"), "11");
        QCOMPARE(fieldValue(all.data()[5].fields, "id"), "13");
        QVERIFY(!all.data()[5].hasValue());
    }

    void goesOnAfterTheLastRowOfAnEarlierRun()
    {
        m_server->sql("CREATE TABLE resumed (at timestamptz, line text);"
                      "INSERT INTO resumed VALUES ('2026-01-01 00:00:01', 'a'), ('2026-01-01 00:00:02', 'b')");
        const QString following = m_server->address(u"table=resumed&after=at&every=50ms"_s);
        Records before;
        {
            FeedRun run(m_kind, following, PostgresServer::credentials());
            QVERIFY(run.waitForData(2));
            before = run.data();
        }
        m_server->sql("INSERT INTO resumed VALUES ('2026-01-01 00:00:02', 'c'), ('2026-01-01 00:00:03', 'd')");
        FeedRun next(goingOnAfter(m_kind, before), following, PostgresServer::credentials());
        QVERIFY(next.waitForData(2));
        QCOMPARE(fieldValue(next.data()[0].fields, "line"), "c");
        QCOMPARE(fieldValue(next.data()[1].fields, "line"), "d");
    }

    void theSessionWritesNothingThoughTheWordsMay()
    {
        m_server->sql("CREATE TABLE kept (id int);"
                      "CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'INSERT INTO kept VALUES (1) RETURNING id'");
        for (const QString &query : {u"SELECT sly()"_s, u"EXPLAIN ANALYZE SELECT sly()"_s}) {
            FeedRun run(m_kind, m_server->address(u"query="_s + query), PostgresServer::credentials());
            QVERIFY(run.waitForEnd());
            QVERIFY2(run.text(NoticeType::Failed).contains("read-only"), run.text(NoticeType::Failed).constData());
        }
        QCOMPARE(m_server->sql("SELECT count(*) FROM kept"), "0");
    }

    void followsFromTheNewestRowOn()
    {
        m_server->sql("CREATE TABLE newest (id int); INSERT INTO newest VALUES (1), (2)");
        FeedRun run(m_kind, m_server->address(u"table=newest&after=id&since=newest&listen=added"_s),
                    PostgresServer::credentials());
        QTRY_COMPARE(m_server->idle(), 1);
        m_server->sql("INSERT INTO newest VALUES (3); NOTIFY added");
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].text, "3");
    }

    void followingGoesOnAfterTheConnectionWasLost()
    {
        m_server->sql("CREATE TABLE going (id int); INSERT INTO going VALUES (1)");
        FeedRun run(m_kind, m_server->address(u"table=going&after=id&every=50ms"_s), PostgresServer::credentials());
        QVERIFY(run.waitForData(1));
        m_server->sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'livebelt';"
                      "INSERT INTO going VALUES (2)");
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        QVERIFY(run.text(NoticeType::Reconnected).contains("no row is missing"));
        m_server->sql("INSERT INTO going VALUES (3)");
        QVERIFY(run.waitForData(3));
        QCOMPARE(run.data()[1].text, "2");
        QCOMPARE(run.data()[2].text, "3");
    }

    void notificationsAreEvents()
    {
        FeedRun run(m_kind, m_server->address(u"listen=Alarm&listen=other"_s), PostgresServer::credentials());
        QVERIFY(run.waitFor(NoticeType::Connected));
        QTRY_COMPARE(m_server->sql("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN \"other\"'"), "1");
        m_server->sql("NOTIFY \"Alarm\", 'too hot'; NOTIFY other");
        QVERIFY(run.waitForData(2));
        QVERIFY(run.data()[0].kind == RecordKind::Event);
        QCOMPARE(run.data()[0].subject, "Alarm");
        QCOMPARE(run.data()[0].text, "too hot");
        QCOMPARE(run.data()[1].subject, "other");
    }

    void aServerThatHangsIsNoticed()
    {
        PostgresServer hanging;
        QVERIFY2(hanging.start(), hanging.error());
        FeedRun listening(m_kind, hanging.address(u"listen=never"_s), PostgresServer::credentials());
        QVERIFY(listening.waitFor(NoticeType::Connected));
        QVERIFY(hanging.hold(true));
        QTRY_VERIFY_WITH_TIMEOUT(listening.count(NoticeType::Disconnected) > 0, 30'000);
        const QByteArray said = listening.text(NoticeType::Disconnected);
        QVERIFY2(said.contains("no sign of life"), said);
        QVERIFY(hanging.hold(false));
        QVERIFY(listening.waitFor(NoticeType::Reconnected));
    }

    void aNotificationIsAReasonToLookAtOnce()
    {
        m_server->sql("CREATE TABLE told (id int)");
        FeedRun run(m_kind, m_server->address(u"table=told&after=id&listen=told"_s), PostgresServer::credentials());
        QTRY_COMPARE(m_server->idle(), 1);
        m_server->sql("INSERT INTO told VALUES (7); NOTIFY told");
        QVERIFY(run.waitForData(1));
        QVERIFY(run.data()[0].kind == RecordKind::Row);
    }

private:
    std::unique_ptr<PostgresServer> m_server;
    const FeedKind m_kind = sqlKind(u"postgresql"_s);
};

QTEST_GUILESS_MAIN(tst_PostgresFeed)
#include "tst_PostgresFeed.moc"
