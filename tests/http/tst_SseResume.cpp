// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/http/HttpKinds.h"
#include "sources/http/SseOverlap.h"
#include "tests/http/RawPeer.h"
#include "tests/support/FeedRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto keep = RawPeer::Then::Keep;

/// A stream that goes on behind those events, or is cut off there.
QByteArray events(const QByteArray &text, const QByteArray &headers = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n" +
           QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n";
}

QByteArray idEvent(const QByteArray &id, const QByteArray &data)
{
    return "id: " + id + "\ndata: " + data + "\n\n";
}

QByteArray texts(const FeedRun &run)
{
    QByteArrayList all;
    for (const Record &record : run.data())
        all.append(record.text);
    return all.join(' ');
}

QByteArray header(const QByteArray &request, const QByteArray &name)
{
    const qsizetype at = request.toLower().indexOf("\r\n" + name.toLower() + ": ");
    return at < 0 ? QByteArray() : request.mid(at + 4 + name.size()).split('\r').constFirst();
}

QByteArrayList waits(const FeedRun &run)
{
    QByteArrayList all;
    for (const Record &record : run.records()) {
        if (noticeType(record) == NoticeType::Disconnected)
            all.append(QByteArray(fieldValue(record.fields, "retryIn")));
    }
    return all;
}

SseEvent parsed(const QByteArray &id, const QByteArray &data)
{
    SseEvent event;
    event.id = id;
    event.data = data;
    event.hasOwnId = true;
    return event;
}

} // namespace

/// From one connection, and one run of the program, to the next.
class tst_SseResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsThatComeOnceMoreAreLeftOut()
    {
        RawPeer peer;
        peer.add(events(idEvent("1", "a") + idEvent("2", "b") + idEvent("3", "c")));
        peer.add(
            events(idEvent("2", "b") + "data: b\n\n" + idEvent("3", "other") + idEvent("3", "c") + idEvent("4", "d")),
            keep);
        FeedRun run(sseKind(), peer.url(u"sse"_s));
        QVERIFY(run.waitForData(6));
        QCOMPARE(texts(run), "a b c b other d"); // without an id, and another one with the same id, are new
        QCOMPARE(header(peer.requests()[1], "Last-Event-ID"), "3");
        QVERIFY2(run.text(NoticeType::Information).contains("left out"), run.text(NoticeType::Information).constData());
    }

    void aLaterRunGoesOnBehindTheLastEvent()
    {
        RawPeer peer;
        peer.add(events(idEvent("1", "a") + idEvent("2", "b") + idEvent("3", "c")), keep);
        peer.add(events(idEvent("1", "a") + idEvent("2", "b") + idEvent("3", "c") + idEvent("4", "d")), keep);
        ResumePoint point;
        {
            FeedRun first(sseKind(), peer.url(u"sse"_s, u"header=Last-Event-ID:0"_s));
            QVERIFY(first.waitForData(3));
            QVERIFY(first.data()[2].resume);
            point = *first.data()[2].resume;
        }
        FeedRun second(sseKind(), peer.url(u"sse"_s, u"header=Last-Event-ID:0"_s), {}, {point});
        QVERIFY(second.waitForData(1));
        QCOMPARE(texts(second), "d");
        QCOMPARE(header(peer.requests()[0], "Last-Event-ID"), "0");
        QCOMPARE(header(peer.requests()[1], "Last-Event-ID"), "3");
    }

    void aLastEventIdThatThePersonGivesIsTheFirstOne()
    {
        RawPeer peer;
        peer.add(events(idEvent("8", "a")));
        peer.add(events(idEvent("9", "b")), keep);
        FeedRun run(sseKind(), peer.url(u"sse"_s, u"header=last-event-id:7"_s));
        QVERIFY(run.waitForData(2));
        QCOMPARE(header(peer.requests()[0], "Last-Event-ID"), "7");
        QCOMPARE(header(peer.requests()[1], "Last-Event-ID"), "8");
        QCOMPARE(peer.requests()[1].toLower().count("last-event-id"), 1);
    }

    void aServerIsNotFlooded()
    {
        RawPeer busy;
        busy.add(whole("text/event-stream", "retry: 0\ndata: a\n\n"));
        FeedRun some(sseKind(), busy.url(u"sse"_s));
        RawPeer empty;
        empty.add(whole("text/event-stream", "retry: 0\n\n"));
        FeedRun none(sseKind(), empty.url(u"sse"_s));
        QVERIFY(some.waitFor(NoticeType::Disconnected, 2));
        QCOMPARE(waits(some).mid(0, 2), QByteArrayList({"1", "1"}));
        QVERIFY(none.waitFor(NoticeType::Disconnected, 4));
        const QByteArrayList all = waits(none);
        QVERIFY(all[0].toDouble() >= 1);
        QVERIFY2(all[3].toDouble() >= 4, all[3].constData()); // of 8 s, the half is left to chance
    }

    void cookiesLastAsLongAsTheFeed_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("sse") << u"sse"_s;
        QTest::newRow("ndjson") << u"ndjson"_s;
        QTest::newRow("poll") << u"poll"_s;
    }
    void cookiesLastAsLongAsTheFeed()
    {
        QFETCH(QString, kind);
        const QByteArray type = kind == u"sse" ? "text/event-stream" : "application/x-ndjson";
        const QByteArray cookies = "Set-Cookie: session=a1; HttpOnly\r\nSet-Cookie: other=b; Path=/elsewhere\r\n"
                                   "Set-Cookie: gone=c; Max-Age=0\r\nSet-Cookie: safe=d; Secure\r\n"
                                   "Set-Cookie: alien=e; Domain=example.org\r\n";
        RawPeer peer;
        peer.add(cut(type, "\n\n", 1, cookies));
        peer.add(whole(type, "data: 1\n\n"), keep);
        FeedRun run(kind == u"sse" ? sseKind() : kind == u"ndjson" ? ndjsonKind() : pollKind(), peer.url(kind));
        QVERIFY(peer.waitForRequests(2));
        QCOMPARE(header(peer.requests()[0], "Cookie"), "");
        QCOMPARE(header(peer.requests()[1], "Cookie"), "session=a1");
        for (const Record &record : run.records())
            QVERIFY(!(record.text + record.fields + record.raw).contains("a1"));
    }

    void theOverlapIsInOrderAndNotForEver()
    {
        SseOverlap overlap;
        for (const char *id : {"1", "2", "3", "3", "3"})
            QVERIFY(!overlap.comesAgain(parsed(id, "same")));
        overlap.begin();
        QVERIFY(overlap.comesAgain(parsed("3", "same"))); // one of those that are all alike
        QVERIFY(!overlap.comesAgain(parsed("3", "same")));
        overlap.begin();
        QVERIFY(!overlap.comesAgain(parsed("0", "unknown")));
        QVERIFY(overlap.comesAgain(parsed("1", "same")));
        overlap.end();
        QVERIFY(!overlap.comesAgain(parsed("2", "same")));
        for (int i = 0; i < 5000; ++i)
            overlap.comesAgain(parsed(QByteArray::number(i), "many"));
        overlap.begin();
        QVERIFY(!overlap.comesAgain(parsed("3999", "many")));
        QVERIFY(overlap.comesAgain(parsed("4001", "many")));
        SseOverlap later;
        later.fromBytes(overlap.toBytes());
        later.begin();
        QVERIFY(!later.comesAgain(parsed("4000", "many")));
        QVERIFY(later.comesAgain(parsed("4998", "many")));
        later.fromBytes("nonsense %%%");
    }
};

QTEST_GUILESS_MAIN(tst_SseResume)
#include "tst_SseResume.moc"
