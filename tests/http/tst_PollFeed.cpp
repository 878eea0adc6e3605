// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/http/HttpKinds.h"
#include "tests/http/NginxServer.h"
#include "tests/http/NodeServer.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QFile>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Against nginx.
class tst_PollFeed : public QObject
{
    Q_OBJECT

private:
    static QByteArray log(const NginxServer &server)
    {
        QFile file(server.file(u"access.log"_s));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void showsWhatHasChanged()
    {
        NginxServer server;
        server.publish(u"a.json"_s, "{\"items\":[{\"id\":1,\"t\":\"a\"},{\"id\":2,\"t\":\"b\"}]}");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=100ms&items=items&id=id"_s));
        QVERIFY(run.waitForData(2));
        server.publish(u"a.json"_s, "{\"items\":[{\"id\":2,\"t\":\"changed\"},{\"id\":3,\"t\":\"c\"}]}");
        QVERIFY(run.waitForData(4));
        QCOMPARE(fieldValue(run.data()[2].fields, "t"), "changed");
        QCOMPARE(fieldValue(run.data()[3].fields, "id"), "3");
        QCOMPARE(run.count(NoticeType::Connected), 1);
        QVERIFY(run.close() < 1000);
        QVERIFY(run.waitForEnd());
    }

    void aLaterRunShowsWhatHasChangedSince()
    {
        NginxServer server;
        server.publish(u"a.json"_s, "[{\"id\":1},{\"id\":2},{\"id\":2}]");
        QVERIFY2(server.start(), server.error());
        const QString url = server.url(u"poll"_s, u"a.json#every=100ms"_s);
        FeedRun first(pollKind(), url);
        QVERIFY(first.waitForData(3));
        const auto point = first.data()[2].resume;
        QVERIFY(point && !first.data()[0].resume);
        QVERIFY(first.close() >= 0);
        server.publish(u"a.json"_s, "[{\"id\":1},{\"id\":2},{\"id\":2},{\"id\":3}]");
        FeedRun second(pollKind(), url, {}, {*point});
        QVERIFY(second.waitForData(1));
        QCOMPARE(fieldValue(second.data()[0].fields, "id"), "3");
    }

    void asksForWhatHasChangedOnly()
    {
        NginxServer server;
        server.configureAll("log_format short '$status $http_if_none_match';");
        server.configure("access_log " + server.file(u"access.log"_s).toUtf8() + " short;");
        server.publish(u"a.json"_s, "{\"temperature\":21.5}");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=100ms"_s));
        QVERIFY(waitUntil([&] { return log(server).count("\n") >= 3; }));
        const QList<QByteArray> lines = log(server).split('\n');
        QVERIFY2(lines[0].startsWith("200 -"), lines[0].constData());
        QVERIFY2(lines[1].startsWith("304 ") && lines[2].startsWith("304 "), lines[1].constData());
        QCOMPARE(run.dataCount(), 1u);
        server.publish(u"a.json"_s, "{\"temperature\":21.25}");
        QVERIFY(run.waitForData(2));
        server.publish(u"a.json"_s, "{\"temperature\":21.5}");
        QVERIFY(run.waitForData(3));
        QCOMPARE(run.data()[2].value, 21.5);
    }

    void anApiThatSaysNotModifiedIsNotReadAgain()
    {
        NodeServer server(u"events.js"_s); // its ETags are weak ones, of what it would have sent
        QVERIFY2(server.start(), server.error());
        server.ask(u"put?n=1"_s);
        FeedRun run(pollKind(), server.url(u"poll"_s, u"page#every=100ms&items=items&id=n"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY(waitUntil([&] { return server.ask(u"unchanged"_s).toInt() >= 3; }));
        server.ask(u"put?n=2"_s);
        QVERIFY(run.waitForData(2));
        const int unchanged = server.ask(u"unchanged"_s).toInt();
        QVERIFY(waitUntil([&] { return server.ask(u"unchanged"_s).toInt() > unchanged; }));
        QCOMPARE(run.dataCount(), 2u);
        QCOMPARE(run.data()[1].value, 2.0);
    }

    void aPageThatIsNoJsonIsOneItem()
    {
        NginxServer server;
        server.publish(u"a.txt"_s, "Guten Tag, größte Welt\n");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.txt#every=100ms"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY2(run.data()[0].text.contains("größte Welt"), run.data()[0].text.constData());
    }

    void garbageIsQuarantinedOnce()
    {
        NginxServer server;
        server.configureAll("log_format short '$status';");
        server.configure("etag off; if_modified_since off; access_log " + server.file(u"access.log"_s).toUtf8() +
                         " short;");
        server.publish(u"a.json"_s, "{\"items\":[{\"id\":1},{");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=100ms&items=items"_s));
        QVERIFY(run.waitFor(NoticeType::Quarantined));
        const qsizetype before = log(server).count('\n');
        QVERIFY(waitUntil([&] { return log(server).count('\n') >= before + 3; }));
        QCOMPARE(run.count(NoticeType::Quarantined), 1);
        server.publish(u"a.json"_s, "{\"items\":[{\"id\":7}]}");
        QVERIFY(waitUntil([&] { return run.dataCount() > 0 && fieldValue(run.data().back().fields, "id") == "7"; }));
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
    }

    void aPageThatIsTooLongIsLeftOut()
    {
        NginxServer server;
        server.publish(u"a.json"_s, '[' + QByteArray(17 << 20, ' ') + "1]");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=200ms"_s));
        QVERIFY(run.waitFor(NoticeType::Truncated));
        QCOMPARE(run.dataCount(), 0u);
        server.publish(u"a.json"_s, "[\"short\"]");
        QVERIFY(run.waitForData(1));
    }

    void waitsAsLongAsItIsTold()
    {
        NginxServer server;
        server.configureAll("limit_req_zone $binary_remote_addr zone=slow:1m rate=1r/m;");
        server.configure("limit_req zone=slow; limit_req_status 429; error_page 429 = @later;\n"
                         "location @later { add_header Retry-After 77 always; return 429; }");
        server.publish(u"a.json"_s, "[1]");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=100ms"_s));
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QCOMPARE(run.dataCount(), 1u);
        const QByteArray text = run.text(NoticeType::Disconnected);
        QVERIFY2(text.contains("too often (429 Too Many Requests) and wants to be asked again at "), text.constData());
        QVERIFY2(text.contains("Trying again in 77.0 s"), text.constData());
        QVERIFY(run.close() < 1000); // though it waits
        QVERIFY(run.waitForEnd());
    }

    void closesWhileItWaitsForItsTime()
    {
        NginxServer server;
        server.publish(u"a.json"_s, "[1]");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=1h"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY(run.close() < 1000);
        QVERIFY(run.waitForEnd());
    }

    void aServerThatDiesIsAskedAgainAndNothingIsShownTwice()
    {
        NginxServer server;
        server.publish(u"a.json"_s, "[{\"id\":1}]");
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"a.json#every=100ms"_s));
        QVERIFY(run.waitForData(1));
        server.kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        server.publish(u"a.json"_s, "[{\"id\":1},{\"id\":22}]");
        QVERIFY2(server.start(), server.error());
        QVERIFY(run.waitFor(NoticeType::Reconnected) && run.waitForData(2));
        QCOMPARE(fieldValue(run.data()[1].fields, "id"), "22");
    }

    void aPageThatIsNotThereIsRefused()
    {
        NginxServer server;
        QVERIFY2(server.start(), server.error());
        FeedRun run(pollKind(), server.url(u"poll"_s, u"none.json"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains("nothing at /none.json"),
                 run.text(NoticeType::Failed).constData());
    }
};

QTEST_GUILESS_MAIN(tst_PollFeed)
#include "tst_PollFeed.moc"
