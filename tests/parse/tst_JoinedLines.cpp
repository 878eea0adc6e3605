// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "sources/parse/Reader.h"
#include "sources/parse/formats/LogFormats.h"
#include "tests/parse/ShownRecords.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray head = "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed";
const QByteArray next = "2026-11-30 09:15:03,417 INFO [main] c.e.Shop - next";

QByteArrayList arrivals(const Records &records)
{
    QByteArrayList all;
    for (const Record &record : records)
        all.append(record.arrived().toByteArray());
    return all;
}

ParserOptions optionsOf(const QString &query)
{
    static const auto formats = std::make_shared<LogFormatsOnDemand>(); // it takes a while to read them
    ParserOptions options = *ParserOptions::from(*FeedAddress::parse(u"tcp://host:1?"_s + query));
    options.logFormats = formats;
    return options;
}

} // namespace

/// Lines that continue a record, read as a feed reads them.
class tst_JoinedLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTraceIsOfTheRecordBeforeIt_data()
    {
        QTest::addColumn<QByteArray>("trace");
        QTest::newRow("Java") << QByteArray("Exception in thread \"main\" java.lang.IllegalStateException: no\n"
                                            "\tat c.e.Shop.pay(Shop.java:12)\nCaused by: java.io.IOException: y\n"
                                            "\t... 3 more");
        QTest::newRow("Python") << QByteArray("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n"
                                              "    g()\nValueError: no");
        QTest::newRow("Go") << QByteArray("panic: no\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:4 +0x1c");
        QTest::newRow("Rust") << QByteArray("thread 'main' panicked at src/main.rs:2:5:\nno\nstack backtrace:\n"
                                            "   0: rust_begin_unwind\n             at /rustc/library/x.rs:1:5");
        QTest::newRow("C#") << QByteArray("Unhandled exception. System.InvalidOperationException: no\n"
                                          "   at Shop.Main() in a.cs:line 9");
        QTest::newRow("JavaScript") << QByteArray("TypeError: no\n    at f (a.js:1:2)\n    at async g (b.js:3:4)");
    }
    void aTraceIsOfTheRecordBeforeIt()
    {
        QFETCH(QByteArray, trace);
        const QByteArrayList lines = trace.split('\n');
        // By itself, among texts, and behind a line of a log.
        Records records = parsed({}, lines + QByteArrayList{"ready"});
        QCOMPARE(arrivals(records), (QByteArrayList{trace, "ready"}));
        QVERIFY(trace.endsWith(records[0].text) && records[0].text.contains(lines.last()));
        records = parsed({}, QByteArrayList{"ready"} + lines + QByteArrayList{"", "ready"});
        QCOMPARE(arrivals(records), (QByteArrayList{"ready", trace, "", "ready"}));
        records = parsed({}, QByteArrayList{next, head} + lines + QByteArrayList{next});
        QCOMPARE(arrivals(records), (QByteArrayList{next, head + '\n' + trace, next}));
        QVERIFY(records[1].level == Level::Error && records[1].time != noTime);
        QCOMPARE(records[1].text, "order 17 failed\n" + trace);
        const QByteArray syslog = "Nov 30 09:15:02 host shop[1]: error: order 17";
        records = parsed({}, QByteArrayList{syslog} + lines + QByteArrayList{syslog});
        QVERIFY(records.size() == 2 || arrivals(records)[1] == trace); // some begin by a line of their own
        QVERIFY(records.size() == 3 || records[0].text == "error: order 17\n" + trace);
        // Among JSON it is a record by itself.
        records = parsed({}, QByteArrayList{R"({"a":1})"} + lines + QByteArrayList{R"({"a":2})"});
        QCOMPARE(arrivals(records), (QByteArrayList{R"({"a":1})", trace, R"({"a":2})"}));
    }

    void frameLineSwitchesThatOff()
    {
        const QByteArrayList lines{head, "java.lang.IllegalStateException: no", "\tat c.e.Shop.pay(Shop.java:12)"};
        QCOMPARE(arrivals(parsed(u"frame=line"_s, lines)), lines);
        QCOMPARE(parsed(u"frame=line"_s, lines)[0].text, "order 17 failed");
        QCOMPARE(parsed({}, lines).size(), 1u);
    }

    void whatCannotHaveMoreBehindItIsGivenAtOnce()
    {
        Reader reader(optionsOf({}));
        Records records;
        for (const QByteArray item : {"ready", "1,2", R"({"a":1})", "T=21.5"}) {
            reader.take(Item{item, item.size()}, arrival, records);
            reader.endPiece(records);
            QVERIFY(!reader.holdsItem());
        }
        QCOMPARE(records.size(), 4u);
        reader.take(Item{"ERROR: no paper", 15}, arrival, records);
        reader.endPiece(records);
        QVERIFY(reader.holdsItem());
        reader.pause(records);
        QVERIFY(records.size() == 5 && records[4].arrived() == "ERROR: no paper");
    }

    void whereAStreamIsCutChangesNothing()
    {
        const QByteArrayList lines{"ready",
                                   "\tat x.y(Z.java:1)",
                                   "\tat x.y(Z.java:2)",
                                   "failed",
                                   "\tat x.y(Z.java:3)",
                                   "ready",
                                   "",
                                   "panic",
                                   "",
                                   "goroutine 1 [running]:"};
        const QByteArrayList wanted{"ready",
                                    "\tat x.y(Z.java:1)\n\tat x.y(Z.java:2)",
                                    "failed\n\tat x.y(Z.java:3)",
                                    "ready",
                                    "",
                                    "panic",
                                    "",
                                    "goroutine 1 [running]:"};
        for (unsigned cuts = 0; cuts < 1U << lines.size(); ++cuts) {
            Reader reader(optionsOf({}));
            Records records;
            for (qsizetype i = 0; i < lines.size(); ++i) {
                reader.take(Item{lines[i], lines[i].size()}, arrival, records);
                if (cuts & 1U << i)
                    reader.endPiece(records);
            }
            reader.finish(arrival, records);
            QCOMPARE(arrivals(records), wanted);
        }
    }

    void aTraceHasBounds()
    {
        const Records many = parsed({}, QByteArrayList{head} + QByteArrayList(1500, "\tat x.y(Z.java:1)"));
        QCOMPARE(many.size(), 2u);
        QCOMPARE(many[0].arrived().count('\n'), 999);
        QCOMPARE(many[1].arrived().count('\n'), 500);

        Reader reader(optionsOf({}));
        Records records;
        for (int second = 0; second < 8; ++second)
            reader.take(Item{"\tat x.y(Z.java:1)", 17}, arrival + second * 1'000'000, records);
        reader.finish(arrival, records);
        QCOMPARE(records.size(), 2u);
        QCOMPARE(records[0].arrived().count('\n'), 4);
    }

    void theSamplesOfAllFormatsAreOneRecordEach_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Level>("level");
        QTest::addColumn<bool>("hasTime");
        const LogFormats formats;
        for (const auto &format : formats.all()) {
            for (size_t i = 0; i < format->description().samples.size(); ++i) {
                const FormatSample &sample = format->description().samples[i];
                QTest::addRow("%s %d", format->name().constData(), int(i))
                    << sample.record << (sample.text.isNull() ? sample.record : sample.text) << sample.level
                    << (sample.time != noTime);
            }
        }
    }
    void theSamplesOfAllFormatsAreOneRecordEach()
    {
        QFETCH(QByteArray, record);
        QFETCH(QByteArray, text);
        QFETCH(Level, level);
        QFETCH(bool, hasTime);
        const Records byItself = parsed(u"tz=UTC"_s, record.split('\n'));
        QCOMPARE(byItself.size(), 1u);
        if (level != Level::None)
            QCOMPARE(byItself[0].level, level);
        QVERIFY(byItself[0].time != noTime || !hasTime);
        const Records records = parsed(u"parse=log&tz=UTC"_s, record.split('\n'));
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].arrived(), record);
        if (!record.startsWith('{') && !record.startsWith("__CURSOR"))
            QCOMPARE(records[0].text, text);
    }

    void jsonOverSeveralLinesIsOneRecord_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("fields");
        const auto row = [](const char *name, const QByteArray &stream, const QByteArrayList &fields) {
            QTest::newRow(name) << stream << fields;
        };
        row("object", "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    \"}\"\n  ]\n}\nnext",
            {"{\"a\":1,\"b.0\":1,\"b.1\":\"}\"}", ""});
        row("several", "{\n\"a\": 1\n}\n{\n\"a\": 2\n}", {"{\"a\":1}", "{\"a\":2}"});
        row("array", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]", {"{\"0.a\":1,\"1.a\":2}"});
        row("behind one on a line", "{\"a\":1}\n{\n\"a\": 2\n}", {"{\"a\":1}", "{\"a\":2}"});
        row("not JSON", "{\nint x;\n}", {"", "", ""});
        row("not complete", "{\n  \"a\": 1,", {""});
        row("not JSON either", "{\n  \"a\" 1\n}", {""});
        row("brackets of words", "[info\n{user joined\n]", {"", "", ""});
    }

    void jsonOverSeveralLinesIsOneRecord()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, fields);
        for (const auto &query : {u"tz=UTC"_s, u"parse=json"_s}) {
            const Records records = parsed(query, stream.split('\n'));
            QByteArrayList read, arrived;
            for (const Record &record : records) {
                read << (record.fields.contains("problem") ? QByteArray() : record.fields);
                arrived << record.arrived().toByteArray();
            }
            QCOMPARE(read, fields);
            QCOMPARE(arrived.join('\n'), stream);
        }
    }

    void everyByteIsKept()
    {
        const QByteArray stream = head + "\r\n\tat x.y(Z.java:1)\n\njava.io.IOException: no\r\n\n\n" + next +
                                  "\npanic: no\n\ngoroutine 1 [running]:\r\nmain.main()\n\nend";
        for (const auto *query : {"", "frame=line", "parse=log", "parse=text"}) {
            Reader reader(optionsOf(QString::fromLatin1(query)));
            Records records;
            const QByteArrayList lines = stream.split('\n');
            for (qsizetype i = 0; i < lines.size(); ++i) {
                Item item{lines[i], lines[i].size()};
                if (i == lines.size() - 1)
                    item.end = Item::End::Stop;
                if (item.bytes.endsWith('\r')) {
                    item.end = Item::End::CarriageReturnLineFeed;
                    item.bytes.chop(1);
                    item.length = item.bytes.size();
                }
                reader.take(item, arrival, records);
            }
            reader.finish(arrival, records);
            ArrivalWriter writer;
            TextBuilder out;
            for (const Record &record : records)
                writer.write(out, "feed", record);
            QCOMPARE(out.copy(), stream);
        }
    }

    void aMissingYearIsByWhenItWasWritten_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("syslog") << u"tz=UTC"_s << QByteArray("Dec 31 23:00:00 host app[1]: text");
        QTest::newRow("log") << u"tz=UTC"_s << QByteArray("I1231 23:00:00.000000 1 a.cc:1] text");
        QTest::newRow("JSON") << u"tz=UTC"_s << QByteArray(R"({"time":"Dec 31 23:00:00","msg":"text"})");
        QTest::newRow("CSV") << u"parse=csv&columns=time,msg&tz=UTC"_s << QByteArray("Dec 31 23:00:00,text");
        QTest::newRow("logfmt") << u"tz=UTC"_s << QByteArray("time=\"Dec 31 23:00:00\" msg=text");
        QTest::newRow("timeformat") << u"tz=UTC&timeformat=%25d.%25m. %25T"_s
                                    << QByteArray(R"({"time":"31.12. 23:00:00","msg":"text"})");
    }
    void aMissingYearIsByWhenItWasWritten()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, line);
        constexpr qint64 march = 1'773'000'000'000'000;    // 2026-03-08
        constexpr qint64 december = 1'796'000'000'000'000; // 2026-11-29
        constexpr qint64 wanted = 1'767'222'000'000'000;   // 2025-12-31T23:00:00Z
        Reader reader(optionsOf(query));
        Records records;
        reader.take(Item{line, line.size()}, {december + 40LL * 86'400'000'000, march}, records);
        reader.finish(december, records);
        QCOMPARE(records.size(), 1u);
        QCOMPARE(records[0].time, wanted);
    }

    void aTimeOfItsOwnFormIsReadInLogsToo_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("log") << QByteArray("2026/01/02 09:15:02 [error] 7#7: *1 no");
        QTest::newRow("syslog") << QByteArray("<34>2026/01/02 09:15:02 host app: text");
    }
    void aTimeOfItsOwnFormIsReadInLogsToo()
    {
        QFETCH(QByteArray, line);
        // %2F would end the path of the address where it is not escaped
        const Records records = parsed(u"tz=UTC&timeformat=%25Y/%25d/%25m %25H:%25M:%25S"_s, {line});
        QCOMPARE(records[0].time, 1'769'937'302'000'000); // 1 February
        const Records inBerlin = parsed(u"tz=Europe/Berlin"_s, {"2026/01/02 09:15:02 [error] 7#7: *1 no"});
        QCOMPARE(inBerlin[0].time, 1'767'341'702'000'000);
    }
};

QTEST_GUILESS_MAIN(tst_JoinedLines)
#include "tst_JoinedLines.moc"
