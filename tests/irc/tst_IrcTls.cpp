// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFeed.h"
#include "tests/irc/FeedLog.h"
#include "tests/irc/IrcClient.h"
#include "tests/irc/IrcServers.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(livebelt::test::Certificates::Kind)

namespace {

constexpr int patience = 30'000;

std::unique_ptr<Feed> feedOf(quint16 port, const QString &authority, const IrcTimes &times = {})
{
    const QString query = authority.isEmpty() ? QString() : u"?ca="_s + authority;
    const auto address = FeedAddress::parse(u"ircs://localhost:%1/#chat%2"_s.arg(port).arg(query));
    return ircFeed(*IrcAddress::check(*address, {}), times);
}

/// An HTTP proxy that knows CONNECT (RFC 9110 section 9.3.6), and nothing else.
class ConnectProxy
{
public:
    ConnectProxy()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *client = m_server.nextPendingConnection();
            auto *server = new QTcpSocket(client);
            QObject::connect(client, &QTcpSocket::readyRead, server, [this, client, server] { pass(client, server); });
            QObject::connect(server, &QTcpSocket::connected, client,
                             [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
            QObject::connect(server, &QTcpSocket::readyRead, client,
                             [client, server] { client->write(server->readAll()); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    quint16 port() const { return m_server.serverPort(); }
    const QByteArray &asked() const { return m_asked; }

private:
    void pass(QTcpSocket *client, QTcpSocket *server)
    {
        if (server->state() == QAbstractSocket::ConnectedState) {
            server->write(client->readAll());
        } else if (server->state() == QAbstractSocket::UnconnectedState && client->peek(4096).contains("\r\n\r\n")) {
            m_asked = client->readAll().split(' ').value(1);
            server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_asked.split(':').value(1).toUShort());
        }
    }

    QTcpServer m_server;
    QByteArray m_asked;
};

} // namespace

/// TLS with a real inspircd.
class tst_IrcTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void aFloodOverTlsArrivesWhole()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.tlsPort(), m_certificates.authority()));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        QVERIFY(alice.join("#chat"));
        QVERIFY(alice.flood("#chat", 20'000));
        QTRY_COMPARE_WITH_TIMEOUT(log.said("#chat").size(), 20'000, patience);
        QCOMPARE(log.said("#chat").constLast(), "message 19999");
        log.close();
        QTRY_VERIFY_WITH_TIMEOUT(log.isClosed() && log.hasEnded(), patience);
        QCOMPARE(log.count(NoticeType::Disconnected), 0);
    }

    void aCertificateThatIsRefusedIsTheEnd_data()
    {
        QTest::addColumn<Certificates::Kind>("kind");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("expired") << Certificates::Kind::Expired << m_certificates.authority()
                                 << QByteArray("expired on");
        QTest::newRow("wrong host") << Certificates::Kind::WrongHost << m_certificates.authority()
                                    << QByteArray("for another name");
        QTest::newRow("unknown authority") << Certificates::Kind::Good << QString() << QByteArray("signed by nobody");
        QTest::newRow("other authority") << Certificates::Kind::Good << m_certificates.otherAuthority()
                                         << QByteArray("signed by nobody");
        QTest::newRow("no such file") << Certificates::Kind::Good << u"/nowhere.pem"_s
                                      << QByteArray("cannot be read: /nowhere.pem");
    }
    void aCertificateThatIsRefusedIsTheEnd()
    {
        QFETCH(const Certificates::Kind, kind);
        QFETCH(const QString, authority);
        QFETCH(const QByteArray, words);
        Inspircd server(m_certificates, kind);
        QVERIFY2(server.start(), server.process().error());
        FeedLog log(feedOf(server.tlsPort(), authority));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains(words), log.dump());
        QCOMPARE(log.records().size(), 1u);
    }

    void aClientCertificateLogsIn()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        Services services;
        QVERIFY2(services.start(server), services.process().error());
        const QString mine = m_certificates.certificate(Certificates::Kind::Good);
        const QByteArray fingerprint =
            QSslCertificate::fromPath(mine).constFirst().digest(QCryptographicHash::Sha256).toHex();
        IrcClient alice;
        QVERIFY(alice.enter(server.port(), "alice"));
        alice.send("PRIVMSG NickServ :REGISTER sesame alice@example.test");
        QVERIFY2(alice.waitFor("now registered"), alice.received());

        const QString rest = u"?nick=watcher&ca=%1&cert=%2&key=%3"_s.arg(m_certificates.authority(), mine,
                                                                         m_certificates.key(Certificates::Kind::Good));
        const auto address = FeedAddress::parse(u"ircs://localhost:%1/#chat%2"_s.arg(server.tlsPort()).arg(rest));
        {
            FeedLog log(ircFeed(*IrcAddress::check(*address, {})));
            QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
            QVERIFY2(log.dump().contains("knows no account for the client certificate"), log.dump());
        }
        alice.send("PRIVMSG NickServ :CERT ADD " + fingerprint);
        QVERIFY2(alice.waitFor("Added fingerprint"), alice.received());
        FeedLog log(ircFeed(*IrcAddress::check(*address, {})));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QVERIFY2(log.hasEvent("You are now logged in as alice"), log.dump());
    }

    void goesThroughAProxy()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        ConnectProxy proxy;
        const auto address =
            FeedAddress::parse(u"ircs://localhost:%1/#chat?ca=%2&proxy=http://127.0.0.1:%3"_s.arg(server.tlsPort())
                                   .arg(m_certificates.authority())
                                   .arg(proxy.port()));
        QVERIFY(address);
        FeedLog log(ircFeed(*IrcAddress::check(*address, {})));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
        QCOMPARE(proxy.asked(), "localhost:" + QByteArray::number(server.tlsPort()));
    }

    void goesToTlsWhereTheServerInsists()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        server.insistOnTls();
        QVERIFY2(server.start(), server.process().error());
        const auto open = [&](const QString &authority) {
            const auto address =
                FeedAddress::parse(u"irc://localhost:%1/#chat?ca=%2"_s.arg(server.port()).arg(authority));
            return ircFeed(*IrcAddress::check(*address, {}));
        };
        ResumePoints points;
        {
            FeedLog log(open(m_certificates.authority()));
            QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
            QCOMPARE(log.count(NoticeType::Disconnected), 1);
            QVERIFY2(log.notice(NoticeType::Disconnected)
                         .text.contains("wants TLS: connecting again on port " + QByteArray::number(server.tlsPort())),
                     log.dump());
            const Record connected = log.notice(NoticeType::Connected);
            QVERIFY(connected.resume);
            points.push_back(*connected.resume);
        }
        {
            std::unique_ptr<Feed> feed = open(m_certificates.authority());
            feed->continueAfter(points); // it knows from the last run
            FeedLog log(std::move(feed));
            QTRY_VERIFY_WITH_TIMEOUT(log.hasJoined("#chat"), patience);
            QCOMPARE(log.count(NoticeType::Disconnected), 0);
        }
        // Never back to the open line, whatever is wrong with TLS.
        FeedLog log(open(m_certificates.otherAuthority()));
        QTRY_VERIFY_WITH_TIMEOUT(log.hasEnded(), patience);
        QVERIFY2(log.notice(NoticeType::Failed).text.contains("signed by nobody"), log.dump());
        QCOMPARE(log.count(NoticeType::Connected), 0);
    }

    void aPortWithoutTlsIsNoDowngrade()
    {
        Inspircd server(m_certificates, Certificates::Kind::Good);
        QVERIFY2(server.start(), server.process().error());
        IrcTimes times;
        times.answer = std::chrono::seconds(1);
        FeedLog log(feedOf(server.port(), m_certificates.authority(), times));
        QTRY_VERIFY_WITH_TIMEOUT(log.count(NoticeType::Disconnected) >= 1, patience);
        QVERIFY2(log.notice(NoticeType::Disconnected).text.contains("does not answer in TLS"), log.dump());
        QCOMPARE(log.count(NoticeType::Connected), 0);
    }

private:
    Certificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_IrcTls)
#include "tst_IrcTls.moc"
