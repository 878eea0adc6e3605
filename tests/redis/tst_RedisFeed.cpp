// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/redis/RedisAddress.h"
#include "sources/redis/RedisKind.h"
#include "tests/redis/RedisServer.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/support/StoringRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

static constexpr char aLine[] = R"({"feed":"chat","seq":17,"kind":"message","subject":"ada","text":"hi"})"; // moc

/// The kind redis, against a real redis-server.
class tst_RedisFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<RedisServer>(); }
    void cleanup() { m_server.reset(); }

    void anEntryOfSeveralValuesIsAnObject()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->run(
            {{"XADD", "lab", "1700000000123-4", "temp", "21.50", "id", "007", "who", "ada \"x\"", "no", "a\xff"}}));
        FeedRun run(redisKind(), m_server->url(u"lab?from=all"_s));
        QVERIFY(run.waitForData(1));
        const Record record = run.data().front();
        QCOMPARE(fieldValue(record.fields, "temp"), QByteArray("21.50"));
        QCOMPARE(fieldValue(record.fields, "id"), QByteArray("007"));
        QCOMPARE(fieldValue(record.fields, "who"), QByteArray("ada \"x\""));
        QCOMPARE(fieldValue(record.fields, "entry"), QByteArray("1700000000123-4"));
        QCOMPARE(record.time, 1700000000123000);
        QVERIFY(record.raw.contains("a\xff"));
        QCOMPARE(record.subject, QByteArray("lab"));
    }

    void aForwardedRecordComesBackAsItWas()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->run({{"XADD", "lab", "*", "livebelt-recorder", "r1", "record", aLine}}));
        FeedRun run(redisKind(), m_server->url(u"lab?from=all"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data().front().text, QByteArray("hi"));
        QCOMPARE(run.data().front().subject, QByteArray("ada"));
        QCOMPARE(fieldValue(run.data().front().fields, "recorder"), QByteArray("r1"));
        QCOMPARE(fieldValue(run.data().front().fields, "seq"), QByteArray("17"));
    }

    void aStreamBeginsWhereTheAddressSays_data()
    {
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArrayList>("texts");
        for (const QString &group : {QString(), u"&group=g"_s}) {
            const QByteArray name = group.isEmpty() ? "alone" : "group";
            QTest::newRow(name + " all") << u"from=all"_s + group << numbers(1, 4);
            QTest::newRow(name + " id") << u"from=2-0"_s + group << numbers(3, 4);
            QTest::newRow(name + " new") << u"from=new"_s + group << numbers(4, 4);
        }
    }
    void aStreamBeginsWhereTheAddressSays()
    {
        QFETCH(QString, options);
        QFETCH(QByteArrayList, texts);
        QVERIFY2(m_server->start(), m_server->error());
        give(1, 3);
        StoringRun run(redisKind(), m_server->url(u"lab?parse=text&"_s + options));
        QVERIFY(run.waitFor(NoticeType::Connected));
        give(4, 1);
        QVERIFY(run.waitForData(size_t(texts.size())));
        QCOMPARE(run.texts(), texts);
    }

    /// What is not durable here is kept there; what is, is given once.
    void anEntryOfAGroupIsAcknowledgedWhenItIsDurable()
    {
        QVERIFY2(m_server->start(), m_server->error());
        give(1, 10);
        const QString url = m_server->url(u"lab?group=g&from=all&parse=text"_s);
        ResumePoints points;
        {
            StoringRun run(redisKind(), url);
            QVERIFY(run.waitForData(10));
            QCOMPARE(m_server->pending(u"lab"_s, u"g"_s), 10);
            run.store(run.positionOf("n 4"));
            QVERIFY(waitUntil([&] { return m_server->pending(u"lab"_s, u"g"_s) == 6; }, 10'000));
            run.noteStored(run.positionOf("n 7")); // and killed before that was said
            points = run.points();
        }
        give(11, 2);
        StoringRun run(redisKind(), url, {}, points);
        QVERIFY(run.waitForData(5));
        QCOMPARE(run.texts(), numbers(8, 12));
        run.store(run.records().size());
        QVERIFY(waitUntil([&] { return m_server->pending(u"lab"_s, u"g"_s) == 0; }, 10'000));
    }

    void aStreamIsContinued()
    {
        QVERIFY2(m_server->start(), m_server->error());
        StoringRun run(redisKind(), m_server->url(u"lab?parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        give(1, 3);
        QVERIFY(run.waitForData(3));
        m_server->kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(m_server->start(), m_server->error());
        give(4, 3);
        QVERIFY(run.waitForData(6));
        QCOMPARE(run.texts(), numbers(1, 6));
        QVERIFY2(run.text(NoticeType::Reconnected).contains("none is missing"), run.text(NoticeType::Reconnected));
    }

    void whatWasTrimmedIsSaid()
    {
        QVERIFY2(m_server->start(), m_server->error());
        give(1, 3);
        ResumePoints points;
        {
            StoringRun run(redisKind(), m_server->url(u"lab?from=all&parse=text"_s));
            QVERIFY(run.waitForData(3));
            run.store(run.records().size());
            points = run.points();
        }
        give(4, 6);
        QCOMPARE(m_server->ask({u"XTRIM"_s, u"lab"_s, u"MAXLEN"_s, u"2"_s}), QByteArray("7"));
        StoringRun run(redisKind(), m_server->url(u"lab?from=all&parse=text"_s), {}, points);
        QVERIFY(run.waitForData(2));
        QVERIFY(run.text(NoticeType::Information).contains("some are missing"));
    }

    void aGroupSharesItsEntries()
    {
        QVERIFY2(m_server->start(), m_server->error());
        const QString url = m_server->url(u"lab?group=g&parse=text&consumer="_s);
        FeedRun one(redisKind(), url + u"a"_s), two(redisKind(), url + u"b"_s);
        QVERIFY(one.waitFor(NoticeType::Connected) && two.waitFor(NoticeType::Connected));
        for (int i = 1; i <= 50; ++i) {
            give(i, 1);
            QVERIFY(waitUntil([&] { return one.dataCount() + two.dataCount() == size_t(i); }, 30'000));
        }
    }

    void whatIsSentIsAnEntry()
    {
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun run(redisKind(), m_server->url(u"lab?parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.send("bread"));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data().front().text, QByteArray("bread"));
        QVERIFY(run.send("butter", u"other"_s));
        QVERIFY(waitUntil([&] { return m_server->ask({u"XLEN"_s, u"other"_s}) == "1"; }, 10'000));
    }

    void oneLogsIn_data()
    {
        QTest::addColumn<QString>("user");
        QTest::newRow("password") << QString();
        QTest::newRow("user") << u"ada"_s;
    }
    void oneLogsIn()
    {
        QFETCH(QString, user);
        QVERIFY2(m_server->start(), m_server->error());
        if (user.isEmpty()) {
            m_server->ask({u"CONFIG"_s, u"SET"_s, u"requirepass"_s, u"lovelace"_s});
        } else {
            m_server->ask({u"ACL"_s, u"SETUSER"_s, user, u"on"_s, u">lovelace"_s, u"~*"_s, u"+@all"_s});
            m_server->ask({u"ACL"_s, u"SETUSER"_s, u"default"_s, u"off"_s});
        }
        Credentials credentials;
        credentials.user = user;
        credentials.password = u"lovelace"_s;
        FeedRun right(redisKind(), m_server->url(u"lab"_s), credentials);
        QVERIFY2(right.waitFor(NoticeType::Connected), right.text(NoticeType::Failed).constData());
        credentials.password = u"babbage"_s;
        FeedRun wrong(redisKind(), m_server->url(u"lab"_s), credentials);
        QVERIFY(wrong.waitFor(NoticeType::Failed));
        QVERIFY2(wrong.text(NoticeType::Failed).contains("refused"), wrong.text(NoticeType::Failed));
    }

    void certificatesAreChecked_data()
    {
        using Kind = Certificates::Kind;
        QTest::addColumn<Certificates::Kind>("kind");
        QTest::addColumn<QByteArray>("options");
        QTest::newRow("good") << Kind::Good << QByteArray();
        QTest::newRow("expired") << Kind::Expired << QByteArray("expired");
        QTest::newRow("another host") << Kind::WrongHost << QByteArray("name");
        QTest::newRow("revoked") << Kind::Revoked << QByteArray("revoked");
    }
    void certificatesAreChecked()
    {
        QFETCH(Certificates::Kind, kind);
        QFETCH(QByteArray, options);
        const Certificates certificates;
        QVERIFY2(certificates.isValid(), certificates.error());
        m_server->configure({u"--tls-port"_s, QString::number(m_server->port()), u"--tls-cert-file"_s,
                             certificates.certificate(kind), u"--tls-key-file"_s, certificates.key(kind),
                             u"--tls-ca-cert-file"_s, certificates.authority(), u"--tls-auth-clients"_s, u"no"_s});
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun run(redisKind(),
                    m_server->url(u"lab?ca="_s + certificates.authority() + u"&crl="_s + certificates.revocationList(),
                                  u"rediss"_s));
        const bool isGood = options.isEmpty();
        QVERIFY2(run.waitFor(isGood ? NoticeType::Connected : NoticeType::Failed), run.text(NoticeType::Disconnected));
        QCOMPARE(run.count(NoticeType::Connected), isGood ? 1 : 0);
    }

    void whatIsNoStreamIsSaid()
    {
        QVERIFY2(m_server->start(), m_server->error());
        m_server->ask({u"SET"_s, u"lab"_s, u"x"_s});
        FeedRun run(redisKind(), m_server->url(u"lab"_s));
        QVERIFY(run.waitFor(NoticeType::Failed));
        QVERIFY2(run.text(NoticeType::Failed).contains("wrong kind"), run.text(NoticeType::Failed));
    }

    void anAddressThatMeansNothingIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("stream") << u"redis://a/"_s << u"names no stream"_s;
        QTest::newRow("consumer") << u"redis://a/s?consumer=x"_s << u"add group=NAME"_s;
        QTest::newRow("from") << u"redis://a/s?from=noon"_s << u"from is"_s;
        QTest::newRow("db") << u"redis://a/s?db=first"_s << u"db is"_s;
        QTest::newRow("port") << u"redis://a:0/s"_s << u"Port 0"_s;
    }
    void anAddressThatMeansNothingIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto address = RedisAddress::read(*FeedAddress::parse(text));
        QVERIFY(!address);
        QVERIFY2(address.error().contains(words), qPrintable(address.error()));
    }

private:
    void give(int first, int count)
    {
        QList<QByteArrayList> commands;
        for (int i = first; i < first + count; ++i)
            commands.append({"XADD", "lab", QByteArray::number(i) + "-0", "data", "n " + QByteArray::number(i)});
        QVERIFY(m_server->run(commands));
    }
    static QByteArrayList numbers(int first, int last)
    {
        QByteArrayList texts;
        for (int i = first; i <= last; ++i)
            texts.append("n " + QByteArray::number(i));
        return texts;
    }

    std::unique_ptr<RedisServer> m_server;
};

QTEST_GUILESS_MAIN(tst_RedisFeed)
#include "tst_RedisFeed.moc"
