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

constexpr char everything[] = "message-tags server-time batch draft/chathistory";

std::unique_ptr<Feed> feedOf(quint16 port, const QString &options = {})
{
    IrcTimes times;
    times.firstRetry = 10ms;
    times.longestRetry = 20ms;
    const auto address = FeedAddress::parse(u"irc://127.0.0.1:%1/#chat"_s.arg(port) + options);
    return ircFeed(*IrcAddress::check(*address, {}), times);
}

QByteArray message(int number, const QByteArray &batch = {})
{
    return "@time=2026-01-01T00:00:" + QByteArray::number(10 + number) + ".000Z;msgid=m" + QByteArray::number(number) +
           (batch.isEmpty() ? "" : ";batch=" + batch) + " :a!u@h PRIVMSG #chat :message " + QByteArray::number(number) +
           "\r\n";
}

QByteArray page(const QByteArray &name, const QList<int> &numbers)
{
    QByteArray bytes = ":fake BATCH +" + name + " chathistory #chat\r\n";
    for (const int number : numbers)
        bytes += message(number, name);
    return bytes + ":fake BATCH -" + name + "\r\n";
}

QByteArrayList messages(int count)
{
    QByteArrayList list;
    for (int i = 1; i <= count; ++i)
        list += "message " + QByteArray::number(i);
    return list;
}

} // namespace

/// Batches and history: of inspircd, and of a scripted server, as no server that is packaged can be asked for it.
class tst_IrcHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theGapIsFilledOnce()
    {
        FakeServer server;
        server.capabilities = everything;
        QByteArrayList asked;
        server.answer = [&](const QByteArrayList &words) {
            if (words[0] != "CHATHISTORY")
                return QByteArray();
            asked += words.join(' ');
            // Messages 2 and 3 have come before, 4 is on its page twice, 7 comes live, now that we are back.
            return asked.size() == 1   ? message(7) + page("p1", {2, 3, 4, 4})
                   : asked.size() == 2 ? page("p2", {4, 5, 6})
                                       : page("p3", {6, 7});
        };
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QVERIFY(asked.isEmpty()); // there is no gap yet
        server.send(message(1) + message(2) + message(3));
        QTRY_COMPARE(log.said("#chat").size(), 3);
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Reconnected), 1);
        QVERIFY2(log.notice(NoticeType::Reconnected).text.contains("is being fetched from the server"), log.dump());
        QTRY_COMPARE(asked.size(), 3);
        QCOMPARE(asked[0], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:12.999Z 3");
        QCOMPARE(asked[1], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:13.999Z 3");
        QCOMPARE(asked[2], "CHATHISTORY AFTER #chat timestamp=2026-01-01T00:00:15.999Z 3");
        QTRY_VERIFY(log.notice(NoticeType::Information).text.contains("3 messages said in #chat"));
        QCOMPARE(fieldValue(log.notice(NoticeType::Information).fields, "recovered"), "3");
        QByteArrayList all = log.said("#chat");
        std::sort(all.begin(), all.end());
        QCOMPARE(all, messages(7));
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
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 1);
        QVERIFY(alice.flood("#chat", 2, 3));
        QVERIFY2(way.start(arguments, port), way.error());
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 5, 30'000);
        QTRY_VERIFY2(log.notice(NoticeType::Information).text.contains("2 messages said in #chat"), log.dump());

        way.kill();
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 2);
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

QTEST_GUILESS_MAIN(tst_IrcHistory)
#include "tst_IrcHistory.moc"
