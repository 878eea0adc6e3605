// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttAddress.h"
#include "sources/mqtt/MqttKind.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

Result<MqttAddress> read(const QString &text)
{
    const auto address = FeedAddress::parse(text);
    return address ? MqttAddress::from(*address) : Result<MqttAddress>(Failure{address.error()});
}

} // namespace

class tst_MqttAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheTopicFromThePathEscapedOrNot()
    {
        QCOMPARE(read(u"mqtt://broker/lab/+/temperature"_s)->filters, QList<QByteArray>{"lab/+/temperature"});
        QCOMPARE(read(u"mqtt://broker/lab/#"_s)->filters, QList<QByteArray>{"lab/#"});
        QCOMPARE(read(u"mqtt://broker/lab/%23"_s)->filters, QList<QByteArray>{"lab/#"});
        QCOMPARE(read(u"mqtt://broker//leading/slash"_s)->filters, QList<QByteArray>{"/leading/slash"});
    }

    void subscribesToEverythingWithoutATopic()
    {
        QCOMPARE(read(u"mqtt://broker"_s)->filters, QList<QByteArray>{"#"});
        QCOMPARE(read(u"mqtt://broker/"_s)->filters, QList<QByteArray>{"#"});
    }

    void takesFurtherTopicsFromTheQuery()
    {
        QCOMPARE(read(u"mqtt://broker/a?topic=b/%2B&topic=c/%23"_s)->filters, (QList<QByteArray>{"a", "b/+", "c/#"}));
    }

    void knowsTheDefaults()
    {
        const auto plain = read(u"mqtt://broker/a"_s);
        QCOMPARE(plain->port, 1883);
        QCOMPARE(plain->qos, 0);
        QVERIFY(plain->version == MqttAddress::Version::V311);
        QVERIFY(plain->wantsRetained && !plain->isEncrypted);
        const auto encrypted = read(u"mqtts://broker/a"_s);
        QCOMPARE(encrypted->port, 8883);
        QVERIFY(encrypted->isEncrypted);
    }

    void readsEveryOption()
    {
        const auto address = read(u"mqtts://ada@broker:1234/a?qos=2&version=5&ca=/tmp/ca.pem&clientid=me&retained=0"_s);
        QCOMPARE(address->user, u"ada"_s);
        QCOMPARE(address->port, 1234);
        QCOMPARE(address->qos, 2);
        QVERIFY(address->version == MqttAddress::Version::V5);
        QCOMPARE(address->network.authorities, u"/tmp/ca.pem"_s);
        QCOMPARE(address->clientId, "me");
        QVERIFY(!address->wantsRetained);
    }

    void readsTheWaysThere()
    {
        const auto socket = read(u"mqtt+ws://broker/a"_s), encrypted = read(u"mqtts+ws://[::1]:8083/a?ws-path=x/y"_s);
        QVERIFY(socket->isWebSocket && !socket->isEncrypted && encrypted->isWebSocket && encrypted->isEncrypted);
        QCOMPARE(socket->webSocketUrl(), QUrl(u"ws://broker:80/mqtt"_s));
        QCOMPARE(encrypted->webSocketUrl(), QUrl(u"wss://[::1]:8083/x/y"_s));
        QCOMPARE(encrypted->where(), u"[::1]:8083"_s);
    }

    void readsSessions()
    {
        const auto named = read(u"mqtt://broker/a?session=desk"_s);
        QVERIFY(named->keepsSession);
        QCOMPARE(named->clientId, "desk");
        QCOMPARE(named->qos, 1);
        QCOMPARE(named->sessionSeconds, 7u * 24 * 60 * 60);
        const auto plain = read(u"mqtt://broker/a?clientid=desk&clean=0&qos=2&session-expiry=90s"_s);
        QVERIFY(plain->keepsSession);
        QCOMPARE(plain->qos, 2);
        QCOMPARE(plain->sessionSeconds, 90u);
        QVERIFY(!read(u"mqtt://broker/a?clientid=desk"_s)->keepsSession);
    }

    void readsTheLastWill()
    {
        const auto address = read(u"mqtt://broker/a?will-topic=gone/me&will=bye%20bye&will-qos=2&will-retain=1"_s);
        QCOMPARE(address->will.topic, "gone/me");
        QCOMPARE(address->will.payload, "bye bye");
        QCOMPARE(address->will.qos, 2);
        QVERIFY(address->will.isRetained && !address->sendsRetained);
    }

    void readsSharedSubscriptions()
    {
        QCOMPARE(read(u"mqtt://broker/a/+?share=team&topic=b"_s)->filters,
                 (QList<QByteArray>{"$share/team/a/+", "$share/team/b"}));
        QCOMPARE(read(u"mqtt://broker/$share/team/a/%23"_s)->filters, QList<QByteArray>{"$share/team/a/#"});
        QCOMPARE(withoutShare("$share/team/a/#"), "a/#");
        QCOMPARE(withoutShare("a/#"), "a/#");
    }

    void knowsWhereAMessageGoes()
    {
        QCOMPARE(read(u"mqtt://broker/a/b"_s)->ownTopic(), "a/b");
        QCOMPARE(read(u"mqtt://broker/a/%23?topic=b/%2B&topic=c"_s)->ownTopic(), "c");
        QCOMPARE(read(u"mqtt://broker/a?share=team"_s)->ownTopic(), "a");
        QCOMPARE(read(u"mqtt://broker"_s)->ownTopic(), "");
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("a # in the middle") << u"mqtt://broker/a/#/b"_s << u"a/#/b"_s;
        QTest::newRow("a + in a word") << u"mqtt://broker/a/b+"_s << u"a/b+"_s;
        QTest::newRow("a bad second topic") << u"mqtt://broker/a?topic=b%23"_s << u"b#"_s;
        QTest::newRow("a long topic") << u"mqtt://broker/"_s + QString(70'000, u'x') << u"too long"_s;
        QTest::newRow("no host") << u"mqtt:///a"_s << u"no broker"_s;
        QTest::newRow("port 0") << u"mqtt://broker:0/a"_s << u"Port 0"_s;
        QTest::newRow("qos") << u"mqtt://broker/a?qos=3"_s << u"“3”"_s;
        QTest::newRow("version") << u"mqtt://broker/a?version=4"_s << u"“4”"_s;
        QTest::newRow("a session of QoS 0") << u"mqtt://broker/a?session=x&qos=0"_s << u"qos=1 or qos=2"_s;
        QTest::newRow("a session without a name") << u"mqtt://broker/a?clean=0"_s << u"session=NAME"_s;
        QTest::newRow("session-expiry") << u"mqtt://broker/a?session=x&session-expiry=soon"_s << u"“soon”"_s;
        QTest::newRow("clean") << u"mqtt://broker/a?clean=maybe"_s << u"“maybe”"_s;
        QTest::newRow("a group of two words") << u"mqtt://broker/a?share=x/y%2B"_s << u"$share/GROUP/FILTER"_s;
        QTest::newRow("a group and no topic") << u"mqtt://broker/$share/team"_s << u"$share/GROUP/FILTER"_s;
        QTest::newRow("a will for many") << u"mqtt://broker/a?will-topic=a/%23&will=x"_s << u"one topic"_s;
        QTest::newRow("a will for nobody") << u"mqtt://broker/a?will=x"_s << u"will-topic="_s;
        QTest::newRow("will-qos") << u"mqtt://broker/a?will-topic=a&will-qos=7"_s << u"“7”"_s;
        QTest::newRow("proxy") << u"mqtt://broker/a?proxy=ftp://x"_s << u"is no proxy"_s;
        QTest::newRow("a key alone") << u"mqtts://broker/a?key=/k.pem"_s << u"cert="_s;
        QTest::newRow("retained") << u"mqtt://broker/a?retained=maybe"_s << u"“maybe”"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto address = read(text);
        QVERIFY(!address);
        QVERIFY2(address.error().contains(part), qPrintable(address.error()));
    }

    void theKindOpensItsOwnExample()
    {
        const FeedKind kind = mqttKind();
        const auto address = FeedAddress::parse(kind.description.example);
        QVERIFY(address);
        QVERIFY(bool(kind.open(*address, {})));
        QVERIFY(kind.description.schemes.contains(address->scheme()));
    }
};

QTEST_GUILESS_MAIN(tst_MqttAddress)
#include "tst_MqttAddress.moc"
