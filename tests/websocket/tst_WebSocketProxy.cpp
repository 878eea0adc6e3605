// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FeedRun.h"
#include "tests/websocket/WebSocketPeer.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// The way to the server through an HTTP proxy.
class tst_WebSocketProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThroughTheProxy();
    void tellsTheProxyWhoItIs();
    void aProxyThatWantsToKnowIsSaid();

private:
    /// A feed through a proxy, with the user and the password that the proxy wants (user:password) and those it is
    /// given.
    void run(const QString &wanted, const QString &user, const QString &password, bool isLetThrough);
};

void tst_WebSocketProxy::run(const QString &wanted, const QString &user, const QString &password, bool isLetThrough)
{
    WebSocketPeer server(WebSocketPeer::Program::Python);
    QCOMPARE(server.start(), QString());
    ServerProcess proxy(u"/usr/bin/python3"_s, u"python3"_s);
    const quint16 port = ServerProcess::freePort();
    QStringList arguments{QStringLiteral(PEER_DIRECTORY "/proxy.py"), QString::number(port)};
    if (!wanted.isEmpty())
        arguments.append(wanted);
    QVERIFY2(proxy.start(arguments, port), proxy.error());
    Credentials credentials;
    credentials.proxyPassword = password;
    const QString way = u"http://"_s + user + u"127.0.0.1:"_s + QString::number(port);
    FeedRun feed(server.kind(), server.url(u"/#first=echo through&proxy=") + way, credentials);
    if (isLetThrough) {
        QVERIFY(feed.waitForData(1));
        QCOMPARE(feed.data()[0].text, "through");
        QVERIFY(proxy.waitForOutput(QByteArray("CONNECT 127.0.0.1:" + QByteArray::number(server.port()))));
    } else {
        QVERIFY(feed.waitFor(NoticeType::Disconnected));
        QVERIFY2(feed.text(NoticeType::Disconnected).contains("roxy"), feed.text(NoticeType::Disconnected).constData());
        QCOMPARE(feed.count(NoticeType::Connected), 0);
    }
}

void tst_WebSocketProxy::goesThroughTheProxy()
{
    run({}, {}, {}, true);
}

void tst_WebSocketProxy::tellsTheProxyWhoItIs()
{
    run(u"alice:pw"_s, u"alice@"_s, u"pw"_s, true);
}

void tst_WebSocketProxy::aProxyThatWantsToKnowIsSaid()
{
    run(u"alice:pw"_s, {}, {}, false);
}

QTEST_GUILESS_MAIN(tst_WebSocketProxy)
#include "tst_WebSocketProxy.moc"
