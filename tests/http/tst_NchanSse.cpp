// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/http/HttpKinds.h"
#include "tests/http/NginxServer.h"
#include "tests/support/FeedRun.h"

#include <QTcpSocket>
#include <QTest>
#include <numeric>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Against nchan in nginx: a server of events as they are run, with numbers of its own and a memory of what was said.
class tst_NchanSse : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<NginxServer> m_server;
    QTcpSocket m_publisher;

    /// Over one connection, so that they stay in order.
    void publish(int first, int count, const QByteArray &header = {})
    {
        QByteArray requests;
        for (int i = first; i < first + count; ++i) {
            const QByteArray body = "message " + QByteArray::number(i);
            requests += "POST /publish HTTP/1.1\r\nHost: x\r\n" + header +
                        "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        }
        m_publisher.write(requests);
    }

    static QList<int> numbers(const Records &records)
    {
        QList<int> all;
        for (const Record &record : records)
            all << record.text.split(' ').back().toInt();
        return all;
    }

    static QList<int> upTo(int last)
    {
        QList<int> all(last);
        std::iota(all.begin(), all.end(), 1);
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<NginxServer>();
        const QString problem = m_server->load(u"nchan"_s);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_server->configureAll("keepalive_requests 1000000;\nnchan_message_buffer_length 20000;\n"
                               "nchan_message_timeout 1h;");
        m_server->configure("location = /publish { nchan_publisher; nchan_channel_id lab; }");
        m_server->configure("location = /events { nchan_subscriber eventsource; nchan_channel_id lab; "
                            "nchan_subscriber_first_message oldest; }");
        m_server->configure("location = /closing { nchan_subscriber eventsource; nchan_channel_id lab; "
                            "nchan_subscriber_first_message oldest; "
                            "nchan_subscriber_timeout 1; }");
        QVERIFY2(m_server->start(), m_server->error());
        m_publisher.connectToHost(u"127.0.0.1"_s, m_server->port());
        QVERIFY(m_publisher.waitForConnected());
    }

    void cleanup() { m_publisher.abort(); }

    void tenThousandEventsComeInOrder()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"events"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        publish(1, 10'000);
        QVERIFY(run.waitForData(10'000));
        QCOMPARE(numbers(run.data()), upTo(10'000));
    }

    void theTypeOfAnEventIsItsSubject()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"events"_s));
        publish(1, 1, "X-EventSource-Event: reading\r\n");
        QVERIFY(run.waitForData(1));
        QCOMPARE(run.data()[0].subject, "reading");
        QVERIFY(!fieldValue(run.data()[0].fields, "id").isEmpty());
    }

    void whatIsSaidWhileNobodyIsConnectedComesAfterwardsAndNothingTwice()
    {
        FeedRun run(sseKind(), m_server->url(u"sse"_s, u"closing"_s));
        publish(1, 100);
        QVERIFY(run.waitForData(100));
        QVERIFY(run.waitFor(NoticeType::Disconnected)); // after a second of silence
        publish(101, 100);
        QVERIFY(run.waitForData(200));
        QCOMPARE(numbers(run.data()), upTo(200));
    }
};

QTEST_GUILESS_MAIN(tst_NchanSse)
#include "tst_NchanSse.moc"
