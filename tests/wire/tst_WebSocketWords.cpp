// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/CloseCode.h"
#include "sources/wire/HandshakeRefusal.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

class tst_WebSocketWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachCodeIsASentence_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("regular") << 1000 << QString() << u"example.com closed the connection in the regular way"_s;
        QTest::newRow("with words") << 1001 << u" shutting down. "_s << u"example.com is going away (shutting down)"_s;
        QTest::newRow("rules")
            << 1008 << u"no token"_s
            << u"example.com closed the connection because of its rules: check the password or token, "
               "and what is sent to it (no token)"_s;
        QTest::newRow("own") << 4123 << u"odd"_s << u"example.com closed the connection with the code 4123 (odd)"_s;
        QTest::newRow("unknown") << 1099 << QString() << u"example.com closed the connection with the code 1099"_s;
    }
    void eachCodeIsASentence()
    {
        QFETCH(int, code);
        QFETCH(QString, reason);
        QTEST(closeSentence(quint16(code), reason, u"example.com"_s), "sentence");
    }

    void onlyARefusalEndsTheFeed()
    {
        using Kind = Ending::Kind;
        for (const int code : {1000, 1001, 1002, 1005, 1006, 1007, 1011, 1012, 1013, 1014, 3001, 4000, 4999}) {
            QVERIFY2(closeKind(quint16(code), false) == Kind::Lost, QByteArray::number(code));
            QVERIFY2(closeKind(quint16(code), true) == Kind::Lost, QByteArray::number(code));
        }
        for (const int code : {1003, 1008, 1009, 1010}) {
            QVERIFY2(closeKind(quint16(code), false) == Kind::Refused, QByteArray::number(code));
            QVERIFY2(closeKind(quint16(code), true) == Kind::Lost, QByteArray::number(code));
        }
        for (const int code : {3000, 3003, 4400, 4401, 4403, 4404})
            QVERIFY2(closeKind(quint16(code), true) == Kind::Refused, QByteArray::number(code));
    }

    void aStatusIsASentenceAndAVerdict_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isRefused");
        QTest::addColumn<QString>("holds");
        QTest::newRow("200") << 200 << true << u"not as a WebSocket"_s;
        QTest::newRow("301") << 301 << true << u"moved"_s;
        QTest::newRow("400") << 400 << true << u"does not take this request"_s;
        QTest::newRow("401") << 401 << true << u"password or token"_s;
        QTest::newRow("403") << 403 << true << u"refuses access"_s;
        QTest::newRow("404") << 404 << true << u"nothing at this path"_s;
        QTest::newRow("429") << 429 << false << u"less often"_s;
        QTest::newRow("503") << 503 << false << u"at the moment"_s;
    }
    void aStatusIsASentenceAndAVerdict()
    {
        QFETCH(int, status);
        QFETCH(QString, holds);
        HttpHead head;
        head.status = status;
        const Ending ending = handshakeRefusal(head, {}, u"example.com"_s);
        QTEST(ending.kind == Ending::Kind::Refused, "isRefused");
        QVERIFY2(ending.why.contains(holds), qPrintable(ending.why));
        QVERIFY(!ending.why.endsWith(u'.'));
    }

    void aRefusalHasTheWordsOfTheServer_data()
    {
        QTest::addColumn<QList<HttpHead::Header>>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        using Headers = QList<HttpHead::Header>;
        QTest::newRow("nothing") << Headers() << QByteArray() << QString();
        QTest::newRow("text") << Headers() << QByteArray("\x1b[31mno\n more") << u". It says: “[31mno more”"_s;
        QTest::newRow("JSON") << Headers{{"Content-Type", "application/json"}}
                              << QByteArray(R"({"error":{"message":"no such key"}})") << u". It says: “no such key”"_s;
        QTest::newRow("packed") << Headers{{"Content-Encoding", "gzip"}} << QByteArray("abc") << QString();
        QTest::newRow("headers") << Headers{{"Location", "wss://ada:pw@e.org/a?token=t"},
                                            {"Upgrade", "foo/2"},
                                            {"Set-Cookie", "a=b"}}
                                 << QByteArray() << u". It says: Location: wss://e.org/a; Upgrade: foo/2"_s;
    }
    void aRefusalHasTheWordsOfTheServer()
    {
        QFETCH(QByteArray, body);
        QFETCH(QList<HttpHead::Header>, headers);
        QFETCH(QString, says);
        HttpHead head;
        head.status = 426;
        head.reason = "Upgrade Required";
        head.headers = headers;
        QCOMPARE(handshakeRefusal(head, body, u"e.org"_s).why,
                 u"e.org wants another protocol: check the address (426 Upgrade Required)"_s + says);
    }
};

QTEST_GUILESS_MAIN(tst_WebSocketWords)
#include "tst_WebSocketWords.moc"
