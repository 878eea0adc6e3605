// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/nats/NatsAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_NatsAddress : public QObject
{
    Q_OBJECT

private:
    static Result<NatsAddress> read(const QString &text) { return NatsAddress::from(*FeedAddress::parse(text)); }

private Q_SLOTS:
    void theUsualIsAssumed()
    {
        const auto address = read(u"nats://host"_s);
        QVERIFY(address);
        QCOMPARE(address->place.servers, QStringList{u"host:4222"_s});
        QCOMPARE(address->subjects, QList<QByteArray>{">"});
        QVERIFY(address->stream.isEmpty());
        QVERIFY(!address->place.isEncrypted);
        QVERIFY(read(u"natss://host"_s)->place.isEncrypted);
        QCOMPARE(read(u"nats://[::1]:5/a"_s)->place.servers, QStringList{u"[::1]:5"_s});
    }

    void allServersOfAClusterAreKnown()
    {
        const auto address = read(u"nats://a:1/lab.>?server=b&server=[::1]:3"_s);
        QVERIFY(address);
        QCOMPARE(address->place.servers, (QStringList{u"a:1"_s, u"b:4222"_s, u"[::1]:3"_s}));
        QCOMPARE(address->place.where(), u"a:1 and 2 more"_s);
    }

    void aStreamHasAStart()
    {
        const auto address = read(u"nats://a/?stream=LAB&durable=d&from=time:2026-11-22T12:30:00Z"_s);
        QVERIFY(address);
        QCOMPARE(address->startTime, 1795350600000000);
        QVERIFY(address->subjects.isEmpty());
        QCOMPARE(read(u"nats://a/?stream=LAB&from=seq:7"_s)->startSeq, 7);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("subject") << u"nats://a/lab..x"_s << u"no subject"_s;
        QTest::newRow("wildcard in the middle") << u"nats://a/lab.>.x"_s << u"no subject"_s;
        QTest::newRow("blank") << u"nats://a/lab%20x"_s << u"no subject"_s;
        QTest::newRow("durable without a stream") << u"nats://a/lab?durable=x"_s << u"add stream=NAME"_s;
        QTest::newRow("from without a stream") << u"nats://a/lab?from=all"_s << u"add stream=NAME"_s;
        QTest::newRow("queue of a stream") << u"nats://a/lab?stream=S&queue=x"_s << u"plain subjects"_s;
        QTest::newRow("shared without a name") << u"nats://a/lab?stream=S&shared=1"_s << u"durable=NAME"_s;
        QTest::newRow("two subjects of a stream") << u"nats://a/lab?stream=S&subject=b"_s << u"one subject"_s;
        QTest::newRow("name") << u"nats://a/lab?stream=S.x"_s << u"stream is a name"_s;
        QTest::newRow("from") << u"nats://a/lab?stream=S&from=seq:0"_s << u"from is"_s;
        QTest::newRow("time") << u"nats://a/lab?stream=S&from=time:noon"_s << u"from is"_s;
        QTest::newRow("send") << u"nats://a/lab?send=shout"_s << u"send is"_s;
        QTest::newRow("server") << u"nats://a/lab?server=b/c"_s << u"server is"_s;
        QTest::newRow("port") << u"nats://a:0/lab"_s << u"Port 0"_s;
        QTest::newRow("nkey") << u"nats://a/lab?nkey=SUABC"_s << u"nkey is the public part"_s;
        QTest::newRow("seed alone") << u"nats://a/lab?seed=file"_s << u"add nkey="_s;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const auto address = read(text);
        QVERIFY(!address);
        QVERIFY2(address.error().contains(words), qPrintable(address.error()));
    }
};

QTEST_GUILESS_MAIN(tst_NatsAddress)
#include "tst_NatsAddress.moc"
