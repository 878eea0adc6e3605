// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ItemOptions.h"
#include "sources/lines/PeerTag.h"
#include "sources/lines/SerialSettings.h"
#include "sources/lines/TcpConnection.h"
#include "sources/lines/UdpAddress.h"
#include "tests/lines/LinesFeeds.h"

#include <QTest>
#include <cerrno>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

/// What the addresses of these kinds may say, and what is said of those that are wrong.
class tst_LinesAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodAddressesOpen_data();
    void goodAddressesOpen();
    void wrongAddressesAreRefusedWithASentence_data();
    void wrongAddressesAreRefusedWithASentence();
    void everyExampleOpens();
    void serialSettingsAreRead();
    void serialProblemsSayWhatToDo();
    void listenersAreForThisComputerUnlessToldOtherwise();
    void whatIsSentGetsItsFrame_data();
    void whatIsSentGetsItsFrame();
    void whatDoesNotFitItsFrameIsRefused();
    void whatIsSentIsTold();
    void peersAreNamed_data();
    void peersAreNamed();
    void peersCannotPassForOthers();
    void refusalsInTlsAreExplained();
};

namespace {

Result<std::unique_ptr<Feed>> openFeed(const QString &text)
{
    const auto address = FeedAddress::parse(text);
    return address ? kindOf(text).open(*address, {}) : Result<std::unique_ptr<Feed>>(Failure{address.error()});
}

ItemOptions options(const QString &query)
{
    return *ItemOptions::from(*FeedAddress::parse(u"tcp://h:1?"_s + query), Framing::Kind::Line);
}

} // namespace

void tst_LinesAddress::goodAddressesOpen_data()
{
    QTest::addColumn<QString>("address");
    for (const char *address :
         {"tcp://sensor.example:7000", "tcp://[::1]:7000?frame=fixed&size=16&parse=raw", "tls://host:1?ca=/no/such.pem",
          "tcp://host:1?proxy=socks5://127.0.0.1:1080", "udp://host:5000?hello=hi",
          "udp://239.1.2.3:5000?interface=eth0", "udp://[ff02::1]:5000", "serial:/dev/ttyUSB0",
          "serial:/dev/ttyACM0?baud=9600&bits=7&parity=even&stop=2&flow=software", "unix:/run/a.sock", "unix:@name",
          "listen-tcp://:7000", "listen-tcp://[::]:7000?peers=3&eol=crlf", "listen-udp://:5140",
          "listen-udp://127.0.0.1:5140"})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void tst_LinesAddress::goodAddressesOpen()
{
    QFETCH(QString, address);
    const auto feed = openFeed(address);
    QVERIFY2(feed, qPrintable(feed.error()));
}

void tst_LinesAddress::wrongAddressesAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *address, const char *says) {
        QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(says);
    };
    row("tcp://host", "names no port");
    row("tcp://:7000", "listen-tcp://:7000");
    row("tcp://host:1?frame=paragraph", "?frame=paragraph");
    row("tcp://host:1?parse=xml", "xml");
    row("tcp://host:1?eol=cr+lf", "lf, crlf, cr or none");
    row("tcp://host:1?proxy=ftp://x", "no proxy");
    row("tls://host:1?key=/k.pem", "cert=");
    row("udp://host", "names no port");
    row("udp://:5000", "listen-udp://:5000");
    row("listen-udp://", "names no port");
    row("listen-udp://example.org:5000", "no address of this computer");
    row("listen-tcp://example.org:5000", "no address of this computer");
    row("listen-tcp://", "names no port");
    row("listen-tcp://:7000?peers=0", "1 to 1024");
    row("listen-tcp://:7000?peers=many", "1 to 1024");
    row("serial:ttyUSB0", "whole path");
    row("serial:", "whole path");
    row("serial:/dev/ttyUSB0?baud=fast", "?baud=fast");
    row("serial:/dev/ttyUSB0?baud=0", "?baud=0");
    row("serial:/dev/ttyUSB0?bits=9", "8, 7, 6, 5");
    row("serial:/dev/ttyUSB0?parity=sometimes", "none, even, odd");
    row("serial:/dev/ttyUSB0?stop=3", "1, 1.5, 2");
    row("serial:/dev/ttyUSB0?flow=uphill", "none, hardware, software");
    row("unix:a.sock", "whole path");
}

void tst_LinesAddress::wrongAddressesAreRefusedWithASentence()
{
    QFETCH(QString, address);
    QFETCH(QString, says);
    const auto feed = openFeed(address);
    QVERIFY(!feed);
    QVERIFY2(feed.error().contains(says), qPrintable(feed.error()));
}

void tst_LinesAddress::everyExampleOpens()
{
    for (const FeedKind &kind : linesKinds()) {
        const auto feed = openFeed(kind.description.example);
        QVERIFY2(feed, qPrintable(feed.error()));
        const bool mayDrop = kind.overflow == async::Overflow::DropOldest;
        QVERIFY2(kind.description.summary.contains("dropped"_L1) == mayDrop, qPrintable(kind.description.kind));
    }
}

void tst_LinesAddress::serialSettingsAreRead()
{
    const auto address = FeedAddress::parse(u"serial:/dev/x?baud=250000&bits=7&parity=odd&stop=1.5&flow=hardware"_s);
    const auto settings = SerialSettings::from(*address);
    QVERIFY(settings);
    QCOMPARE(settings->baud, 250'000);
    QCOMPARE(settings->bits, QSerialPort::Data7);
    QCOMPARE(settings->parity, QSerialPort::OddParity);
    QCOMPARE(settings->stop, QSerialPort::OneAndHalfStop);
    QCOMPARE(settings->flow, QSerialPort::HardwareControl);
}

void tst_LinesAddress::serialProblemsSayWhatToDo()
{
    const auto problem = [](QSerialPort::SerialPortError error, const QString &group, bool mayOpen) {
        return serialProblem(error, u"?"_s, u"/dev/ttyUSB0"_s, group, mayOpen);
    };
    QVERIFY(problem(QSerialPort::PermissionError, u"dialout"_s, false).contains("usermod -aG dialout $USER"_L1));
    QVERIFY(problem(QSerialPort::PermissionError, u"uucp"_s, false).contains("group uucp"_L1));
    QVERIFY(problem(QSerialPort::PermissionError, u"root"_s, false).contains("group dialout"_L1));
    QVERIFY(problem(QSerialPort::PermissionError, u"dialout"_s, true).contains("in use by another program"_L1));
    QVERIFY(problem(QSerialPort::DeviceNotFoundError, {}, false).contains("plug it in"_L1));
    QVERIFY(problem(QSerialPort::ResourceError, {}, false).contains("unplugged"_L1));
}

void tst_LinesAddress::listenersAreForThisComputerUnlessToldOtherwise()
{
    const QList<QHostAddress> own{QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    QCOMPARE(listenAddresses({}), own);
    QCOMPARE(listenAddresses(u"LocalHost"_s), own);
    QCOMPARE(listenAddresses(u"::"_s), QList<QHostAddress>{QHostAddress(QHostAddress::AnyIPv6)});
    QVERIFY(listenAddresses(u"example.org"_s).isEmpty());
    QVERIFY(listenProblem(EADDRINUSE, u"TCP"_s, {}, 7000).contains("taken by another program"_L1));
    QVERIFY(listenProblem(EACCES, u"TCP"_s, {}, 514).contains("below 1024"_L1));
    QVERIFY(listenProblem(EADDRNOTAVAIL, u"TCP"_s, u"192.0.2.1"_s, 7000).contains("no address 192.0.2.1"_L1));
}

void tst_LinesAddress::whatIsSentGetsItsFrame_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("line") << u""_s << QByteArray("abc\n");
    QTest::newRow("crlf") << u"eol=crlf"_s << QByteArray("abc\r\n");
    QTest::newRow("cr") << u"eol=cr"_s << QByteArray("abc\r");
    QTest::newRow("none") << u"eol=none"_s << QByteArray("abc");
    QTest::newRow("delimiter") << u"frame=delimiter&delimiter=;"_s << QByteArray("abc;");
    QTest::newRow("big length") << u"frame=length&header=u16be"_s << QByteArray("\0\3abc", 5);
    QTest::newRow("little length") << u"frame=length&header=u32le"_s << QByteArray("\3\0\0\0abc", 7);
    QTest::newRow("fixed") << u"frame=fixed&size=3"_s << QByteArray("abc");
}

void tst_LinesAddress::whatIsSentGetsItsFrame()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, bytes);
    const auto framed = options(query).framed("abc");
    QVERIFY2(framed, qPrintable(framed.error()));
    QCOMPARE(*framed, bytes);
}

void tst_LinesAddress::whatDoesNotFitItsFrameIsRefused()
{
    QVERIFY(options(u"frame=fixed&size=4"_s).framed("abc").error().contains("4 bytes, and this has 3"_L1));
    QVERIFY(!options(u"frame=length&header=u8"_s).framed(QByteArray(256, 'x')));
    QVERIFY(options(u"frame=length&header=u8"_s).framed(QByteArray(255, 'x')));
}

void tst_LinesAddress::whatIsSentIsTold()
{
    const Record text = ItemOptions::sent("abc");
    QCOMPARE(text.text, "abc");
    QCOMPARE(text.subject, "sent");
    QVERIFY(text.kind == RecordKind::Event);
    QVERIFY(text.received != noTime && text.raw.isEmpty());
    const Record bytes = ItemOptions::sent("\xff");
    QCOMPARE(bytes.raw, "\xff");
    QCOMPARE(bytes.text, "\xef\xbf\xbd");
}

void tst_LinesAddress::peersAreNamed_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("IPv4") << u"192.0.2.1"_s << QByteArray("192.0.2.1:7");
    QTest::newRow("IPv6") << u"2001:db8::1"_s << QByteArray("[2001:db8::1]:7");
    QTest::newRow("mapped") << u"::ffff:192.0.2.1"_s << QByteArray("192.0.2.1:7");
}

void tst_LinesAddress::peersAreNamed()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, name);
    Record record;
    PeerTag(QHostAddress(address), 7).apply(record);
    QCOMPARE(record.subject, name);
    QCOMPARE(record.fields, "{\"peer\":\"" + name + "\"}");
}

void tst_LinesAddress::peersCannotPassForOthers()
{
    Record record;
    record.subject = "kitchen";
    record.fields = R"({"peer":"somebody else","n":1,"peer:2":null})";
    PeerTag(QHostAddress(QHostAddress::LocalHost), 7).apply(record);
    QCOMPARE(record.subject, "kitchen");
    QCOMPARE(record.fields, R"({"peer":"127.0.0.1:7","peer:2":"somebody else","n":1,"peer:3":null})");
}

void tst_LinesAddress::refusalsInTlsAreExplained()
{
    QVERIFY(tlsRefusal(116, u"h"_s).contains("?cert="_L1));
    QVERIFY(tlsRefusal(42, u"h"_s).contains("does not accept your client"_L1));
    QVERIFY(tlsRefusal(48, u"h"_s).contains("has signed"_L1));
    QVERIFY(tlsRefusal(45, u"h"_s).contains("renew"_L1));
    QVERIFY(tlsRefusal(0, u"h"_s).isEmpty());
}

QTEST_GUILESS_MAIN(tst_LinesAddress)
#include "tst_LinesAddress.moc"
