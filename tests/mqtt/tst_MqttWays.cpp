// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttKind.h"
#include "tests/mqtt/Broker.h"
#include "tests/mqtt/Proxy.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 5'000;

QByteArray numbers()
{
    QByteArray lines;
    for (int i = 0; i < many; ++i)
        lines += QByteArray::number(i) + '\n';
    return lines;
}

} // namespace

/// The ways to a broker: WebSockets, encrypted or not, certificates of clients, and proxies.
class tst_MqttWays : public QObject
{
    Q_OBJECT

private:
    const Certificates m_certificates;
    QString good() const { return m_certificates.certificate(Certificates::Kind::Good); }
    QString goodKey() const { return m_certificates.key(Certificates::Kind::Good); }
    QString ca() const { return u"ca="_s + m_certificates.authority(); }

    void receivesAll(FeedRun &run, Broker &broker, const QStringList &arguments = {})
    {
        QVERIFY2(run.waitFor(NoticeType::Connected), run.text(NoticeType::Failed).constData());
        QVERIFY2(run.count(NoticeType::Disconnected) == 0, run.text(NoticeType::Disconnected).constData());
        QVERIFY(broker.publish(arguments + QStringList{u"-q"_s, u"1"_s, u"-t"_s, u"way"_s, u"-l"_s}, numbers()));
        QVERIFY(run.waitForData(many));
        const Records data = run.data();
        for (int i = 0; i < many; ++i)
            QCOMPARE(data[size_t(i)].value, double(i));
        QCOMPARE(run.count(NoticeType::Disconnected), 0);
        QVERIFY2(run.send("back"), qPrintable(run.sendError()));
        QVERIFY(run.waitForData(many + 1));
        const qint64 closing = run.close();
        QVERIFY(closing >= 0 && closing < 1000);
        QVERIFY(run.waitForEnd());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void overAWebSocket_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<int>("qos");
        QTest::newRow("3.1.1") << u"3.1.1"_s << 2;
        QTest::newRow("5") << u"5"_s << 1;
    }
    void overAWebSocket()
    {
        QFETCH(QString, version);
        QFETCH(int, qos);
        Broker broker;
        broker.serveWebSockets();
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), u"mqtt+ws://127.0.0.1:%1/way?qos=%2&version=%3"_s.arg(
                                    QString::number(broker.webSocketPort()), QString::number(qos), version));
        receivesAll(run, broker);
    }

    void overAnEncryptedWebSocket()
    {
        Broker broker;
        broker.serveWebSockets(good(), goodKey());
        QVERIFY2(broker.start(), broker.error());
        const QString url = u"mqtts+ws://localhost:%1/way?qos=1"_s.arg(broker.webSocketPort());
        FeedRun run(mqttKind(), url + u'&' + ca());
        receivesAll(run, broker);
        FeedRun untrusted(mqttKind(), url);
        QVERIFY(untrusted.waitForEnd());
        QVERIFY2(untrusted.text(NoticeType::Failed).contains("signed by nobody"),
                 untrusted.text(NoticeType::Failed).constData());
    }

    void whatIsNoWebSocketIsSaid()
    {
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        FeedRun gone(mqttKind(), u"mqtt+ws://127.0.0.1:%1/way"_s.arg(ServerProcess::freePort()));
        QVERIFY(gone.waitFor(NoticeType::Disconnected));
        QVERIFY2(gone.text(NoticeType::Disconnected).contains("refuses connections"),
                 gone.text(NoticeType::Disconnected).constData());
        QTcpServer web;
        QVERIFY(web.listen(QHostAddress::LocalHost));
        connect(&web, &QTcpServer::newConnection, &web, [&web] {
            QTcpSocket *socket = web.nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket,
                    [socket] { socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"); });
        });
        FeedRun page(mqttKind(), u"mqtt+ws://127.0.0.1:%1/way"_s.arg(web.serverPort()));
        QVERIFY(page.waitFor(NoticeType::Disconnected));
        QVERIFY2(page.text(NoticeType::Disconnected).contains("ws-path="),
                 page.text(NoticeType::Disconnected).constData());
    }

    void withACertificateOfOurOwn()
    {
        Broker broker;
        broker.serveTls(good(), goodKey());
        broker.wantCertificates(m_certificates.authority());
        QVERIFY2(broker.start(), broker.error());
        const QString own = u"&cert="_s + good() + u"&key="_s + goodKey();
        FeedRun run(mqttKind(), broker.url(u"way?qos=1&"_s + ca() + own, u"mqtts"_s, u"localhost"_s));
        receivesAll(run, broker,
                    {u"--cafile"_s, m_certificates.authority(), u"--cert"_s, good(), u"--key"_s, goodKey()});
        FeedRun nobody(mqttKind(), broker.url(u"way?"_s + ca(), u"mqtts"_s, u"localhost"_s));
        QVERIFY(nobody.waitFor(NoticeType::Disconnected) && nobody.count(NoticeType::Connected) == 0);
        FeedRun nowhere(mqttKind(), broker.url(u"way?cert=/nowhere/me.pem"_s, u"mqtts"_s));
        QVERIFY(nowhere.waitForEnd());
        QVERIFY(nowhere.text(NoticeType::Failed).contains("/nowhere/me.pem"));
    }

    void throughAProxy_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<QString>("scheme");
        for (const QString &proxy : {u"socks5"_s, u"http"_s}) {
            for (const QString &scheme : {u"mqtt"_s, u"mqtts"_s, u"mqtt+ws"_s, u"mqtts+ws"_s})
                QTest::addRow("%s, %s", qPrintable(scheme), qPrintable(proxy)) << proxy << scheme;
        }
    }
    void throughAProxy()
    {
        QFETCH(QString, proxy);
        QFETCH(QString, scheme);
        const bool isWebSocket = scheme.endsWith(u"+ws"), isEncrypted = scheme.startsWith(u"mqtts");
        Broker broker;
        if (isWebSocket)
            broker.serveWebSockets(isEncrypted ? good() : QString(), isEncrypted ? goodKey() : QString());
        else if (isEncrypted)
            broker.serveTls(good(), goodKey());
        QVERIFY2(broker.start(), broker.error());
        Proxy between;
        const QString place = u"localhost:%1"_s.arg(isWebSocket ? broker.webSocketPort() : broker.port());
        FeedRun run(mqttKind(), scheme + u"://"_s + place + u"/way?qos=1&"_s + ca() +
                                    u"&proxy=%1://127.0.0.1:%2"_s.arg(proxy, QString::number(between.port())));
        receivesAll(run, broker,
                    isEncrypted && !isWebSocket ? QStringList{u"--cafile"_s, m_certificates.authority()}
                                                : QStringList());
        QCOMPARE(between.asked(), QStringList{place});
    }

    void aProxyThatIsNotThereIsSaid()
    {
        for (const QString &scheme : {u"socks5"_s, u"http"_s}) {
            FeedRun run(mqttKind(),
                        u"mqtt://127.0.0.1:9/way?proxy=%1://127.0.0.1:%2"_s.arg(scheme).arg(ServerProcess::freePort()));
            QVERIFY(run.waitFor(NoticeType::Disconnected));
            QVERIFY2(run.text(NoticeType::Disconnected).contains("roxy"),
                     run.text(NoticeType::Disconnected).constData());
        }
    }
};

QTEST_GUILESS_MAIN(tst_MqttWays)
#include "tst_MqttWays.moc"
