// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/mqtt/MqttKind.h"
#include "tests/mqtt/Broker.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"

#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

qsizetype openDescriptors()
{
    return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

} // namespace

/// What the network and the other side can do to a feed.
class tst_MqttTrouble : public QObject
{
    Q_OBJECT

private:
    const Certificates m_certificates;
    QString ca() const { return u"?ca="_s + m_certificates.authority(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void aBrokerThatDiesIsConnectedToAgain()
    {
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), broker.url(u"back/#"_s));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(broker.publish({u"-t"_s, u"back/a"_s, u"-m"_s, u"before"_s}));
        QVERIFY(run.waitForData(1));
        broker.kill();
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("refuses connections"),
                 run.text(NoticeType::Disconnected).constData());
        QVERIFY2(broker.start(), broker.error());
        QVERIFY(run.waitFor(NoticeType::Reconnected));
        QVERIFY(broker.publish({u"-t"_s, u"back/a"_s, u"-m"_s, u"after"_s}));
        QVERIFY(run.waitForData(2));
        QCOMPARE(run.data()[1].text, "after");
        for (const Record &record : run.records()) {
            if (noticeType(record) == NoticeType::Reconnected)
                QVERIFY(fieldValue(record.fields, "from") < fieldValue(record.fields, "to"));
        }
    }

    void aPasswordIsAccepted()
    {
        Broker broker;
        broker.wantPassword(u"ada"_s, u"engine"_s);
        QVERIFY2(broker.start(), broker.error());
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            const Credentials credentials{u"ada"_s, u"engine"_s};
            FeedRun run(mqttKind(), broker.url(u"a?version="_s + version), credentials);
            QVERIFY(run.waitFor(NoticeType::Connected));
        }
    }

    void aWrongPasswordEndsTheFeed_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("user");
        for (const QString &version : {u"3.1.1"_s, u"5"_s}) {
            QTest::addRow("wrong, %s", qPrintable(version)) << version << u"ada"_s;
            QTest::addRow("none, %s", qPrintable(version)) << version << QString();
        }
    }
    void aWrongPasswordEndsTheFeed()
    {
        QFETCH(QString, version);
        QFETCH(QString, user);
        Broker broker;
        broker.wantPassword(u"ada"_s, u"engine"_s);
        QVERIFY2(broker.start(), broker.error());
        const Credentials credentials{user, user.isEmpty() ? QString() : u"difference"_s};
        FeedRun run(mqttKind(), broker.url(u"a?version="_s + version), credentials);
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.records().size(), 1u);
        QCOMPARE(run.count(NoticeType::Failed), 1);
        const QByteArray text = run.text(NoticeType::Failed);
        QVERIFY2(text.contains(user.isEmpty() ? "wants a user name" : "refused the user name “ada”"), text.constData());
        QVERIFY(!text.contains("difference"));
    }

    void aSubscriptionThatIsRefusedIsSaid_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QByteArray>("answer"); // CONNACK and SUBACK for two topics
        QTest::addColumn<bool>("ends");
        QTest::newRow("one, 3.1.1") << u"3.1.1"_s << QByteArray::fromHex("20020000 9004 0001 0080") << false;
        QTest::newRow("all, 3.1.1") << u"3.1.1"_s << QByteArray::fromHex("20020000 9004 0001 8080") << true;
        QTest::newRow("one, 5") << u"5"_s << QByteArray::fromHex("2003000000 9005 0001 00 0087") << false;
        QTest::newRow("all, 5") << u"5"_s << QByteArray::fromHex("2003000000 9005 0001 00 8787") << true;
    }
    void aSubscriptionThatIsRefusedIsSaid()
    {
        QFETCH(QString, version);
        QFETCH(QByteArray, answer);
        QFETCH(bool, ends);
        QTcpServer peer;
        QVERIFY(peer.listen(QHostAddress::LocalHost));
        connect(&peer, &QTcpServer::newConnection, &peer,
                [&peer, answer] { peer.nextPendingConnection()->write(answer); });
        FeedRun run(mqttKind(), u"mqtt://127.0.0.1:%1/secret?topic=open&version=%2"_s.arg(
                                    QString::number(peer.serverPort()), version));
        if (ends) {
            QVERIFY(run.waitForEnd());
            QCOMPARE(run.count(NoticeType::Connected), 0);
            QVERIFY2(run.text(NoticeType::Failed).contains("“secret”"), run.text(NoticeType::Failed).constData());
        } else {
            QVERIFY(run.waitFor(NoticeType::Information));
            QCOMPARE(run.count(NoticeType::Connected), 1);
            QVERIFY2(run.text(NoticeType::Information).contains("“open”"),
                     run.text(NoticeType::Information).constData());
        }
    }

    void aGoodCertificateIsAccepted_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("by name") << u"localhost"_s;
        QTest::newRow("by address") << u"127.0.0.1"_s;
    }
    void aGoodCertificateIsAccepted()
    {
        QFETCH(QString, host);
        Broker broker;
        broker.serveTls(m_certificates.certificate(Certificates::Kind::Good),
                        m_certificates.key(Certificates::Kind::Good));
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), broker.url(u"tls/#"_s + ca(), u"mqtts"_s, host));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QByteArray lines;
        for (int i = 0; i < 2000; ++i)
            lines += QByteArray::number(i) + '\n';
        QVERIFY(broker.publish({u"--cafile"_s, m_certificates.authority(), u"-t"_s, u"tls/a"_s, u"-l"_s}, lines));
        QVERIFY(run.waitForData(2000));
        QCOMPARE(run.data()[1999].value, 1999.0);
        const qint64 closing = run.close();
        QVERIFY(closing >= 0 && closing < 1000);
    }

    void aBadCertificateIsRefusedWithTheReason_data()
    {
        QTest::addColumn<Certificates::Kind>("kind");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QByteArray>("reason");
        using Kind = Certificates::Kind;
        const QString ours = m_certificates.authority();
        QTest::newRow("expired") << Kind::Expired << ours << QByteArray("expired on");
        QTest::newRow("wrong host") << Kind::WrongHost << ours << QByteArray("for another name");
        QTest::newRow("untrusted") << Kind::Good << m_certificates.otherAuthority() << QByteArray("signed by nobody");
        QTest::newRow("not the system's") << Kind::Good << QString() << QByteArray("signed by nobody");
    }
    void aBadCertificateIsRefusedWithTheReason()
    {
        QFETCH(Certificates::Kind, kind);
        QFETCH(QString, authority);
        QFETCH(QByteArray, reason);
        Broker broker;
        broker.serveTls(m_certificates.certificate(kind), m_certificates.key(kind));
        QVERIFY2(broker.start(), broker.error());
        const QString query = authority.isEmpty() ? QString() : u"?ca="_s + authority;
        FeedRun run(mqttKind(), broker.url(u"tls"_s + query, u"mqtts"_s, u"localhost"_s));
        QVERIFY(run.waitForEnd());
        QCOMPARE(run.count(NoticeType::Failed), 1);
        QVERIFY2(run.text(NoticeType::Failed).contains(reason), run.text(NoticeType::Failed).constData());
    }

    void tlsWhereThereIsNoneIsSaid()
    {
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        FeedRun run(mqttKind(), broker.url(u"tls"_s + ca(), u"mqtts"_s));
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("TLS") ||
                     run.text(NoticeType::Disconnected).contains("closed"),
                 run.text(NoticeType::Disconnected).constData());
    }

    void aMissingAuthorityFileIsSaid()
    {
        FeedRun run(mqttKind(), u"mqtts://127.0.0.1:9/a?ca=/nowhere/ca.pem"_s);
        QVERIFY(run.waitForEnd());
        QVERIFY(run.text(NoticeType::Failed).contains("/nowhere/ca.pem"));
    }

    void garbageIsNoBroker()
    {
        QTcpServer peer;
        QVERIFY(peer.listen(QHostAddress::LocalHost));
        connect(&peer, &QTcpServer::newConnection, &peer, [&peer] {
            QTcpSocket *socket = peer.nextPendingConnection();
            socket->write(QByteArray("SSH-2.0-OpenSSH_9.2\r\nHello, I am no broker\r\n").repeated(100));
        });
        FeedRun run(mqttKind(), u"mqtt://127.0.0.1:%1/a"_s.arg(peer.serverPort()));
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("not MQTT"),
                 run.text(NoticeType::Disconnected).constData());
        QVERIFY(run.close() < 1000);
        QVERIFY(run.waitForEnd());
    }

    void anUnknownHostIsSaid()
    {
        FeedRun run(mqttKind(), u"mqtt://no-such-host.invalid/a"_s);
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("no host named"),
                 run.text(NoticeType::Disconnected).constData());
    }

    void canBeDestroyedInEveryState()
    {
        QTcpServer silent; // takes connections and says nothing
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        const QString silentPort = QString::number(silent.serverPort());
        {
            FeedRun run(mqttKind(), u"mqtt://no-such-host.invalid/a"_s);
        }
        {
            FeedRun run(mqttKind(), u"mqtt://localhost:%1/a"_s.arg(silentPort));
        }
        for (const QString &scheme : {u"mqtt"_s, u"mqtts"_s}) {
            FeedRun run(mqttKind(), scheme + u"://127.0.0.1:"_s + silentPort + u"/a"_s);
            QVERIFY(QTest::qWaitFor([&] { return silent.hasPendingConnections(); }));
            delete silent.nextPendingConnection();
        }
        {
            FeedRun run(mqttKind(), u"mqtt://127.0.0.1:%1/a"_s.arg(ServerProcess::freePort()));
            QVERIFY(run.waitFor(NoticeType::Disconnected)); // waits for its next attempt
        }
        {
            FeedRun run(mqttKind(), broker.url(u"a"_s));
            QVERIFY(run.waitFor(NoticeType::Connected));
        }
        {
            FeedRun run(mqttKind(), u"mqtt://127.0.0.1:%1/a"_s.arg(silentPort));
            QVERIFY(QTest::qWaitFor([&] { return silent.hasPendingConnections(); }));
            const qint64 closing = run.close();
            QVERIFY(closing >= 0 && closing < 1000);
            QVERIFY(run.waitForEnd());
            QCOMPARE(run.close() >= 0, true);
        }
    }

    void openingAndClosingLeavesNothingOpen()
    {
        Broker broker;
        QVERIFY2(broker.start(), broker.error());
        const auto cycle = [&broker](bool says) {
            FeedRun run(mqttKind(), broker.url(u"cycle"_s));
            return run.waitFor(NoticeType::Connected) && (!says || (run.close() >= 0 && run.waitForEnd()));
        };
        QVERIFY(cycle(true));
        const qsizetype before = openDescriptors();
        for (int i = 0; i < 200; ++i)
            QVERIFY(cycle(i % 2 == 0));
        QCOMPARE(openDescriptors(), before);
    }
};

QTEST_GUILESS_MAIN(tst_MqttTrouble)
#include "tst_MqttTrouble.moc"
