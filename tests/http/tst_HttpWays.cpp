// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpKinds.h"
#include "tests/http/NginxServer.h"
#include "tests/http/NodeServer.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// TLS, passwords and proxies on the way to nginx. The proxy is a script of ours: nginx is no forward proxy.
class tst_HttpWays : public QObject
{
    Q_OBJECT

private:
    const Certificates m_certificates;

    std::unique_ptr<NginxServer> encrypted(Certificates::Kind kind, const QByteArray &lines = {})
    {
        auto server = std::make_unique<NginxServer>();
        server->serveTls(m_certificates.certificate(kind), m_certificates.key(kind));
        server->configure(lines);
        server->publish(u"a.json"_s, "[{\"n\":1}]");
        return server;
    }
    QString ca() const { return u"a.json#every=1h&ca="_s + m_certificates.authority(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void aGoodCertificateIsAccepted_data()
    {
        QTest::addColumn<QString>("host");
        QTest::newRow("by name") << u"localhost"_s;
        QTest::newRow("by address") << u"127.0.0.1"_s;
    }
    void aGoodCertificateIsAccepted()
    {
        QFETCH(QString, host);
        const auto server = encrypted(Certificates::Kind::Good);
        QVERIFY2(server->start(), server->error());
        FeedRun run(pollKind(), server->url(u"poll"_s, ca(), host));
        QVERIFY(run.waitForData(1));
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
        const auto server = encrypted(kind);
        QVERIFY2(server->start(), server->error());
        const QString query = authority.isEmpty() ? QString() : u"#ca="_s + authority;
        FeedRun run(pollKind(), server->url(u"poll"_s, u"a.json"_s + query, u"localhost"_s));
        QVERIFY(run.waitForEnd());
        QVERIFY2(run.text(NoticeType::Failed).contains(reason), run.text(NoticeType::Failed).constData());
    }

    void tlsWhereThereIsNoneIsSaid()
    {
        NginxServer server;
        QVERIFY2(server.start(), server.error());
        QString url = server.url(u"poll"_s, ca());
        FeedRun run(pollKind(), url.replace(u"+http:"_s, u"+https:"_s));
        QVERIFY(run.waitFor(NoticeType::Disconnected));
        QVERIFY2(run.text(NoticeType::Disconnected).contains("TLS"), run.text(NoticeType::Disconnected).constData());
    }

    void aMissingAuthorityFileIsSaid()
    {
        FeedRun run(sseKind(), u"sse+https://127.0.0.1:9/a#ca=/nowhere/ca.pem"_s);
        QVERIFY(run.waitForEnd());
        QVERIFY(run.text(NoticeType::Failed).contains("/nowhere/ca.pem"));
    }

    void aClientCertificateIsShown()
    {
        const auto server =
            encrypted(Certificates::Kind::Good,
                      "ssl_client_certificate " + m_certificates.authority().toUtf8() + "; ssl_verify_client on;");
        QVERIFY2(server->start(), server->error());
        FeedRun without(pollKind(), server->url(u"poll"_s, ca()));
        QVERIFY(without.waitForEnd());
        QVERIFY2(without.text(NoticeType::Failed).contains("(400 Bad Request)"),
                 without.text(NoticeType::Failed).constData());
        const QString client = u"&cert=%1&key=%2"_s.arg(m_certificates.certificate(Certificates::Kind::Good),
                                                        m_certificates.key(Certificates::Kind::Good));
        FeedRun with(pollKind(), server->url(u"poll"_s, ca() + client));
        QVERIFY(with.waitForData(1));
    }

    void aPasswordIsAskedFor()
    {
        NginxServer server;
        QFile passwords(server.file(u"passwords"_s));
        QVERIFY(passwords.open(QFile::WriteOnly) && passwords.write("ada:{PLAIN}engine\n") > 0);
        passwords.close();
        server.configure("auth_basic \"x\"; auth_basic_user_file " + passwords.fileName().toUtf8() + ";");
        server.publish(u"a.json"_s, "[1]");
        QVERIFY2(server.start(), server.error());
        const QString url = server.url(u"poll"_s, u"a.json#every=1h"_s, u"ada@127.0.0.1"_s);
        FeedRun right(pollKind(), url, {QString(), u"engine"_s});
        QVERIFY(right.waitForData(1));
        FeedRun wrong(pollKind(), url, {QString(), u"difference"_s});
        QVERIFY(wrong.waitForEnd());
        QVERIFY2(wrong.text(NoticeType::Failed).contains("refused the user name “ada”"),
                 wrong.text(NoticeType::Failed).constData());
        FeedRun none(pollKind(), server.url(u"poll"_s, u"a.json"_s));
        QVERIFY(none.waitForEnd());
        QVERIFY(none.text(NoticeType::Failed).contains("wants to know who asks"));
    }

    void goesThroughAProxy_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("isEncrypted");
        QTest::addColumn<QByteArray>("seen");
        for (const QString &user : {QString(), u"ada@"_s}) {
            const char *who = user.isEmpty() ? "" : ", with a password";
            QTest::addRow("HTTP%s", who) << u"http"_s << user << false << QByteArray("http http://");
            QTest::addRow("HTTP, TLS%s", who) << u"http"_s << user << true << QByteArray("connect ");
            QTest::addRow("SOCKS5%s", who) << u"socks5"_s << user << false << QByteArray("socks ");
            QTest::addRow("SOCKS5, TLS%s", who) << u"socks5"_s << user << true << QByteArray("socks ");
        }
    }
    void goesThroughAProxy()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, user);
        QFETCH(bool, isEncrypted);
        QFETCH(QByteArray, seen);
        std::unique_ptr<NginxServer> server;
        if (isEncrypted) {
            server = encrypted(Certificates::Kind::Good);
        } else {
            server = std::make_unique<NginxServer>();
            server->publish(u"a.json"_s, "[1]");
        }
        QVERIFY2(server->start(), server->error());
        NodeServer proxy(u"proxy.js"_s, user.isEmpty() ? QStringList() : QStringList(u"ada:engine"_s));
        QVERIFY2(proxy.start(), proxy.error());
        const QString query = u"&proxy="_s + scheme + u"://"_s + user + u"127.0.0.1:"_s + QString::number(proxy.port());
        Credentials credentials;
        credentials.proxyPassword = user.isEmpty() ? QString() : u"engine"_s;
        FeedRun run(pollKind(), server->url(u"poll"_s, ca() + query, u"localhost"_s), credentials);
        QVERIFY(waitUntil([&run] { return run.hasEnded() || run.records().size() > 1; }));
        QVERIFY2(run.dataCount() == 1, run.records().back().text + proxy.output());
        QVERIFY(proxy.waitForOutput(seen));
    }

    void aProxyThatRefusesIsSaid()
    {
        NodeServer proxy(u"proxy.js"_s, {u"ada:engine"_s});
        QVERIFY2(proxy.start(), proxy.error());
        for (const QString &scheme : {u"http"_s, u"socks5"_s}) {
            const QString query = u"#proxy=%1://ada@127.0.0.1:%2"_s.arg(scheme).arg(proxy.port());
            Credentials credentials;
            credentials.proxyPassword = u"difference"_s;
            FeedRun run(sseKind(), u"sse+http://127.0.0.1:9/a"_s + query, credentials);
            QVERIFY(run.waitForEnd());
            QVERIFY2(run.text(NoticeType::Failed).contains("proxy"), run.text(NoticeType::Failed).constData());
            QVERIFY(!run.text(NoticeType::Failed).contains("difference"));
        }
        FeedRun gone(sseKind(),
                     u"sse+http://127.0.0.1:9/a#proxy=socks5://127.0.0.1:%1"_s.arg(ServerProcess::freePort()));
        QVERIFY(gone.waitFor(NoticeType::Disconnected));
        QVERIFY2(gone.text(NoticeType::Disconnected).contains("The proxy"),
                 gone.text(NoticeType::Disconnected).constData());
    }

    void comesOverIpv6()
    {
        NodeServer server(u"events.js"_s, {u"::"_s});
        QVERIFY2(server.start(), server.error());
        FeedRun run(sseKind(), server.url(u"sse"_s, u"echo"_s, u"[::1]"_s));
        QVERIFY(run.waitForData(1));
        QVERIFY2(run.text(NoticeType::Connected).contains("[::1]:"), run.text(NoticeType::Connected).constData());
    }
};

QTEST_GUILESS_MAIN(tst_HttpWays)
#include "tst_HttpWays.moc"
