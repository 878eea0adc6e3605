// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcKind.h"
#include "tests/irc/IrcServers.h"
#include "tests/support/FeedRun.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// The ways to a real ngircd other than straight to 127.0.0.1.
class tst_IrcWays : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<Ngircd>();
        QVERIFY2(m_server->start(), m_server->process().error());
    }

    void overIpv6()
    {
        FeedRun run(ircKind(), u"irc://me@[::1]:%1/%23chat"_s.arg(m_server->port()));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.text(NoticeType::Connected).contains("[::1]"));
    }

    void throughASocksProxy()
    {
        ServerProcess proxy(u"microsocks"_s, u"microsocks"_s);
        const quint16 port = ServerProcess::freePort();
        QVERIFY2(proxy.start({u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port)}, port), proxy.error());
        // By name: the proxy looks it up, as it may know what we do not.
        FeedRun run(ircKind(),
                    u"irc://me@localhost:%1/%23chat?proxy=socks5://127.0.0.1:%2"_s.arg(m_server->port()).arg(port));
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.send("hello through the proxy"));
        proxy.kill();                                      // all went through it
        QVERIFY(run.waitFor(NoticeType::Disconnected, 2)); // and finds no way back
        QVERIFY2(run.text(NoticeType::Disconnected).contains("proxy"), run.text(NoticeType::Disconnected));
    }

private:
    std::unique_ptr<Ngircd> m_server;
};

QTEST_GUILESS_MAIN(tst_IrcWays)
#include "tst_IrcWays.moc"
