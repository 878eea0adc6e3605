// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/WaitUntil.h"
#include "tests/wire/FrameCases.h"
#include "tests/wire/RawPeer.h"
#include "tests/wire/StreamRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// The opening handshake (RFC 6455 section 4) with a server that says any bytes.
class tst_WebSocketHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleOfTheStandard() { QCOMPARE(acceptOf("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); }
    void theRequestIsWhatIsAsked();
    void opens_data();
    void opens();
    void isRefused_data();
    void isRefused();
    void opensHoweverTheAnswerIsCut();
    void anAnswerThatEndsIsALoss();
    void aServerThatSaysNothingIsGivenUp();
    void aLimitSaysWhenToComeAgain_data();
    void aLimitSaysWhenToComeAgain();

private:
    static WebSocketRequest request(const RawPeer &peer);
};

WebSocketRequest tst_WebSocketHandshake::request(const RawPeer &peer)
{
    WebSocketRequest request = StreamRun::to(peer.url());
    request.subprotocols = QStringList{u"prices.v2"_s, u"prices.v1"_s};
    return request;
}

void tst_WebSocketHandshake::theRequestIsWhatIsAsked()
{
    RawPeer peer;
    WebSocketRequest asked = request(peer);
    asked.url = peer.url(u"/a%20b/%C3%A4?q=%2F&key=a+b"_s);
    asked.origin = u"https://page.example"_s;
    asked.headers = {{"X-Client", "a b"}};
    StreamRun run(asked);
    QVERIFY(run.waitUntilOpen());
    const QByteArrayList lines = peer.request().split('\n');
    const auto has = [&lines](const QByteArray &line) { return lines.contains(line + '\r') || lines.last() == line; };
    QCOMPARE(lines[0].trimmed(), "GET /a%20b/%C3%A4?q=%2F&key=a+b HTTP/1.1");
    QVERIFY(has("Host: 127.0.0.1:" + QByteArray::number(peer.port())));
    QVERIFY(has("Upgrade: websocket") && has("Connection: Upgrade") && has("Sec-WebSocket-Version: 13"));
    QVERIFY(has("Origin: https://page.example") && has("X-Client: a b") && has("User-Agent: Livebelt"));
    QVERIFY(has("Sec-WebSocket-Protocol: prices.v2, prices.v1"));
    QVERIFY(has("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    QVERIFY(!peer.request().contains('#'));
    StreamRun another(asked);
    const QByteArray first = peer.request();
    QVERIFY(another.waitUntilOpen());
    QVERIFY2(peer.request() != first, "the key is another each time");
}

void tst_WebSocketHandshake::opens_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray accept = "Sec-WebSocket-Accept: {accept}\r\n", end = "\r\n",
                     head = "HTTP/1.1 101 Switching Protocols\r\n", upgrade = "Upgrade: websocket\r\n",
                     connection = "Connection: Upgrade\r\n";
    QTest::newRow("plain") << goodAnswer();
    QTest::newRow("no words") << "HTTP/1.1 101\r\n" + upgrade + connection + accept + end;
    QTest::newRow("empty words") << "HTTP/1.1 101 \r\n" + upgrade + connection + accept + end;
    QTest::newRow("keep-alive, Upgrade") << head + upgrade + "Connection: keep-alive, Upgrade\r\n" + accept + end;
    QTest::newRow("any case") << head +
                                     "UPGRADE: WebSocket\r\nconnection: UPGRADE\r\nsec-websocket-ACCEPT: {accept}\r\n" +
                                     end;
    QTest::newRow("Connection twice") << head + upgrade + "Connection: keep-alive\r\n" + connection + accept + end;
    QTest::newRow("no blanks") << head +
                                      "Upgrade:websocket\r\nConnection:upgrade\r\nSec-WebSocket-Accept:{accept}\r\n" +
                                      end;
    QTest::newRow("many blanks")
        << head + "Upgrade:  websocket \t\r\nConnection:\tupgrade\r\nSec-WebSocket-Accept:   {accept}  \r\n" + end;
    QTest::newRow("folded") << head +
                                   "Upgrade:\r\n websocket\r\nConnection: "
                                   "keep-alive,\r\n\tUpgrade\r\nSec-WebSocket-Accept:\r\n  {accept}\r\n" +
                                   end;
    QTest::newRow("LF alone") << QByteArray(head + upgrade + connection + accept + end).replace("\r\n", "\n");
    QTest::newRow("other headers") << goodAnswer("Server: x\r\nContent-Length: 0\r\nSet-Cookie: a=b\r\nX-Empty:\r\n");
    QTest::newRow("100 before") << "HTTP/1.1 100 Continue\r\n\r\n" + goodAnswer();
    QTest::newRow("empty lines before") << "\r\n\n" + goodAnswer();
    QTest::newRow("103 before") << "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + goodAnswer();
    QTest::newRow("subprotocol") << goodAnswer("Sec-WebSocket-Protocol: prices.v1\r\n");
    QTest::newRow("deflate") << goodAnswer("Sec-WebSocket-Extensions: permessage-deflate\r\n");
    QTest::newRow("deflate with terms") << goodAnswer(
        "Sec-WebSocket-Extensions: Permessage-Deflate ; server_no_context_takeover;client_no_context_takeover; "
        "server_max_window_bits = 9; client_max_window_bits=\"15\"\r\n");
    QTest::newRow("no extension") << goodAnswer("Sec-WebSocket-Extensions:\r\n");
}

void tst_WebSocketHandshake::opens()
{
    QFETCH(QByteArray, answer);
    RawPeer peer;
    peer.answer = answer;
    peer.then = serverFrame(1, "in the same breath");
    StreamRun run(request(peer));
    QVERIFY2(run.waitFor(1), qPrintable(run.ending().why));
    QCOMPARE(run.messages()[0], "text in the same breath");
}

void tst_WebSocketHandshake::isRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isLost");
    QTest::addColumn<QString>("holds");
    const auto row = [](const char *name, const QByteArray &answer, const QString &holds, bool isLost = false) {
        QTest::newRow(name) << answer << isLost << holds;
    };
    const auto without = [](const QByteArray &line, const QByteArray &instead = {}) {
        return goodAnswer().replace(line + "\r\n", instead);
    };
    const QByteArray accept = "Sec-WebSocket-Accept: {accept}", upgrade = "Upgrade: websocket",
                     connection = "Connection: Upgrade";
    row("wrong accept", without(accept, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
        u"Sec-WebSocket-Accept"_s);
    row("accept in small letters", goodAnswer().replace("{accept}", "{accept} x"), u"Sec-WebSocket-Accept"_s);
    row("no accept", without(accept), u"Sec-WebSocket-Accept"_s);
    row("two accepts", goodAnswer(accept + "\r\n"), u"Sec-WebSocket-Accept"_s);
    row("no upgrade", without("\r\n" + upgrade, "\r\n"), u"Upgrade: websocket"_s);
    row("another upgrade", without(upgrade, "Upgrade: h2c\r\n"), u"Upgrade: websocket"_s);
    row("no connection", without(connection), u"Connection: Upgrade"_s);
    row("another connection", without(connection, "Connection: keep-alive\r\n"), u"Connection: Upgrade"_s);
    row("a part of a word", without(connection, "Connection: no-upgrade\r\n"), u"Connection: Upgrade"_s);
    row("HTTP/1.0", goodAnswer().replace("HTTP/1.1", "HTTP/1.0"), u"HTTP/1.0"_s);
    row("HTTP/2", "HTTP/2 101\r\n\r\n", u"does not begin"_s);
    row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n", u"does not begin"_s);
    row("zeros", QByteArray(20, '\0'), u"does not begin"_s);
    row("no status", "HTTP/1.1 abc\r\n\r\n", u"no line of an HTTP"_s);
    row("a short status", "HTTP/1.1 10\r\n\r\n", u"no line of an HTTP"_s);
    row("a header without a colon", "HTTP/1.1 101 x\r\nUpgrade websocket\r\n\r\n", u"no line of an HTTP"_s);
    row("a header without a name", "HTTP/1.1 101 x\r\n: websocket\r\n\r\n", u"no line of an HTTP"_s);
    row("a NUL", "HTTP/1.1 101 x\r\nUpgrade: web" + QByteArray(1, '\0') + "socket\r\n\r\n", u"control character"_s);
    row("endless headers", "HTTP/1.1 101 x\r\nX: " + QByteArray(80'000, 'x'), u"64 kB"_s);
    row("too many headers", "HTTP/1.1 101 x\r\n" + QByteArray("X: y\r\n").repeated(1000) + "\r\n", u"no line"_s);
    row("endless interim answers", QByteArray("HTTP/1.1 103 x\r\n\r\n").repeated(5000), u"64 kB"_s);
    row("a subprotocol not asked for", goodAnswer("Sec-WebSocket-Protocol: chat\r\n"), u"“chat”"_s);
    row("a subprotocol in capitals", goodAnswer("Sec-WebSocket-Protocol: PRICES.V1\r\n"), u"“PRICES.V1”"_s);
    row("two subprotocols", goodAnswer("Sec-WebSocket-Protocol: prices.v1\r\nSec-WebSocket-Protocol: prices.v2\r\n"),
        u"prices.v1, prices.v2"_s);
    row("an empty subprotocol", goodAnswer("Sec-WebSocket-Protocol:\r\n"), u"subprotocol"_s);
    const auto extension = [&](const char *value, const QString &holds) {
        row(value, goodAnswer(QByteArray("Sec-WebSocket-Extensions: ") + value + "\r\n"), holds);
    };
    extension("x-webkit-deflate-frame", u"not asked for"_s);
    extension("permessage-deflate, permessage-deflate", u"not asked for"_s);
    extension("permessage-deflate; server_max_window_bits=7", u"compress"_s);
    extension("permessage-deflate; server_max_window_bits=16", u"compress"_s);
    extension("permessage-deflate; server_max_window_bits", u"compress"_s);
    extension("permessage-deflate; server_max_window_bits=010", u"compress"_s);
    extension("permessage-deflate; client_max_window_bits", u"compress"_s);
    extension("permessage-deflate; server_no_context_takeover=1", u"compress"_s);
    extension("permessage-deflate; server_no_context_takeover; server_no_context_takeover", u"compress"_s);
    extension("permessage-deflate; unheard_of", u"compress"_s);
    const auto status = [&](const QByteArray &line, const QByteArray &more, const QString &holds, bool isLost = false) {
        row(line.constData(), "HTTP/1.1 " + line + "\r\n" + more, holds, isLost);
    };
    status("200 OK", "Content-Length: 2\r\n\r\nhi", u"“hi”"_s);
    status("301 Moved", "Location: wss://new.example/x\r\nContent-Length: 0\r\n\r\n",
           u"Location: wss://new.example/x"_s);
    status("308 Permanent Redirect", "Location: /x\r\nContent-Length: 0\r\n\r\n", u"moved"_s);
    status("400 Bad Request", "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n7;x=y\r\n second\r\n0\r\n\r\n",
           u"“first second”"_s);
    status("400 Bad chunks", "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\nx", u"(400 Bad chunks)"_s);
    status("400 Two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", u"(400 Two lengths)"_s);
    status("401 Unauthorized", "WWW-Authenticate: Bearer\r\nContent-Length: 4\r\n\r\nnonono",
           u"(401 Unauthorized). It says: “nono” (WWW-Authenticate: Bearer)"_s);
    status("403 Forbidden", "Content-Length: 9\r\n\r\nno\norigin", u"“no origin”"_s);
    status("404 Not Found", "Content-Length: 0\r\n\r\n", u"nothing at this path"_s);
    status("426 Upgrade Required", "Sec-WebSocket-Version: 8\r\nContent-Length: 0\r\n\r\n",
           u"Sec-WebSocket-Version: 8"_s);
    status("429 Too Many Requests", "Content-Length: 0\r\n\r\n", u"less often"_s, true);
    status("500 Internal Server Error", "\r\n" + QByteArray(5000, 'x'), u"xxx…"_s, true);
    status("503 Service Unavailable", "Content-Length: 4\r\n\r\nbusy", u"“busy”"_s, true);
}

void tst_WebSocketHandshake::isRefused()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, isLost);
    QFETCH(QString, holds);
    RawPeer peer;
    peer.answer = answer;
    StreamRun run(request(peer));
    QVERIFY(run.waitForEnd());
    QVERIFY(!run.hasOpened());
    QVERIFY2(run.ending().why.contains(holds), qPrintable(run.ending().why));
    QVERIFY2(!run.ending().why.endsWith(u'.'), qPrintable(run.ending().why));
    QCOMPARE(run.ending().kind == Ending::Kind::Lost, isLost);
    QVERIFY2(waitUntil([&] { return !peer.isOpen(); }, 30'000), "the connection is closed");
}

void tst_WebSocketHandshake::opensHoweverTheAnswerIsCut()
{
    const QByteArray answer = goodAnswer() + serverFrame(1, "first");
    for (qsizetype at = 1; at <= answer.size(); at += at < 20 || at > answer.size() - 20 ? 1 : 7) {
        QByteArray input;
        HttpHeadReader reader;
        bool isWhole = false;
        for (const QByteArray &piece : {answer.left(at), answer.mid(at)}) {
            if (!isWhole) {
                input = piece;
                isWhole = reader.take(input);
            } else {
                input += piece;
            }
        }
        QVERIFY(isWhole && reader.problem().isEmpty());
        QCOMPARE(reader.head().status, 101);
        QCOMPARE(input, serverFrame(1, "first"));
    }
}

void tst_WebSocketHandshake::anAnswerThatEndsIsALoss()
{
    const QByteArray answer = goodAnswer();
    for (const qsizetype at :
         {qsizetype(0), qsizetype(1), qsizetype(9), answer.indexOf("{accept}"), answer.size() - 1}) {
        RawPeer peer;
        peer.answer = answer.left(at);
        peer.hangsUp = true;
        StreamRun run(request(peer));
        QVERIFY(run.waitForEnd());
        QVERIFY(run.ending().kind == Ending::Kind::Lost);
        const QString holds = at == 0 ? u"without an answer"_s : u"within its answer"_s;
        QVERIFY2(run.ending().why.contains(holds), qPrintable(run.ending().why));
    }
}

void tst_WebSocketHandshake::aServerThatSaysNothingIsGivenUp()
{
    RawPeer peer;
    peer.answer = "HTTP/1.1 101 Swi";
    WebSocketRequest asked = request(peer);
    asked.patience = std::chrono::milliseconds(300);
    StreamRun run(asked);
    QVERIFY(run.waitForEnd());
    QVERIFY2(run.ending().why.contains(u"does not answer as a WebSocket"_s), qPrintable(run.ending().why));
    QVERIFY(waitUntil([&] { return !peer.isOpen(); }, 30'000));
}

void tst_WebSocketHandshake::aLimitSaysWhenToComeAgain_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isLost");
    QTest::addColumn<int>("seconds"); // -1: it does not say
    const QByteArray soon = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 100);
    const QByteArray date =
        QLocale::c()
            .toString(QDateTime::currentDateTimeUtc().addSecs(100), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
            .toLatin1();
    QTest::newRow("429 in seconds") << QByteArray("429") << QByteArray("Retry-After: 7") << true << 7;
    QTest::newRow("429 at a time") << QByteArray("429") << "Retry-After: " + date << true << 100;
    QTest::newRow("429 without") << QByteArray("429") << QByteArray("X: y") << true << -1;
    QTest::newRow("429 nonsense") << QByteArray("429") << QByteArray("Retry-After: soon") << true << -1;
    QTest::newRow("403 with Retry-After") << QByteArray("403") << QByteArray("Retry-After: 5") << true << 5;
    QTest::newRow("403 with a limit") << QByteArray("403") << "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: " + soon
                                      << true << 100;
    QTest::newRow("403 with some left") << QByteArray("403") << "X-RateLimit-Remaining: 3\r\nX-RateLimit-Reset: " + soon
                                        << false << -1;
    QTest::newRow("503") << QByteArray("503") << QByteArray("Retry-After: 3") << true << 3;
    QTest::newRow("in years") << QByteArray("429") << QByteArray("Retry-After: 99999999") << true << 86'400;
}

void tst_WebSocketHandshake::aLimitSaysWhenToComeAgain()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, header);
    QFETCH(bool, isLost);
    QFETCH(int, seconds);
    RawPeer peer;
    peer.answer = "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n" + header + "\r\n\r\n";
    StreamRun run(request(peer));
    QVERIFY(run.waitForEnd());
    QCOMPARE(run.ending().kind == Ending::Kind::Lost, isLost);
    QCOMPARE(run.ending().retryIn.has_value(), seconds >= 0);
    if (seconds >= 0) {
        const auto told = run.ending().retryIn->count();
        QVERIFY2(told <= seconds * 1000 && told >= seconds * 1000 - 30'000, QByteArray::number(told));
    }
}

QTEST_GUILESS_MAIN(tst_WebSocketHandshake)
#include "tst_WebSocketHandshake.moc"
