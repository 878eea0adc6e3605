// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/websocket/GraphqlConversation.h"
#include "sources/websocket/SocketIoConversation.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include "tests/websocket/WebSocketPeer.h"

#include <QElapsedTimer>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// What is spoken over a WebSocket beyond plain messages.
class tst_Conversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void graphqlWaitsUntilItIsLetIn();
    void graphqlAnswersPings_data();
    void graphqlAnswersPings();
    void graphqlIsToldWhyNot();
    void aGraphqlServerIsSubscribedTo_data();
    void aGraphqlServerIsSubscribedTo();
    void socketIoIsAnswered_data();
    void socketIoIsAnswered();
    void anOlderEngineIsPinged();
    void aSocketIoServerKeepsUs();
    void aClosedNamespaceIsEnteredWithATokenOnly();

private:
    static QByteArray hear(Conversation &conversation, QByteArray message)
    {
        const Heard heard = conversation.hear(message, true);
        QByteArrayList all;
        for (const QByteArray &answer : heard.answers)
            all.append("> " + answer);
        if (heard.shown)
            all.append("= " + (heard.subject.isEmpty() ? QByteArray() : heard.subject + ": ") + *heard.shown);
        if (heard.ending)
            all.append((heard.ending->kind == Ending::Kind::Refused ? "refused " : "lost ") +
                       heard.ending->why.toUtf8());
        return all.join('\n');
    }
};

void tst_Conversation::graphqlWaitsUntilItIsLetIn()
{
    const QByteArray init = R"({"type":"connection_init","payload":{"token":"x"}})",
                     subscribe = R"({"id":"1","type":"subscribe"})";
    GraphqlConversation own({subscribe}, u"host"_s);
    QCOMPARE(own.begin(), QByteArrayList{R"({"type":"connection_init"})"});
    QCOMPARE(hear(own, R"({"type":"ka"})"), QByteArray());
    QCOMPARE(hear(own, R"({ "type" : "connection_ack" })"), "> " + subscribe);
    QCOMPARE(hear(own, R"({"type":"connection_ack"})"), QByteArray());
    GraphqlConversation given({subscribe, init}, u"host"_s);
    QCOMPARE(given.begin(), QByteArrayList{init});
}

void tst_Conversation::graphqlAnswersPings_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("heard");
    QTest::newRow("ping") << QByteArray(R"({"type":"ping"})") << QByteArray(R"(> {"type":"pong"})");
    QTest::newRow("ping with content") << QByteArray(R"({"type":"ping","payload":{"a":1}})")
                                       << QByteArray(R"(> {"payload":{"a":1},"type":"pong"})");
    QTest::newRow("pong") << QByteArray(R"({"type":"pong"})") << QByteArray();
    for (const char *data :
         {R"({"id":"1","type":"next","payload":{"data":{"type":"ping"}}})", R"({"id":"1","type":"complete"})",
          R"({"id":"1","type":"error","payload":[]})", "no JSON with \"ping\""})
        QTest::newRow(data) << QByteArray(data) << "= " + QByteArray(data);
}

void tst_Conversation::graphqlAnswersPings()
{
    QFETCH(QByteArray, message);
    GraphqlConversation conversation({}, u"host"_s);
    QTEST(hear(conversation, message), "heard");
}

void tst_Conversation::graphqlIsToldWhyNot()
{
    GraphqlConversation conversation({}, u"host"_s);
    const QByteArray heard = hear(conversation, R"({"type":"connection_error","payload":{"message":"no token"}})");
    QVERIFY2(heard.startsWith("refused host refuses") && heard.contains("no token"), heard);
}

void tst_Conversation::aGraphqlServerIsSubscribedTo_data()
{
    QTest::addColumn<QString>("subprotocol");
    QTest::newRow("new") << u"graphql-transport-ws"_s;
    QTest::newRow("old") << u"graphql-ws"_s;
}

void tst_Conversation::aGraphqlServerIsSubscribedTo()
{
    QFETCH(QString, subprotocol);
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    FeedRun run(server.kind(),
                server.address(u"/graphql"_s,
                               u"subprotocol=%1&first={\"id\":\"1\",\"type\":\"subscribe\"}"_s.arg(subprotocol)));
    QVERIFY2(run.waitForData(2), run.text(NoticeType::Disconnected)); // a subscription that comes too early is a 4401
    QCOMPARE(fieldValue(run.data()[0].fields, "type"), "next");
    QCOMPARE(fieldValue(run.data()[1].fields, "type"), "next"); // given after our pong
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

void tst_Conversation::socketIoIsAnswered_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("heard");
    const auto row = [](const char *message, const char *heard) {
        QTest::newRow(message) << QByteArray(message) << QByteArray(heard);
    };
    row(R"(0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000})", "> 40");
    row("2", "> 3");
    row("2probe", "> 3probe");
    row("3", "");
    row("6", "");
    row(R"(40{"sid":"b"})", R"(> 42["subscribe","x"])");
    row(R"(42["price",{"value":1}])", R"(= price: {"value":1})");
    row(R"(42["price","text"])", "= price: text");
    row(R"(42["price",1.5])", "= price: 1.5");
    row(R"(42["price",1,2])", "= price: [1,2]");
    row(R"(42["price"])", "= price: price");
    row(R"(42/prices,["price",1])", "= price: 1");
    row(R"(42/prices,7["price",1])", "= price: 1");
    row(R"(451-["image",{"_placeholder":true,"num":0}])", R"(= image: {"_placeholder":true,"num":0})");
    row(R"(430["yes"])", R"(= ["yes"])");
    row("42 no JSON", "=  no JSON");
    row("4", "= ");
    row("9", "= 9");
    row("{\"plain\":1}", "= {\"plain\":1}");
    row("41", "lost host closed the connection");
    row("1", "lost host closed the connection");
}

void tst_Conversation::socketIoIsAnswered()
{
    QFETCH(QByteArray, message);
    SocketIoConversation conversation({R"(42["subscribe","x"])"}, u"host"_s, false);
    QCOMPARE(conversation.begin(), QByteArrayList());
    QTEST(hear(conversation, message), "heard");
}

void tst_Conversation::anOlderEngineIsPinged()
{
    SocketIoConversation conversation({"42[\"a\"]"}, u"host"_s, true);
    QByteArray open = R"(0{"sid":"a","pingInterval":5000})";
    const Heard heard = conversation.hear(open, true);
    QVERIFY(heard.answers.isEmpty());
    QVERIFY(heard.pingEvery == std::chrono::seconds(5));
    QCOMPARE(conversation.ping(), "2");
    QCOMPARE(hear(conversation, "40"), "> 42[\"a\"]");
}

/// Pings come every half second: who does not answer is dropped after one and a half.
void tst_Conversation::aSocketIoServerKeepsUs()
{
    ServerProcess server(u"/usr/bin/python3"_s, u"python3-socketio"_s);
    const quint16 port = ServerProcess::freePort();
    QVERIFY2(server.start({QStringLiteral(PEER_DIRECTORY "/socketio_peer.py"), QString::number(port)}, port),
             server.error());
    const FeedKind kind = WebSocketPeer(WebSocketPeer::Program::Python).kind();
    FeedRun run(
        kind, webSocketAddress(port, u"/socket.io/?EIO=4&transport=websocket"_s, u"first=42[\"subscribe\",\"tea\"]"_s));
    QVERIFY2(run.waitForData(3), run.text(NoticeType::Disconnected));
    const Records data = run.data();
    QCOMPARE(data[0].subject, "price");
    QCOMPARE(data[0].value, 21.5);
    QCOMPARE(data[1].subject, "words");
    QCOMPARE(data[2].subject, "nothing");
    QElapsedTimer clock;
    clock.start();
    QVERIFY(waitUntil([&] { return clock.elapsed() > 3000 || run.count(NoticeType::Disconnected) > 0; }));
    QCOMPARE(run.count(NoticeType::Disconnected), 0);
}

void tst_Conversation::aClosedNamespaceIsEnteredWithATokenOnly()
{
    ServerProcess server(u"/usr/bin/python3"_s, u"python3-socketio"_s);
    const quint16 port = ServerProcess::freePort();
    QVERIFY2(server.start({QStringLiteral(PEER_DIRECTORY "/socketio_peer.py"), QString::number(port)}, port),
             server.error());
    const FeedKind kind = WebSocketPeer(WebSocketPeer::Program::Python).kind();
    const QString path = u"/socket.io/?EIO=4&transport=websocket"_s;
    FeedRun with(kind, webSocketAddress(port, path, u"first=40/closed,{\"token\":\"$PASSWORD\"}"_s), {{}, u"t0ken"_s});
    QVERIFY2(with.waitForData(1), with.text(NoticeType::Failed));
    QCOMPARE(with.data()[0].text, "hello");
    FeedRun without(kind, webSocketAddress(port, path, u"first=40/closed,"_s));
    QVERIFY(without.waitFor(NoticeType::Failed));
    QVERIFY2(without.text(NoticeType::Failed).contains("no token"), without.text(NoticeType::Failed));
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_Conversation.moc"
