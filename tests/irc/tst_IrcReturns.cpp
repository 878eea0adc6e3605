// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcFeed.h"
#include "tests/irc/FakeServer.h"
#include "tests/irc/FeedLog.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

std::unique_ptr<Feed> feedOf(quint16 port, const QString &rest, const Credentials &credentials = {})
{
    IrcTimes times;
    times.firstRetry = 50ms;
    times.longestRetry = 100ms;
    times.knock = 100ms;
    const auto address = FeedAddress::parse(u"irc://127.0.0.1:%1/%2"_s.arg(port).arg(rest));
    return ircFeed(*IrcAddress::check(*address, credentials), times);
}

} // namespace

/// What a feed comes back to by itself: its nick, its channels, its account.
class tst_IrcReturns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesItsNickWhenThatIsFree_data()
    {
        QTest::addColumn<bool>("isMonitored");
        QTest::addColumn<bool>("isSeen");
        QTest::newRow("ngircd: its owner is seen to leave") << false << true;
        QTest::newRow("ngircd: asked by ISON") << false << false;
        QTest::newRow("inspircd: told by MONITOR") << true << false;
    }
    void takesItsNickWhenThatIsFree()
    {
        QFETCH(const bool, isMonitored);
        QFETCH(const bool, isSeen);
        Ngircd ngircd;
        Inspircd inspircd;
        QVERIFY2(isMonitored ? inspircd.start() : ngircd.start(), ngircd.process().error());
        const quint16 port = isMonitored ? inspircd.port() : ngircd.port();
        IrcClient owner;
        QVERIFY(owner.enter(port, "livebelt"));
        QVERIFY(owner.join(isSeen ? "#chat" : "#other"));
        FeedLog log(feedOf(port, u"#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QVERIFY2(log.notice(NoticeType::Information).text.contains("you are “livebelt_” there until it is free"),
                 log.dump());
        owner.leave();
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEvent("livebelt_ is now livebelt"), patience);
        for (const char *reply : {"303", "730", "731"})
            QVERIFY2(!log.dump().contains(QByteArray("\"command\":\"") + reply), log.dump());
    }

    void opensChannelsWithTheirKeys()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        Credentials keys;
        keys.channelKeys = u"secret"_s;
        FeedLog log(feedOf(server.port(), u"#chat,#keyed?locked=#keyed"_s, keys));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#keyed") && log.hasJoined("#chat"), patience);
        QVERIFY(!log.dump().contains("secret"));
        keys.channelKeys = u"guess"_s;
        FeedLog wrong(feedOf(server.port(), u"#chat,#keyed?locked=#keyed"_s, keys));
        QTRY_VERIFY_WITH_TIMEOUT(wrong.notice(NoticeType::Information).text.contains("has another key"), patience);
        FeedLog none(feedOf(server.port(), u"#chat,#keyed"_s));
        QTRY_VERIFY_WITH_TIMEOUT(none.notice(NoticeType::Information).text.contains("locked=#keyed"), patience);
    }

    void joinsAgainOnceItIsLoggedIn()
    {
        Inspircd server;
        QVERIFY2(server.start(), server.process().error());
        Services services;
        QVERIFY2(services.start(server), services.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        alice.send("PRIVMSG NickServ :REGISTER sesame alice@example.test");
        QVERIFY2(alice.waitFor("now registered"), alice.received());
        QVERIFY(alice.join("#members"));
        alice.send("MODE #members +R");
        QVERIFY2(alice.waitFor("+R"), alice.received());

        const Credentials account{u"alice"_s, u"sesame"_s};
        FeedLog log(feedOf(server.port(), u"#members?nick=watcher&auth=nickserv"_s, account));
        QTRY_VERIFY2_WITH_TIMEOUT(log.hasJoined("#members"), log.dump(), patience);
        QVERIFY2(!log.dump().contains("sesame"), log.dump());
    }

    void servicesThatAreAwayEndNothing()
    {
        Inspircd server;
        QVERIFY2(server.start(), server.process().error());
        Services services;
        QVERIFY2(services.start(server), services.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        alice.send("PRIVMSG NickServ :REGISTER sesame alice@example.test");
        QVERIFY2(alice.waitFor("now registered"), alice.received());
        QVERIFY(alice.join("#chat"));
        ServerProcess way(u"microsocks"_s, u"microsocks"_s);
        const quint16 port = ServerProcess::freePort();
        const QStringList arguments{u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port)};
        QVERIFY2(way.start(arguments, port), way.error());
        FeedLog log(feedOf(server.port(), u"#chat?nick=watcher&proxy=socks5://127.0.0.1:%1"_s.arg(port),
                           {u"alice"_s, u"sesame"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QVERIFY(alice.flood("#chat", 1));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 1, patience);

        services.process().stop();
        QCOMPARE(log.count(NoticeType::Disconnected), 0);
        way.kill();
        QVERIFY2(way.start(arguments, port), way.error());
        const auto isTold = [&] {
            return log.notice(NoticeType::Disconnected).text.contains("no way to log in (SASL) at the moment");
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isTold(), log.dump(), patience);
        QVERIFY(!log.hasEnded());
        QVERIFY2(services.start(server), services.process().error());
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat", 2), patience);
        QCOMPARE(log.count(NoticeType::Failed), 0);
        QCOMPARE(log.dump().count("You are now logged in as alice"), 2);
    }

    void aBanEndsTheFirstConnectionButNotALaterOne()
    {
        FakeServer server;
        const QByteArray ban = "ERROR :Closing Link: livebelt[127.0.0.1] (K-Lined: open proxy)\r\n";
        server.answer = [&](const QByteArrayList &words) { return words[0] == "USER" ? ban : QByteArray(); };
        server.isWelcoming = false;
        {
            FeedLog log(feedOf(server.port(), u"#chat"_s));
            QTRY_VERIFY(log.hasEnded());
            QVERIFY2(log.notice(NoticeType::Failed).text.contains("K-Lined: open proxy") &&
                         log.notice(NoticeType::Failed).text.contains("wait until it runs out"),
                     log.dump());
        }
        server.answer = nullptr;
        server.isWelcoming = true;
        FeedLog log(feedOf(server.port(), u"#chat"_s));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send(":a!u@h PRIVMSG #chat :hello\r\n");
        QTRY_COMPARE(log.said("#chat").size(), 1);
        server.answer = [&](const QByteArrayList &words) { return words[0] == "USER" ? ban : QByteArray(); };
        server.isWelcoming = false;
        server.hangUp();
        QTRY_VERIFY2(log.notice(NoticeType::Disconnected).text.contains("K-Lined"), log.dump());
        server.answer = nullptr;
        server.isWelcoming = true;
        QTRY_VERIFY(log.hasJoined("#chat", 2));
        QVERIFY(!log.hasEnded());
    }

    void aServerThatThrottlesIsGivenTime()
    {
        FakeServer server;
        server.isWelcoming = false;
        IrcTimes times;
        times.firstRetry = 10ms;
        times.longestRetry = 20ms;
        const auto address = FeedAddress::parse(u"irc://127.0.0.1:%1/#chat"_s.arg(server.port()));
        FeedLog log(ircFeed(*IrcAddress::check(*address, {}), times));
        QTRY_VERIFY(server.received.contains("NICK"));
        server.send("ERROR :Trying to reconnect too fast.\r\n");
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 1);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("reconnect too fast.") &&
                     log.notice(NoticeType::Disconnected).text.contains("in 60.0 s"),
                 log.dump());
    }
};

QTEST_GUILESS_MAIN(tst_IrcReturns)
#include "tst_IrcReturns.moc"
