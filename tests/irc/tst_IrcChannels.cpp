// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcChannels.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

IrcReply say(IrcChannels &channels, const QByteArray &line)
{
    IrcReply reply;
    channels.take(IrcMessage::parse(line), "me", reply);
    return reply;
}

} // namespace

class tst_IrcChannels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsManyChannelsInLinesOfAllowedLength()
    {
        QList<QByteArray> names;
        for (int i = 0; i < 60; ++i)
            names += "#channel-number-" + QByteArray::number(i);
        IrcChannels channels(names, u"h"_s);
        QList<QByteArray> joined;
        for (const QByteArray &line : channels.join().split('\n')) {
            QVERIFY(line.size() < 512);
            if (!line.isEmpty())
                joined += line.mid(5).chopped(1).split(',');
        }
        QCOMPARE(joined, names);
    }

    void aRefusedJoinSaysWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<bool>("isFinal");
        QTest::newRow("403") << QByteArray(":s 403 me #a :No such channel") << QByteArray("no channel #a") << true;
        QTest::newRow("405") << QByteArray(":s 405 me #a :Too many") << QByteArray("leave one out") << true;
        QTest::newRow("471") << QByteArray(":s 471 me #a :+l") << QByteArray("tried again every few minutes") << false;
        QTest::newRow("473") << QByteArray(":s 473 me #a :+i") << QByteArray("invite") << false;
        QTest::newRow("474") << QByteArray(":s 474 me #A :+b") << QByteArray("lift the ban") << true;
        QTest::newRow("475") << QByteArray(":s 475 me #a :+k") << QByteArray("key") << false;
        QTest::newRow("477") << QByteArray(":s 477 me #a :+R") << QByteArray("register with") << true;
        QTest::newRow("489") << QByteArray(":s 489 me #a :+z") << QByteArray("ircs://") << true;
        QTest::newRow("480") << QByteArray(":s 480 me #a :Throttled") << QByteArray("Throttled") << true;
    }
    void aRefusedJoinSaysWhatToDo()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, words);
        QFETCH(const bool, isFinal);
        IrcChannels channels({"#a"}, u"h"_s);
        const IrcReply reply = say(channels, line);
        QCOMPARE(reply.notices.size(), 1u);
        QVERIFY2(reply.notices.front().text.contains(words), reply.notices.front().text);
        QCOMPARE(!channels.refusal().isEmpty(), isFinal);
        IrcChannels two({"#a", "#b"}, u"h"_s);
        say(two, line);
        QVERIFY(two.refusal().isEmpty());
    }

    void knocksAgainWhereItWasFull()
    {
        IrcChannels channels({"#a", "#b"}, u"h"_s);
        say(channels, ":me!u@h JOIN #b");
        QVERIFY(!channels.wantsToKnockAgain());
        QCOMPARE(say(channels, ":s 471 me #a :+l").notices.size(), 1u);
        QVERIFY(channels.wantsToKnockAgain());
        QCOMPARE(channels.knockAgain(), "JOIN #a\r\n");
        QVERIFY(say(channels, ":s 471 me #a :+l").notices.empty()); // said once
        say(channels, ":me!u@h JOIN #a");
        QVERIFY(!channels.wantsToKnockAgain());
    }

    void givesTheKeys()
    {
        IrcChannels channels({"#a", "#Keyed", "#b"}, u"h"_s, {{{"#keyed", "sesame"}}, {}, false});
        QCOMPARE(channels.join(), "JOIN #Keyed sesame\r\nJOIN #a,#b\r\n");
        say(channels, ":me!u@h JOIN #keyed");
        QCOMPARE(say(channels, ":op!u@h KICK #keyed me :out").send, "JOIN #Keyed sesame\r\n");
        IrcChannels wrong({"#keyed"}, u"h"_s, {{{"#keyed", "sesame"}}, {}, false});
        const IrcReply reply = say(wrong, ":s 475 me #keyed :+k");
        QVERIFY2(reply.notices.front().text.contains("another key"), reply.notices.front().text);
        QVERIFY(!reply.notices.front().text.contains("sesame"));
    }

    void joinsAgainWhenLoggedIn()
    {
        IrcChannels channels({"#a", "#b", "#c"}, u"h"_s, {{}, {}, true});
        const IrcReply reply = say(channels, ":s 477 me #a :+r");
        QVERIFY2(reply.notices.front().text.contains("you are not yet; it is tried again"), reply.notices.front().text);
        say(channels, ":s 474 me #b :+b");
        say(channels, ":me!u@h JOIN #c");
        QCOMPARE(channels.loggedIn(), "JOIN #a\r\n");
        QCOMPARE(channels.loggedIn(), "");
        IrcChannels anonymous({"#a"}, u"h"_s);
        say(anonymous, ":s 477 me #a :+r");
        QVERIFY(anonymous.refusal().contains(u"register with the network"_s));
    }

    void knocksAgainWhereItWasLetInBefore()
    {
        for (const char *numeric : {"403", "405", "473", "474", "475", "477", "489"}) {
            IrcChannels channels({"#A"}, u"h"_s, {{}, {"#a"}, false});
            const IrcReply reply = say(channels, ":s " + QByteArray(numeric) + " me #A :no");
            QVERIFY2(reply.notices.front().text.contains("tried again every few minutes"), numeric);
            QCOMPARE(channels.refusal(), QString());
            QCOMPARE(channels.knockAgain(), "JOIN #A\r\n");
        }
    }

    void comesWhenInvited()
    {
        IrcChannels channels({"#a"}, u"h"_s);
        say(channels, ":s 473 me #a :+i");
        QCOMPARE(say(channels, ":op!u@h INVITE somebody #a").send, "");
        QCOMPARE(say(channels, ":op!u@h INVITE me #other").send, "");
        QCOMPARE(say(channels, ":op!u@h INVITE me #a").send, "JOIN #a\r\n");
    }

    void comesBackOnceAfterAKick()
    {
        IrcChannels channels({"#a"}, u"h"_s);
        say(channels, ":me!u@h JOIN #a");
        QVERIFY(say(channels, ":op!u@h KICK #a somebody :out").notices.empty());
        const IrcReply first = say(channels, ":op!u@h KICK #A me :out");
        QCOMPARE(first.send, "JOIN #a\r\n");
        QCOMPARE(first.notices.size(), 1u);
        QVERIFY2(first.notices.front().text.contains("op has put you out of #a (out)"), first.notices.front().text);
        say(channels, ":me!u@h JOIN #a");
        const IrcReply second = say(channels, ":op!u@h KICK #a me :out");
        QCOMPARE(second.send, "");
        QVERIFY(!channels.refusal().isEmpty());
    }

    void followsAForward()
    {
        IrcChannels channels({"#a"}, u"h"_s);
        QCOMPARE(say(channels, ":s 470 me #a ##a :Forwarding to another channel").notices.size(), 1u);
        say(channels, ":me!u@h JOIN ##a");
        QCOMPARE(say(channels, ":op!u@h KICK ##a me :out").send, "JOIN ##a\r\n");
    }
};

QTEST_GUILESS_MAIN(tst_IrcChannels)
#include "tst_IrcChannels.moc"
