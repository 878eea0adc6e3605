// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/mqtt/MqttKind.h"
#include "tests/mqtt/Broker.h"
#include "tests/support/FeedRun.h"

#include <QFile>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Against a real broker, published to by a real client.
class tst_MqttFeed : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Broker> m_broker;

private Q_SLOTS:
    void initTestCase()
    {
        m_broker = std::make_unique<Broker>();
        QVERIFY2(m_broker->start(), m_broker->error());
    }

    void receives_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("qos");
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            for (int qos : {0, 1, 2})
                QTest::addRow("MQTT %s, QoS %d", qPrintable(version), qos) << version << qos;
        }
    }
    void receives()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        FeedRun run(mqttKind(),
                    m_broker->url(u"receives/+/temperature?qos=%1&version=%2"_s.arg(QString::number(qos), version)));
        QVERIFY(run.waitFor(NoticeType::Connected));
        const QString q = QString::number(qos);
        QVERIFY(m_broker->publish({u"-V"_s, u"5"_s, u"-q"_s, q, u"-t"_s, u"receives/here/temperature"_s, u"-m"_s,
                                   u"21.5 °C"_s, u"-D"_s, u"publish"_s, u"user-property"_s, u"room"_s, u"a \"b\""_s,
                                   u"-D"_s, u"publish"_s, u"content-type"_s, u"text/plain"_s}));
        QVERIFY(m_broker->publish({u"-q"_s, q, u"-t"_s, u"receives/here/pressure"_s, u"-m"_s, u"not for us"_s}));
        QVERIFY(m_broker->publish({u"-q"_s, q, u"-t"_s, u"receives/there/temperature"_s, u"-m"_s, u"grün"_s}));
        QVERIFY(run.waitForData(2));
        const Records data = run.data();
        QCOMPARE(data.size(), 2u);
        QCOMPARE(data[0].subject, "receives/here/temperature");
        QVERIFY(data[0].kind == RecordKind::Measurement);
        QCOMPARE(data[0].value, 21.5);
        QCOMPARE(data[0].unit, "Cel");
        QCOMPARE(fieldValue(data[0].fields, "qos"), QByteArray::number(qos));
        QCOMPARE(fieldValue(data[0].fields, "user.room"), QByteArray(version == u"5" ? "a \"b\"" : ""));
        QCOMPARE(fieldValue(data[0].fields, "contentType"), QByteArray(version == u"5" ? "text/plain" : ""));
        QCOMPARE(data[1].subject, "receives/there/temperature");
        QVERIFY(data[1].kind == RecordKind::Message);
        QCOMPARE(data[1].text, "grün");
        const qint64 closing = run.close();
        QVERIFY2(closing >= 0 && closing < 1000, QByteArray::number(closing).constData());
        QVERIFY(run.waitForEnd());
    }

    void saysWhatWasRetained_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("3.1.1") << u"3.1.1"_s;
        QTest::newRow("5") << u"5"_s;
    }
    void saysWhatWasRetained()
    {
        QFETCH(QString, version);
        QVERIFY(m_broker->publish({u"-r"_s, u"-t"_s, u"retained/a"_s, u"-m"_s, u"old"_s}));
        FeedRun all(mqttKind(), m_broker->url(u"retained/#?version="_s + version));
        FeedRun fresh(mqttKind(), m_broker->url(u"retained/#?retained=0&version="_s + version));
        QVERIFY(all.waitForData(1) && fresh.waitFor(NoticeType::Connected));
        QVERIFY(m_broker->publish({u"-t"_s, u"retained/a"_s, u"-m"_s, u"new"_s}));
        QVERIFY(all.waitForData(2) && fresh.waitForData(1));
        QCOMPARE(fieldValue(all.data()[0].fields, "retain"), "1");
        QCOMPARE(all.data()[0].text, "old");
        QCOMPARE(fieldValue(all.data()[1].fields, "retain"), "");
        QCOMPARE(fresh.data().size(), 1u);
        QCOMPARE(fresh.data()[0].text, "new");
    }

    void subscribesToSeveralTopics()
    {
        FeedRun run(mqttKind(), m_broker->url(u"several/a?topic=several/b/%2B&qos=1"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(m_broker->publish({u"-t"_s, u"several/a"_s, u"-m"_s, u"1"_s}));
        QVERIFY(m_broker->publish({u"-t"_s, u"several/b/x"_s, u"-m"_s, u"{\"t\":2,\"h\":3}"_s}));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[1].subject, "several/b/x");
        QCOMPARE(run.data()[1].fields, R"({"t":2,"h":3,"qos":0})");
    }

    void aFloodLosesNothingAndKeepsItsOrder_data()
    {
        QTest::addColumn<int>("qos");
        QTest::newRow("QoS 0") << 0;
        QTest::newRow("QoS 1") << 1;
        QTest::newRow("QoS 2") << 2;
    }
    void aFloodLosesNothingAndKeepsItsOrder()
    {
        QFETCH(int, qos);
        constexpr int count = 20'000;
        const QString q = QString::number(qos);
        FeedRun run(mqttKind(), m_broker->url(u"flood?qos="_s + q));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QByteArray lines;
        for (int i = 0; i < count; ++i)
            lines += QByteArray::number(i) + '\n';
        QVERIFY(m_broker->publish({u"-q"_s, q, u"-t"_s, u"flood"_s, u"-l"_s}, lines));
        QVERIFY(run.waitForData(count, 60'000));
        const Records data = run.data();
        QCOMPARE(data.size(), size_t(count));
        for (int i = 0; i < count; ++i)
            QCOMPARE(data[size_t(i)].value, double(i));
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
    }

    void bytesArriveExactly()
    {
        QByteArray bytes;
        for (int i = 0; i < 70'000; ++i)
            bytes += char(i ^ (i >> 8));
        FeedRun run(mqttKind(), m_broker->url(u"bytes"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(m_broker->publish({u"-t"_s, u"bytes"_s, u"-s"_s}, bytes));
        QVERIFY(m_broker->publish({u"-t"_s, u"bytes"_s, u"-n"_s}));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[0].raw, bytes);
        QVERIFY(run.data()[1].text.isEmpty());
    }

    void aHugePayloadArrivesWhole()
    {
        constexpr qsizetype size = 100'000'000;
        QFile file(m_broker->file(u"huge"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        const QByteArray piece("0123456789abcdefghijklmnopqrstuvwxyzABCD\n\n\n\n\n\n\n\n\n\n");
        const QByteArray block = piece.repeated(20'000);
        for (qsizetype i = 0; i < size; i += block.size())
            QCOMPARE(file.write(block), block.size());
        file.close();
        FeedRun run(mqttKind(), m_broker->url(u"huge?qos=1"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(m_broker->publish({u"-q"_s, u"1"_s, u"-t"_s, u"huge"_s, u"-f"_s, file.fileName()}));
        QVERIFY(m_broker->publish({u"-q"_s, u"1"_s, u"-t"_s, u"huge"_s, u"-m"_s, u"the next"_s}));
        QVERIFY(run.waitForData(2, 60'000));
        QCOMPARE(run.records()[1].text.size(), size);
        QVERIFY(run.records()[1].text.startsWith(block) && run.records()[1].text.endsWith(block));
        QVERIFY(run.records()[1].raw.isEmpty());
        QCOMPARE(run.records()[2].text, "the next");
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
    }
};

QTEST_GUILESS_MAIN(tst_MqttFeed)
#include "tst_MqttFeed.moc"
