// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/http/HttpKinds.h"
#include "tests/http/NginxServer.h"
#include "tests/http/NodeServer.h"
#include "tests/support/FeedRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Against a server on Express, and against nginx.
class tst_SseFeed : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<NodeServer> m_server;

    bool write(const QByteArray &text, const QString &then = {})
    {
        const QString escaped = QString::fromLatin1(text.toPercentEncoding());
        return !m_server->ask(u"write?text="_s + escaped + u"&then="_s + then).isEmpty();
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<NodeServer>(u"events.js"_s);
        QVERIFY2(m_server->start(), m_server->error());
    }

    void givesEventsAsRecords()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"sse"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("data: plain\n\nevent: news\nid: 5\ndata: two\ndata: lines\n\n"
                      "event: reading\nid: 6\ndata: {\"temperature\":21.5,\"room\":\"a\"}\n\n"
                      "id: 7\ndata: {\"id\":\"own\"}\n\n"));
        QVERIFY(run.waitForData(4));
        const Records data = run.data();
        QCOMPARE(data[0].text, "plain");
        QCOMPARE(data[0].subject, "");
        QVERIFY(data[0].kind == RecordKind::Event);
        QCOMPARE(data[1].text, "two\nlines");
        QCOMPARE(data[1].subject, "news");
        QCOMPARE(fieldValue(data[1].fields, "id"), "5");
        QCOMPARE(data[2].subject, "reading");
        QCOMPARE(fieldValue(data[2].fields, "id"), "6");
        QCOMPARE(fieldValue(data[2].fields, "room"), "a");
        QCOMPARE(fieldValue(data[3].fields, "id"), "own");
        QCOMPARE(fieldValue(data[3].fields, "id:2"), "7");
        const qint64 closing = run.close();
        QVERIFY(closing >= 0 && closing < 1000);
        QVERIFY(run.waitForEnd());
    }

    void bytesThatAreNoUtf8AreKept()
    {
        NginxServer nginx;
        QVERIFY(nginx.publish(u"a.sse"_s, "data: a\xff"
                                          "b\n\n"));
        QVERIFY2(nginx.start(), nginx.error());
        FeedRun run(sseKind(), nginx.url(u"sse"_s, u"a.sse"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].text, "61 ff 62");
        QCOMPARE(run.data()[0].raw, "a\xff"
                                    "b");
    }

    void asksWithMethodBodyAndHeaders()
    {
        const QString options =
            u"echo?x=%26&method=&&k=%2f%20+#method=POST&body=%7B%22q%22%3A1%7D&header=X-One:a%20b&auth=bearer"_s;
        FeedRun run(sseKind(), m_server->url(u"sse"_s, options), {QString(), u"t0ken"_s});
        QVERIFY(run.waitForData(1));
        QCOMPARE(fieldValue(run.data()[0].fields, "method"), "POST");
        QCOMPARE(fieldValue(run.data()[0].fields, "url"), "/echo?x=%26&method=&&k=%2f%20+");
        QCOMPARE(fieldValue(run.data()[0].fields, "body"), "{\"q\":1}");
        QCOMPARE(fieldValue(run.data()[0].fields, "content-type"), "application/json");
        QCOMPARE(fieldValue(run.data()[0].fields, "x-one"), "a b");
        QCOMPARE(fieldValue(run.data()[0].fields, "accept"), "text/event-stream");
        QCOMPARE(fieldValue(run.data()[0].fields, "authorization"), "Bearer t0ken");
    }

    void sendsAUserAndPassword()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"echo"_s, u"ada@127.0.0.1"_s), {QString(), u"engine"_s});
        QVERIFY(run.waitForData(1));
        QCOMPARE(fieldValue(run.data()[0].fields, "authorization"), "Basic " + QByteArray("ada:engine").toBase64());
    }

    void goesOnAfterTheLastEvent()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"echo"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY(fieldValue(run.data()[0].fields, "last-event-id").isEmpty());
        QVERIFY(write("retry: 150\nid: four two\ndata: a\n\nid: 43\ndata: never whole\n", u"cut"_s));
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        QVERIFY(run.waitForData(3));
        QCOMPARE(run.count(NoticeType::Disconnected), 1);
        QVERIFY2(run.text(NoticeType::Disconnected).contains("closed the connection in the middle of its answer"),
                 run.text(NoticeType::Disconnected).constData());
        for (const Record &record : run.records()) {
            if (noticeType(record) == NoticeType::Disconnected)
                QCOMPARE(fieldValue(record.fields, "retryIn"), "1");
        }
        QCOMPARE(run.data()[1].text, "a");
        QCOMPARE(fieldValue(run.data()[2].fields, "last-event-id"), "four two");
        QVERIFY(run.text(NoticeType::Reconnected).contains("asked for all that followed"));
    }

    void connectsAgainAfterAnEnd()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"sse"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("retry: 100\ndata: a\n\n", u"end"_s));
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        QVERIFY(run.text(NoticeType::Disconnected).contains("ended the stream"));
        QVERIFY(write("data: b\n\n"));
        QVERIFY(run.waitForData(2));
    }

    void noContentIsTheEnd()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"status?code=204"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.records().size(), 1u);
        QCOMPARE(run.count(NoticeType::Ended), 1);
    }

    void whatIsNoEventStreamIsRefused()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"status?code=200&type=text/html&text=data:a"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.records().size(), 1u);
        QVERIFY2(run.text(NoticeType::Failed).contains("“text/html”"), run.text(NoticeType::Failed).constData());
    }

    void anEventThatIsTooLongIsCutAndTheNextOneIsWhole()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"big?bytes=10000000"_s));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[0].text.size(), 1 << 20);
        QCOMPARE(run.data()[1].text, "after");
        QCOMPARE(run.count(NoticeType::Truncated), 1);
        for (const Record &record : run.records()) {
            if (noticeType(record) == NoticeType::Truncated)
                QCOMPARE(fieldValue(record.fields, "bytes"), "10000000");
        }
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
    }

    void packedStreamsComeAtOnce()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"gzip"_s));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].text, "packed");
    }

    void aFileOfNginxIsRead()
    {
        NginxServer nginx;
        QVERIFY(nginx.publish(u"a.sse"_s, "\xEF\xBB\xBF"
                                          "data: one\r\n\r\nevent: x\rdata: two\r\rdata: no end"));
        QVERIFY2(nginx.start(), nginx.error());
        FeedRun run(sseKind(), nginx.url(u"sse"_s, u"a.sse"_s));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[0].text, "one");
        QCOMPARE(run.data()[1].subject, "x");
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QCOMPARE(run.dataCount(), 2u);
    }

    void comesThroughAReverseProxy()
    {
        NginxServer nginx;
        nginx.configure("location / { proxy_pass http://127.0.0.1:" + QByteArray::number(m_server->port()) +
                        "; proxy_buffering off; proxy_http_version 1.1; }");
        QVERIFY2(nginx.start(), nginx.error());
        FeedRun run(sseKind(), nginx.url(u"sse"_s, u"sse"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("data: a\n\n"));
        QVERIFY(run.waitForData(1));
        m_server->kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("502"), run.text(NoticeType::Disconnected).constData());
    }
};

QTEST_GUILESS_MAIN(tst_SseFeed)
#include "tst_SseFeed.moc"
