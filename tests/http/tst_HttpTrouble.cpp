// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/http/HttpKinds.h"
#include "tests/http/NodeServer.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/LiveTasks.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

/// Takes some records, and no more.
async::Task<void> takeSome(Feed *feed, int count, bool *isDone, async::Event *goOn)
{
    auto records = feed->records();
    while (count > 0) {
        auto record = co_await records.next();
        count = record ? count - 1 : 0;
    }
    *isDone = true;
    co_await goOn->wait();
}

} // namespace

/// What servers and the network can do to a feed over HTTP.
class tst_HttpTrouble : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<NodeServer> m_server;

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<NodeServer>(u"events.js"_s);
        QVERIFY2(m_server->start(), m_server->error());
    }

    void aRefusalEndsTheFeedWithWhatToDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("401") << 401 << QByteArray("wants to know who asks");
        QTest::newRow("403") << 403 << QByteArray("does not allow access to /status");
        QTest::newRow("404") << 404 << QByteArray("nothing at /status");
        QTest::newRow("400") << 400 << QByteArray("did not understand");
    }
    void aRefusalEndsTheFeedWithWhatToDo()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, part);
        const std::pair<FeedKind, QString> kinds[] = {
            {sseKind(), u"sse"_s}, {ndjsonKind(), u"ndjson"_s}, {pollKind(), u"poll"_s}};
        for (const auto &[kind, name] : kinds) {
            FeedRun run(kind, m_server->url(name, u"status?code=%1"_s.arg(status)));
            QVERIFY(run.waitForEnd());
            QCOMPARE(run.records().size(), 1u);
            QVERIFY2(run.text(NoticeType::Failed).contains(part), run.text(NoticeType::Failed).constData());
        }
    }

    void whatMayPassIsTriedAgainWhenTheServerSays_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("429") << 429;
        QTest::newRow("503") << 503;
        QTest::newRow("500") << 500;
    }
    void whatMayPassIsTriedAgainWhenTheServerSays()
    {
        QFETCH(int, status);
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"failing?times=2&after=0&status=%1"_s.arg(status)));
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.count(NoticeType::Disconnected), 2);
        QCOMPARE(run.count(NoticeType::Connected), 1);
        QVERIFY(run.text(NoticeType::Disconnected).contains("Trying again in 1.0 s"));
    }

    void aRedirectionIsFollowedAndKeepsTheSecretAtHome()
    {
        const QString echo = u"http://127.0.0.1:%1/echo"_s.arg(m_server->port());
        const Credentials credentials{QString(), u"t0ken"_s};
        const auto redirection = [&](const QString &to, const QString &host) {
            return m_server->url(u"sse"_s, u"status?code=307&location=%1#auth=bearer"_s.arg(to), host);
        };
        FeedRun same(sseKind(), redirection(echo, u"127.0.0.1"_s), credentials);
        QVERIFY(same.waitForData(1));
        QCOMPARE(fieldValue(same.data()[0].fields, "authorization"), "Bearer t0ken");
        FeedRun other(sseKind(), redirection(echo, u"localhost"_s), credentials);
        QVERIFY(other.waitForData(1));
        QCOMPARE(fieldValue(other.data()[0].fields, "authorization"), "");
    }

    void endlessRedirectionsAreRefused()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"status?code=302"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains("redirects"), run.text(NoticeType::Failed).constData());
        QTcpServer peer;
        QVERIFY(peer.listen(QHostAddress::LocalHost));
        connect(&peer, &QTcpServer::newConnection, &peer, [&peer] {
            QTcpSocket *socket = peer.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n");
            });
        });
        FeedRun loop(sseKind(), u"sse+http://127.0.0.1:%1/loop"_s.arg(peer.serverPort()));
        QVERIFY(loop.waitForEnd());
        QVERIFY(loop.text(NoticeType::Failed).contains("redirects without end"));
    }

    void silenceIsNoticed()
    {
        FeedRun connected(sseKind(), m_server->url(u"sse"_s, u"sse#idle=200ms"_s));
        FeedRun mute(ndjsonKind(), m_server->url(u"ndjson"_s, u"nothing#idle=200ms"_s));
        QVERIFY(connected.waitFor(NoticeType::Disconnected));
        QVERIFY2(connected.text(NoticeType::Disconnected).contains("Nothing came from"),
                 connected.text(NoticeType::Disconnected).constData());
        QVERIFY(mute.waitFor(NoticeType::Disconnected));
        QVERIFY2(mute.text(NoticeType::Disconnected).contains("does not answer within 0.2 s"),
                 mute.text(NoticeType::Disconnected).constData());
        QCOMPARE(connected.count(NoticeType::Connected), 1);
        QCOMPARE(mute.count(NoticeType::Connected), 0);
    }

    void aServerThatIsNotTakenFromIsHeldBack()
    {
        const auto address = FeedAddress::parse(m_server->url(u"sse"_s, u"flood"_s));
        const auto feed = sseKind().open(*address, {});
        bool isDone = false;
        async::Event goOn;
        async::Scope scope;
        scope.spawn(takeSome(feed->get(), 1000, &isDone, &goOn));
        QVERIFY(waitUntil([&isDone] { return isDone; }));
        qint64 sent = 0;
        QVERIFY(waitUntil([&] {
            sent = m_server->ask(u"stalled"_s).toLongLong();
            return sent > 0;
        }));
        QVERIFY2(sent < (24 << 20), QByteArray::number(sent).constData()); // what the two kernels hold
    }

    void garbageIsNoHttp()
    {
        QTcpServer peer;
        QVERIFY(peer.listen(QHostAddress::LocalHost));
        connect(&peer, &QTcpServer::newConnection, &peer, [&peer] {
            peer.nextPendingConnection()->write(
                QByteArray("SSH-2.0-OpenSSH_9.2\r\nI am no web server\r\n").repeated(99));
        });
        FeedRun run(sseKind(), u"sse+http://127.0.0.1:%1/a"_s.arg(peer.serverPort()));
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
        QCOMPARE(run.count(NoticeType::Connected), 0);
        QVERIFY(run.close() < 1000);
        QVERIFY(run.waitForEnd());
    }

    void noServerAndNoHostAreSaid()
    {
        FeedRun refused(sseKind(), u"sse+http://127.0.0.1:%1/a"_s.arg(ServerProcess::freePort()));
        QVERIFY(refused.waitFor(NoticeType::Disconnected));
        QVERIFY(refused.text(NoticeType::Disconnected).contains("refuses connections"));
        FeedRun unknown(pollKind(), u"poll+http://no-such-host.invalid/a"_s);
        QVERIFY(unknown.waitFor(NoticeType::Disconnected));
        QVERIFY2(unknown.text(NoticeType::Disconnected).contains("no host named"),
                 unknown.text(NoticeType::Disconnected).constData());
    }

    void closesWithinItsTimeInEveryState()
    {
        const QStringList paths{u"nothing"_s, u"sse"_s, u"failing?times=99&status=503&after=1000"_s};
        for (const QString &path : paths) {
            FeedRun run(sseKind(), m_server->url(u"sse"_s, path));
            const int clients = m_server->ask(u"clients"_s).toInt();
            QVERIFY(path != u"sse" || clients == 0 || run.waitFor(NoticeType::Connected));
            QVERIFY(run.close() < 1000);
            QVERIFY(run.waitForEnd());
        }
        QVERIFY(waitUntil([] { return async::liveTasks().empty(); }));
    }

    void noSecretIsInAnyRecord()
    {
        const Credentials credentials{u"ada"_s, u"s3cret-w0rd"_s};
        for (const QString &path : {u"status?code=401"_s, u"status?code=403#auth=bearer"_s, u"sse#idle=200ms"_s}) {
            FeedRun run(sseKind(), m_server->url(u"sse"_s, path), credentials);
            QVERIFY(waitUntil([&run] { return run.hasEnded() || run.count(NoticeType::Disconnected) > 0; }));
            for (const Record &record : run.records()) {
                const QByteArray all = record.text + record.fields + record.raw + record.subject;
                QVERIFY(!all.contains("s3cret") && !all.contains(QByteArray("s3cret-w0rd").toBase64().left(8)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_HttpTrouble)
#include "tst_HttpTrouble.moc"
