// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchKind.h"
#include "tests/irc/FakeTwitch.h"
#include "tests/support/Certificates.h"
#include "tests/support/FeedRun.h"
#include "tests/support/ServerProcess.h"

#include <QTest>
#include <algorithm>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// Twitch's dialect behind socat's TLS, over both ways that Twitch offers.
class tst_TwitchTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_certificates.isValid(), m_certificates.error()); }

    void readsOverTls_data()
    {
        QTest::addColumn<FakeTwitch::Way>("way");
        QTest::addColumn<QString>("via");
        QTest::newRow("TLS") << FakeTwitch::Way::Tcp << u"tls"_s;
        QTest::newRow("WebSocket over TLS") << FakeTwitch::Way::WebSocket << u"websocket"_s;
    }

    void readsOverTls()
    {
        QFETCH(const FakeTwitch::Way, way);
        QFETCH(const QString, via);
        FakeTwitch server(way);
        ServerProcess tls(u"socat"_s, u"socat"_s);
        const quint16 port = ServerProcess::freePort();
        const auto kind = Certificates::Kind::Good;
        const QString listen = u"OPENSSL-LISTEN:%1,bind=127.0.0.1,fork,reuseaddr,verify=0,cert=%2,key=%3"_s.arg(
            QString::number(port), m_certificates.certificate(kind), m_certificates.key(kind));
        QVERIFY2(tls.start({listen, u"TCP:127.0.0.1:%1"_s.arg(server.port())}, port), tls.error());
        const QString url = u"twitch:dallas?server=127.0.0.1:%1&via=%2&ca="_s.arg(port).arg(via);

        FeedRun run(twitchKind(), url + m_certificates.authority());
        QVERIFY(run.waitFor(NoticeType::Connected));
        QTRY_VERIFY(server.joined() > 0);
        server.say("@display-name=Ronni :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #dallas :hello\r\n");
        const auto isSaid = [&run] {
            const Records data = run.data();
            return std::ranges::any_of(data, [](const Record &record) { return record.text == "hello"; });
        };
        QTRY_VERIFY(isSaid());

        FeedRun stranger(twitchKind(), url + m_certificates.otherAuthority());
        QVERIFY(stranger.waitFor(NoticeType::Failed) && stranger.waitForEnd());
        QCOMPARE(stranger.count(NoticeType::Connected), 0);
    }

private:
    Certificates m_certificates;
};

QTEST_GUILESS_MAIN(tst_TwitchTls)
#include "tst_TwitchTls.moc"
