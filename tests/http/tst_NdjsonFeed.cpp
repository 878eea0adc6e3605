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

class tst_NdjsonFeed : public QObject
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

    void givesEachLine()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"ndjson#subject=who"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("{\"who\":\"ada\",\"n\":\"x\"}\n\n{\"who\":\"bob\""));
        QVERIFY(run.waitForData(1));
        QVERIFY(write(",\"n\":\"y\"}\r\n"));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[0].subject, "ada");
        QCOMPARE(run.data()[1].subject, "bob");
    }

    void aTextOfASequenceComesAtOnce()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"seq"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("\x1e{\n\"a\": \"x\"\n}\n"));
        QVERIFY(run.waitForData(1)); // though the next one has not begun
        QCOMPARE(fieldValue(run.data()[0].fields, "a"), "x");
        QVERIFY(write("\x1e{\"a\": \x1e{\"a\": \"y\"}\n"));
        QTRY_COMPARE_WITH_TIMEOUT(fieldValue(run.data().back().fields, "a"), "y", 30'000);
        const Record before = run.data()[run.dataCount() - 2];
        QVERIFY(run.count(NoticeType::Quarantined) > 0 || !fieldValue(before.fields, "problem").isEmpty());
    }

    void whatIsNoJsonIsATextThatSaysSo()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"ndjson"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("{\"n\":1}\nno json\n{\"n\":2}\n"));
        QVERIFY(run.waitForData(3));
        QCOMPARE(run.data()[1].text, "no json");
        QVERIFY(!fieldValue(run.data()[1].fields, "problem").isEmpty());
    }

    void aLineThatBreaksOffIsSaid()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"ndjson"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("{\"n\":1}\n{\"n\":", u"cut"_s));
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        QCOMPARE(run.dataCount(), 1u);
        QVERIFY(run.text(NoticeType::Information).contains("in the middle of an item"));
        QVERIFY(write("{\"n\":2}\n"));
        QVERIFY(run.waitForData(2));
    }

    void anAnswerThatIsCompleteIsTheEnd()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"ndjson"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(write("{\"n\":1}\n{\"n\":2}", u"end"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.dataCount(), 2u);
        QVERIFY(run.text(NoticeType::Ended).contains("the answer is complete"));
    }

    void aFileOfNginxIsRead()
    {
        NginxServer nginx;
        QByteArray lines;
        for (int i = 0; i < 50'000; ++i)
            lines += "{\"n\":" + QByteArray::number(i) + "}\n";
        nginx.configure("gzip on; gzip_types application/x-ndjson;");
        QVERIFY(nginx.publish(u"a.ndjson"_s, lines));
        QVERIFY2(nginx.start(), nginx.error());
        FeedRun run(ndjsonKind(), nginx.url(u"ndjson"_s, u"a.ndjson"_s));
        QVERIFY(run.waitForData(50'000));
        QVERIFY(run.waitForEnd());
        QVERIFY(run.text(NoticeType::Ended).contains("the answer is complete"));
    }

    void aWebPageIsRefused()
    {
        FeedRun run(ndjsonKind(), m_server->url(u"ndjson"_s, u"status?code=200&type=text/html&text=hello"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY(run.text(NoticeType::Failed).contains("text/html"));
    }
};

QTEST_GUILESS_MAIN(tst_NdjsonFeed)
#include "tst_NdjsonFeed.moc"
