// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/irc/IrcFeed.h"
#include "tests/irc/FakeServer.h"
#include "tests/irc/FeedLog.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

IrcTimes hasty()
{
    IrcTimes times;
    times.firstRetry = 10ms;
    times.longestRetry = 20ms;
    return times;
}

std::unique_ptr<Feed> feedOf(quint16 port, const IrcTimes &times = hasty(), const QString &scheme = u"irc"_s)
{
    const auto address = FeedAddress::parse(u"%1://127.0.0.1:%2/#chat"_s.arg(scheme).arg(port));
    return ircFeed(*IrcAddress::check(*address, {}), times);
}

int openDescriptors()
{
    return int(QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size());
}

} // namespace

class tst_IrcPeer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void garbageIsKeptAndTheNextLineIsWhole()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        const QByteArray garbage("\x16\x03\x01\x00\xff garbage", 13);
        server.send(garbage + "\r\n\r\n  \r\n:a!u@h PRIVMSG #chat :caf\xe9 " + QByteArray(1, '\0') +
                    "\r\n:a!u@h PRIVMSG #chat :whole\r\n");
        QTRY_COMPARE(log.said("#chat").size(), 2);
        QCOMPARE(log.said("#chat"), (QByteArrayList{"café " + QByteArray(1, '\0'), "whole"}));
        QCOMPARE(log.notice(NoticeType::Quarantined).raw, QByteArray("  "));
        QCOMPARE(log.count(NoticeType::Quarantined), 2);
        QVERIFY(
            std::any_of(log.records().begin(), log.records().end(), [&](const Record &r) { return r.raw == garbage; }));
    }

    void aHugeLineIsCutAndTheNextOneIsWhole()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        const QByteArray start = ":a!u@h PRIVMSG #chat :";
        server.send(start + QByteArray(10'000'000, 'x') + "\r\n:a!u@h PRIVMSG #chat :whole\r\n");
        QTRY_COMPARE(log.said("#chat").size(), 2);
        QCOMPARE(log.said("#chat").at(0).size(), 64 * 1024 - start.size());
        QCOMPARE(log.said("#chat").at(1), "whole");
        const auto length = fieldValue(log.notice(NoticeType::Truncated).fields, "bytes").toLongLong();
        QVERIFY2(length == start.size() + 10'000'000 || length == start.size() + 10'000'001,
                 QByteArray::number(length));
    }

    void halfALineIsKeptWhenTheServerDies()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        const QByteArray half = "@time=2026-01-01T00:00:00Z :a!u@h PRIVMSG #chat :I was about to s\xc3";
        server.send(":a!u@h PRIVMSG #chat :one\r\n" + half);
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Reconnected), 1);
        QCOMPARE(log.said("#chat"), QByteArrayList{"one"});
        QCOMPARE(log.notice(NoticeType::Quarantined).raw, half);
        const Record gap = log.notice(NoticeType::Reconnected);
        QVERIFY(!fieldValue(gap.fields, "from").isEmpty() && !fieldValue(gap.fields, "to").isEmpty());
        QTRY_VERIFY(log.hasJoined("#chat", 2));
        server.send(":a!u@h PRIVMSG #chat :two\r\n");
        QTRY_COMPARE(log.said("#chat"), (QByteArrayList{"one", "two"}));
    }

    void aSilentPeerIsNoticed()
    {
        FakeServer server;
        IrcTimes times = hasty();
        times.idle = 50ms;
        times.silence = 50ms;
        FeedLog log(feedOf(server.port(), times));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QTRY_VERIFY(server.received.count("PING") >= 3); // it answers: all is well
        QCOMPARE(log.count(NoticeType::Disconnected), 0);
        server.answersPings = false;
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 1);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("has not said a word"), log.dump());
        QTRY_VERIFY(server.connections >= 2);
    }

    void aPeerThatNeverWelcomesIsGivenUp()
    {
        FakeServer server;
        server.isWelcoming = false;
        IrcTimes times = hasty();
        times.answer = 100ms;
        for (const QString &scheme : {u"irc"_s, u"ircs"_s}) {
            FeedLog log(feedOf(server.port(), times, scheme));
            QTRY_VERIFY(log.count(NoticeType::Disconnected) >= 2);
            QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("does not answer"), log.dump());
            QCOMPARE(log.count(NoticeType::Connected), 0);
        }
    }

    void waitsForAServerThatIsNotThereYet()
    {
        FakeServer server;
        server.vanish();
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.count(NoticeType::Disconnected) >= 3);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("refuses connections"), log.dump());
        QVERIFY(server.listen());
        QTRY_COMPARE(log.count(NoticeType::Connected), 1);
        QTRY_VERIFY(log.hasJoined("#chat"));
    }

    void saysWhatTheServerSaidLast()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        server.send("ERROR :Closing link: too many\r\n");
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 1);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("Closing link: too many"), log.dump());
        QTRY_COMPARE(log.count(NoticeType::Reconnected), 1);
        server.send(":oper!o@h KILL livebelt :no bots\r\nERROR :Closing link: Killed\r\n");
        server.hangUp();
        QTRY_COMPARE(log.count(NoticeType::Disconnected), 2);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("oper has put you off the server: no bots"),
                 log.dump());
    }

    void aPingInTheMiddleOfAFloodIsAnswered()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QByteArray flood;
        for (int i = 0; i < 100'000; ++i) {
            if (i == 50'000)
                flood += "PING :in the middle\r\n";
            flood += ":a!u@h PRIVMSG #chat :message " + QByteArray::number(i) + "\r\n";
        }
        server.send(flood);
        QTRY_VERIFY_WITH_TIMEOUT(server.received.contains("PONG :in the middle\r\n"), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 100'000, 60'000);
        QCOMPARE(log.said("#chat").constLast(), "message 99999");
    }

    void allChannelsRefusedIsTheEnd()
    {
        FakeServer server;
        server.isWelcoming = false;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(server.received.contains("NICK"));
        server.send(":fake 001 livebelt :Welcome\r\n");
        QTRY_VERIFY(server.received.contains("JOIN #chat\r\n"));
        server.send(":fake 474 livebelt #chat :Cannot join channel (+b)\r\n");
        QTRY_VERIFY(log.hasEnded());
        QVERIFY2(log.notice(NoticeType::Failed).text.contains("#chat has banned you"), log.dump());
        QTRY_VERIFY(server.received.contains("QUIT"));
        QCOMPARE(server.connections, 1);
    }

    void closingSaysGoodbyeOnce()
    {
        FakeServer server;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        log.close();
        log.close();
        QTRY_VERIFY(log.isClosed() && log.hasEnded());
        QCOMPARE(server.received.count("QUIT"), 1);
        QCOMPARE(log.count(NoticeType::Disconnected), 0);
        log.close();
        QVERIFY(log.isClosed());
        QCOMPARE(server.connections, 1);
    }

    void closingWaitsNoLongerThanASecond()
    {
        FakeServer server;
        server.closesOnQuit = false;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        QElapsedTimer timer;
        timer.start();
        log.close();
        QTRY_VERIFY(log.isClosed() && log.hasEnded());
        QVERIFY2(timer.elapsed() >= 900 && timer.elapsed() < 3000, QByteArray::number(timer.elapsed()));
    }

    void closingInEveryState_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<int>(
            "notices"); ///< wait for so many Disconnected first; -1: for the connection; -2: for nothing
        QTest::newRow("looking up") << u"irc"_s << true << -2;
        QTest::newRow("looking up, TLS") << u"ircs"_s << true << -2;
        QTest::newRow("TLS handshake") << u"ircs"_s << true << -1;
        QTest::newRow("registering") << u"irc"_s << true << -1;
        QTest::newRow("waiting to try again") << u"irc"_s << false << 1;
    }
    void closingInEveryState()
    {
        QFETCH(const QString, scheme);
        QFETCH(const bool, isThere);
        QFETCH(const int, notices);
        FakeServer server;
        server.isWelcoming = false;
        if (!isThere)
            server.vanish();
        IrcTimes times;
        times.firstRetry = 60s;
        for (const bool closes : {true, false}) { // or is just destroyed
            FeedLog log(feedOf(server.port(), times, scheme));
            const int before = server.connections;
            if (notices == -1)
                QTRY_VERIFY(server.connections > before);
            else if (notices > 0)
                QTRY_COMPARE(log.count(NoticeType::Disconnected), notices);
            if (!closes)
                continue;
            log.close();
            QTRY_VERIFY(log.isClosed() && log.hasEnded());
            QCOMPARE(log.count(NoticeType::Failed), 0);
        }
    }

    void destroyedWhileItCloses()
    {
        FakeServer server;
        server.closesOnQuit = false;
        FeedLog log(feedOf(server.port()));
        QTRY_VERIFY(log.hasJoined("#chat"));
        log.close();
        QTRY_VERIFY(server.received.contains("QUIT"));
    }

    void twoHundredTimesLeaveNothingBehind()
    {
        FakeServer server;
        int before = 0;
        for (int i = 0; i < 200; ++i) {
            FeedLog log(feedOf(server.port()));
            QTRY_VERIFY(log.hasJoined("#chat"));
            if (i % 2 == 0) {
                log.close();
                QTRY_VERIFY(log.isClosed());
            }
            if (i == 20)
                before = openDescriptors();
        }
        QTRY_VERIFY(openDescriptors() <= before + 2);
    }
};

QTEST_GUILESS_MAIN(tst_IrcPeer)
#include "tst_IrcPeer.moc"
