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
        QVERIFY(plain->wantsRetained && plain->splitsNumbers && !plain->isEncrypted);
        const auto encrypted = read(u"mqtts://broker/a"_s);
        QCOMPARE(encrypted->port, 8883);
        QVERIFY(encrypted->isEncrypted);
    }

    void readsEveryOption()
    {
        const auto address =
            read(u"mqtts://ada@broker:1234/a?qos=2&version=5&ca=/tmp/ca.pem&clientid=me&retained=0&split=0"_s);
        QCOMPARE(address->user, u"ada"_s);
        QCOMPARE(address->port, 1234);
        QCOMPARE(address->qos, 2);
        QVERIFY(address->version == MqttAddress::Version::V5);
        QCOMPARE(address->caFile, u"/tmp/ca.pem"_s);
        QCOMPARE(address->clientId, "me");
        QVERIFY(!address->wantsRetained && !address->splitsNumbers);
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
