// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpKinds.h"
#include "sources/http/HttpPlace.h"
#include "sources/http/HttpRequest.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<HttpRequest> read(const QString &text, const Credentials &credentials = {})
{
    const auto address = FeedAddress::parse(text);
    if (!address)
        return Failure{address.error()};
    return HttpRequest::from(*address, credentials, 90s);
}

const Credentials secret{u"ada"_s, u"s3cret"_s};

} // namespace

class tst_HttpRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheUrlFromTheAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("url");
        QTest::newRow("plain") << u"sse+http://host/a/b"_s << u"http://host/a/b"_s;
        QTest::newRow("encrypted") << u"sse+https://host:8443/a"_s << u"https://host:8443/a"_s;
        QTest::newRow("no path") << u"sse+http://host"_s << u"http://host/"_s;
        QTest::newRow("a user") << u"sse+http://ada@host/"_s << u"http://host/"_s;
        QTest::newRow("IPv6") << u"sse+http://[::1]:8080/a"_s << u"http://[::1]:8080/a"_s;
        QTest::newRow("the server's query") << u"sse+http://host/a?idle=5s&y=%26%20&method=&&z#idle=9s"_s
                                            << u"http://host/a?idle=5s&y=%26%20&method=&&z"_s;
        QTest::newRow("escapes in the path") << u"sse+http://host/a%2Fb%20c"_s << u"http://host/a%2Fb%20c"_s;
    }
    void takesTheUrlFromTheAddress()
    {
        QFETCH(QString, address);
        QFETCH(QString, url);
        const auto request = read(address);
        QVERIFY2(request, qPrintable(request.error()));
        QCOMPARE(request->url.toString(QUrl::FullyEncoded), url);
    }

    void readsEveryOption()
    {
        const auto request = read(u"sse+https://host/a#method=post&body=%7B%22a%22%3A1%7D&header=X-One:1&header=X-Two:"
                                  "%20a%20b&idle=5min"_s);
        QVERIFY2(request, qPrintable(request.error()));
        QCOMPARE(request->method, "POST");
        QCOMPARE(request->body, "{\"a\":1}");
        QVERIFY(request->idle == 5min);
        const QList<HttpRequest::Header> headers{
            {"X-One", "1"}, {"X-Two", "a b"}, {"Content-Type", "application/json"}};
        QCOMPARE(request->headers, headers);
        QCOMPARE(request->where(), u"host:443"_s);
        QCOMPARE(read(u"sse+http://host/#body=a%3Db"_s)->method, "POST");
        QVERIFY(read(u"sse+http://host/#idle=0"_s)->idle == 0s);
        QVERIFY(read(u"sse+http://host/"_s)->idle == 90s);
    }

    void sendsSecretsAsTheAddressSays_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        const QByteArray basic = "Basic " + QByteArray("ada:s3cret").toBase64();
        QTest::newRow("basic") << QString() << QByteArray("Authorization") << basic;
        QTest::newRow("bearer") << u"#auth=bearer"_s << QByteArray("Authorization") << QByteArray("Bearer s3cret");
        QTest::newRow("a header") << u"#auth=header:X-Api-Key"_s << QByteArray("X-Api-Key") << QByteArray("s3cret");
    }
    void sendsSecretsAsTheAddressSays()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        const auto request = read(u"sse+https://host/"_s + query, secret);
        QVERIFY2(request, qPrintable(request.error()));
        QCOMPARE(request->authorization, HttpRequest::Header(name, value));
        QVERIFY(!request->url.toString().contains(u"s3cret"_s));
    }

    void withoutAUserThereIsNoAuthorization()
    {
        QVERIFY(read(u"sse+https://host/"_s, {QString(), u"s3cret"_s})->authorization.second.isEmpty());
        QVERIFY(!read(u"sse+https://host/#auth=bearer"_s));
    }

    void theMarkIsFilledWhereverItStands()
    {
        const auto request = read(u"sse+https://host/bot$PASSWORD/a?x=&k=$PASSWORD#header=X-Api-Key:key $PASSWORD&"
                                  "body={\"u\":\"$USER\",\"p\":\"$PASSWORD\"}"_s,
                                  {u"a$PASSWORD"_s, u"s/3\"+&"_s});
        QVERIFY2(request, qPrintable(request.error()));
        QCOMPARE(request->target, "/bots%2F3%22%2B%26/a?x=&k=s%2F3%22%2B%26");
        QCOMPARE(request->headers[0], HttpRequest::Header("X-Api-Key", "key s/3\"+&"));
        QCOMPARE(request->body, "{\"u\":\"a$PASSWORD\",\"p\":\"s/3\\\"+&\"}");
        QVERIFY(request->authorization.second.isEmpty());
        QVERIFY(!request->path().contains(u"s/3"_s));
        const auto form = read(u"sse+https://host/#body=user=$USER%26pw=$PASSWORD"_s, {u"a b"_s, u"c&d"_s});
        QCOMPARE(form->body, "user=a%20b&pw=c%26d");
        QCOMPARE(read(u"sse+https://host/?a#auth=query:k"_s, secret)->target, "/?a&k=s3cret");
        QCOMPARE(read(u"sse+https://host#auth=query:k"_s, secret)->target, "/?k=s3cret");
        Credentials typed = secret;
        typed.passwordInUrl = u"s%33cret"_s;
        QCOMPARE(read(u"sse+https://host/?k=$PASSWORD"_s, typed)->target, "/?k=s%33cret");
        QVERIFY(!read(u"sse+https://host/?k=$PASSWORD"_s));
        QCOMPARE(read(u"sse+https://:$PASSWORD@host/"_s, {{}, u"t"_s})->authorization.second,
                 "Basic " + QByteArray(":t").toBase64());
    }

    void aSecretDoesNotFollowARedirectionAway()
    {
        const auto request = read(u"sse+https://host/?k=$PASSWORD#header=X-Api-Key:$PASSWORD&header=X-One:1"_s, secret);
        const auto there = request->redirected(302, "https://other/b?x=$PASSWORD");
        QVERIFY2(there, qPrintable(there.error()));
        QCOMPARE(there->target, "/b?x=$PASSWORD");
        QCOMPARE(there->headers.size(), 1);
        QCOMPARE(request->redirected(302, "/b")->headers.size(), 2);
        const auto posted = read(u"sse+https://host/#body=k=$PASSWORD"_s, secret);
        QVERIFY(!posted->redirected(307, "https://other/b"));
        QVERIFY(posted->redirected(307, "/b"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no host") << u"sse+http:///a"_s << u"no server"_s;
        QTest::newRow("port 0") << u"sse+http://host:0/a"_s << u"Port 0"_s;
        QTest::newRow("Authorization") << u"sse+http://host/#header=authorization:Bearer%20x"_s << u"auth=bearer"_s;
        QTest::newRow("Cookie") << u"sse+http://host/#header=Cookie:x"_s << u"LIVEBELT_PASSWORD"_s;
        QTest::newRow("an API key") << u"sse+http://host/#header=X-API-Key:x"_s << u"header=X-API-Key:$PASSWORD"_s;
        QTest::newRow("a secret in the body") << u"sse+http://host/#body={\"api_key\": \"x\"}"_s << u"$PASSWORD"_s;
        QTest::newRow("a secret in a form") << u"sse+http://host/#body=a=b%26token=x"_s << u"$PASSWORD"_s;
        QTest::newRow("Host") << u"sse+http://host/#header=Host:x"_s << u"Host"_s;
        QTest::newRow("no colon") << u"sse+http://host/#header=x"_s << u"header"_s;
        QTest::newRow("a line break") << u"sse+http://host/#header=X:a%0D%0AY:b"_s << u"header"_s;
        QTest::newRow("a space in a name") << u"sse+http://host/#header=X%20Y:b"_s << u"header"_s;
        QTest::newRow("method") << u"sse+http://host/#method=DELETE"_s << u"“DELETE”"_s;
        QTest::newRow("a body of GET") << u"sse+http://host/#method=GET&body=x"_s << u"no use with GET"_s;
        QTest::newRow("auth") << u"sse+http://host/#auth=digest"_s << u"“digest”"_s;
        QTest::newRow("auth header") << u"sse+http://host/#auth=header:a%20b"_s << u"a b"_s;
        QTest::newRow("idle") << u"sse+http://host/#idle=long"_s << u"“long”"_s;
        QTest::newRow("proxy") << u"sse+http://host/#proxy=ftp://a"_s << u"no proxy"_s;
        QTest::newRow("a key alone") << u"sse+https://host/#key=a.pem"_s << u"cert="_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const auto request = read(text);
        QVERIFY(!request);
        QVERIFY2(request.error().contains(part), qPrintable(request.error()));
    }

    void followsRedirectionsAsBrowsersDo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isPost");
        QTest::addColumn<bool>("keepsSecret");
        QTest::newRow("relative") << 307 << QByteArray("b?x=1") << u"https://host/a/b?x=1"_s << true << true;
        QTest::newRow("absolute path") << 308 << QByteArray("/b") << u"https://host/b"_s << true << true;
        QTest::newRow("see other") << 303 << QByteArray("/b") << u"https://host/b"_s << false << true;
        QTest::newRow("found") << 302 << QByteArray("/b") << u"https://host/b"_s << false << true;
        QTest::newRow("the same with its port")
            << 307 << QByteArray("https://host:443/b") << u"https://host:443/b"_s << true << true;
        QTest::newRow("another host") << 307 << QByteArray("https://other/b") << u"https://other/b"_s << true << false;
        QTest::newRow("another port") << 307 << QByteArray("https://host:8443/b") << u"https://host:8443/b"_s << true
                                      << false;
        QTest::newRow("with a user") << 307 << QByteArray("https://eve:x@host/b") << u"https://host/b"_s << true
                                     << true;
        QTest::newRow("no encryption") << 307 << QByteArray("http://host/b") << QString() << false << false;
        QTest::newRow("no address") << 307 << QByteArray("file:///etc/passwd") << QString() << false << false;
        QTest::newRow("nothing") << 307 << QByteArray() << QString() << false << false;
    }
    void followsRedirectionsAsBrowsersDo()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, location);
        QFETCH(QString, url);
        QFETCH(bool, isPost);
        QFETCH(bool, keepsSecret);
        const auto request = read(u"sse+https://host/a/c#body=x&header=X-One:1"_s, secret);
        QVERIFY2(request, qPrintable(request.error()));
        const auto next = request->redirected(status, location);
        QCOMPARE(bool(next), !url.isEmpty());
        if (!next)
            return;
        QCOMPARE(next->url.toString(), url);
        QCOMPARE(next->method == "POST", isPost);
        QCOMPARE(next->body.isEmpty(), !isPost);
        QCOMPARE(next->authorization.second.isEmpty(), !keepsSecret);
        QCOMPARE(next->headers.size(), isPost ? 2 : 1);
    }

    void theKindsOpenTheirOwnExamples()
    {
        for (const FeedKind &kind : {sseKind(), ndjsonKind(), pollKind()}) {
            const auto address = FeedAddress::parse(kind.description.example);
            QVERIFY(address);
            const auto feed = kind.open(*address, {});
            QVERIFY2(feed, qPrintable(feed.error()));
            QVERIFY(kind.description.schemes.contains(address->scheme()));
            const bool hasOptions = kind.description.example.contains(u'#');
            const auto wrong = kind.open(
                *FeedAddress::parse(kind.description.example + (hasOptions ? u"&idle=x"_s : u"#idle=x"_s)), {});
            QVERIFY(!wrong);
        }
    }

    void theKindsRefuseWhatIsWrongWithTheirOwnOptions()
    {
        const QStringList wrong{u"every=1ms"_s, u"every=often"_s, u"items=a..b"_s, u"id=a,/b~"_s, u"order=random"_s};
        for (const QString &query : wrong) {
            const auto feed = pollKind().open(*FeedAddress::parse(u"poll+http://host/#"_s + query), {});
            QVERIFY2(!feed, qPrintable(query));
        }
    }
};

QTEST_GUILESS_MAIN(tst_HttpRequest)
#include "tst_HttpRequest.moc"
