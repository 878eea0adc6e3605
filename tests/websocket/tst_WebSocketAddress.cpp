// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<WebSocketAddress> check(const QString &text, const QString &password = {}, const QString &user = {})
{
    const auto address = FeedAddress::parse(text);
    if (!address)
        return Failure{address.error()};
    Credentials credentials;
    credentials.password = password;
    credentials.user = user;
    return WebSocketAddress::check(*address, credentials);
}

QByteArray header(const WebSocketAddress &address, const QByteArray &name)
{
    for (const auto &[key, value] : address.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class tst_WebSocketAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAWholeAddress()
    {
        const auto address =
            check(u"wss://h.example:8443/a/b?stream=x%26y&ping=#subprotocol=v2&subprotocol=v1&first={\"a\":1}"
                  "&first=two&header=X-Client:me&origin=https://page.example&ping=5s&longest=1MB"_s);
        QVERIFY2(address, qPrintable(address.error()));
        QCOMPARE(address->url.toString(QUrl::FullyEncoded), u"wss://h.example:8443/a/b?stream=x%26y&ping="_s);
        QCOMPARE(address->where(), u"h.example:8443"_s);
        QVERIFY(address->isSecure());
        QCOMPARE(address->subprotocols, QStringList({u"v2"_s, u"v1"_s}));
        QCOMPARE(address->first, QByteArrayList({"{\"a\":1}", "two"}));
        QCOMPARE(header(*address, "X-Client"), "me");
        QCOMPARE(address->origin, u"https://page.example"_s);
        QCOMPARE(address->ping, 5000ms);
        QCOMPARE(address->longest, 1'000'000u);
        QVERIFY(address->parser.format == u"auto" && address->parser.isMixed);
    }

    void aBareAddressHasDefaults()
    {
        const auto address = check(u"ws://[::1]/"_s);
        QVERIFY2(address, qPrintable(address.error()));
        QCOMPARE(address->where(), u"[::1]:80"_s);
        QCOMPARE(address->url.toString(), u"ws://[::1]/"_s);
        QCOMPARE(address->ping, 15'000ms);
        QVERIFY(address->headers.isEmpty() && address->first.isEmpty());
        QCOMPARE(check(u"wss://h.example"_s)->port, 443);
    }

    void itemsForTheServerCanHaveAnyName()
    {
        const auto address = check(u"wss://h.example/?x=3&first=1&ping=2&query=#query"_s);
        QCOMPARE(address->url.query(), u"x=3&first=1&ping=2&query="_s);
        QVERIFY(address->first.isEmpty());
    }

    void theSecretGoesWhereTheAddressSays()
    {
        QCOMPARE(header(*check(u"wss://h.example/"_s, u"tök"_s), "Authorization"), "Bearer tök");
        QCOMPARE(header(*check(u"wss://me@h.example/"_s, u"pw"_s), "Authorization"), "Basic bWU6cHc=");
        QCOMPARE(header(*check(u"wss://h.example/#auth=header:X-Api-Key"_s, u"pw"_s), "X-Api-Key"), "pw");
        QCOMPARE(check(u"wss://h.example/?a=1#auth=query:token"_s, u"p&w"_s)->url.query(QUrl::FullyEncoded),
                 u"a=1&token=p%26w"_s);
        QCOMPARE(check(u"wss://h.example/#auth=query:token"_s, u"p%26w"_s)->url.query(QUrl::FullyEncoded),
                 u"token=p%2526w"_s);
        const auto first =
            check(u"wss://h.example/#first={\"user\":\"$USER\",\"token\":\"$PASSWORD\"}"_s, u"p\"w"_s, u"m\"e"_s);
        QCOMPARE(first->first, QByteArrayList({"{\"user\":\"m\\\"e\",\"token\":\"p\\\"w\"}"}));
        QVERIFY(first->headers.isEmpty());
        QVERIFY(check(u"wss://h.example/"_s)->headers.isEmpty());
        QVERIFY(!check(u"wss://me@h.example/"_s, u"pw"_s)->url.toString().contains(u"pw"_s));
        QVERIFY(check(u"wss://me@h.example/"_s, u"pw"_s)->url.userInfo().isEmpty());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("holds");
        QTest::newRow("no host") << u"wss:///x"_s << u"no server"_s;
        QTest::newRow("port") << u"wss://h.example:0/"_s << u"Port 0"_s;
        QTest::newRow("subprotocol") << u"wss://h.example/#subprotocol=a b"_s << u"subprotocol"_s;
        QTest::newRow("header") << u"wss://h.example/#header=nonsense"_s << u"header=X-Client"_s;
        QTest::newRow("header break") << u"wss://h.example/#header=A:b%0d%0aC: d"_s << u"line break"_s;
        QTest::newRow("header own") << u"wss://h.example/#header=Sec-WebSocket-Key:x"_s << u"connection itself"_s;
        QTest::newRow("header secret") << u"wss://h.example/#header=Authorization:Bearer%20abc"_s << u"$PASSWORD"_s;
        QTest::newRow("cookie") << u"wss://h.example/#header=Cookie:a=b"_s << u"$PASSWORD"_s;
        QTest::newRow("origin break") << u"wss://h.example/#origin=a%0ab"_s << u"line break"_s;
        QTest::newRow("query secret") << u"wss://h.example/?access_token=abc"_s << u"LIVEBELT_PASSWORD"_s;
        QTest::newRow("first secret") << u"wss://h.example/#first={\"api_key\": \"abc\"}"_s << u"$PASSWORD"_s;
        QTest::newRow("no secret") << u"wss://h.example/#auth=bearer"_s << u"there is none"_s;
        QTest::newRow("no secret for first") << u"wss://h.example/#first=$PASSWORD"_s << u"there is none"_s;
        QTest::newRow("ping") << u"wss://h.example/#ping=5"_s << u"ping=30s"_s;
        QTest::newRow("longest") << u"wss://h.example/#longest=2GB"_s << u"longest=64MB"_s;
        QTest::newRow("longest of all") << u"wss://h.example/#longest=1001MB"_s << u"longest=64MB"_s;
        QTest::newRow("parse") << u"wss://h.example/#parse=tea-leaves"_s << u"tea-leaves"_s;
        QTest::newRow("proxy") << u"wss://h.example/#proxy=ftp://x"_s << u"proxy"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, holds);
        const auto address = check(text);
        QVERIFY(!address);
        QVERIFY2(address.error().contains(holds), qPrintable(address.error()));
        QVERIFY2(!address.error().contains(u"abc"_s), "a secret is not repeated");
    }

    void noSecretTravelsInTheClear()
    {
        QVERIFY(check(u"ws://h.example/"_s, u"pw"_s)); // with a notice: DiscreetFeed
        QVERIFY(check(u"ws://localhost/"_s, u"pw"_s));
        QVERIFY(check(u"ws://[::1]/"_s, u"pw"_s));
        QVERIFY(!check(u"wss://h.example/"_s, u"p\r\nX: y"_s));
        QVERIFY(!check(u"wss://h.example/"_s, u"pw"_s, u"a\nX: y"_s));
        QVERIFY(!check(u"wss://h.example/#auth=tea"_s, u"pw"_s));
        QVERIFY(!check(u"wss://h.example/#auth=header:a%20b"_s, u"pw"_s));
    }
};

QTEST_GUILESS_MAIN(tst_WebSocketAddress)
#include "tst_WebSocketAddress.moc"
