// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/twitch/TwitchAddress.h"
#include "sources/irc/twitch/TwitchKind.h"
#include "tests/irc/FakeTwitch.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString addressOf(const FakeTwitch &server, const QString &channels = u"dallas"_s, const QString &more = {})
{
    return u"twitch:%1?server=127.0.0.1:%2&tls=0%3"_s.arg(channels).arg(server.port()).arg(more);
}

Result<TwitchAddress> check(const QString &text, const Credentials &credentials = {})
{
    const Result<FeedAddress> address = FeedAddress::parse(text);
    return address ? TwitchAddress::check(*address, credentials) : Result<TwitchAddress>(Failure{address.error()});
}

QByteArray message(int number)
{
    return "@display-name=Ronni;id=" + QByteArray::number(number) +
           ";tmi-sent-ts=1643904084794 :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #dallas :message " +
           QByteArray::number(number) + "\r\n";
}

QByteArrayList said(const FeedRun &run)
{
    QByteArrayList texts;
    for (const Record &record : run.records()) {
        if (record.kind == RecordKind::Message)
            texts += record.text;
    }
    return texts;
}

QByteArrayList messages(int from, int to)
{
    QByteArrayList list;
    for (int i = from; i <= to; ++i)
        list += "message " + QByteArray::number(i);
    return list;
}

bool hasText(const FeedRun &run, const QByteArray &text)
{
    return waitUntil([&] {
        return std::any_of(run.records().begin(), run.records().end(),
                           [&](const Record &record) { return record.text.contains(text); });
    });
}

} // namespace

class tst_TwitchFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryForm()
    {
        const auto plain = check(u"twitch:MonsterCat"_s);
        QVERIFY2(plain, qPrintable(plain.error()));
        QCOMPARE(plain->channels, QList<QByteArray>{"#monstercat"});
        QCOMPARE(plain->target.host, u"irc.chat.twitch.tv"_s);
        QCOMPARE(plain->target.port, 6697);
        QVERIFY(plain->target.tls && plain->isAnonymous());
        QVERIFY2(plain->user.startsWith("justinfan"), plain->user);
        QCOMPARE(check(u"twitch:#a,b,#A"_s)->channels, (QList<QByteArray>{"#a", "#b"}));
        QCOMPARE(check(u"twitch://dallas"_s)->channels, QList<QByteArray>{"#dallas"});
        const auto web = check(u"twitch:a?via=websocket"_s);
        QVERIFY(web->target.isWebSocket);
        QCOMPARE(web->target.port, 443);
        const auto named = check(u"twitch:a"_s, {u"Ronni"_s, u"oauth:secret"_s});
        QCOMPARE(named->user, "ronni");
        QCOMPARE(named->token, "secret");
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("words");
        QTest::newRow("no channel") << u"twitch:"_s << QString() << u"names no channel"_s;
        QTest::newRow("no name") << u"twitch:my-channel"_s << QString() << u"no channel of Twitch"_s;
        QTest::newRow("too long") << u"twitch:"_s + QString(26, u'x') << QString() << u"no channel of Twitch"_s;
        QTest::newRow("way") << u"twitch:a?via=pigeon"_s << QString() << u"tls or websocket"_s;
        QTest::newRow("server") << u"twitch:a?server=x"_s << QString() << u"host:port"_s;
        QTest::newRow("no user") << u"twitch:a"_s << u"secret"_s << u"user name it is for"_s;
        QTest::newRow("in the clear") << u"twitch://ronni@a?server=h.example:1&tls=0"_s << u"secret"_s
                                      << u"for everyone to read"_s;
        QTest::newRow("two lines") << u"twitch://ronni@a"_s << u"se\ncret"_s << u"line break"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, token);
        QFETCH(const QString, words);
        const auto checked = check(address, {{}, token});
        QVERIFY(!checked);
        QVERIFY2(checked.error().contains(words), qPrintable(checked.error()));
        QVERIFY(!checked.error().contains(u"secret"_s));
    }

    void readsWithoutAName_data()
    {
        QTest::addColumn<FakeTwitch::Way>("way");
        QTest::newRow("TCP") << FakeTwitch::Way::Tcp;
        QTest::newRow("WebSocket") << FakeTwitch::Way::WebSocket;
    }
    void readsWithoutAName()
    {
        QFETCH(const FakeTwitch::Way, way);
        FakeTwitch server(way);
        FeedRun run(twitchKind(), addressOf(server, u"dallas,ronni"_s,
                                            way == FakeTwitch::Way::WebSocket ? u"&via=websocket"_s : QString()));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(hasText(run, "joined #dallas") && hasText(run, "joined #ronni"));
        QVERIFY(server.received.contains("NICK justinfan") && !server.received.contains("PASS"));
        QByteArray flood;
        for (int i = 1; i <= 5000; ++i)
            flood += message(i);
        server.say(flood);
        QVERIFY(waitUntil([&] { return said(run).size() >= 5000; }));
        QCOMPARE(said(run), messages(1, 5000));
        server.say("@ban-duration=350;target-user-id=87 :tmi.twitch.tv CLEARCHAT #dallas :ronni\r\n");
        QVERIFY(hasText(run, "ronni was silenced for 350 s"));
        QVERIFY(!run.send("hello"));
        QVERIFY2(run.sendError().contains(u"without a name"_s), qPrintable(run.sendError()));
        server.vanish();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY(server.listen());
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        run.close();
        QVERIFY(run.waitForEnd());
    }

    void isMovedWithoutALoss()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server));
        QVERIFY(hasText(run, "joined #dallas"));
        server.say(message(1));
        server.answersJoins = false; // the new link takes a while
        server.sayToOldest(":tmi.twitch.tv RECONNECT\r\n");
        QVERIFY(waitUntil([&] { return server.received.count("JOIN #dallas") == 2; }));
        server.say(message(2)); // over both
        QVERIFY(waitUntil([&] { return said(run).size() == 2; }));
        server.dropOldest();
        QVERIFY(waitUntil([&] { return server.joined() == 1; }));
        server.say(message(3)); // over the new one only, before that has let us in altogether
        server.say(":tmi.twitch.tv 366 somebody #dallas :End of /NAMES list\r\n" + message(4));
        QVERIFY(waitUntil([&] { return said(run).size() >= 4; }));
        QCOMPARE(said(run), messages(1, 4));
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
        run.close();
        QVERIFY(run.waitForEnd());
    }

    void whatComesOverBothIsGivenOnce()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server));
        QVERIFY(hasText(run, "joined #dallas"));
        int said1 = 0;
        server.say(message(++said1));
        server.sayToOldest(":tmi.twitch.tv RECONNECT\r\n");
        // Somebody talks all the while: to the old one, to both, to the new one.
        QVERIFY(waitUntil([&] {
            server.say(message(++said1));
            return run.text(NoticeType::Information).contains("nothing is missing");
        }));
        QCOMPARE(server.connections, 2);
        server.dropOldest(); // nobody minds any more
        for (int i = 0; i < 10; ++i)
            server.say(message(++said1));
        QVERIFY(waitUntil([&] { return said(run).size() >= said1; }));
        QCOMPARE(said(run), messages(1, said1));
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
    }

    void whatIsReadTogetherIsStillInOrder()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server));
        QVERIFY(hasText(run, "joined #dallas"));
        server.sayToOldest(":tmi.twitch.tv RECONNECT\r\n" + message(1) + message(2));
        server.dropOldest(); // at once: the new link is all there is
        QVERIFY(waitUntil([&] { return run.text(NoticeType::Information).contains("nothing is missing"); }));
        server.say(message(3));
        QVERIFY(waitUntil([&] { return said(run).size() >= 3; }));
        QCOMPARE(said(run), messages(1, 3));
    }

    void aTokenLetsOneWrite()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server), {u"Ronni"_s, u"oauth:good"_s});
        QVERIFY(hasText(run, "joined #dallas"));
        QVERIFY2(run.send("hello, world"), qPrintable(run.sendError()));
        QVERIFY(server.received.contains("PRIVMSG #dallas :hello, world\r\n"));
        QVERIFY(waitUntil([&] { return said(run).size() == 1; }));
        const Record own = run.records().back();
        QCOMPARE(own.subject, "RONNI");
        QCOMPARE(own.text, "hello, world");
        QCOMPARE(fieldValue(own.fields, "badges"), "moderator/1");
        QVERIFY(!run.send("too fast"));
        QVERIFY2(run.sendError().contains(u"too quickly"_s), qPrintable(run.sendError()));
        QVERIFY(!run.send("hello", u"elsewhere"_s));
        QVERIFY2(run.sendError().contains(u"not in #elsewhere"_s), qPrintable(run.sendError()));
        QVERIFY2(run.send(QByteArray(700, 'x'), u"Dallas"_s), qPrintable(run.sendError()));
        QVERIFY(waitUntil([&] { return said(run).size() == 3; }));
        for (const Record &record : run.records())
            QVERIFY(!record.text.contains("good") && !record.raw.contains("good"));
    }

    void aRefusalIsTheEnd_data()
    {
        QTest::addColumn<QString>("channels");
        QTest::addColumn<QString>("token");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("token") << u"dallas"_s << u"bad"_s << QByteArray("does not accept the token of “ronni”");
        QTest::newRow("suspended") << u"suspended"_s << QString() << QByteArray("has been suspended");
    }
    void aRefusalIsTheEnd()
    {
        QFETCH(const QString, channels);
        QFETCH(const QString, token);
        QFETCH(const QByteArray, words);
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server, channels), {token.isEmpty() ? QString() : u"ronni"_s, token});
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains(words), run.text(NoticeType::Failed).constData());
        QCOMPARE(server.connections, 1);
    }

    void oneClosedChannelIsNotTheEnd()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server, u"suspended,dallas"_s));
        QVERIFY(hasText(run, "has been suspended") && hasText(run, "joined #dallas"));
        server.say(message(1));
        QVERIFY(waitUntil([&] { return said(run).size() == 1; }));
    }

    void garbageIsKeptAndTheNextLineIsWhole()
    {
        FakeTwitch server;
        FeedRun run(twitchKind(), addressOf(server));
        QVERIFY(hasText(run, "joined #dallas"));
        server.say("\x16\x03\x01\xff\r\n\r\n@@@\r\n:a!a@a PRIVMSG #dallas :" + QByteArray(100'000, 'x') + "\r\n" +
                   message(1));
        QVERIFY(waitUntil([&] { return said(run).size() == 2; }));
        QCOMPARE(said(run).constLast(), "message 1");
        QVERIFY(run.count(NoticeType::Quarantined) >= 1);
        QCOMPARE(run.count(NoticeType::Truncated), 1);
    }
};

QTEST_GUILESS_MAIN(tst_TwitchFeed)
#include "tst_TwitchFeed.moc"
