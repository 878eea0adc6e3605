// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/nats/NatsKind.h"
#include "tests/nats/NatsServer.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/support/StoringRun.h"
#include "tests/support/WaitUntil.h"

#include <QFile>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

// Here, as moc does not read such texts within a class.
static constexpr char aLine[] =
    R"({"feed":"chat","seq":17,"received":"2026-11-22T10:15:30.000001Z","time":"2026-11-22T10:15:29.500000Z",)"
    R"("kind":"message","level":"warn","subject":"ada","text":"hi\nthere","value":4.5,"unit":"Cel",)"
    R"("fields":{"a":{"b":[1,"}"]},"seq":5},"raw_base64":"aGn/","ending":"crlf"})";
static constexpr char itsFields[] = R"({"a":{"b":[1,"}"]},"seq":5,"recorder":"r1","feed":"chat","seq:2":17})";
static constexpr char aNotice[] =
    R"({"feed":"chat","seq":18,"kind":"notice","subject":"dropped","text":"x","fields":{"count":7}})";

/// The kind nats, against a real nats-server.
class tst_NatsFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<NatsServer>();
        m_run.reset();
    }
    void cleanup()
    {
        m_run.reset();
        m_server.reset();
    }

    void headersAndRepliesAreFields()
    {
        QVERIFY2(m_server->start(), m_server->error());
        open(u"lab.>"_s);
        QVERIFY(m_run->waitFor(NoticeType::Connected));
        m_server->publish("lab.one", "21.5", "X-Site: north\r\nX-Site: south\r\n", "answers.here");
        m_server->flush();
        QVERIFY(m_run->waitForData(1));
        const Record record = m_run->data().front();
        QCOMPARE(record.subject, QByteArray("lab.one"));
        QCOMPARE(record.value, 21.5);
        QCOMPARE(fieldValue(record.fields, "header.X-Site"), QByteArray("north"));
        QCOMPARE(fieldValue(record.fields, "header.X-Site:2"), QByteArray("south"));
        QCOMPARE(fieldValue(record.fields, "reply"), QByteArray("answers.here"));
    }

    void aForwardedRecordComesBackAsItWas()
    {
        QVERIFY2(m_server->start(), m_server->error());
        open(u"lab.>"_s);
        QVERIFY(m_run->waitFor(NoticeType::Connected));
        m_server->publish("lab.r1.chat", aLine, "Livebelt-Recorder: r1\r\n");
        m_server->publish("lab.r1.chat", aNotice, "Livebelt-Recorder: r1\r\n");
        m_server->publish("lab.r1.chat", "{no record}", "Livebelt-Recorder: r1\r\n");
        m_server->flush();
        QVERIFY(m_run->waitForData(3));
        const Records data = m_run->data();
        QCOMPARE(data[0].text, QByteArray("hi\nthere"));
        QCOMPARE(data[0].subject, QByteArray("ada"));
        QCOMPARE(data[0].level, Level::Warn);
        QCOMPARE(data[0].value, 4.5);
        QCOMPARE(data[0].unit, QByteArray("Cel"));
        QCOMPARE(data[0].raw, QByteArray("hi\xff"));
        QCOMPARE(data[0].end, ItemEnd::CarriageReturnLineFeed);
        QCOMPARE(data[0].time, 1795342529500000);
        QCOMPARE(data[0].fields, QByteArray(itsFields));
        QCOMPARE(data[1].kind, RecordKind::Event);
        QCOMPARE(data[1].subject, QByteArray("dropped"));
        QCOMPARE(data[2].text, QByteArray("{no record}"));
    }

    void aStreamBeginsWhereTheAddressSays_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("all") << u"all"_s << QByteArray("n 1");
        QTest::newRow("seq") << u"seq:3"_s << QByteArray("n 3");
        QTest::newRow("time") << u"time:2020-01-01T00:00:00Z"_s << QByteArray("n 1");
        QTest::newRow("new") << u"new"_s << QByteArray("n 5");
    }
    void aStreamBeginsWhereTheAddressSays()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, first);
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>"));
        give(1, 4);
        open(u"lab.>?stream=LAB&from="_s + from);
        QVERIFY(m_run->waitFor(NoticeType::Connected));
        give(5, 1);
        QVERIFY(m_run->waitForData(1));
        QCOMPARE(m_run->data().front().text, first);
    }

    /// What is not durable here is kept there; what is, is given once.
    void aMessageIsAcknowledgedWhenItIsDurable()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>"));
        give(1, 10);
        {
            StoringRun run(natsKind(), m_server->url(durable));
            QVERIFY(run.waitForData(10));
            QCOMPARE(m_server->consumerNumber("LAB", "desk", u"num_ack_pending"_s), 10);
            run.store(run.positionOf("n 4"));
            QVERIFY(
                waitUntil([&] { return m_server->consumerNumber("LAB", "desk", u"num_ack_pending"_s) == 6; }, 10'000));
            m_points = run.points();
        } // as if killed
        give(11, 2);
        StoringRun run(natsKind(), m_server->url(durable), {}, m_points);
        QVERIFY(run.waitForData(8));
        QCOMPARE(run.texts(), numbers(5, 12));
        run.store(run.records().size());
        QVERIFY(waitUntil([&] { return m_server->consumerNumber("LAB", "desk", u"num_ack_pending"_s) == 0; }, 10'000));
    }

    /// The capture knows more than the server was told: none comes twice.
    void whatIsStoredDoesNotComeAgain()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>"));
        give(1, 10);
        {
            StoringRun run(natsKind(), m_server->url(durable));
            QVERIFY(run.waitForData(10));
            run.noteStored(run.positionOf("n 7"));
            m_points = run.points();
        }
        StoringRun run(natsKind(), m_server->url(durable), {}, m_points);
        QVERIFY(run.waitForData(3));
        give(11, 1);
        QVERIFY(run.waitForData(4));
        QCOMPARE(run.texts(), numbers(8, 11));
    }

    void aStreamWithoutANameIsContinuedToo()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>"));
        StoringRun run(natsKind(), m_server->url(u"lab.>?stream=LAB&parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        give(1, 3);
        QVERIFY(run.waitForData(3));
        m_server->kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(m_server->start(), m_server->error());
        give(4, 3);
        QVERIFY(run.waitForData(6));
        QCOMPARE(run.texts(), numbers(1, 6));
        QVERIFY(run.text(NoticeType::Reconnected).contains("none is missing"));
    }

    void whatTheStreamHasLetGoOfIsCounted()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>", ",\"max_msgs\":5"));
        {
            StoringRun run(natsKind(), m_server->url(u"?stream=LAB&durable=desk&from=all&parse=text"_s));
            give(1, 3);
            QVERIFY(run.waitForData(3));
            run.store(run.records().size());
            m_points = run.points();
            QVERIFY(
                waitUntil([&] { return m_server->consumerNumber("LAB", "desk", u"num_ack_pending"_s) == 0; }, 10'000));
        }
        give(4, 12); // 11 to 15 are left
        StoringRun run(natsKind(), m_server->url(u"?stream=LAB&durable=desk&from=all&parse=text"_s), {}, m_points);
        QVERIFY(run.waitForData(5));
        QCOMPARE(run.texts(), numbers(11, 15));
        QCOMPARE(run.dropped(), 7);
    }

    void aQueueGroupSharesItsMessages()
    {
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun one(natsKind(), m_server->url(u"lab.>?queue=g"_s)), two(natsKind(), m_server->url(u"lab.>?queue=g"_s));
        QVERIFY(one.waitFor(NoticeType::Connected) && two.waitFor(NoticeType::Connected));
        give(1, 200);
        QVERIFY(waitUntil([&] { return one.dataCount() + two.dataCount() >= 200; }, 30'000));
        QCOMPARE(one.dataCount() + two.dataCount(), size_t(200));
        QVERIFY(one.dataCount() > 0 && two.dataCount() > 0);
    }

    void aSharedConsumerSharesItsMessages()
    {
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>", ",\"retention\":\"workqueue\""));
        const QString url = m_server->url(u"lab.>?stream=LAB&durable=work&shared=1&from=all&parse=text"_s);
        StoringRun one(natsKind(), url);
        QVERIFY(one.waitFor(NoticeType::Connected));
        give(1, 20);
        QVERIFY(one.waitForData(20));
        one.store(one.records().size());
        QVERIFY(waitUntil([&] { return m_server->consumerNumber("LAB", "work", u"num_ack_pending"_s) == 0; }, 10'000));
    }

    void whatComesTooFastIsCounted()
    {
        QVERIFY2(m_server->start(), m_server->error());
        StoringRun run(natsKind(), m_server->url(u"lab.>?parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        run.hold();
        const QByteArray payload(1'000, 'x');
        for (int i = 0; i < 60'000; ++i) { // of 36 MB there is room for
            m_server->publish("lab.x", payload);
            if (i % 1'000 == 0)
                m_server->flush();
        }
        m_server->flush();
        run.release();
        QVERIFY(waitUntil([&] { return run.dataCount() + size_t(run.dropped()) >= 60'000; }, 60'000));
        QCOMPARE(run.dataCount() + size_t(run.dropped()), size_t(60'000));
        QVERIFY(run.dropped() > 0);
    }

    void whatIsSentIsPublished()
    {
        QVERIFY2(m_server->start(), m_server->error());
        m_server->listen("orders");
        open(u"lab.>"_s);
        QVERIFY(m_run->waitFor(NoticeType::Connected));
        QVERIFY(m_run->send("bread", u"orders"_s));
        QVERIFY(waitUntil(
            [&] {
                m_server->hear();
                return m_server->heard().contains("bread");
            },
            10'000));
        QVERIFY(!m_run->send("bread", u"orders.*"_s));
        QVERIFY(!m_run->send("bread"));
        QVERIFY(m_run->sendError().contains(u"wildcard"_s));
    }

    void anAnswerIsARecord()
    {
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun run(natsKind(), m_server->url(u"lab.>?send=request"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.send("", u"$JS.API.INFO"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data().front().subject, QByteArray("$JS.API.INFO"));
        QCOMPARE(fieldValue(run.data().front().fields, "answer"), QByteArray("1"));
        QVERIFY(run.send("", u"nobody.here"_s));
        QVERIFY(run.waitFor(NoticeType::Information));
        QVERIFY(run.text(NoticeType::Information).contains("Nobody answers to nobody.here"));
    }

    void oneLogsInByEachOfTheWays_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("options");
        const QByteArray identity = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";
        QTest::newRow("user") << QByteArray("user: ada, password: lovelace") << u"ada"_s << u"lovelace"_s << QString();
        QTest::newRow("token") << QByteArray("token: lovelace") << QString() << u"lovelace"_s << QString();
        QTest::newRow("nkey") << QByteArray("users: [{nkey: " + identity + "}]") << QString()
                              << u"SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"_s
                              << u"nkey="_s + QString::fromLatin1(identity);
    }
    void oneLogsInByEachOfTheWays()
    {
        QFETCH(QByteArray, authorization);
        QFETCH(QString, user);
        QFETCH(QString, password);
        QFETCH(QString, options);
        m_server->configure("authorization { " + authorization + " }");
        QVERIFY2(m_server->start(), m_server->error());
        const QString url = m_server->url(u"lab.>?"_s + options);
        Credentials credentials;
        credentials.user = user;
        credentials.password = password;
        FeedRun right(natsKind(), url, credentials);
        QVERIFY2(right.waitFor(NoticeType::Connected), right.text(NoticeType::Failed).constData());
        credentials.password =
            options.isEmpty() ? u"babbage"_s : u"SUAMK2FG4MI6UE3ACF3FK3OIQBCEIEZV7NSWFFEW63UXMRLFM2XLAXK4GY"_s;
        FeedRun wrong(natsKind(), url, credentials);
        QVERIFY(wrong.waitFor(NoticeType::Failed));
        QVERIFY(!wrong.text(NoticeType::Failed).contains("babbage"));
    }

    void aSeedMayStandInAFile()
    {
        m_server->configure(
            "authorization { users: [{nkey: UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4}] }");
        QVERIFY2(m_server->start(), m_server->error());
        QFile file(m_server->file(u"seed"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY\n");
        file.close();
        FeedRun run(natsKind(),
                    m_server->url(u"lab.>?nkey=UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4&seed="_s +
                                  file.fileName()));
        QVERIFY2(run.waitFor(NoticeType::Connected), run.text(NoticeType::Failed).constData());
    }

    void aSubjectThatIsForbiddenIsRefused()
    {
        m_server->configure(
            "authorization { users: [{user: ada, password: x, permissions: {subscribe: \"open.>\"}}] }");
        QVERIFY2(m_server->start(), m_server->error());
        Credentials credentials;
        credentials.user = u"ada"_s;
        credentials.password = u"x"_s;
        FeedRun run(natsKind(), m_server->url(u"lab.>"_s), credentials);
        QVERIFY(run.waitFor(NoticeType::Failed));
        QVERIFY2(run.text(NoticeType::Failed).contains("does not let us listen"),
                 run.text(NoticeType::Failed).constData());
        QCOMPARE(run.count(NoticeType::Connected), 0);
    }

    void certificatesAreChecked_data()
    {
        using Kind = Certificates::Kind;
        QTest::addColumn<Certificates::Kind>("kind");
        QTest::addColumn<bool>("knows");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("good") << Kind::Good << true << true;
        QTest::newRow("expired") << Kind::Expired << true << false;
        QTest::newRow("another host") << Kind::WrongHost << true << false;
        QTest::newRow("unknown authority") << Kind::Good << false << false;
    }
    void certificatesAreChecked()
    {
        QFETCH(Certificates::Kind, kind);
        QFETCH(bool, knows);
        QFETCH(bool, isGood);
        const Certificates certificates;
        QVERIFY2(certificates.isValid(), certificates.error());
        m_server->configure("tls { cert_file: \"" + certificates.certificate(kind).toUtf8() + "\", key_file: \"" +
                            certificates.key(kind).toUtf8() + "\" }");
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun run(natsKind(),
                    m_server->url(u"lab.>?"_s + (knows ? u"ca="_s + certificates.authority() : QString()), u"natss"_s));
        QVERIFY(run.waitFor(isGood ? NoticeType::Connected : NoticeType::Failed));
        QCOMPARE(run.count(NoticeType::Connected), isGood ? 1 : 0);
    }

    void aServerThatWantsTlsIsNotSpokenToInTheClear()
    {
        const Certificates certificates;
        m_server->configure("tls { cert_file: \"" + certificates.certificate(Certificates::Kind::Good).toUtf8() +
                            "\", key_file: \"" + certificates.key(Certificates::Kind::Good).toUtf8() + "\" }");
        QVERIFY2(m_server->start(), m_server->error());
        FeedRun run(natsKind(), m_server->url(u"lab.>"_s));
        QVERIFY(run.waitFor(NoticeType::Failed));
        QVERIFY2(run.text(NoticeType::Failed).contains("over TLS"), run.text(NoticeType::Failed).constData());
    }

    void anotherServerIsTakenWhereTheFirstIsAway()
    {
        QVERIFY2(m_server->start(), m_server->error());
        const QString url =
            u"nats://127.0.0.1:%1/lab.>?server=127.0.0.1:%2"_s.arg(ServerProcess::freePort()).arg(m_server->port());
        FeedRun run(natsKind(), url);
        QVERIFY(run.waitFor(NoticeType::Connected));
    }

    void whatIsNotThereIsSaid_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("stream") << u"?stream=NONE"_s << QByteArray("no stream “NONE”");
        QTest::newRow("filter") << u"other.>?stream=LAB"_s << QByteArray("consumer");
    }
    void whatIsNotThereIsSaid()
    {
        QFETCH(QString, rest);
        QFETCH(QByteArray, words);
        QVERIFY2(m_server->start(), m_server->error());
        QVERIFY(m_server->makeStream("LAB", "lab.>"));
        open(rest);
        QVERIFY2(m_run->waitFor(NoticeType::Failed), m_run->text(NoticeType::Disconnected).constData());
        QVERIFY2(m_run->text(NoticeType::Failed).contains(words), m_run->text(NoticeType::Failed).constData());
    }

private:
    void open(const QString &rest)
    {
        m_run = std::make_unique<FeedRun>(
            natsKind(), m_server->url(rest + (rest.contains(u'?') ? u"&"_s : u"?"_s) + u"parse=auto"_s));
    }
    void give(int first, int count)
    {
        for (int i = first; i < first + count; ++i)
            m_server->publish("lab.x", "n " + QByteArray::number(i));
        m_server->flush();
    }
    static QByteArrayList numbers(int first, int last)
    {
        QByteArrayList texts;
        for (int i = first; i <= last; ++i)
            texts.append("n " + QByteArray::number(i));
        return texts;
    }

    const QString durable = u"lab.>?stream=LAB&durable=desk&from=all&parse=text"_s;
    std::unique_ptr<NatsServer> m_server;
    std::unique_ptr<FeedRun> m_run;
    ResumePoints m_points;
};

QTEST_GUILESS_MAIN(tst_NatsFeed)
#include "tst_NatsFeed.moc"
