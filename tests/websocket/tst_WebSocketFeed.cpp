// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/websocket/WebSocketPeer.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What a WebSocket gives, from both servers.
class tst_WebSocketFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTextAndBinary_data() { servers(); }
    void givesTextAndBinary();
    void givesEachMessageAsItIs_data() { servers(); }
    void givesEachMessageAsItIs();
    void givesEachSize_data() { servers(); }
    void givesEachSize();
    void isCompressedWhereItMayBe_data();
    void isCompressedWhereItMayBe();
    void saysAgainWhatIsAskedFor_data();
    void saysAgainWhatIsAskedFor();
    void saysTheFirstMessagesOnEachConnection_data() { servers(); }
    void saysTheFirstMessagesOnEachConnection();
    void sendsWhatAPersonWrites_data() { servers(); }
    void sendsWhatAPersonWrites();
    void theHandshakeHasWhatTheAddressSays_data() { servers(); }
    void theHandshakeHasWhatTheAddressSays();
    void aSubprotocolNobodySpeaksIsSaid_data() { servers(); }
    void aSubprotocolNobodySpeaksIsSaid();
    void connectsOverIPv6();
    void connectsOverTlsWithAClientCertificate();
    void givesAllOverTls();
    void saysGoodbyeAtOnce();

private:
    static void servers();
    static std::unique_ptr<WebSocketPeer> peer();
};

void tst_WebSocketFeed::servers()
{
    QTest::addColumn<WebSocketPeer::Program>("program");
    QTest::newRow("python3-websockets") << WebSocketPeer::Program::Python;
    QTest::newRow("ws") << WebSocketPeer::Program::Node;
}

std::unique_ptr<WebSocketPeer> tst_WebSocketFeed::peer()
{
    QFETCH(WebSocketPeer::Program, program);
    auto peer = std::make_unique<WebSocketPeer>(program);
    const QString problem = peer->start();
    if (!problem.isEmpty())
        qWarning() << problem;
    return problem.isEmpty() ? std::move(peer) : nullptr;
}

void tst_WebSocketFeed::givesTextAndBinary()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(server->tell(u"text hello, wörld"_s));
    QVERIFY(server->tell(u"text {\"sensor\":\"roof\",\"value\":21.5,\"unit\":\"Cel\"}"_s));
    QVERIFY(server->tell(u"text {\"broken\":"_s));
    QVERIFY(server->tell(u"binary 00ff80"_s));
    QVERIFY(server->tell(u"binary 616263"_s));
    QVERIFY(server->tell(u"size 5000000"_s));
    QVERIFY(run.waitForData(6));
    const Records data = run.data();
    QCOMPARE(data[0].text, "hello, wörld");
    QVERIFY(data[0].kind == RecordKind::Event);
    QVERIFY(data[1].kind == RecordKind::Measurement);
    QCOMPARE(data[1].value, 21.5);
    QCOMPARE(data[2].text, "{\"broken\":");
    QCOMPARE(data[3].raw, QByteArray("\x00\xff\x80", 3));
    QCOMPARE(data[3].text, "00 ff 80");
    QCOMPARE(data[4].text, "abc");
    QCOMPARE(data[5].text.size(), 5'000'000);
    for (const Record &record : data)
        QVERIFY(record.received != noTime);
}

/// With compression, as both servers use it.
void tst_WebSocketFeed::givesEachMessageAsItIs()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QFETCH(WebSocketPeer::Program, program);
    const bool canCutCharacters = program == WebSocketPeer::Program::Node;
    QVERIFY(server->tell(canCutCharacters ? u"fragments 61f0 - 9f 9880 62"_s : u"fragments 61 - f09f9880 62"_s));
    QVERIFY(server->tell(u"fragments efbbbf61"_s));
    QVERIFY(server->tell(u"fragments -"_s));
    QVERIFY(server->tell(u"fragments - -"_s));
    QVERIFY(server->tell(u"fragments 6100"_s));
    QVERIFY(run.waitForData(5));
    const Records data = run.data();
    QCOMPARE(data[0].text, "a\xf0\x9f\x98\x80"
                           "b");
    QCOMPARE(data[1].text, "\xef\xbb\xbf"
                           "a");
    QCOMPARE(data[2].text, "");
    QCOMPARE(data[3].text, "");
    QCOMPARE(data[4].text, QByteArray("a\0", 2));
    QCOMPARE(run.count(NoticeType::Quarantined) + run.count(NoticeType::Disconnected), 0);
}

void tst_WebSocketFeed::givesEachSize()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    const std::vector<int> sizes{1, 125, 126, 127, 128, 65'534, 65'535, 65'536, 65'537, 1 << 20, 15'999'999};
    for (const int size : sizes)
        QVERIFY(server->tell(u"size %1"_s.arg(size)));
    QVERIFY(run.waitForData(sizes.size()));
    for (size_t i = 0; i < sizes.size(); ++i)
        QCOMPARE(run.data()[i].text.size(), sizes[i]);
}

void tst_WebSocketFeed::isCompressedWhereItMayBe_data()
{
    QTest::addColumn<WebSocketPeer::Program>("program");
    QTest::addColumn<QString>("option");
    QTest::addColumn<bool>("isCompressed");
    QTest::newRow("python3-websockets") << WebSocketPeer::Program::Python << QString() << true;
    QTest::newRow("ws") << WebSocketPeer::Program::Node << QString() << true;
    QTest::newRow("python3-websockets, unless told not to")
        << WebSocketPeer::Program::Python << u"compress=no"_s << false;
}

void tst_WebSocketFeed::isCompressedWhereItMayBe()
{
    const auto server = peer();
    QVERIFY(server);
    QFETCH(QString, option);
    QFETCH(bool, isCompressed);
    FeedRun run(server->kind(), server->address(u"/headers"_s, option));
    QVERIFY(run.waitForData(1));
    QCOMPARE(fieldValue(run.data()[0].fields, "sec-websocket-extensions"),
             isCompressed ? "permessage-deflate; client_max_window_bits" : "");
    QCOMPARE(fieldValue(run.data()[0].fields, "path"), "/headers");
}

void tst_WebSocketFeed::saysAgainWhatIsAskedFor_data()
{
    QTest::addColumn<QString>("resend");
    QTest::addColumn<QByteArrayList>("again");
    QTest::newRow("none") << u"none"_s << QByteArrayList{};
    QTest::newRow("first") << u"first"_s << QByteArrayList{"one"};
    QTest::newRow("all") << u"all"_s << QByteArrayList{"one", "two"};
}

void tst_WebSocketFeed::saysAgainWhatIsAskedFor()
{
    QFETCH(QString, resend);
    QFETCH(QByteArrayList, again);
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.address(u"/"_s, u"first=echo one&resend="_s + resend));
    QVERIFY(run.waitForData(1));
    QVERIFY(run.send("echo two"));
    QVERIFY(run.waitForData(3)); // what was sent, too
    server.kill();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QCOMPARE(server.start(), QString());
    QVERIFY(run.waitFor(NoticeType::Reconnected));
    QVERIFY(run.waitForData(size_t(3 + again.size())));
    QVERIFY(server.tell(u"text end"_s));
    QVERIFY(run.waitForData(size_t(4 + again.size())));
    QByteArrayList heard;
    const Records data = run.data();
    for (size_t i = 3; i < data.size(); ++i)
        heard.append(data[i].text);
    QCOMPARE(heard, again + QByteArrayList{"end"});
}

void tst_WebSocketFeed::saysTheFirstMessagesOnEachConnection()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/#first=echo one&first=echo two&first=echo {\"key\":\"$PASSWORD\"}"),
                {{}, u"s3cret"_s});
    QVERIFY(run.waitForData(3));
    server->kill();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QCOMPARE(server->start(), QString());
    QVERIFY(run.waitForData(6));
    const Records data = run.data();
    for (size_t i = 0; i < 6; i += 3) {
        QCOMPARE(data[i].text, "one");
        QCOMPARE(data[i + 1].text, "two");
        QCOMPARE(fieldValue(data[i + 2].fields, "key"), "s3cret");
    }
    QCOMPARE(run.count(NoticeType::Reconnected), 1);
}

void tst_WebSocketFeed::sendsWhatAPersonWrites()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(run.send("echo back"));
    QVERIFY(run.send(QByteArray("\xff\x00", 2)));
    QVERIFY(run.waitForData(4));
    QVERIFY(run.send("silence"));
    QVERIFY(run.waitForData(5));
    Records sent, received;
    for (const Record &record : run.data())
        (fieldValue(record.fields, "direction") == "sent" ? sent : received).push_back(record);
    QCOMPARE(sent.size(), 3u);
    QCOMPARE(sent[0].text, "echo back");
    QCOMPARE(sent[0].subject, "you");
    QCOMPARE(sent[1].raw, QByteArray("\xff\x00", 2));
    QCOMPARE(received.size(), 2u);
    QCOMPARE(received[0].text, "back");
    QCOMPARE(received[1].raw, QByteArray("\xff\x00", 2));
    server->kill();
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(!run.send("into the void"));
    QVERIFY2(run.sendError().contains(u"no connection"_s), qPrintable(run.sendError()));
}

void tst_WebSocketFeed::theHandshakeHasWhatTheAddressSays()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(),
                server->url(u"/headers?a=b%26c&&first=#subprotocol=prices.v2&subprotocol=other&header=X-Client:a b"
                            "&origin=https://page.example"),
                {{}, u"t0ken"_s});
    QVERIFY(run.waitForData(1));
    const QByteArray fields = run.data()[0].fields;
    QCOMPARE(fieldValue(fields, "path"), "/headers?a=b%26c&&first=");
    QCOMPARE(fieldValue(fields, "authorization"), "Bearer t0ken");
    QCOMPARE(fieldValue(fields, "x-client"), "a b");
    QCOMPARE(fieldValue(fields, "origin"), "https://page.example");
    QCOMPARE(fieldValue(fields, "sec-websocket-protocol"), "prices.v2, other");
    QCOMPARE(run.count(NoticeType::Information), 0);
}

void tst_WebSocketFeed::aSubprotocolNobodySpeaksIsSaid()
{
    const auto server = peer();
    QVERIFY(server);
    FeedRun run(server->kind(), server->url(u"/#subprotocol=unheard-of"));
    QVERIFY(run.waitFor(NoticeType::Information));
    QVERIFY(run.text(NoticeType::Information).contains("unheard-of"));
}

void tst_WebSocketFeed::connectsOverIPv6()
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), u"ws://[::1]:%1/"_s.arg(server.port()));
    QVERIFY(run.waitFor(NoticeType::Connected));
}

void tst_WebSocketFeed::connectsOverTlsWithAClientCertificate()
{
    const Certificates certificates;
    QVERIFY2(certificates.isValid(), certificates.error());
    const QString certificate = certificates.certificate(Certificates::Kind::Good);
    const QString key = certificates.key(Certificates::Kind::Good);
    WebSocketPeer server(WebSocketPeer::Program::Python);
    server.useTls({certificate, key, certificates.authority()});
    QCOMPARE(server.start(), QString());
    const QString address = server.url(u"/#first=echo hello&ca=") + certificates.authority();
    FeedRun run(server.kind(), address + u"&cert="_s + certificate + u"&key="_s + key);
    QVERIFY2(run.waitForData(1), run.text(NoticeType::Failed).constData());
    QCOMPARE(run.data()[0].text, "hello");
    FeedRun without(server.kind(), address);
    QVERIFY(without.waitFor(NoticeType::Disconnected));
}

void tst_WebSocketFeed::givesAllOverTls()
{
    const Certificates certificates;
    QVERIFY2(certificates.isValid(), certificates.error());
    WebSocketPeer server(WebSocketPeer::Program::Python);
    server.useTls({certificates.certificate(Certificates::Kind::Good), certificates.key(Certificates::Kind::Good)});
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(),
                u"wss://127.0.0.1:%1/#compress=no&ca=%2"_s.arg(server.port()).arg(certificates.authority()));
    QVERIFY(run.waitFor(NoticeType::Connected));
    server.give(1, 10'000);
    QVERIFY(server.tell(u"size 15000000"_s));
    QVERIFY(run.waitForData(10'001));
    QCOMPARE(run.data().back().text.size(), 15'000'000);
}

void tst_WebSocketFeed::saysGoodbyeAtOnce()
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.url(u"/"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(run.close() >= 0);
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

QTEST_GUILESS_MAIN(tst_WebSocketFeed)
#include "tst_WebSocketFeed.moc"
