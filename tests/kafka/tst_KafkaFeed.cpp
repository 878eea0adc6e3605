// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/kafka/KafkaAddress.h"
#include "sources/kafka/KafkaKind.h"
#include "tests/kafka/KafkaCluster.h"
#include "tests/support/FeedRun.h"
#include "tests/support/StoringRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

static constexpr char aLine[] = R"({"feed":"chat","seq":17,"kind":"message","subject":"ada","text":"hi"})"; // moc

/// The kind kafka, against the mock cluster of librdkafka.
class tst_KafkaFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_cluster = std::make_unique<KafkaCluster>();
        m_cluster->makeTopic("lab");
    }
    void cleanup() { m_cluster.reset(); }

    void keyAndHeadersAreFields()
    {
        QVERIFY(m_cluster->produce("lab", "{\"t\":21.50}", "sensor 7", "X-Site", "north"));
        QVERIFY(m_cluster->produce("lab", aLine, {}, "Livebelt-Recorder", "r1"));
        QVERIFY(m_cluster->flush());
        FeedRun run(kafkaKind(), m_cluster->url(u"lab?from=all"_s));
        QVERIFY(run.waitForData(2));
        const Records data = run.data();
        QCOMPARE(data[0].subject, QByteArray("sensor 7"));
        QCOMPARE(fieldValue(data[0].fields, "t"), QByteArray("21.50"));
        QCOMPARE(fieldValue(data[0].fields, "key"), QByteArray("sensor 7"));
        QCOMPARE(fieldValue(data[0].fields, "header.X-Site"), QByteArray("north"));
        QCOMPARE(fieldValue(data[0].fields, "offset"), QByteArray("0"));
        QVERIFY(data[0].time != noTime);
        QCOMPARE(data[1].text, QByteArray("hi"));
        QCOMPARE(fieldValue(data[1].fields, "recorder"), QByteArray("r1"));
    }

    void aTopicIsContinuedWithoutAGroup()
    {
        give(1, 5);
        ResumePoints points;
        {
            StoringRun run(kafkaKind(), m_cluster->url(u"lab?from=all&parse=text"_s));
            QVERIFY(run.waitForData(5));
            run.noteStored(run.positionOf("n 3"));
            points = run.points();
        }
        give(6, 1);
        StoringRun run(kafkaKind(), m_cluster->url(u"lab?from=all&parse=text"_s), {}, points);
        QVERIFY(run.waitForData(3));
        QCOMPARE(run.texts(), numbers(4, 6));
    }

    void allPartitionsAreRead()
    {
        m_cluster->makeTopic("wide", 4);
        for (int i = 0; i < 40; ++i)
            QVERIFY(m_cluster->produce("wide", "n " + QByteArray::number(i), {}, {}, {}, i % 4));
        QVERIFY(m_cluster->flush());
        StoringRun run(kafkaKind(), m_cluster->url(u"wide?from=all&parse=text"_s));
        QVERIFY(run.waitForData(40));
        run.store(run.records().size());
        QCOMPARE(run.points().size(), size_t(4));
    }

    void whatIsNewIsBehindWhatWasThere()
    {
        give(1, 3);
        StoringRun run(kafkaKind(), m_cluster->url(u"lab?parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        give(4, 2);
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.texts(), numbers(4, 5));
    }

    /// What is not durable here is not committed; what is stored does not come again.
    void aGroupCommitsWhatIsDurable()
    {
        give(1, 10);
        const QString url = m_cluster->url(u"lab?group=g&from=all&parse=text"_s);
        ResumePoints points;
        {
            StoringRun run(kafkaKind(), url);
            QVERIFY(run.waitForData(10));
            QVERIFY(m_cluster->committed("g", "lab") < 0);
            run.store(run.positionOf("n 4"));
            QVERIFY(waitUntil([&] { return m_cluster->committed("g", "lab") == 4; }, 20'000));
            run.noteStored(run.positionOf("n 7")); // and killed before that was said
            points = run.points();
        }
        StoringRun run(kafkaKind(), url, {}, points);
        QVERIFY(run.waitForData(3, 60'000));
        QCOMPARE(run.texts(), numbers(8, 10));
        run.store(run.records().size());
        QVERIFY(waitUntil([&] { return m_cluster->committed("g", "lab") == 10; }, 20'000));
    }

    void whatIsSentIsAMessage()
    {
        FeedRun run(kafkaKind(), m_cluster->url(u"lab?parse=text"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.send("bread"));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data().front().text, QByteArray("bread"));
    }

    void anAddressThatMeansNothingIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("topic") << u"kafka://a/"_s << u"names no topic"_s;
        QTest::newRow("topic's name") << u"kafka://a/b%20c"_s << u"is no topic"_s;
        QTest::newRow("from") << u"kafka://a/s?from=noon"_s << u"from is"_s;
        QTest::newRow("sasl") << u"kafka://a/s?sasl=kerberos"_s << u"sasl is"_s;
        QTest::newRow("broker") << u"kafka://a/s?broker=b/c"_s << u"broker is"_s;
        QTest::newRow("time in a group") << u"kafka://a/s?group=g&from=time:2026-11-22T12:30:00Z"_s
                                         << u"reading alone"_s;
        QTest::newRow("port") << u"kafka://a:0/s"_s << u"Port 0"_s;
    }
    void anAddressThatMeansNothingIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto address = KafkaAddress::from(*FeedAddress::parse(text));
        QVERIFY(!address);
        QVERIFY2(address.error().contains(words), qPrintable(address.error()));
    }

private:
    void give(int first, int count)
    {
        for (int i = first; i < first + count; ++i)
            QVERIFY(m_cluster->produce("lab", "n " + QByteArray::number(i)));
        QVERIFY(m_cluster->flush());
    }
    static QByteArrayList numbers(int first, int last)
    {
        QByteArrayList texts;
        for (int i = first; i <= last; ++i)
            texts.append("n " + QByteArray::number(i));
        return texts;
    }

    std::unique_ptr<KafkaCluster> m_cluster;
};

QTEST_GUILESS_MAIN(tst_KafkaFeed)
#include "tst_KafkaFeed.moc"
