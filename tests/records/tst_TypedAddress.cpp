// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/SecretMask.h"
#include "model/records/SecretNames.h"
#include "model/records/TypedAddress.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_TypedAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretIsTakenOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("inUrl");
        const auto row = [](const QString &text, const QString &address, const QString &password,
                            const QString &inUrl = {}) {
            QTest::newRow(qPrintable(text)) << text << address << password << inUrl;
        };
        row(u"wss://h/a?access_token=abc&x=1"_s, u"wss://h/a?access_token=$PASSWORD&x=1"_s, u"abc"_s);
        row(u"wss://h/a?x=&API-Key=a%2Fb+c#first=z"_s, u"wss://h/a?x=&API-Key=$PASSWORD#first=z"_s, u"a/b+c"_s,
            u"a%2Fb+c"_s);
        row(u"sse+https://h/?token=a=="_s, u"sse+https://h/?token=$PASSWORD"_s, u"a=="_s);
        row(u"sse+https://ada:p%40ss@h/"_s, u"sse+https://ada:$PASSWORD@h/"_s, u"p@ss"_s);
        row(u"mqtt://ada:s3cret@h/a/#"_s, u"mqtt://ada:$PASSWORD@h/a/%23"_s, u"s3cret"_s);
        row(u"poll+https://ada:same@h/?key=same"_s, u"poll+https://ada:$PASSWORD@h/?key=$PASSWORD"_s, u"same"_s);
        row(u"wss://h/a?access_token=$PASSWORD"_s, u"wss://h/a?access_token=$PASSWORD"_s, QString());
        row(u"wss://h/a?token=&tokens=3&page_token=4"_s, u"wss://h/a?token=&tokens=3&page_token=4"_s, QString());
        row(u"exec:curl https://a:b@h/"_s, u"exec:curl%20https://a:b@h/"_s, QString());
        row(u"tls://h:1?cert=/c&key=/k"_s, u"tls://h:1?cert=/c&key=/k"_s, QString());
    }
    void aSecretIsTakenOut()
    {
        QFETCH(QString, text);
        QFETCH(QString, address);
        QFETCH(QString, password);
        QFETCH(QString, inUrl);
        const auto typed = TypedAddress::parse(text);
        QVERIFY2(typed, qPrintable(typed.error()));
        QCOMPARE(typed->address.toString(), address);
        QCOMPARE(typed->secrets.password, password);
        QCOMPARE(typed->secrets.passwordInUrl, inUrl);
        QCOMPARE(typed->address.hasPasswordMark(), address.contains(u"$PASSWORD"_s));
        // What is stored can be read again, and holds no secret.
        QVERIFY(FeedAddress::parse(address));
        QCOMPARE(bool(FeedAddress::parse(text)), password.isEmpty());
    }

    void severalSecretsAreRefusedInWords()
    {
        const auto typed = TypedAddress::parse(u"wss://h/?key=one&token=two"_s);
        QVERIFY(!typed);
        QVERIFY2(typed.error().contains(u"key, token"_s) && !typed.error().contains(u"two"_s),
                 qPrintable(typed.error()));
    }

    void aSecretInAnOptionIsRefusedAndNotRepeated()
    {
        for (const QString &text : {u"mqtt://h/a?token=s3cret"_s, u"wss://h/#api_key=s3cret"_s,
                                    u"irc://h/#a?pwd=s3cret"_s, u"nonsense ://a:s3cret@h?secret=s3cret"_s}) {
            const auto typed = TypedAddress::parse(text);
            QVERIFY2(!typed, qPrintable(text));
            QVERIFY2(!typed.error().contains(u"s3cret"_s), qPrintable(typed.error()));
        }
    }

    void namesOfSecretsAreKnown()
    {
        for (const QString &name : {u"password"_s, u"PASSWD"_s, u"pass"_s, u"pwd"_s, u"token"_s, u"access_token"_s,
                                    u"api_key"_s, u"api-key"_s, u"apikey"_s, u"key"_s, u"secret"_s, u"client_secret"_s,
                                    u"auth"_s, u"sig"_s, u"signature"_s, u"X-Amz-Signature"_s, u"refresh_token"_s})
            QVERIFY2(isSecretName(name), qPrintable(name));
        for (const QString &name : {u"order"_s, u"page"_s, u"keyword"_s, u"author"_s, u"tokens"_s, u"signal"_s,
                                    u"passenger"_s, u"session"_s, u"id"_s, u"monkey"_s, u"next_page_token"_s})
            QVERIFY2(!isSecretName(name), qPrintable(name));
        for (const QString &name : {u"Authorization"_s, u"Proxy-Authorization"_s, u"Cookie"_s, u"X-Api-Key"_s,
                                    u"X-Auth-Token"_s, u"X-Vault-Token"_s, u"PRIVATE-TOKEN"_s})
            QVERIFY2(isSecretHeader(name), qPrintable(name));
        for (const QString &name : {u"Accept"_s, u"X-Client"_s, u"Content-Type"_s, u"Last-Event-ID"_s})
            QVERIFY2(!isSecretHeader(name), qPrintable(name));
    }

    void aSecretIsMaskedInEveryForm()
    {
        Credentials credentials{u"ada"_s, u"t0p \"s=cret"_s, u"of-proxy"_s};
        credentials.passwordInUrl = u"t0p+%22s=cret"_s;
        const SecretMask mask(credentials);
        QCOMPARE(mask.masked(QByteArray("a t0p \"s=cret, t0p%20%22s%3Dcret, t0p \\\"s=cret, t0p+%22s=cret, of-proxy, " +
                                        QByteArray("ada:t0p \"s=cret").toBase64())),
                 "a $PASSWORD, $PASSWORD, $PASSWORD, $PASSWORD, $PASSWORD, $PASSWORD");
        QCOMPARE(SecretMask(Credentials{u"a"_s, u"b"_s}).masked(u"abba"_s), u"abba"_s);
        QCOMPARE(SecretMask(Credentials{}).masked(u"Og== abba"_s), u"Og== abba"_s);
    }
};

QTEST_GUILESS_MAIN(tst_TypedAddress)
#include "tst_TypedAddress.moc"
