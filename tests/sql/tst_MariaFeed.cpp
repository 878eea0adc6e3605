// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "model/records/Timestamp.h"
#include "sources/sql/SqlKind.h"
#include "tests/sql/GoingOn.h"
#include "tests/sql/MariaServer.h"
#include "tests/sql/RowCount.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_MariaFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_certificates.isValid(), m_certificates.error());
        m_server = std::make_unique<MariaServer>();
        m_server->useTls(m_certificates.certificate(Certificates::Kind::Good),
                         m_certificates.key(Certificates::Kind::Good), m_certificates.authority());
        QVERIFY2(m_server->start(), m_server->error());
    }
    void cleanupTestCase() { m_server.reset(); }

    void givesEveryRowWithAllItsColumns()
    {
        m_server->sql(
            "CREATE TABLE readings (id INT(4) ZEROFILL, site TEXT CHARACTER SET utf8mb4, level DECIMAL(6,2), at "
            "DATETIME(3), extra BLOB); INSERT INTO readings VALUES (1, 'caf\xc3\xa9', 1.50, "
            "'2026-11-22 10:15:30.5', x'00ff'), (2, NULL, NULL, NULL, NULL)");
        FeedRun run(m_kind, m_server->address(u"query=SELECT * FROM readings ORDER BY id&subject=site&value=level"_s),
                    MariaServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.text(NoticeType::Ended), "The query gave 2 rows");
        const Records rows = run.data();
        QCOMPARE(rows.size(), 2u);
        QCOMPARE(rows[0].fields, "{\"id\":\"0001\",\"site\":\"caf\xc3\xa9\",\"level\":1.50,"
                                 "\"at\":\"2026-11-22 10:15:30.500\",\"extra\":\"AP8=\"}");
        QCOMPARE(rows[0].subject, "caf\xc3\xa9");
        QCOMPARE(rows[0].value, 1.5);
        QCOMPARE(toRfc3339(rows[0].time), "2026-11-22T10:15:30.500000Z");
        QCOMPARE(rows[1].text, "id=0002");
    }

    void whereAClientHasToShowACertificateItDoes()
    {
        const auto kind = Certificates::Kind::WrongHost; // which a client's host need not be
        const QString query = u"query=SELECT 1 AS one&tls=verify&ca="_s + m_certificates.authority();
        m_server->sql("ALTER USER tester REQUIRE X509");
        FeedRun without(m_kind, m_server->address(query), MariaServer::credentials());
        FeedRun with(m_kind,
                     m_server->address(
                         query + u"&cert=%1&key=%2"_s.arg(m_certificates.certificate(kind), m_certificates.key(kind))),
                     MariaServer::credentials());
        QVERIFY(without.waitForEnd() && with.waitForEnd());
        m_server->sql("ALTER USER tester REQUIRE NONE");
        QVERIFY(without.count(NoticeType::Failed) == 1 && without.dataCount() == 0);
        QVERIFY2(with.dataCount() == 1, with.text(NoticeType::Failed).constData());
    }

    void valuesGoApartFromTheStatement()
    {
        const QByteArray hostile = "\\'; DROP TABLE readings; -- \"";
        FeedRun text(m_kind,
                     m_server->address(
                         u"query=SELECT ? AS text, site FROM readings WHERE site = ? AND id < ? LIMIT ?"
                         "&param=%1&param=café&param=5&param=1"_s.arg(QString::fromUtf8(hostile.toPercentEncoding()))),
                     MariaServer::credentials());
        FeedRun named(m_kind, m_server->address(u"query=SELECT :n * :n AS square&param=n=6"_s),
                      MariaServer::credentials());
        QVERIFY(text.waitForEnd() && named.waitForEnd());
        QVERIFY2(text.dataCount() == 1, text.text(NoticeType::Failed).constData());
        QCOMPARE(fieldValue(text.data()[0].fields, "text"), hostile);
        QCOMPARE(named.data().at(0).text, "36");
        QCOMPARE(named.data().at(0).value, 36.);
    }

    void aHugeResultStreamsAtFlatMemory()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT seq, 'row' FROM seq_1_to_100000000"_s),
                       MariaServer::credentials());
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
        RowCount count(m_kind, m_server->address(u"query=SELECT seq FROM seq_1_to_100000000"_s),
                       MariaServer::credentials());
        count.pauseAfter(1'000);
        QVERIFY(count.waitFor(1'000));
        const qint64 before = RowCount::residentBytes();
        QTRY_COMPARE(m_server->sql("SELECT state FROM information_schema.processlist WHERE user = 'tester'"),
                     "Writing to net");
        QVERIFY2(RowCount::residentBytes() - before < RowCount::slack, "what nobody takes is fetched all the same");
    }

    void closingStopsTheQueryOnTheServer()
    {
        FeedRun run(m_kind, m_server->address(u"query=SELECT SLEEP(600)"_s), MariaServer::credentials());
        QTRY_COMPARE(m_server->running(), 1);
        QVERIFY(run.close() >= 0);
        QTRY_COMPARE(m_server->running(), 0);
        QTRY_VERIFY(run.hasEnded());
    }

    void droppingStopsTheQueryOnTheServer()
    {
        {
            FeedRun run(m_kind, m_server->address(u"query=SELECT SLEEP(600)"_s), MariaServer::credentials());
            QTRY_COMPARE(m_server->running(), 1);
        }
        QTRY_COMPARE(m_server->running(), 0);
    }

    void aServerThatDiesMidwaySaysHowFarItGot()
    {
        RowCount count(m_kind, m_server->address(u"query=SELECT seq FROM seq_1_to_100000000"_s),
                       MariaServer::credentials());
        count.pauseAfter(10);
        QVERIFY(count.waitFor(10));
        m_server->kill();
        count.go();
        QVERIFY(count.waitForEnd());
        QVERIFY2(count.lastNotice().contains("was lost"), count.lastNotice().constData());
        QVERIFY2(count.lastNotice().contains(" rows)"), count.lastNotice().constData());
        QVERIFY2(m_server->start(), m_server->error());
    }

    void saysInTheServersWordsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("syntax") << u"query=SELECT * FRM x"_s << QByteArray("error in your SQL syntax");
        QTest::newRow("no table") << u"query=SELECT * FROM nowhere"_s << QByteArray("'test.nowhere' doesn't exist");
        QTest::newRow("writes") << u"query=SELECT sly()"_s << QByteArray("a feed only reads");
        QTest::newRow("no such column") << u"query=SELECT 1 AS a&subject=b"_s << QByteArray("no column “b”, only a");
    }
    void saysInTheServersWordsWhatIsWrong()
    {
        QFETCH(const QString, query);
        QFETCH(const QByteArray, words);
        m_server->sql("CREATE SEQUENCE IF NOT EXISTS counter;"
                      "CREATE OR REPLACE FUNCTION sly() RETURNS INT RETURN NEXT VALUE FOR counter");
        FeedRun run(m_kind, m_server->address(query), MariaServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 1);
        QVERIFY2(run.text(NoticeType::Failed).contains(words), run.text(NoticeType::Failed).constData());
    }

    void saysWhyItCannotLogIn()
    {
        FeedRun wrong(m_kind, m_server->address(u"query=SELECT 1"_s), {.password = u"hunter2"_s});
        FeedRun nowhere(m_kind, u"mysql://127.0.0.1:%1/test?query=SELECT 1"_s.arg(ServerProcess::freePort()));
        QVERIFY(wrong.waitForEnd() && nowhere.waitForEnd());
        QVERIFY2(wrong.text(NoticeType::Failed).contains("wants another user or password"),
                 wrong.text(NoticeType::Failed).constData());
        QVERIFY2(nowhere.text(NoticeType::Failed).contains("No server answers"),
                 nowhere.text(NoticeType::Failed).constData());
    }

    void theCertificateIsVerified()
    {
        const auto address = [this](const QString &ca) {
            return m_server->address(u"query=SHOW STATUS LIKE 'Ssl_version'&ca="_s + ca);
        };
        FeedRun good(m_kind, address(m_certificates.authority()), MariaServer::credentials());
        FeedRun bad(m_kind, address(m_certificates.otherAuthority()), MariaServer::credentials());
        FeedRun listed(m_kind, address(m_certificates.authority() + u"&crl="_s + m_certificates.revocationList()),
                       MariaServer::credentials());
        QVERIFY(good.waitForEnd() && bad.waitForEnd() && listed.waitForEnd());
        QVERIFY2(good.dataCount() == 1, good.text(NoticeType::Failed).constData());
        QVERIFY2(listed.dataCount() == 1, listed.text(NoticeType::Failed).constData());
        QVERIFY2(good.data()[0].text.contains("TLSv1."), good.data()[0].text.constData());
        QVERIFY2(bad.text(NoticeType::Failed).contains("signed by nobody"), bad.text(NoticeType::Failed).constData());
    }

    void followsRowsAsTheyAreAdded()
    {
        m_server->sql("CREATE TABLE log (at DATETIME(6), line VARCHAR(20)); INSERT INTO log VALUES "
                      "('2026-01-01 00:00:00.000001', 'old')");
        FeedRun all(m_kind, m_server->address(u"table=log&after=at&every=50ms"_s), MariaServer::credentials());
        FeedRun some(m_kind,
                     m_server->address(u"query=SELECT * FROM log WHERE line = ?&param=new&after=at&"
                                       "since=2026-01-01&every=50ms"_s),
                     MariaServer::credentials());
        QVERIFY(all.waitForData(1) && some.waitFor(NoticeType::Connected));
        m_server->sql("INSERT INTO log VALUES ('2026-01-01 00:00:00.000002', 'new')");
        QVERIFY(all.waitForData(2) && some.waitForData(1));
        m_server->sql("INSERT INTO log VALUES ('2026-01-01 00:00:00.000003', 'new')");
        QVERIFY(all.waitForData(3) && some.waitForData(2));
        QCOMPARE(fieldValue(all.data()[2].fields, "at"), "2026-01-01 00:00:00.000003");
    }

    void goesOnAfterTheLastRowOfAnEarlierRun()
    {
        m_server->sql("CREATE TABLE going (at DATETIME, line VARCHAR(20)); INSERT INTO going VALUES "
                      "('2026-01-01 00:00:01', 'a'), ('2026-01-01 00:00:02', 'b')");
        const QString following = m_server->address(u"table=going&after=at&every=50ms"_s);
        Records before;
        {
            FeedRun run(m_kind, following, MariaServer::credentials());
            QVERIFY(run.waitForData(2));
            before = run.data();
        }
        m_server->sql("INSERT INTO going VALUES ('2026-01-01 00:00:02', 'c'), ('2026-01-01 00:00:03', 'd')");
        FeedRun next(goingOnAfter(m_kind, before), following, MariaServer::credentials());
        QVERIFY(next.waitForData(2));
        QCOMPARE(fieldValue(next.data()[0].fields, "line"), "c");
        QCOMPARE(fieldValue(next.data()[1].fields, "line"), "d");
    }

    /// The server would: a read-only session does not keep it from that.
    void noFileIsWrittenOnTheServer()
    {
        QTemporaryDir folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const QString file = folder.filePath(u"out"_s);
        const QByteArray direct = "SELECT 1 INTO OUTFILE '" + file.toUtf8() + '\'';
        for (const QString &query :
             {u"SELECT 1 INTO OUTFILE '%1'"_s, u"SELECT 1 INTO/**/DUMPFILE '%1'"_s,
              u"SELECT 1 /*!50000 INTO OUTFILE '%1'*/"_s, u"SELECT 1 /*M!100100 INTO OUTFILE '%1'*/"_s,
              u"(SELECT 1) INTO OUTFILE '%1'"_s, u"WITH t AS (SELECT 1) SELECT * FROM t INTO OUTFILE '%1'"_s}) {
            const auto address = FeedAddress::parse(m_server->address(u"query="_s + query.arg(file)));
            QVERIFY(address);
            const auto feed = m_kind.open(*address, MariaServer::credentials());
            QVERIFY(!feed);
            QVERIFY2(feed.error().contains(u"only reads"_s), qPrintable(feed.error()));
        }
        // On a server where a backslash is a letter, the first text would end sooner.
        m_server->sql("SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'");
        FeedRun run(m_kind, m_server->address(u"query=SELECT '\\' INTO OUTFILE '%1' -- '"_s.arg(file)),
                    MariaServer::credentials());
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 1);
        m_server->sql("SET GLOBAL sql_mode = DEFAULT");
        QVERIFY(!QFile::exists(file));
        m_server->sql(direct); // as the server's own user may: the test could have failed
        QVERIFY(QFile::exists(file));
    }

private:
    Certificates m_certificates;
    std::unique_ptr<MariaServer> m_server;
    const FeedKind m_kind = sqlKind(u"mysql"_s);
};

QTEST_GUILESS_MAIN(tst_MariaFeed)
#include "tst_MariaFeed.moc"
