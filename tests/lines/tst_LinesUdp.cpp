// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/lines/DatagramSocket.h"
#include "tests/lines/LinesFeeds.h"
#include "tests/lines/Talker.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"
#include "tests/support/WaitUntil.h"

#include <QTest>
#include <QUdpSocket>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

/// Datagrams, with nc, socat and logger on the other side.
class tst_LinesUdp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aHelloIsAnswered();
    void whoSaysNoHelloIsTold();
    void aPortWithoutAListenerIsExplained();
    void syslogArrivesAndItsSenderIsNamed_data();
    void syslogArrivesAndItsSenderIsNamed();
    void everybodyIsLetInWhereThatIsAsked();
    void aPortThatIsTakenIsExplained();
    void aGroupIsJoinedAndSpokenTo();
    void anUnknownInterfaceIsExplained();
    void noneIsLostHoweverFastTheyCome();
    void whatTheKernelDropsIsCounted();
    void aListenerSendsNothing();
    void anEmptyDatagramIsOne();
    void aDatagramMayHaveSeveralLines();

private:
    Talker m_other;
    quint16 m_port = 0;
};

void tst_LinesUdp::init()
{
    m_other.kill();
    m_port = ServerProcess::freePort();
}

void tst_LinesUdp::aHelloIsAnswered()
{
    const QString problem = m_other.start(u"nc"_s, {u"-luv"_s, u"127.0.0.1"_s, QString::number(m_port)}, "Bound on");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString address = u"udp://127.0.0.1:%1?hello=who%20is%20there"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(m_other.waitForOutput("who is there"));
    m_other.say("it is me\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "it is me");
    QCOMPARE(fieldValue(run.data()[0].fields, "peer"), QByteArray());
    QVERIFY2(run.send("welcome"), qPrintable(run.sendError()));
    QVERIFY(m_other.waitForOutput("welcome"));
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[1].subject, "sent");
    QVERIFY(!run.send(QByteArray(70'000, 'x')));
    QVERIFY(run.sendError().contains("too much for one datagram"_L1));
    run.close();
    QVERIFY(run.waitForEnd());
}

void tst_LinesUdp::whoSaysNoHelloIsTold()
{
    const QString address = u"udp://127.0.0.1:%1"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Information));
    QVERIFY(run.text(NoticeType::Information).contains("listen-udp://"));
}

void tst_LinesUdp::aPortWithoutAListenerIsExplained()
{
    const QString address = u"udp://127.0.0.1:%1?hello=hi"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("Nobody listens on UDP port"));
}

void tst_LinesUdp::syslogArrivesAndItsSenderIsNamed_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("standard");
    QTest::addColumn<QByteArray>("peer");
    QTest::newRow("RFC 3164, IPv4") << u"127.0.0.1"_s << u"--rfc3164"_s << QByteArray("127.0.0.1:");
    QTest::newRow("RFC 5424, IPv6") << u"::1"_s << u"--rfc5424"_s << QByteArray("[::1]:");
}

void tst_LinesUdp::syslogArrivesAndItsSenderIsNamed()
{
    QFETCH(QString, host);
    QFETCH(QString, standard);
    QFETCH(QByteArray, peer);
    const QString address = u"listen-udp://:%1"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    const QString problem = m_other.start(u"logger"_s, {u"-n"_s, host, u"-P"_s, QString::number(m_port), u"-d"_s,
                                                        standard, u"-t"_s, u"door"_s, u"it rang"_s});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    QVERIFY(run.waitForData(1));
    const Record record = run.data()[0];
    QVERIFY2(record.text.contains("it rang"), record.text.constData());
    QVERIFY2(fieldValue(record.fields, "peer").startsWith(peer), record.fields.constData());
}

void tst_LinesUdp::everybodyIsLetInWhereThatIsAsked()
{
    const QString address = u"listen-udp://[::]:%1?parse=text"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QUdpSocket sender;
    sender.writeDatagram("four\n", QHostAddress(QHostAddress::LocalHost), m_port);
    sender.writeDatagram("six\r\n", QHostAddress(QHostAddress::LocalHostIPv6), m_port);
    QVERIFY(run.waitForData(2));
    QCOMPARE(run.data()[0].text, "four");
    QVERIFY(run.data()[0].subject.startsWith("127.0.0.1:"));
    QCOMPARE(run.data()[1].text, "six");
    QVERIFY(run.data()[1].subject.startsWith("[::1]:"));
}

void tst_LinesUdp::aPortThatIsTakenIsExplained()
{
    QUdpSocket other;
    QVERIFY(other.bind(QHostAddress(QHostAddress::LocalHost), m_port, QUdpSocket::DontShareAddress));
    const QString address = u"listen-udp://:%1"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("is taken by another program"));
    other.close();
    QVERIFY(run.waitFor(NoticeType::Connected));
}

void tst_LinesUdp::aGroupIsJoinedAndSpokenTo()
{
    const QString group =
        u"UDP4-DATAGRAM:239.255.77.89:%1,bind=:%1,ip-multicast-if=127.0.0.1,ip-add-membership=239.255."
        "77.89:127.0.0.1,reuseaddr,ip-multicast-loop=1"_s.arg(m_port);
    const QString problem =
        m_other.start(u"socat"_s, {u"-d"_s, u"-d"_s, u"STDIO"_s, group}, "starting data transfer loop");
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const QString address = u"udp://239.255.77.89:%1?interface=lo&parse=text"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    m_other.say("to all\n");
    QVERIFY(run.waitForData(1));
    QCOMPARE(run.data()[0].text, "to all");
    QVERIFY(!fieldValue(run.data()[0].fields, "peer").isEmpty());
    QVERIFY2(run.send("from one"), qPrintable(run.sendError()));
    QVERIFY(m_other.waitForOutput("from one"));
}

void tst_LinesUdp::anUnknownInterfaceIsExplained()
{
    const QString address = u"udp://239.255.77.90:%1?interface=nosuch0"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("no network interface nosuch0"));
}

void tst_LinesUdp::noneIsLostHoweverFastTheyCome()
{
    const QString address = u"listen-udp://127.0.0.1:%1?parse=text"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QUdpSocket sender;
    size_t sent = 0;
    for (const int burst : {1, 1, 1, 1, 2, 100, 1, 40, 1, 1}) { // also while the feed rests after the one before
        for (int i = 0; i < burst; ++i)
            sender.writeDatagram(QByteArray::number(sent++), QHostAddress(QHostAddress::LocalHost), m_port);
        QVERIFY(waitUntil([&] { return run.data().size() == sent; }, 10'000));
    }
    for (size_t i = 0; i < sent; ++i)
        QCOMPARE(run.data()[i].text, QByteArray::number(i));
}

void tst_LinesUdp::whatTheKernelDropsIsCounted()
{
    async::Event readable;
    DatagramSocket socket(readable);
    QCOMPARE(socket.bind(QHostAddress(QHostAddress::LocalHost), m_port), 0);
    QUdpSocket sender;
    const QByteArray bytes(8'000, 'x');
    quint32 sent = 0;
    for (int i = 0; i < 6'000; ++i)
        sent += sender.writeDatagram(bytes, QHostAddress(QHostAddress::LocalHost), m_port) == bytes.size();
    std::vector<Datagram> datagrams;
    size_t before = 0;
    do {
        before = datagrams.size();
        QCOMPARE(socket.receive(datagrams), 0);
    } while (datagrams.size() > before);
    // The kernel tells with the next one that it takes.
    sent += sender.writeDatagram("last", QHostAddress(QHostAddress::LocalHost), m_port) == 4;
    QVERIFY(waitUntil([&] { return socket.receive(datagrams) == 0 && datagrams.back().bytes == "last"; }));
    const quint32 dropped = socket.takeDropped();
    QVERIFY(dropped > 0);
    QCOMPARE(quint32(datagrams.size()) + dropped, sent);
    QCOMPARE(socket.takeDropped(), 0U);
}

void tst_LinesUdp::aListenerSendsNothing()
{
    const QString address = u"listen-udp://:%1"_s.arg(m_port);
    FeedRun run(kindOf(address), address);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(!run.send("hello"));
    QVERIFY(run.sendError().contains("udp://host:port"_L1));
}

void tst_LinesUdp::anEmptyDatagramIsOne()
{
    const QString url = u"listen-udp://127.0.0.1:%1?parse=text"_s.arg(m_port);
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QUdpSocket socket;
    for (const QByteArray &datagram : {QByteArray(), QByteArray("\n"), QByteArray("one\r\n"), QByteArray("two")})
        QCOMPARE(socket.writeDatagram(datagram, QHostAddress::LocalHost, m_port), datagram.size());
    QVERIFY(run.waitForData(4));
    QCOMPARE(run.data()[0].text, "");
    QCOMPARE(run.data()[1].text, "");
    QVERIFY(run.data()[2].text == "one" && run.data()[2].end == ItemEnd::CarriageReturnLineFeed);
    QCOMPARE(run.data()[3].text, "two");
}

void tst_LinesUdp::aDatagramMayHaveSeveralLines()
{
    const QString url = u"listen-udp://127.0.0.1:%1?parse=text&frame=line"_s.arg(m_port);
    FeedRun run(kindOf(url), url);
    QVERIFY(run.waitFor(NoticeType::Connected));
    QUdpSocket socket;
    for (const QByteArray &datagram : {QByteArray("one\n\ntwo\r\n"), QByteArray("three\nfour")})
        QCOMPARE(socket.writeDatagram(datagram, QHostAddress::LocalHost, m_port), datagram.size());
    QVERIFY(run.waitForData(5));
    QByteArrayList texts;
    for (const Record &record : run.data())
        texts.append(record.text);
    QCOMPARE(texts.join('|'), "one||two|three|four");
}

QTEST_GUILESS_MAIN(tst_LinesUdp)
#include "tst_LinesUdp.moc"
