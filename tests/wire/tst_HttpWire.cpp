// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/wire/HttpComplaint.h"
#include "sources/wire/HttpError.h"
#include "sources/wire/HttpFraming.h"
#include "sources/wire/HttpHead.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// In pieces of that size.
QByteArray read(const QByteArray &bytes, qsizetype size)
{
    HttpHeadReader reader;
    bool isWhole = false;
    qsizetype at = 0;
    try {
        QByteArray rest;
        for (; at < bytes.size() && !isWhole; at += size) {
            rest = bytes.mid(at, size);
            isWhole = reader.take(rest);
        }
        if (!isWhole)
            return "no head";
        if (!reader.problem().isEmpty())
            return reader.problem().toUtf8();
        HttpFraming framing(reader.head());
        QByteArray body = QByteArray::number(reader.head().status) + ' ' + framing.feed(rest);
        for (; at < bytes.size(); at += size)
            body += framing.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        const char *end = framing.hasMoreBehind()   ? "!"
                          : framing.isWhole()       ? "."
                          : framing.endsByClosing() ? "~"
                                                    : "...";
        return body + end;
    } catch (const HttpError &error) {
        return error.what();
    }
}

} // namespace

/// An answer of a web server: its head, its body, its complaints.
class tst_HttpWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("result"); // status and body; "." whole, "~" if closed now, "..." not yet
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &result) {
            QTest::newRow(name) << bytes << result;
        };
        row("by its length", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "200 abc.");
        row("cut off", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", "200 abc...");
        row("more than its length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc", "200 ab!");
        row("an empty one", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "200 .");
        row("the length twice", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\ncontent-length: 3\r\n\r\nabc", "200 abc.");
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
            "sends an answer of a length that makes no sense (Content-Length: 3, 4)");
        row("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc",
            "sends an answer of a length that makes no sense (Content-Length: -3)");
        row("up to the end", "HTTP/1.1 200 OK\r\n\r\nabc", "200 abc~");
        row("HTTP/1.0", "HTTP/1.0 200 OK\nA: b\n\nabc", "200 abc~");
        row("in chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\nT: x\r\n\r\n",
            "200 abc.");
        row("chunks and a length",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "200 abc.");
        row("chunks without their end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
            "200 abc...");
        row("bad chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "sends an answer whose chunks are damaged");
        row("a chunk too long", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
            "sends an answer whose chunks are damaged");
        row("no body", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n", "204 .");
        row("interim answers",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"
            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
            "200 x.");
        row("an interim answer only", "HTTP/1.1 103 Early Hints\r\n\r\n", "no head");
        row("folded", "HTTP/1.1 200 OK\r\nContent-Length:\r\n 3\r\n\r\nabc", "200 abc.");
        row("empty lines first", "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "200 a.");
        row("no HTTP", "SSH-2.0-OpenSSH\r\n", "it does not begin like an HTTP/1 answer");
        row("no HTTP, not even a line", "S", "it does not begin like an HTTP/1 answer");
        row("no status", "HTTP/1.1 OK\r\n\r\n", "“HTTP/1.1 OK” is no line of an HTTP/1 answer");
        row("no header", "HTTP/1.1 200 OK\r\nA b\r\n\r\n", "“A b” is no line of an HTTP/1 answer");
        row("no end", "HTTP/1.1 200 OK\r\nA: " + QByteArray(70'000, 'a'), "its headers are longer than 64 kB");
        row("too long", "HTTP/1.1 200 OK\r\nA: " + QByteArray(70'000, 'a') + "\r\n\r\n",
            "its headers are longer than 64 kB");
        row("empty lines without end", QByteArray("\r\n").repeated(35'000), "its headers are longer than 64 kB");
        row("interim answers without end", QByteArray("HTTP/1.1 102 x\r\n\r\n").repeated(5000),
            "its headers are longer than 64 kB");
        row("an interim answer that is none", "HTTP/1.1 101 Switching Protocols\r\n\r\nx", "101 x~");
        row("packed in between", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            "packs its answer in a way that nobody asked for (Transfer-Encoding: gzip, chunked)");
    }
    void findsTheAnswer()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, result);
        for (const qsizetype size : {qsizetype(1), qsizetype(2), qsizetype(7), bytes.size()})
            QCOMPARE(read(bytes, size), result);
    }

    void saysWhatTheServerSays_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QByteArray &type, const QByteArray &body, const QString &text) {
            QTest::newRow(name) << type << body << text;
        };
        row("text", "text/plain", "no\n  more\x07 today\n", u"no more today"_s);
        row("nothing", "text/plain", "", QString());
        row("message", "application/json", R"({"message":"API rate limit exceeded","documentation_url":"x"})",
            u"API rate limit exceeded"_s);
        row("an error within", "application/json", R"({"error":{"message":"bad key","type":"auth","code":401}})",
            u"bad key: 401: auth"_s);
        row("OAuth", "application/json", R"({"error":"invalid_token","error_description":"expired"})",
            u"invalid_token: expired"_s);
        row("errors", "application/json", R"({"errors":[{"message":"a"},{"message":"b"}]})", u"a"_s);
        row("a problem", "application/problem+json",
            R"({"type":"https://e.org/quota","title":"Over quota","detail":"10 of 10"})",
            u"Over quota: 10 of 10: https://e.org/quota"_s);
        row("other JSON", "application/json", R"({"x":1})", u"{\"x\":1}"_s);
        row("HTML", "text/html; charset=utf-8",
            "<html><head><title>403 Forbidden</title><style>b{}</style></head><body><h1>No &amp; no</h1>"
            "<script>alert(1)</script>never</body></html>",
            u"403 Forbidden: No & no never"_s);
        row("a picture", "image/png", "\x89PNG", QString());
        row("tricks", "text/plain", "a\u202Eb\x1b[31mc", u"a b [31mc"_s);
        row("long", "text/plain", QByteArray(1000, 'x'), QString(300, u'x') + u'…');
    }
    void saysWhatTheServerSays()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, text);
        HttpHead head;
        head.headers = {{"Content-Type", type}};
        QCOMPARE(complaintOf(head, body), text.isEmpty() ? QString() : u"It says: “%1”"_s.arg(text));
    }

    void saysWhatTheHeadersSay()
    {
        HttpHead head;
        head.headers = {{"Server", "x"},
                        {"WWW-Authenticate", "Digest realm=\"the lab\", nonce=\"secret-ish\", qop=\"auth\""},
                        {"Retry-After", "60"},
                        {"Allow", "GET, HEAD"},
                        {"X-RateLimit-Remaining", "0"},
                        {"Location", "https://ada:pw@e.org/a?token=t"},
                        {"Set-Cookie", "a=b"}};
        QCOMPARE(complaintOf(head, "no"),
                 u"It says: “no” (WWW-Authenticate: Digest realm=\"the lab\"; Retry-After: 60; Allow: GET, HEAD; "
                 "X-RateLimit-Remaining: 0; Location: https://e.org/a)"_s);
    }
};

QTEST_GUILESS_MAIN(tst_HttpWire)
#include "tst_HttpWire.moc"
