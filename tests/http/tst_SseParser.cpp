// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/http/SseParser.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

/// The events as one text: "type|data|id;" each.
QByteArray read(const QByteArray &stream, qsizetype piece, qint64 longest = 1 << 20)
{
    SseParser parser({}, longest);
    std::vector<SseEvent> events;
    for (qsizetype at = 0; at < stream.size(); at += piece)
        parser.feed(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)), events);
    QByteArray text;
    for (const SseEvent &event : events)
        text += event.type + '|' + event.data + '|' + event.id + ';';
    return text;
}

} // namespace

class tst_SseParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheGrammarWhateverThePieces_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArray>("events");
        const auto row = [](const char *name, const QByteArray &stream, const QByteArray &events) {
            QTest::newRow(name) << stream << events;
        };
        // The four examples of the standard.
        row("stocks", "data: YHOO\ndata: +2\ndata: 10\n\n", "|YHOO\n+2\n10|;");
        row("four blocks", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event",
            "|first event|1;|second event|;");
        row("empty data", "data\n\ndata\ndata\n\ndata:", "||;|\n|;");
        row("one space", "data:test\n\ndata: test\n\n", "|test|;|test|;");

        row("LF", "data: a\n\ndata: b\n\n", "|a|;|b|;");
        row("CR", "data: a\r\rdata: b\r\r", "|a|;|b|;");
        row("CR LF", "data: a\r\n\r\ndata: b\r\n\r\n", "|a|;|b|;");
        row("mixed", "data: a\r\n\rdata: b\n\r\ndata: c\r\r\n", "|a|;|b|;|c|;");
        row("LF CR is two ends", "data: a\n\rdata: b\n\r", "|a|;|b|;");
        row("a CR LF is no empty line", "data: a\r\ndata: b\r\n\r\n", "|a\nb|;");
        row("one byte order mark",
            "\xEF\xBB\xBF"
            "data: a\n\n",
            "|a|;");
        row("a second one is no mark",
            "\xEF\xBB\xBF\xEF\xBB\xBF"
            "data: a\n\ndata: b\n\n",
            "|b|;");
        row("half a mark",
            "\xEF\xBB"
            "data: a\n\ndata: b\n\n",
            "|b|;");
        row("a mark inside",
            "data: \xEF\xBB\xBF"
            "a\n\n",
            "|\xEF\xBB\xBF"
            "a|;");
        row("types", "event: x\ndata: a\n\nevent: y\nevent: z\ndata: b\n\ndata: c\n\n", "x|a|;z|b|;|c|;");
        row("a type without data is forgotten", "event: x\n\ndata: a\n\n", "|a|;");
        row("an id stays", "id: 7\ndata: a\n\ndata: b\n\n", "|a|7;|b|7;");
        row("an id without data counts", "id: 7\n\ndata: a\n\n", "|a|7;");
        row("an id with NUL is ignored", QByteArray("id: 7\n\nid: 8\0\ndata: a\n\n", 23), "|a|7;");
        row("an empty id takes it away", "id: 7\ndata: a\n\nid:\ndata: b\n\n", "|a|7;|b|;");
        row("names are exact", "Data: a\n data: b\ndata : c\nDATA: d\n\n", "");
        row("unknown fields", "foo: bar\nfoo\ndata: a\n\n", "|a|;");
        row("comments", ":\n: data: x\n:data: y\ndata: a\n:\n\n", "|a|;");
        row("colons in the value", "data: a:b: c\n\ndata::\n\n", "|a:b: c|;|:|;");
        row("only one space goes", "data:  a \n\n", "| a |;");
        row("a tab stays", "data:\ta\n\n", "|\ta|;");
        row("unfinished", "data: a\n\ndata: b\n", "|a|;");
        row("NUL in data", QByteArray("data: a\0b\n\n", 11), QByteArray("|a\0b|;", 6));
        row("no UTF-8", "data: \xff\xfe\n\n", "|\xff\xfe|;");
        row("many empty lines", "\n\n\r\r\n\ndata: a\n\n\n\n", "|a|;");
        row("nothing", "", "");
    }
    void readsTheGrammarWhateverThePieces()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArray, events);
        for (qsizetype piece = 1; piece <= std::max<qsizetype>(stream.size(), 1); ++piece)
            QCOMPARE(read(stream, piece), events);
    }

    void takesTheReconnectionTimeFromDigitsOnly_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("milliseconds");
        QTest::newRow("digits") << QByteArray("1500") << 1500;
        QTest::newRow("zero") << QByteArray("0") << 0;
        QTest::newRow("leading zeros") << QByteArray("0010") << 10;
        QTest::newRow("a sign") << QByteArray("+1") << -1;
        QTest::newRow("negative") << QByteArray("-1") << -1;
        QTest::newRow("a fraction") << QByteArray("1.5") << -1;
        QTest::newRow("a second space") << QByteArray(" 1") << -1;
        QTest::newRow("nothing") << QByteArray() << -1;
        QTest::newRow("huge") << QByteArray(400, '9') << -1;
    }
    void takesTheReconnectionTimeFromDigitsOnly()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, milliseconds);
        SseParser parser;
        std::vector<SseEvent> events;
        parser.feed("retry: " + value + "\n", events);
        QCOMPARE(parser.retry().has_value(), milliseconds >= 0);
        if (milliseconds >= 0)
            QCOMPARE(parser.retry()->count(), milliseconds);
        QVERIFY(events.empty());
    }

    void anIdCountsOnlyOnceItsEventIsWhole()
    {
        SseParser parser("before");
        std::vector<SseEvent> events;
        parser.feed("id: after\ndata: a\n", events);
        QCOMPARE(parser.lastEventId(), "before");
        parser.feed("\n", events);
        QCOMPARE(parser.lastEventId(), "after");
        QVERIFY(events.front().hasOwnId);
        parser.feed("data: b\n\n", events);
        QVERIFY(!events.back().hasOwnId);
        QCOMPARE(events.back().id, "after");
    }

    void cutsWhatIsTooLongAndTakesTheNextOneWhole_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<qint64>("length");
        QTest::newRow("one line") << QByteArray("data: " + QByteArray(5000, 'x')) << qint64(5000);
        QTest::newRow("many lines") << QByteArray("data: xxxx\n").repeated(1000) + "data: x" << qint64(5001);
        QTest::newRow("a long one, and another") << "data: " + QByteArray(5000, 'x') + "\ndata: y" << qint64(5002);
    }
    void cutsWhatIsTooLongAndTakesTheNextOneWhole()
    {
        QFETCH(QByteArray, stream);
        QFETCH(qint64, length);
        stream += "\n\ndata: next\n\n";
        for (const qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(333), stream.size()}) {
            SseParser parser({}, 100);
            std::vector<SseEvent> events;
            for (qsizetype at = 0; at < stream.size(); at += piece)
                parser.feed(QByteArrayView(stream).sliced(at, std::min(piece, stream.size() - at)), events);
            QCOMPARE(events.size(), 2u);
            QCOMPARE(events[0].data.size(), 100);
            QCOMPARE(events[0].length, length);
            QVERIFY(events[0].isCut() && !events[1].isCut());
            QCOMPARE(events[1].data, "next");
        }
    }

    void anyBytesGiveTheSameInAnyPieces()
    {
        quint32 state = 1;
        const auto random = [&state](quint32 below) {
            state = state * 1664525 + 1013904223;
            return (state >> 8) % below;
        };
        const QList<QByteArray> words{
            "data", "event", "id", "retry", ":", ": ", "\n", "\r", "\r\n", "\n\n", "\xEF\xBB\xBF", QByteArray(1, '\0'),
            "x",    "12"};
        for (int round = 0; round < 2000; ++round) {
            QByteArray stream;
            for (quint32 i = random(40); i > 0; --i)
                stream += words[qsizetype(random(quint32(words.size())))];
            const QByteArray whole = read(stream, std::max<qsizetype>(stream.size(), 1));
            QCOMPARE(read(stream, 1), whole);
            QCOMPARE(read(stream, 1 + random(7)), whole);
        }
    }
};

QTEST_GUILESS_MAIN(tst_SseParser)
#include "tst_SseParser.moc"
