// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/websocket/WebSocketPeer.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <csignal>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What can go wrong with a WebSocket, and what is said about it.
class tst_WebSocketTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedHandshakeIsASentence_data();
    void aRefusedHandshakeIsASentence();
    void aCloseCodeIsASentence_data();
    void aCloseCodeIsASentence();
    void aMessageThatIsTooLongIsSaid();
    void aPeerThatHasSilentlyGoneIsNoticed();
    void aServerThatIsNoWebSocketIsSaid();
    void nobodyThereIsSaid();
    void aBadCertificateIsRefused_data();
    void aBadCertificateIsRefused();
    void aProxyThatIsNotThereIsSaid();
};

void tst_WebSocketTrouble::aRefusedHandshakeIsASentence_data()
{
    QTest::addColumn<WebSocketPeer::Program>("program");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<QByteArray>("holds");
    const auto python = WebSocketPeer::Program::Python, node = WebSocketPeer::Program::Node;
    QTest::newRow("401") << python << u"/status/401"_s << true << QByteArray("password or token");
    QTest::newRow("401 ws") << node << u"/status/401"_s << true << QByteArray("password or token");
    QTest::newRow("404") << python << u"/status/404"_s << true << QByteArray("nothing at this path");
    QTest::newRow("503 ws") << node << u"/status/503"_s << false << QByteArray("cannot answer at the moment");
}

void tst_WebSocketTrouble::aRefusedHandshakeIsASentence()
{
    QFETCH(WebSocketPeer::Program, program);
    QFETCH(QString, path);
    QFETCH(bool, isRefused);
    QFETCH(QByteArray, holds);
    WebSocketPeer server(program);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.url(path));
    const auto type = isRefused ? NoticeType::Failed : NoticeType::Disconnected;
    QVERIFY(run.waitFor(type));
    QVERIFY2(run.text(type).contains(holds), run.text(type).constData());
}

void tst_WebSocketTrouble::aCloseCodeIsASentence_data()
{
    QTest::addColumn<WebSocketPeer::Program>("program");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isRefused");
    QTest::addColumn<QByteArray>("holds");
    for (const auto program : {WebSocketPeer::Program::Python, WebSocketPeer::Program::Node}) {
        const char *name = program == WebSocketPeer::Program::Python ? "python" : "ws";
        QTest::addRow("regular %s", name) << program << u"/close/1000"_s << false << QByteArray("regular way");
        QTest::addRow("rules %s", name) << program << u"/close/1008/no"_s << true << QByteArray("its rules");
        QTest::addRow("busy %s", name) << program << u"/close/1013"_s << false << QByteArray("too busy at the moment");
        QTest::addRow("restart %s", name) << program << u"/close/1012"_s << false << QByteArray("is being restarted");
        QTest::addRow("gateway %s", name) << program << u"/close/1014"_s << false << QByteArray("no good answer");
        QTest::addRow("own %s", name) << program << u"/close/4123/odd"_s << false << QByteArray("4123 (odd)");
        QTest::addRow("own refusal %s", name) << program << u"/close/4401"_s << true << QByteArray("4401");
    }
}

void tst_WebSocketTrouble::aCloseCodeIsASentence()
{
    aRefusedHandshakeIsASentence();
}

void tst_WebSocketTrouble::aMessageThatIsTooLongIsSaid()
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.url(u"/#longest=10k"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(server.tell(u"size 10000"_s));
    QVERIFY(run.waitForData(1));
    QVERIFY(server.tell(u"size 10001"_s));
    QVERIFY(server.tell(u"text next"_s));
    QVERIFY(run.waitForData(3));
    QCOMPARE(run.data()[1].text.size(), 10'000);
    QCOMPARE(run.data()[2].text, "next");
    QCOMPARE(run.count(NoticeType::Truncated), 1);
    QVERIFY(run.text(NoticeType::Truncated).contains("longest="));
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

void tst_WebSocketTrouble::aPeerThatHasSilentlyGoneIsNoticed()
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.url(u"/#ping=100ms"));
    QVERIFY(run.waitFor(NoticeType::Connected));
    QVERIFY(server.tell(u"text still there"_s));
    QVERIFY(run.waitForData(1));
    ::kill(pid_t(server.process().pid()), SIGSTOP);
    const bool isNoticed = run.waitFor(NoticeType::Disconnected);
    ::kill(pid_t(server.process().pid()), SIGCONT);
    QVERIFY(isNoticed);
    QVERIFY(run.text(NoticeType::Disconnected).contains("no sign of life"));
    QVERIFY(run.waitFor(NoticeType::Reconnected));
}

void tst_WebSocketTrouble::aServerThatIsNoWebSocketIsSaid()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
            socket->disconnectFromHost();
        });
    });
    const auto kind = WebSocketPeer(WebSocketPeer::Program::Python).kind();
    FeedRun run(kind, u"ws://127.0.0.1:%1/"_s.arg(server.serverPort()));
    QVERIFY(run.waitFor(NoticeType::Failed));
    QVERIFY2(run.text(NoticeType::Failed).contains("not as a WebSocket"), run.text(NoticeType::Failed).constData());
}

void tst_WebSocketTrouble::nobodyThereIsSaid()
{
    const auto kind = WebSocketPeer(WebSocketPeer::Program::Python).kind();
    FeedRun run(kind, u"ws://127.0.0.1:%1/"_s.arg(ServerProcess::freePort()));
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QVERIFY(run.text(NoticeType::Disconnected).contains("refuses connections"));
    QVERIFY(run.close() >= 0);
    QVERIFY(run.waitForEnd());
}

void tst_WebSocketTrouble::aBadCertificateIsRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<QByteArray>("holds");
    QTest::newRow("expired") << int(Certificates::Kind::Expired) << true << QByteArray("expired");
    QTest::newRow("wrong host") << int(Certificates::Kind::WrongHost) << true << QByteArray("another name");
    QTest::newRow("untrusted") << int(Certificates::Kind::Good) << false << QByteArray("nobody this computer trusts");
}

void tst_WebSocketTrouble::aBadCertificateIsRefused()
{
    QFETCH(int, kind);
    QFETCH(bool, isTrusted);
    QFETCH(QByteArray, holds);
    const Certificates certificates;
    QVERIFY2(certificates.isValid(), certificates.error());
    WebSocketPeer server(WebSocketPeer::Program::Python);
    server.useTls({certificates.certificate(Certificates::Kind(kind)), certificates.key(Certificates::Kind(kind))});
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(),
                server.url(u"/#ca=") + (isTrusted ? certificates.authority() : certificates.otherAuthority()));
    QVERIFY(run.waitFor(NoticeType::Failed));
    QVERIFY2(run.text(NoticeType::Failed).contains(holds), run.text(NoticeType::Failed).constData());
    QCOMPARE(run.count(NoticeType::Connected), 0);
}

void tst_WebSocketTrouble::aProxyThatIsNotThereIsSaid()
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(), server.url(u"/#proxy=socks5://127.0.0.1:") + QString::number(ServerProcess::freePort()));
    QVERIFY(run.waitFor(NoticeType::Disconnected));
    QCOMPARE(run.count(NoticeType::Connected), 0);
}

QTEST_GUILESS_MAIN(tst_WebSocketTrouble)
#include "tst_WebSocketTrouble.moc"
