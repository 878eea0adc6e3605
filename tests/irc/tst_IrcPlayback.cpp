// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "tests/irc/FeedLog.h"
#include "tests/irc/HistoryServer.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What comes late without being asked for as history: a bouncer's playback, old times, equal messages; and what goes
/// along with it in batches.
class tst_IrcPlayback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBouncersPlaybackIsAskedForAndGivenOnce()
    {
        HistoryServer server("batch server-time znc.in/playback echo-message");
        const auto played = [](const QList<int> &numbers) {
            QByteArray lines;
            for (const int number : numbers)
                lines += withoutId(message(number));
            return inBatch("z", "znc.in/playback #chat", lines);
        };
        // The bouncer echoes what it is told, too.
        server.answers["PRIVMSG *playback :PLAY"] = ":livebelt!u@h PRIVMSG *playback :PLAY\r\n" + played({1, 2});
        ResumePoints points;
        {
            FeedLog log(feedOf(server.port()));
            QTRY_COMPARE(log.said("#chat"), messages(2));
            QCOMPARE(server.asked, QByteArrayList{"PRIVMSG *playback :PLAY * 0"});
            server.send(withoutId(message(3)));
            QTRY_COMPARE(log.said("#chat"), messages(3));
            server.answers["PRIVMSG *playback :PLAY"] = played({1, 2, 3, 4});
            server.hangUp();
            QTRY_COMPARE(log.said("#chat"), messages(4));
            QCOMPARE(server.asked.constLast(), "PRIVMSG *playback :PLAY * 1767225612.999");
            QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("1 message said in #chat meanwhile"),
                         log.dump());
            QVERIFY(!log.dump().contains("*playback"));
            points = pointsOf(log);
        }
        server.answers["PRIVMSG *playback :PLAY"] = played({3, 4, 5});
        FeedLog log(continuedFeed(server.port(), points));
        QTRY_COMPARE(log.said("#chat"), QByteArrayList{"message 5"});
        QCOMPARE(server.asked.constLast(), "PRIVMSG *playback :PLAY * 1767225613.999");
    }

    void oldTimesAreHistoryWithoutABatchToo()
    {
        HistoryServer server("server-time");
        server.clock = "2026-01-01T00:00:13.500Z";
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        const QByteArray replay = withoutId(message(1) + message(2));
        server.send(replay + withoutId(message(4)));
        QTRY_COMPARE(log.said("#chat").size(), 3);
        server.clock = "2026-01-01T00:00:16.500Z";
        server.hangUp();
        QTRY_VERIFY(log.hasJoined("#chat", 2));
        server.send(replay + withoutId(message(4) + message(5) + message(7)));
        QTRY_COMPARE(log.said("#chat").size(), 5);
        QCOMPARE(log.said("#chat").join(','), "message 1,message 2,message 4,message 5,message 7");
        QByteArrayList old;
        for (const Record &record : log.records()) {
            if (!fieldValue(record.fields, "history").isEmpty())
                old += record.text.mid(8);
        }
        QCOMPARE(old.join(','), "1,2,5");
    }

    void equalMessagesOfOneMomentAreSeveral()
    {
        HistoryServer server;
        const QByteArray twice = withoutId(message(1) + message(1));
        server.answers["CHATHISTORY LATEST #chat"] = inBatch("p", "chathistory #chat", twice);
        FeedLog log(feedOf(server.port()));
        QTRY_COMPARE(log.said("#chat"), (QByteArrayList{"message 1", "message 1"}));
        server.answers["CHATHISTORY AFTER #chat"] = inBatch("p", "chathistory #chat", twice + withoutId(message(2)));
        server.hangUp();
        QTRY_COMPARE(log.said("#chat"), (QByteArrayList{"message 1", "message 1", "message 2"}));
    }

    void typingIsNoRecordAndAReactionIsOne()
    {
        HistoryServer server("message-tags");
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send("@+typing=active :a!u@h TAGMSG #chat\r\n@+draft/typing=done;msgid=x :a!u@h TAGMSG #chat\r\n"
                    "@+draft/react=+1;+draft/reply=m1 :a!u@h TAGMSG #chat\r\n");
        QTRY_VERIFY2(log.hasEvent("a reacts with +1"), log.dump());
        QCOMPARE(log.dump().count("TAGMSG"), 1);
    }

    void aServerThatWillNotSaysSo()
    {
        FakeServer server;
        server.capabilities = everything;
        server.answer = [&](const QByteArrayList &words) {
            return words[0] == "CHATHISTORY" ? QByteArray(":fake FAIL CHATHISTORY MESSAGE_ERROR AFTER #chat :The "
                                                          "messages are gone\r\n")
                                             : QByteArray();
        };
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send(message(1));
        QTRY_COMPARE(log.said("#chat").size(), 1);
        server.hangUp();
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("cannot be fetched: The messages are gone"),
                     log.dump());
    }

    void aNetsplitIsOneThing()
    {
        FakeServer server;
        server.capabilities = "batch";
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send(":s BATCH +b1 netsplit irc.hub other.host\r\n@batch=b1 :a!u@h QUIT :irc.hub other.host\r\n"
                    ":c!u@h PRIVMSG #chat :in between\r\n@batch=b1 :b!u@h QUIT :irc.hub other.host\r\n"
                    ":s BATCH -b1\r\n:s BATCH\r\n:s BATCH +\r\n:s BATCH -none\r\n:d!u@h QUIT :bye\r\n");
        QTRY_VERIFY(log.hasEvent("d quit (bye)"));
        QVERIFY2(log.hasEvent("The network is split between irc.hub other.host"), log.dump());
        QCOMPARE(log.said("#chat"), QByteArrayList{"in between"});
        int split = 0;
        for (const Record &record : log.records()) {
            if (fieldValue(record.fields, "presence") == "quit")
                split += fieldValue(record.fields, "batch") == "netsplit" ? 1 : 0;
        }
        QCOMPARE(split, 2);
    }
};

QTEST_GUILESS_MAIN(tst_IrcPlayback)
#include "tst_IrcPlayback.moc"
