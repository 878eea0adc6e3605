// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcFeed.h"
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
    const auto address = FeedAddress::parse(u"irc://127.0.0.1:%1/%2"_s.arg(port).arg(rest));
    return ircFeed(*IrcAddress::check(*address, credentials), times);
}

QByteArrayList messages(int count)
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i)
        list += "message " + QByteArray::number(i);
    return list;
}

} // namespace

/// Against real servers: ngircd, inspircd, and inspircd with Atheme services.
class tst_IrcServers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ngircdFloodArrivesInOrderAndWhole()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.port(), u"#chat,#other"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat") && log.hasJoined("#other"), patience);
        QVERIFY(log.hasEvent("Welcome, stranger"));
        QCOMPARE(log.count(NoticeType::Connected), 1);

        IrcClient alice;
        QVERIFY2(alice.enter(server.port(), "alice"), alice.received());
        QVERIFY(alice.join("#chat"));
        QVERIFY(alice.join("#other"));
        QVERIFY(alice.flood("#chat", 20'000));
        QVERIFY(alice.flood("#other", 10));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#other"), messages(10), patience);
        QCOMPARE(log.said("#chat"), messages(20'000));
        const Record &last = log.records().back();
        QCOMPARE(last.subject, "alice");
        QCOMPARE(fieldValue(last.fields, "host"), "127.0.0.1");
    }

    void ngircdTellsOfPeople()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.port(), u"#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#chat"));
        for (const char *line : {"PRIVMSG #chat :\x01"
                                 "ACTION waves\x01",
                                 "NICK bob", "PRIVMSG livebelt :psst", "PART #chat :enough"})
            alice.send(line);
        QVERIFY(alice.waitFor("PART"));
        alice.leave();
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEvent("bob left #chat (enough)"), patience);
        QVERIFY(log.hasEvent("alice joined #chat"));
        QVERIFY(log.hasEvent("alice is now bob"));
        QCOMPARE(log.said("#chat"), QByteArrayList{"waves"});
        QVERIFY2(log.dump().contains("message bob: psst {\"to\":\"livebelt\""), log.dump());
    }

    void anotherNickWhereOursIsInUse()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog first(feedOf(server.port(), u"#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(first.hasJoined("#chat"), patience);
        FeedLog second(feedOf(server.port(), u"#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(second.hasJoined("#chat"), patience);
        QVERIFY2(second.notice(NoticeType::Information).text.contains("you are “livebelt_” there"), second.dump());
        FeedLog tooLong(feedOf(server.port(), u"#chat?nick=averylongnickname"_s));
        QTRY_VERIFY_WITH_TIMEOUT(tooLong.hasJoined("#chat"), patience);
        QCOMPARE(tooLong.count(NoticeType::Information), 1);
    }

    void closedChannelsSaySoAndOpenOnInvitation()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#tiny"));
        QVERIFY(alice.join("#private"));
        alice.send("MODE #private +i");
        QVERIFY(alice.waitFor("MODE #private +i"));
        FeedLog log(feedOf(server.port(), u"#keyed,#private,#tiny,#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(log.count(NoticeType::Information), 3, patience);
        QVERIFY2(log.dump().contains("#keyed is locked with a key"), log.dump());
        QVERIFY2(log.dump().contains("#private is by invitation only"), log.dump());
        QVERIFY2(log.dump().contains("#tiny is full"), log.dump());
        alice.send("INVITE livebelt #private");
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#private"), patience);
    }

    void backAgainAfterAKick()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#chat"));
        FeedLog log(feedOf(server.port(), u"#chat"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        alice.send("KICK #chat livebelt :out");
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat", 2), patience);
        QVERIFY2(log.notice(NoticeType::Information).text.contains("alice has put you out of #chat (out)"), log.dump());
        alice.send("KICK #chat livebelt :really");
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains("second time"), log.dump());
    }

    void aServerThatComesBackIsJoinedAgain()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.port(), u"#chat,#other"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat") && log.hasJoined("#other"), patience);
        {
            IrcClient alice;
            QVERIFY(alice.enter(server.port(), "alice"));
            QVERIFY(alice.join("#chat"));
            QVERIFY(alice.flood("#chat", 1000));
        }
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 1000, patience);
        server.process().kill();
        QTRY_VERIFY_WITH_TIMEOUT(log.count(NoticeType::Disconnected) >= 1, patience);
        QVERIFY2(server.start(), server.process().error());
        QTRY_COMPARE_WITH_TIMEOUT(log.count(NoticeType::Reconnected), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat", 2) && log.hasJoined("#other", 2), patience);
        const Record gap = log.notice(NoticeType::Reconnected);
        QVERIFY2(fieldValue(gap.fields, "seconds").toDouble() > 0, gap.fields);
        QVERIFY(fieldValue(gap.fields, "from") < fieldValue(gap.fields, "to"));
        QCOMPARE(log.count(NoticeType::Connected), 1);
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#chat"));
        QVERIFY(alice.flood("#chat", 5));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat"), messages(1000) + messages(5), patience);
    }

    void theServersPassword()
    {
        Ngircd server("open sesame");
        QVERIFY2(server.start(), server.process().error());
        FeedLog right(feedOf(server.port(), u"#chat?auth=server"_s, {{}, u"open sesame"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(right.hasJoined("#chat"), patience);
        for (const QString &password : {u"wrong"_s, QString()}) {
            FeedLog log(feedOf(server.port(), u"#chat?auth=server"_s, {{}, password}));
            QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded() || log.count(NoticeType::Disconnected) > 0, patience);
            const QByteArray words = password.isEmpty() ? "wants a password" : "does not accept the password";
            QVERIFY2(log.notice(NoticeType::Failed).text.contains(words), log.dump());
        }
    }

    void ngircdHasNoWayToLogIn()
    {
        Ngircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.port(), u"#chat"_s, {u"alice"_s, u"sesame"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains("no way to log in"), log.dump());
    }

    void inspircdGivesTimesAndIdentities()
    {
        Inspircd server;
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.port(), u"#chat,#other"_s));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat") && log.hasJoined("#other"), patience);
        IrcClient alice;
        QVERIFY2(alice.enter(server.port(), "alice"), alice.received());
        QVERIFY(alice.join("#chat"));
        QVERIFY(alice.flood("#chat", 20'000));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 20'000, patience);
        QCOMPARE(log.said("#chat"), messages(20'000));
        const Record &last = log.records().back();
        QVERIFY2(!fieldValue(last.fields, "msgid").isEmpty(), last.fields);
        QVERIFY(last.time != noTime && qAbs(last.received - last.time) < 60'000'000);
        log.close();
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed() && log.hasEnded(), patience);
        QVERIFY(alice.waitFor("QUIT :"));
    }

    void logsInByServicesOrSaysWhyNot()
    {
        Inspircd server;
        QVERIFY2(server.start(), server.process().error());
        Services services;
        QVERIFY2(services.start(server), services.process().error());
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        alice.send("PRIVMSG NickServ :REGISTER sesame alice@example.test");
        QVERIFY2(alice.waitFor("now registered"), alice.received());
        alice.leave();

        FeedLog right(feedOf(server.port(), u"#chat?nick=watcher"_s, {u"alice"_s, u"sesame"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(right.hasJoined("#chat"), patience);
        QVERIFY2(right.hasEvent("You are now logged in as alice"), right.dump());
        QVERIFY2(right.dump().contains("\"account\":\"alice\""), right.dump());
        QVERIFY(!right.dump().contains("sesame"));

        FeedLog wrong(feedOf(server.port(), u"#chat"_s, {u"alice"_s, u"guess"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(wrong.hasEnded(), patience);
        QVERIFY2(wrong.notice(NoticeType::Failed).text.contains("does not accept the password of “alice”"),
                 wrong.dump());
        QCOMPARE(wrong.count(NoticeType::Disconnected), 0);
    }
};

QTEST_GUILESS_MAIN(tst_IrcServers)
#include "tst_IrcServers.moc"
