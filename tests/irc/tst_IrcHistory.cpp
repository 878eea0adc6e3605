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

/// Batches and history: of inspircd, and of a scripted server, as no server that is packaged can be asked for it.
class tst_IrcHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGapIsFilledOnce()
    {
        HistoryServer server;
        int pages = 0;
        server.answer = [&](const QByteArrayList &words) {
            if (words[0] != "CHATHISTORY" || words[1] == "TARGETS")
                return QByteArray();
            server.asked += words.join(' ');
            // Messages 2 and 3 have come before, 4 is on its page twice, 7 comes live, now that we are back.
            return ++pages == 1 ? message(7) + page("p1", {2, 3, 4, 4})
                   : pages == 2 ? page("p2", {4, 5, 6})
                                : page("p3", {6, 7});
        };
        FeedLog log(feedOf(server.port(), u"?history=0"_s));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QVERIFY(server.asked.isEmpty()); // there is no gap yet
        server.send(message(1) + message(2) + message(3));
        QTRY_COMPARE(log.said("#chat").size(), 3);
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Reconnected), 1);
        QVERIFY2(log.notice(NoticeType::Reconnected).text.contains("is being fetched from the server"), log.dump());
        QTRY_COMPARE(server.asked.size(), 3);
        QCOMPARE(server.asked[0], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:12.999Z 3");
        QCOMPARE(server.asked[1], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:13.999Z 3");
        QCOMPARE(server.asked[2], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:15.999Z 3");
        QTRY_VERIFY(log.notice(NoticeType::Information).text.contains("3 messages said in #chat"));
        QCOMPARE(fieldValue(log.notice(NoticeType::Information).fields, "recovered"), "3");
        QCOMPARE(sorted(log.said("#chat")), messages(7));
        for (const Record &record : log.records()) {
            const int number = record.text.mid(8).toInt();
            if (record.kind == RecordKind::Message)
                QCOMPARE(!fieldValue(record.fields, "history").isEmpty(), number >= 4 && number <= 6);
        }
    }

    void whatInspircdGivesToWhoJoinsFillsTheGapOnce()
    {
        Inspircd server;
        QVERIFY2(server.start(), server.process().error());
        IrcClient alice;
        QVERIFY2(alice.enter(server.port(), "alice"), alice.received());
        QVERIFY(alice.join("#chat"));
        alice.send("MODE #chat +H 50:1h");
        QVERIFY2(alice.waitFor("MODE #chat +H"), alice.received());
        ServerProcess way(u"microsocks"_s, u"microsocks"_s);
        const quint16 port = ServerProcess::freePort();
        const QStringList arguments{u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port)};
        QVERIFY2(way.start(arguments, port), way.error());
        QVERIFY(alice.flood("#chat", 1)); // before our time

        FeedLog log(feedOf(server.port(), u"?proxy=socks5://127.0.0.1:%1"_s.arg(port)));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QVERIFY(alice.flood("#chat", 2, 1));
        QTRY_COMPARE(log.said("#chat").size(), 3);
        QCOMPARE(log.count(NoticeType::Information), 0);
        way.kill();
        QTRY_VERIFY(log.count(NoticeType::Disconnected) >= 1);
        QVERIFY(alice.flood("#chat", 2, 3));
        QVERIFY2(way.start(arguments, port), way.error());
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 5, 30'000);
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("2 messages said in #chat"), log.dump());

        way.kill();
        QTRY_VERIFY(log.count(NoticeType::Disconnected) >= 2); // it tries every few milliseconds
        QVERIFY2(way.start(arguments, port), way.error());
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat", 3), 30'000);
        QVERIFY(alice.flood("#chat", 1, 5));
        QTRY_COMPARE(log.said("#chat").size(), 6);
        QCOMPARE(log.count(NoticeType::Information), 1);
        const QByteArrayList all = log.said("#chat");
        for (int i = 0; i < 6; ++i)
            QCOMPARE(all[i], "message " + QByteArray::number(i));
        for (const Record &record : log.records()) {
            const bool wasBefore =
                record.text == "message 0" || record.text == "message 3" || record.text == "message 4";
            if (record.kind == RecordKind::Message)
                QCOMPARE(!fieldValue(record.fields, "history").isEmpty(), wasBefore);
        }
    }

    void theLastMessagesComeAtTheFirstStart()
    {
        HistoryServer server;
        server.answers["CHATHISTORY LATEST #chat"] = page("p", {1, 2, 3});
        FeedLog log(feedOf(server.port()));
        QTRY_COMPARE(log.said("#chat"), messages(3));
        QCOMPARE(server.asked, QByteArrayList{"CHATHISTORY LATEST #chat * 3"}); // that server gives three at most
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("The last 3 messages said in #chat before"),
                     log.dump());
        server.send(message(4));
        QTRY_COMPARE(log.said("#chat"), messages(4));
        for (const Record &record : log.records()) {
            if (record.kind == RecordKind::Message)
                QCOMPARE(!fieldValue(record.fields, "history").isEmpty(), record.text != "message 4");
        }
    }

    void aRestartGoesOnAfterWhatWasCaptured_data()
    {
        QTest::addColumn<bool>("hasIds");
        QTest::newRow("with msgid") << true;
        QTest::newRow("by time, nick and text") << false;
    }
    void aRestartGoesOnAfterWhatWasCaptured()
    {
        QFETCH(const bool, hasIds);
        HistoryServer server;
        server.support = "CHATHISTORY=100";
        const auto as = [hasIds](const QByteArray &lines) { return hasIds ? lines : withoutId(lines); };
        ResumePoints points;
        {
            FeedLog log(feedOf(server.port()));
            QTRY_VERIFY(log.hasJoined("#chat"));
            server.send(as(inBatch("p", "chathistory #chat", message(1)) + message(2) + message(3)));
            QTRY_COMPARE(log.said("#chat"), messages(3));
            points = pointsOf(log);
        }
        QCOMPARE(points.size(), 1u);
        QCOMPARE(points[0].key, "#chat");
        server.asked.clear();
        server.answers["CHATHISTORY AFTER #chat"] = as(page("p", {2, 3, 4, 5}));
        FeedLog log(continuedFeed(server.port(), points));
        QTRY_COMPARE(log.said("#chat"), (QByteArrayList{"message 4", "message 5"}));
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("2 messages said in #chat meanwhile"),
                     log.dump());
        QVERIFY2(server.asked.contains("CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:12.999Z 100"),
                 server.asked.join('\n'));
        QVERIFY(!server.asked.join('\n').contains("LATEST"));
    }

    void aHoleIsStillOneWhereTheProgramEndsBeforeItIsFilled()
    {
        HistoryServer server;
        ResumePoints points;
        {
            FeedLog log(feedOf(server.port(), u"?history=0"_s));
            QTRY_VERIFY(log.hasJoined("#chat"));
            server.send(message(1));
            QTRY_COMPARE(log.said("#chat").size(), 1);
            server.hangUp(); // and 2 and 3 are said
            QTRY_VERIFY(server.asked.join('\n').contains("AFTER"));
            server.send(message(4)); // the answer never comes
            QTRY_COMPARE(log.said("#chat").size(), 2);
            points = pointsOf(log);
        }
        server.asked.clear();
        server.support = "CHATHISTORY=100";
        server.answers["CHATHISTORY AFTER #chat"] = page("p", {1, 2, 3, 4});
        FeedLog log(continuedFeed(server.port(), points));
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("2 messages said in #chat meanwhile"),
                     log.dump());
        QCOMPARE(log.said("#chat"), (QByteArrayList{"message 2", "message 3"}));
        QVERIFY(server.asked.contains("CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:10.999Z 100"));
    }

    void whatWasSaidInPrivateIsFetchedToo()
    {
        HistoryServer server;
        const auto fromBob = [](int number) {
            return message(number).replace(":a!u@h PRIVMSG #chat", ":Bob!u@h PRIVMSG livebelt");
        };
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send(fromBob(1) + message(2));
        QTRY_COMPARE(log.said("#chat").size(), 1);
        server.answers["CHATHISTORY TARGETS timestamp=2026-01-01T00:00:12.000Z"] =
            inBatch("t", "draft/chathistory-targets",
                    "@time=x CHATHISTORY TARGETS Bob 2026-01-01T00:00:13.000Z\r\n@time=x CHATHISTORY TARGETS #chat "
                    "2026-01-01T00:00:12.000Z\r\n@time=x CHATHISTORY TARGETS carol 2026-01-01T00:00:14.000Z\r\n");
        server.answers["CHATHISTORY AFTER Bob"] = inBatch("b", "chathistory Bob", fromBob(1) + fromBob(3));
        server.answers["CHATHISTORY AFTER carol"] =
            inBatch("c", "chathistory carol", fromBob(4).replace("Bob", "carol"));
        server.hangUp();
        QTRY_VERIFY2(log.dump().contains("1 message said with carol meanwhile"), log.dump());
        QVERIFY2(log.dump().contains("1 message said with Bob meanwhile"), log.dump());
        QCOMPARE(log.dump().count("message Bob: message 1 "), 1);
        QCOMPARE(log.dump().count("message Bob: message 3 "), 1);
        QCOMPARE(log.dump().count("message carol: message 4 "), 1);
        QVERIFY(server.asked.contains("CHATHISTORY AFTER Bob timestamp=2026-01-01T00:00:10.999Z 3"));
        QVERIFY(server.asked.contains("CHATHISTORY AFTER carol timestamp=2026-01-01T00:00:11.999Z 3"));
    }

    void asksByIdWhereTheServerPrefersThat()
    {
        HistoryServer server;
        server.support = "CHATHISTORY=3 MSGREFTYPES=msgid,timestamp";
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send(message(1));
        QTRY_COMPARE(log.said("#chat").size(), 1);
        server.answers["CHATHISTORY AFTER #chat"] =
            ":fake FAIL CHATHISTORY MESSAGE_ERROR AFTER #chat :Messages could not be retrieved\r\n";
        server.hangUp();
        QTRY_VERIFY2(log.dump().contains("said in #chat meanwhile cannot be fetched"), log.dump());
        const qsizetype byId = server.asked.indexOf("CHATHISTORY AFTER #chat msgid=m1 3");
        QVERIFY2(byId >= 0, server.asked.join('\n'));
        QCOMPARE(server.asked[byId + 1], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:10.999Z 3");
    }
};

QTEST_GUILESS_MAIN(tst_IrcHistory)
#include "tst_IrcHistory.moc"
