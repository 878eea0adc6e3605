// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttTap.h"

#include <QTest>

using namespace livebelt;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

struct Case
{
    Case() { tap.stored(0); }
    MqttSession session;
    MqttTap tap{session};
};

const char plainPublish[] = "3006 0001 61 313233";       // QoS 0, topic "a", "123"
const char secondPublish[] = "3408 0001 61 0007 313233"; // QoS 2, packet 7
const char againPublish[] = "3c08 0001 61 0007 313233";  // the same once more
const char asFirstPublish[] = "3208 0001 61 0007 313233";

} // namespace

class tst_MqttTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingElsePassesUnchangedHoweverItIsCut()
    {
        QByteArray stream = hex("20020000 9003000100 d000 40020005 3208 0001 61 0009 313233");
        stream += hex(plainPublish) + hex("30 8202 0001 61") + QByteArray(255, 'x');
        for (qsizetype step = 1; step <= stream.size(); ++step) {
            Case c;
            for (qsizetype i = 0; i < stream.size(); i += step)
                QVERIFY(c.tap.takeFromBroker(QByteArrayView(stream).sliced(i, qMin(step, stream.size() - i))));
            QCOMPARE(c.tap.forClient, stream);
            QVERIFY(c.tap.forBroker.isEmpty() && c.session.unreleased.empty());
        }
    }

    void aMessageOfQosTwoGoesOnAtOnceAndItsAnswersAreTheBrokersOwn()
    {
        Case c;
        QVERIFY(c.tap.takeFromBroker(hex(secondPublish)));
        QCOMPARE(c.tap.forClient, hex(asFirstPublish));
        QVERIFY(c.tap.takeFromClient(hex("4002 0007"))); // PUBACK
        QCOMPARE(c.tap.forBroker, hex("5002 0007"));     // PUBREC
        c.tap.forBroker.clear();
        c.tap.forClient.clear();
        QVERIFY(c.tap.takeFromBroker(hex("6202 0007"))); // PUBREL
        QCOMPARE(c.tap.forBroker, hex("7002 0007"));     // PUBCOMP
        QVERIFY(c.tap.forClient.isEmpty() && c.session.unreleased.empty());
    }

    void whatComesAgainGoesOnOnlyOnceAlsoOverAnotherConnection()
    {
        MqttSession session;
        {
            MqttTap tap(session);
            QVERIFY(tap.takeFromBroker(hex(secondPublish)));
        }
        MqttTap tap(session);
        tap.stored(0);
        QVERIFY(tap.takeFromBroker(hex(againPublish) + hex(plainPublish)));
        QCOMPARE(tap.forClient, hex(plainPublish));
        QCOMPARE(tap.forBroker, hex("5002 0007"));
        tap.forClient.clear();
        QVERIFY(tap.takeFromBroker(hex("6202 0007") + hex(secondPublish))); // released: the number is free again
        QCOMPARE(tap.forClient, hex(asFirstPublish));
    }

    void whatWasCutOffCountsAsNotReceived()
    {
        const QByteArray packet = hex(secondPublish);
        for (qsizetype size = 0; size < packet.size(); ++size) {
            MqttSession session;
            QVERIFY(MqttTap(session).takeFromBroker(packet.first(size)));
            MqttTap tap(session);
            QVERIFY(tap.takeFromBroker(hex(againPublish)));
            QCOMPARE(tap.forClient.sliced(1), packet.sliced(1));
            QVERIFY(tap.forBroker.isEmpty() && session.unreleased.contains(7));
        }
    }

    void aReleaseOfWhatIsUnknownIsConfirmed()
    {
        Case c;
        QVERIFY(c.tap.takeFromBroker(hex("6204 0007 00 00"))); // MQTT 5, with a reason and no properties
        QCOMPARE(c.tap.forBroker, hex("7002 0007"));
        QVERIFY(c.tap.takeFromBroker(hex("d000")));
        QCOMPARE(c.tap.forClient, hex("d000"));
    }

    void anAcknowledgementOfQosOneStaysOne()
    {
        Case c;
        QVERIFY(c.tap.takeFromBroker(hex(asFirstPublish)));
        QVERIFY(c.tap.takeFromClient(hex("4002 0007")));
        QCOMPARE(c.tap.forBroker, hex("4002 0007"));
    }

    void acknowledgementsWaitUntilTheirRecordsAreDurable()
    {
        Case c;
        QVERIFY(c.tap.takeFromBroker(hex("3208 0001 61 0001 313233") + hex(secondPublish) +
                                     hex("3208 0001 61 0002 313233")));
        c.tap.delivered(2);
        c.tap.delivered(3);
        c.tap.delivered(3); // one that was not asked for
        QVERIFY(c.tap.takeFromClient(hex("4002 0001 4002 0007 4002 0002")));
        QVERIFY(c.tap.forBroker.isEmpty() && c.tap.holdsAnswers());
        c.tap.stored(1);
        QVERIFY(c.tap.forBroker.isEmpty());
        c.tap.stored(2);
        QCOMPARE(c.tap.forBroker, hex("4002 0001"));
        c.tap.stored(7);
        QCOMPARE(c.tap.forBroker, hex("4002 0001 5002 0007 4002 0002"));
        QVERIFY(!c.tap.holdsAnswers());
    }

    void whatComesAgainIsNotAcknowledgedBeforeItIsDurable()
    {
        MqttSession session;
        QVERIFY(MqttTap(session).takeFromBroker(hex(secondPublish)));
        MqttTap tap(session); // another connection, while the record is on its way to the disk
        QVERIFY(tap.takeFromBroker(hex(againPublish)));
        QVERIFY(tap.forClient.isEmpty() && tap.forBroker.isEmpty());
        tap.stored(0);
        QCOMPARE(tap.forBroker, hex("5002 0007"));
    }

    void ofWhatTheClientSendsOnlyAcknowledgementsAreChanged()
    {
        Case c;
        QVERIFY(c.tap.takeFromBroker(hex(secondPublish)));
        const QByteArray own = hex("320b 0007 61626364656667 0007") + hex("6202 0007"); // numbers of its own
        QVERIFY(c.tap.takeFromClient(own));
        QCOMPARE(c.tap.forBroker, own);
    }

    void saysWhatIsNoMqtt_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a length without an end") << hex("30ffffffffff");
        QTest::newRow("a release without a number") << hex("620100");
        QTest::newRow("a topic longer than its packet") << hex("3404 00ff 6161") + QByteArray(300, 'a');
        QTest::newRow("packet 0") << hex("3408 0001 61 0000 313233");
    }
    void saysWhatIsNoMqtt()
    {
        QFETCH(QByteArray, bytes);
        Case c;
        bool isMqtt = true;
        for (const char byte : bytes)
            isMqtt = isMqtt && c.tap.takeFromBroker({&byte, 1});
        QVERIFY(!isMqtt);
    }
};

QTEST_APPLESS_MAIN(tst_MqttTap)
#include "tst_MqttTap.moc"
