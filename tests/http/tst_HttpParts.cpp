// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/HttpAnswer.h"
#include "sources/http/JsonPointer.h"
#include "sources/http/JsonSequence.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

HttpHead answer(int status, const QList<HttpHead::Header> &headers = {})
{
    HttpHead head;
    head.status = status;
    head.headers = headers;
    return head;
}

} // namespace

/// The small parts of the kinds over HTTP.
class tst_HttpParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsSentence_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isRefused");
        QTest::addColumn<QString>("part");
        QTest::newRow("401") << 401 << true << u"auth=bearer"_s;
        QTest::newRow("403") << 403 << false << u"no more requests for now"_s; // as it says when
        QTest::newRow("404") << 404 << true << u"nothing at /a/b on example.org:443"_s;
        QTest::newRow("410") << 410 << true << u"nothing at"_s;
        QTest::newRow("405") << 405 << true << u" method="_s;
        QTest::newRow("406") << 406 << true << u"in this form"_s;
        QTest::newRow("400") << 400 << true << u"did not understand"_s;
        QTest::newRow("429") << 429 << false << u"too often"_s;
        QTest::newRow("408") << 408 << false << u"408"_s;
        QTest::newRow("500") << 500 << false << u"500"_s;
        QTest::newRow("502") << 502 << false << u"behind it"_s;
        QTest::newRow("503") << 503 << false << u"overloaded"_s;
        QTest::newRow("300") << 300 << true << u"redirects"_s;
    }
    void everyStatusHasItsSentence()
    {
        QFETCH(int, status);
        QFETCH(bool, isRefused);
        QFETCH(QString, part);
        HttpRequest request;
        request.url = QUrl(u"https://example.org/a/b?c"_s);
        const HttpHead head = answer(status, {{"Retry-After", "7"}});
        const Ending ending = statusEnding(request, head, {}, QDateTime::currentDateTimeUtc());
        QCOMPARE(ending.kind == Ending::Kind::Refused, isRefused);
        QVERIFY2(ending.why.contains(part), qPrintable(ending.why));
        QCOMPARE(ending.retryIn.has_value(), !isRefused);
        if (!isRefused)
            QVERIFY(ending.retryIn == 7s);
    }

    void aRefusedSecretIsNamedByItsKindOnly()
    {
        HttpRequest request;
        request.url = QUrl(u"https://example.org/"_s);
        request.user = u"ada"_s;
        request.authorization = {"Authorization", "Basic c2VjcmV0"};
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(statusEnding(request, answer(401), {}, now).why.contains(u"“ada”"_s));
        request.authorization = {"Authorization", "Bearer s3cret"};
        const QString why = statusEnding(request, answer(401), {}, now).why;
        QVERIFY(why.contains(u"token"_s) && !why.contains(u"s3cret"_s));
    }

    void readsPaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("pointer");
        QTest::newRow("nothing") << QString() << QByteArray("");
        QTest::newRow("the root") << u"$"_s << QByteArray("");
        QTest::newRow("a name") << u"items"_s << QByteArray("/items");
        QTest::newRow("names") << u"data.items"_s << QByteArray("/data/items");
        QTest::newRow("with a root") << u"$.data.items"_s << QByteArray("/data/items");
        QTest::newRow("an index") << u"a.b[0].c"_s << QByteArray("/a/b/0/c");
        QTest::newRow("an index first") << u"[2].list"_s << QByteArray("/2/list");
        QTest::newRow("indexes") << u"$[1][2]"_s << QByteArray("/1/2");
        QTest::newRow("a slash in a name") << u"a/b.c~d"_s << QByteArray("/a~1b/c~0d");
        QTest::newRow("a pointer") << u"/a.b/0/c~1d"_s << QByteArray("/a.b/0/c~1d");
        QTest::newRow("umlauts") << u"größe"_s << QByteArray("/größe");
        QTest::newRow("a bad escape") << u"/a~2"_s << QByteArray();
        QTest::newRow("an open bracket") << u"a[0"_s << QByteArray();
        QTest::newRow("a filter") << u"a[?x]"_s << QByteArray();
        QTest::newRow("two dots") << u"a..b"_s << QByteArray();
        QTest::newRow("a dot at the end") << u"a."_s << QByteArray();
    }
    void readsPaths()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, pointer);
        const Result<QByteArray> read = jsonPointerFrom(path);
        QCOMPARE(bool(read), !pointer.isNull());
        if (read)
            QCOMPARE(*read, pointer);
        else
            QVERIFY(!read.error().isEmpty());
    }

    void cutsAJsonSequence_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("texts"); // those that are not whole with a ! behind
        const auto row = [](const char *name, const QByteArray &stream, const QByteArray &texts) {
            QTest::newRow(name) << stream << texts;
        };
        row("two", "\x1e{\"a\":1}\n\x1e[2]\n", "{\"a\":1};[2];");
        row("lines in a text", "\x1e{\n\"a\":\n1}\n", "{\n\"a\":\n1};");
        row("brackets in a string", "\x1e{\"a\":\"[{\\\"[\"}\n\x1e 3\n", "{\"a\":\"[{\\\"[\"}; 3;");
        row("no separator", "{\"a\":1}\n", "{\"a\":1};");
        row("broken off by the next", "\x1e{\"a\":\x1e{\"b\":2}\n", "{\"a\":!;{\"b\":2};");
        row("broken off by the end", "\x1e[1]\n\x1e{\"a\"", "[1];{\"a\"!;");
        row("a string broken off", "\x1e\"abc\x1e[1]\n", "\"abc!;[1];");
        row("a number without its end",
            "\x1e"
            "12",
            "12!;");
        row("empty ones", "\x1e\x1e\n\x1e \n", "");
        row("too many closed", "\x1e]]]\n\x1e[1]\n", "]]];[1];");
    }
    void cutsAJsonSequence()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, texts);
        for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
            JsonSequence sequence;
            std::vector<async::Line> found;
            for (qsizetype at = 0; at < stream.size(); at += piece)
                sequence.feed(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)), found);
            sequence.finish(found);
            QByteArray text;
            for (const async::Line &line : found)
                text += line.bytes + (line.isWhole ? ";" : "!;");
            QCOMPARE(text, texts);
        }
    }

    void cutsALongTextOfASequence()
    {
        JsonSequence sequence(100);
        std::vector<async::Line> found;
        sequence.feed("\x1e\"" + QByteArray(5000, 'x') + "\"\n\x1e[1]\n", found);
        QCOMPARE(found.size(), 2u);
        QCOMPARE(found[0].bytes.size(), 100);
        QCOMPARE(found[0].length, 5002);
        QCOMPARE(found[1].bytes, "[1]");
    }
};

QTEST_GUILESS_MAIN(tst_HttpParts)
#include "tst_HttpParts.moc"
