// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpKinds.h"
#include "tests/http/RawPeer.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"

#include <QDir>
#include <QTest>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray sse = "text/event-stream", lines = "application/x-ndjson";
const QByteArray chunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

FeedKind kindOf(const QString &name)
{
    return name == u"sse" ? sseKind() : name == u"ndjson" ? ndjsonKind() : pollKind();
}

QByteArray texts(const FeedRun &run)
{
    QByteArrayList all;
    for (const Record &record : run.data())
        all.append(record.hasValue() ? QByteArray::number(record.value) : record.text);
    return all.join(' ');
}

/// After how many seconds of silence the kernel asks the peer on that port; 0 where nobody has said so.
int keepAliveIdle(quint16 port)
{
    const QStringList all = QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System);
    for (const QString &name : all) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        const int descriptor = name.toInt();
        if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0 || peer.sin_family != AF_INET ||
            ntohs(peer.sin_port) != port)
            continue;
        int isOn = 0, idle = 0;
        size = sizeof isOn;
        ::getsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &isOn, &size);
        ::getsockopt(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, &idle, &size);
        return isOn ? idle : 0;
    }
    return 0;
}

} // namespace

/// What is whole, what is cut off, and what may be asked for again.
class tst_HttpOnce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCompleteAnswerIsTheEnd_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("options");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray items = whole(lines, "{\"n\":1}\n{\"n\":2}"), events = whole(sse, "data: 1\n\ndata: 2\n\n");
        QTest::newRow("lines") << u"ndjson"_s << QString() << items;
        QTest::newRow("lines, in chunks")
            << u"ndjson"_s << QString() << chunkedHead + "10\r\n{\"n\":1}\n{\"n\":2}\n\r\n0\r\n\r\n";
        QTest::newRow("lines, up to the end")
            << u"ndjson"_s << QString() << QByteArray("HTTP/1.0 200 OK\r\n\r\n{\"n\":1}\n{\"n\":2}\n");
        QTest::newRow("lines by POST") << u"ndjson"_s << u"method=POST&body=x"_s << items;
        QTest::newRow("events by POST") << u"sse"_s << u"method=POST"_s << events;
        QTest::newRow("events, never again") << u"sse"_s << u"again=never"_s << events;
    }
    void aCompleteAnswerIsTheEnd()
    {
        QFETCH(QString, kind);
        QFETCH(QString, options);
        QFETCH(QByteArray, answer);
        RawPeer peer;
        peer.add(answer);
        FeedRun run(kindOf(kind), peer.url(kind, options));
        QVERIFY(run.waitForEnd());
        QCOMPARE(texts(run), "1 2");
        QVERIFY2(run.text(NoticeType::Ended).contains("the answer is complete"), run.records().back().text.constData());
        QCOMPARE(run.records().size(), 4u); // Connected, two, Ended: the last line needs no line feed
        QCOMPARE(peer.requests().size(), 1);
    }

    void eventsAreAskedForAgainAsTheStandardSays()
    {
        RawPeer peer;
        peer.add(whole(sse, "data: 1\n\n"));
        FeedRun run(sseKind(), peer.url(u"sse"_s));
        QVERIFY(run.waitForData(2));
    }

    void postIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("then");
        QTest::addColumn<QByteArray>("words");
        const auto close = int(RawPeer::Then::Close), reset = int(RawPeer::Then::Reset);
        QTest::newRow("no answer") << QByteArray() << close << QByteArray("closed the connection");
        QTest::newRow("reset") << QByteArray() << reset << QByteArray("closed the connection");
        QTest::newRow("cut off") << cut(sse, "data: 1\n\ndata: 2\n\n", 12) << close << QByteArray("in the middle");
        QTest::newRow("500") << QByteArray("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nboom") << close
                             << QByteArray("(500 Oops)");
        QTest::newRow("502") << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n") << close
                             << QByteArray("(502 Bad Gateway)");
    }
    void postIsSentOnce()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, then);
        QFETCH(QByteArray, words);
        for (const QString &kind : {u"sse"_s, u"ndjson"_s}) {
            RawPeer peer;
            peer.add(QByteArray(answer).replace(sse, kind == u"sse" ? sse : lines), RawPeer::Then(then));
            FeedRun run(kindOf(kind), peer.url(kind, u"method=POST&body=x"_s));
            QVERIFY(run.waitForEnd());
            const QByteArray text = run.text(NoticeType::Failed);
            QVERIFY2(text.contains(words) && text.contains("POST is not sent again by itself"), text.constData());
            QCOMPARE(peer.requests().size(), 1);
        }
    }

    void afterARedirectionPostIsSentOnceToo()
    {
        RawPeer peer;
        peer.add("HTTP/1.1 307 There\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
        peer.add(whole(lines, "{\"n\":1}\n"));
        FeedRun run(ndjsonKind(), peer.url(u"ndjson"_s, u"method=POST&body=x"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Ended), 1);
        QCOMPARE(peer.requests().size(), 2);
        QVERIFY(peer.requests()[1].startsWith("POST /there "));
    }

    void postThatWasNotSentIsTriedAgain()
    {
        const QString url = u"sse+http://127.0.0.1:%1/#method=POST"_s.arg(ServerProcess::freePort());
        FeedRun run(sseKind(), url);
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
    }

    void postIsSentAgainWhereTheServerOrThePersonSaySo()
    {
        RawPeer limited;
        limited.add("HTTP/1.1 429 Slow Down\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
        limited.add(whole(lines, "{\"n\":1}\n"));
        FeedRun first(ndjsonKind(), limited.url(u"ndjson"_s, u"method=POST"_s));
        RawPeer peer;
        peer.add(whole(lines, "{\"n\":1}\n"));
        peer.add("");
        peer.add(whole(lines, "{\"n\":2}\n"));
        FeedRun again(ndjsonKind(), peer.url(u"ndjson"_s, u"method=POST&again=100ms"_s));
        QVERIFY(again.waitForData(2));
        QVERIFY(first.waitForEnd());
        QCOMPARE(limited.requests().size(), 2);
        QVERIFY(first.text(NoticeType::Disconnected).contains("asked too often (429 Slow Down)"));
    }

    void aPageByPostWaitsForItsTimeAfterALoss()
    {
        RawPeer peer;
        peer.add("");
        peer.add(whole("application/json", "[1]"));
        FeedRun run(pollKind(), peer.url(u"poll"_s, u"method=POST&every=1500ms"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("Trying again in 1.5 s"),
                 run.text(NoticeType::Disconnected).constData());
        QCOMPARE(peer.requests().size(), 2);
    }

    void whatIsCutOffIsALoss_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("then");
        const auto close = int(RawPeer::Then::Close), reset = int(RawPeer::Then::Reset);
        QTest::newRow("length") << cut(lines, "{\"n\":1}\n{\"n\":2}\n", 8) << close;
        QTest::newRow("chunks") << chunkedHead + "8\r\n{\"n\":1}\n\r\n" << close;
        QTest::newRow("reset") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{\"n\":1}\n") << reset;
        QTest::newRow("gzip") << whole(lines, QByteArray::fromBase64("H4sIAAAAAAAAA6tWylOyMqzlAgA="),
                                       "Content-Encoding: gzip\r\n")
                              << close; // without its checksum
    }
    void whatIsCutOffIsALoss()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, then);
        RawPeer peer;
        peer.add(answer, RawPeer::Then(then));
        FeedRun run(ndjsonKind(), peer.url(u"ndjson"_s));
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QCOMPARE(run.count(NoticeType::Ended), 0);
        QVERIFY2(run.text(NoticeType::Disconnected).contains("in the middle of its answer"),
                 run.text(NoticeType::Disconnected).constData());
        QVERIFY(peer.waitForRequests(2));
    }

    void theSameAnswerIsNotTakenTwice_data()
    {
        QTest::addColumn<QByteArray>("mark");
        QTest::newRow("its length") << QByteArray();
        QTest::newRow("its tag") << QByteArray("ETag: \"a\"\r\n");
    }
    void theSameAnswerIsNotTakenTwice()
    {
        QFETCH(QByteArray, mark);
        const QByteArray body = "{\"n\":1}\n{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n";
        RawPeer peer;
        peer.add(cut(lines, body, 20, mark));
        peer.add(cut(lines, body, 28, mark));
        peer.add(whole(lines, body, mark));
        FeedRun run(ndjsonKind(), peer.url(u"ndjson"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(texts(run), "1 1 2 3");
        QVERIFY2(run.text(NoticeType::Reconnected).contains("3 items of it that have come are left out"),
                 run.text(NoticeType::Reconnected).constData());
    }

    void anotherAnswerIsTakenWhole()
    {
        RawPeer peer;
        peer.add(cut(lines, "{\"n\":1}\n{\"n\":2}\n", 8, "ETag: \"a\"\r\n"));
        peer.add(whole(lines, "{\"n\":1}\n{\"n\":3}\n", "ETag: \"b\"\r\n"));
        FeedRun run(ndjsonKind(), peer.url(u"ndjson"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(texts(run), "1 1 3");
        QVERIFY(run.text(NoticeType::Reconnected).contains("may give items twice"));
    }

    void aStreamOfWhatHappensNowLosesNothing()
    {
        RawPeer peer; // a state that is told again and again
        peer.add(chunkedHead + "8\r\n{\"n\":1}\n\r\n");
        peer.add(chunkedHead + "8\r\n{\"n\":1}\n\r\n8\r\n{\"n\":2}\n\r\n", RawPeer::Then::Keep);
        FeedRun run(ndjsonKind(), peer.url(u"ndjson"_s));
        QVERIFY(run.waitForData(3));
        QCOMPARE(texts(run), "1 1 2");
    }

    void interimAnswersArePassedOver()
    {
        for (const QString &kind : {u"sse"_s, u"ndjson"_s, u"poll"_s}) {
            RawPeer peer;
            peer.add("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" +
                         whole(kind == u"sse" ? sse : lines, kind == u"sse" ? "data: 7\n\n" : "7\n"),
                     RawPeer::Then::Keep);
            FeedRun run(kindOf(kind), peer.url(kind));
            QVERIFY(run.waitForData(1));
        }
    }

    void aMislabelledAnswerIsSaidAtOnce_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("gzip") << QByteArray("gzip") << QByteArray("packed with gzip, but it is not");
        for (const char *coding : {"deflate", "br", "zstd", "compress"})
            QTest::newRow(coding) << QByteArray(coding) << QByteArray("“") + coding + "”, which it was not asked for";
    }
    void aMislabelledAnswerIsSaidAtOnce()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, words);
        const QByteArray head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: " + coding + "\r\n\r\n";
        for (const QString &kind : {u"sse"_s, u"ndjson"_s, u"poll"_s}) {
            RawPeer peer;
            peer.add(QByteArray(head).replace(sse, kind == u"sse" ? sse : lines) + "data: a\n\n", RawPeer::Then::Keep);
            FeedRun run(kindOf(kind), peer.url(kind));
            QVERIFY(QTest::qWaitFor([&] { return run.hasEnded() || run.count(NoticeType::Disconnected) > 0; }, 30'000));
            const QByteArray text = run.text(NoticeType::Disconnected) + run.text(NoticeType::Failed);
            QVERIFY2(text.contains(words), text.constData());
            QCOMPARE(run.dataCount(), 0u);
        }
    }

    void aRefusalSaysWhatTheServerSays()
    {
        for (const QString &kind : {u"sse"_s, u"ndjson"_s, u"poll"_s}) {
            RawPeer peer;
            peer.add("HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\nX-RateLimit-Remaining: 3\r\n"
                     "Content-Length: 60\r\n\r\n{\"title\":\"No scope\",\"detail\":\"events:read is missing\"}       ");
            FeedRun run(kindOf(kind), peer.url(kind));
            QVERIFY(run.waitForEnd());
            const QByteArray text = run.text(NoticeType::Failed);
            QVERIFY2(text.contains("(403 Forbidden)") && text.contains("“No scope: events:read is missing”") &&
                         text.contains("X-RateLimit-Remaining: 3"),
                     text.constData());
        }
    }

    void whatTheServerRepeatsOfASecretIsLeftOut()
    {
        RawPeer peer;
        peer.add("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer realm=\"t0p-s3cret\"\r\n\r\n"
                 "bad token t0p-s3cret for /path?api_key=t0p-s3cret&x=1");
        const QString url = peer.url(u"sse"_s) + u"?api_key=$PASSWORD&x=1#auth=bearer"_s;
        FeedRun run(sseKind(), url, {QString(), u"t0p-s3cret"_s});
        QVERIFY(run.waitForEnd());
        const QByteArray text = run.text(NoticeType::Failed);
        QVERIFY2(text.contains("bad token") && !text.contains("s3cret"), text.constData());
    }

    void whatHasWorkedGoesOnAfterARefusal()
    {
        for (const QString &kind : {u"sse"_s, u"ndjson"_s, u"poll"_s}) {
            RawPeer peer;
            peer.add(kind == u"sse"      ? whole(sse, "data: 1\n\n")
                     : kind == u"ndjson" ? cut(lines, "{\"n\":1}\n{\"n\":2}\n", 8)
                                         : whole("application/json", "[1]"));
            peer.add("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            peer.add("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            FeedRun run(kindOf(kind), peer.url(kind, kind == u"poll" ? u"every=100ms"_s : QString()));
            QVERIFY(peer.waitForRequests(4));
            QCOMPARE(run.count(NoticeType::Failed), 0);
        }
    }

    void aRateLimitIsWaitedFor()
    {
        for (const QString &kind : {u"sse"_s, u"ndjson"_s, u"poll"_s}) {
            RawPeer peer;
            peer.add("HTTP/1.1 403 Forbidden\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: " +
                     QByteArray::number(QDateTime::currentSecsSinceEpoch() + 3600) + "\r\nContent-Length: 0\r\n\r\n");
            FeedRun run(kindOf(kind), peer.url(kind));
            QVERIFY(run.waitFor(NoticeType::Disconnected));
            const QByteArray text = run.text(NoticeType::Disconnected);
            QVERIFY2(text.contains("no more requests for now (403 Forbidden) and wants to be asked again at"),
                     text.constData());
            QVERIFY2(text.contains("Trying again in 59 min") || text.contains("Trying again in 1 h"), text.constData());
        }
    }

    void theKernelWatchesASilentPeer()
    {
        for (const QString &kind : {u"sse"_s, u"ndjson"_s}) {
            RawPeer peer;
            peer.add("HTTP/1.1 200 OK\r\nContent-Type: " + (kind == u"sse" ? sse : lines) + "\r\n\r\n",
                     RawPeer::Then::Keep);
            FeedRun run(kindOf(kind), peer.url(kind));
            QVERIFY(run.waitFor(NoticeType::Connected));
            const int idle = keepAliveIdle(peer.port());
            QVERIFY2(idle > 0 && idle <= 15, QByteArray::number(idle)); // seconds
        }
    }
};

QTEST_GUILESS_MAIN(tst_HttpOnce)
#include "tst_HttpOnce.moc"
