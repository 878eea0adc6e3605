// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "model/records/Notice.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/ItemParser.h"
#include "tests/parse/ShownRecords.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_ItemParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneItem_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QByteArray>("record");
        const auto row = [](const char *name, const QString &query, const QByteArray &item, const QByteArray &record) {
            QTest::newRow(name) << query << item << record;
        };
        const QString json = u"parse=json"_s;
        row("one number", json, R"({"temperature":21.5})", "measurement temperature = 21.5");
        row("sensor", json, R"({"sensor":"kitchen","temperature":21.5,"unit":"°C"})",
            "measurement kitchen/temperature = 21.5Cel");
        row("value", json, R"({"topic":"a/b","value":3,"seq":7,"time":"2026-11-22T10:15:30Z"})",
            R"(measurement a/b = 3 @1795342530000000 {"seq":7})");
        row("value as text", json, R"({"value":"21.5 °C"})", "measurement = 21.5Cel");
        row("log", json, R"({"level":30,"time":1700000000123,"pid":5,"hostname":"web","msg":"up \u00e9\n"})",
            "message web @1700000000123000 \"up é\n\" {\"level\":30,\"pid\":5}");
        row("nested", json, R"({"a":{"b":{"c":1},"d":[1,{"x":2}]},"e":true,"f":null,"g":""})",
            "measurement a.b.c = 1 {\"a.d\":\"[1,{\\\"x\\\":2}]\",\"e\":\"true\"}");
        row("two numbers", json, R"({"a":1,"b":2.5e300})", R"(message {"a":1,"b":2.5e+300})");
        row("large numbers", json, R"({"a":9223372036854775807,"b":18446744073709551615})",
            R"(message {"a":9223372036854775807,"b":1.8446744073709552e+19})");
        row("counter that is no time", json, R"({"time":12.5,"value":1})", R"(measurement = 1 {"time":12.5})");
        row("chosen", u"parse=json&value=t&subject=who&text=what"_s,
            R"({"t":1,"who":"me","what":"w","msg":"m","value":2})",
            R"(measurement me/t = 1 "w" {"msg":"m","value":2})");
        row("chosen nested", u"parse=json&value=a.b"_s, R"({"a":{"b":1,"c":2}})", R"(measurement a.b = 1 {"a.c":2})");
        row("several chosen", u"parse=json&value=t,h"_s, R"({"t":1,"h":2})",
            "measurement t = 1 {\"h\":2}\nmeasurement h = 2 \"2\"");
        row("time with a zone", json, R"({"time":"2026-11-22T11:15:30+0100","value":1})",
            "measurement = 1 @1795342530000000");
        row("time with a comma", json, R"({"time":"2026-11-22 10:15:30,123","value":1})",
            "measurement = 1 @1795342530123000");
        row("array", json, R"([{"t":1},{"t":2}])", "measurement t = 1 \"{\"t\":1}\"\nmeasurement t = 2 \"{\"t\":2}\"");
        row("text", json, R"("hello")", "message \"hello\"");
        row("number", json, "21.5", "measurement = 21.5");
        row("array of numbers", json, "[1,2]", "message");
        row("text sequence", json, "\x1e{\"t\":1}", "measurement t = 1");

        row("logfmt", u"parse=logfmt"_s, "at=info msg=\"it \\\"works\\\"\" ready n=007 dur=1.50s",
            R"(message "it "works"" {"at":"info","ready":"true","n":"007","dur":"1.50s"})");
        row("logfmt escapes", u"parse=logfmt"_s, R"(a="b\tc\\")", R"(message {"a":"b\tc\\"})");
        row("logfmt number", u"parse=logfmt"_s, "sensor=a temp=1.50", "measurement a/temp = 1.5");
        row("logfmt in prose", u"parse=logfmt"_s, "started port=80", R"(message {"started":"true","port":80})");
        row("csv by number", u"parse=csv"_s, "a,1,2", R"(message {"column1":"a","column2":1,"column3":2})");
        row("csv names", u"parse=csv&columns=time,name,value"_s, "2026-11-22 10:15:30,\"x \"\"y\"\", z\",4",
            R"(measurement x "y", z = 4 @1795342530000000)");
        row("csv decimal comma", u"parse=csv&columns=t,h"_s, "21,5;x", R"(measurement t = 21.5 {"h":"x"})");
        row("csv decimal commas alone", u"parse=csv&columns=t,h"_s, "21,5;40,5", R"(message {"t":21.5,"h":40.5})");
        row("csv behind a quote", u"parse=csv&columns=a,b"_s, R"("x"y,1)", R"(measurement b = 1 {"a":"xy"})");
        row("csv separator", u"parse=csv&separator=%7C&columns=a,b"_s, "1,5|x;y", R"(message {"a":"1,5","b":"x;y"})");
        row("long number", u"parse=csv&columns=a,b"_s, "1234567890123456789,x",
            R"(measurement a = 1.2345678901234568e+18 {"b":"x"})");
        row("long number aside", u"parse=csv&columns=a,value"_s, "1234567890123456789,1",
            R"(measurement = 1 {"a":"1234567890123456789"})");
        row("plain text", u"parse=text"_s, R"({"a":1})", "message");
        row("raw", u"parse=raw"_s, "ab\n", "message \"61 62 0a\"");

        row("auto json", u""_s, R"({"a":1})", "measurement a = 1");
        row("auto logfmt", u""_s, "a=1", "measurement a = 1");
        row("auto csv", u""_s, "21.5,40", R"(message {"column1":21.5,"column2":40})");
        row("auto number", u""_s, "21.5 °C", "measurement = 21.5Cel");
        row("auto prose", u""_s, "Hello, world: 5 = five", "message");
        row("auto prose with commas", u""_s, "At 5, 6 came", "message");
        row("auto broken json", u""_s, R"({"a":1)", "message");
        row("auto word", u""_s, "hello", "message");
    }
    void readsOneItem()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, item);
        QFETCH(QByteArray, record);
        const Records records = parsed(query, {item});
        QCOMPARE(shown(records, item), record);
        for (const Record &one : records)
            QCOMPARE(one.received, arrival);
    }

    void whatDoesNotFitIsPutAside_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("json") << u"json"_s << QByteArray(R"({"a":)");
        QTest::newRow("json bytes") << u"json"_s << QByteArray("\"\xff\"");
        QTest::newRow("logfmt") << u"logfmt"_s << QByteArray("hello");
        QTest::newRow("logfmt quote") << u"logfmt"_s << QByteArray("a=\"b");
        QTest::newRow("csv quote") << u"csv"_s << QByteArray("1,\"b");
    }
    void whatDoesNotFitIsPutAside()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, item);
        const Records records = parsed(u"parse="_s + format, {item});
        QCOMPARE(records.size(), 1u);
        QVERIFY(noticeType(records[0]) == NoticeType::Quarantined);
        QCOMPARE(records[0].raw, item);
        QCOMPARE(records[0].received, arrival);
    }

    void whatDoesNotFitAFoundFormatIsAText()
    {
        const Records records = parsed({}, {R"({"a":1})", "oops", R"({"b":2})", "\xff"});
        QCOMPARE(shown(records), "measurement a = 1 \"{\"a\":1}\"\nmessage \"oops\"\nmeasurement b = 2 \"{\"b\":2}\"\n"
                                 "message \"\xef\xbf\xbd\"");
        QCOMPARE(records[3].raw, "\xff");
    }

    void looksAgainWhenNothingFitsAnyMore()
    {
        QByteArrayList items{R"({"a":1})"};
        for (int i = 0; i < 8; ++i)
            items.append("a=1");
        items.append("a=2");
        const Records records = parsed({}, items);
        QCOMPARE(records.size(), 10u);
        QCOMPARE(shown({records[8]}, "a=1"), "message");
        QCOMPARE(shown({records[9]}, "a=2"), "measurement a = 2");
    }

    void misfitsCountInARowOnly()
    {
        QByteArrayList items;
        for (int round = 0; round < 2; ++round)
            items += QByteArrayList{R"({"a":1})"} + QByteArrayList(7, "a=1");
        const Records records = parsed({}, items);
        QCOMPARE(shown({records.back()}, "a=1"), "message");
    }

    void looksForAFormatForAWhile()
    {
        const QByteArray json = R"({"a":1})";
        const Records found = parsed({}, QByteArrayList(31, "hello") + QByteArrayList{json});
        QCOMPARE(shown({found.back()}, json), "measurement a = 1");
        const Records given = parsed({}, QByteArrayList(32, "hello") + QByteArrayList{json});
        QCOMPARE(shown({given.back()}, json), "message");
    }

    void aRowThatIsNeverFinishedIsAText()
    {
        QCOMPARE(shown(parsed({}, {"1,2", "3,\"x", "y\",4,5", "6,7"})),
                 "message \"1,2\" {\"column1\":1,\"column2\":2}\nmessage \"3,\"x\"\nmessage \"y\",4,5\"\n"
                 "message \"6,7\" {\"column1\":6,\"column2\":7}");
    }

    void findsATableBehindItsHeader()
    {
        const Records records =
            parsed({}, {"time,t,place", "2026-11-22T10:15:30Z,21.5,in the house", "time,t,place", "x"});
        QCOMPARE(shown(records), "message \"time,t,place\"\n"
                                 "measurement t = 21.5 @1795342530000000 \"2026-11-22T10:15:30Z,21.5,in the house\" "
                                 "{\"place\":\"in the house\"}\nmessage \"x\"");
    }

    void aHeaderNamesTheColumnsOfEachConnection()
    {
        ParserOptions options;
        options.format = u"csv"_s;
        const auto parser = makeParser(options);
        Records records;
        for (const auto *item : {"\xef\xbb\xbf"
                                 "a;b",
                                 "1;x", "2"})
            parser->parse(item, arrival, records);
        parser->restart();
        for (const auto *item : {"c;d", "3;y"})
            parser->parse(item, arrival, records);
        QCOMPARE(shown(records), "measurement a = 1 \"1;x\" {\"b\":\"x\"}\nmeasurement a = 2 \"2\"\n"
                                 "measurement c = 3 \"3;y\" {\"d\":\"y\"}");
    }

    void aQuotedCellGoesOnInTheNextLine()
    {
        const Records records = parsed(u"parse=csv&columns=a,b"_s, {"1,\"two", "lines\"", "2,x"});
        QCOMPARE(shown(records), "measurement a = 1 \"1,\"two\nlines\"\" {\"b\":\"two\\nlines\"}\n"
                                 "measurement a = 2 \"2,x\" {\"b\":\"x\"}");
    }

    void emptyItemsGiveNothing()
    {
        for (const auto *format : {"auto", "json", "csv", "logfmt", "text", "raw"})
            QVERIFY(parsed(u"parse="_s + QLatin1String(format), {"", ""}).empty());
    }

    void tellsOfCutItemsAndOfAnEndInTheMiddle()
    {
        ParserOptions options;
        options.format = u"text"_s;
        const auto parser = makeParser(options);
        Records records;
        parseItem(*parser, {"abc", 9, true}, arrival, records);
        parseItem(*parser, {"de", 2, false}, arrival, records);
        QCOMPARE(records.size(), 4u);
        QVERIFY(noticeType(records[0]) == NoticeType::Truncated);
        QCOMPARE(records[0].fields, R"({"bytes":9})");
        QCOMPARE(records[1].text, "abc");
        QCOMPARE(records[2].text, "de");
        QVERIFY(noticeType(records[3]) == NoticeType::Information);
    }

    void whateverIsReadInIt_WhatArrivedIsKept_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("stream");
        const auto row = [](const char *name, const QString &query, const QByteArray &stream) {
            QTest::newRow(name) << query << stream;
        };
        row("text", {}, "one\n\ntwo\r\n\r\n\n last");
        row("no text", {}, QByteArray("a\0b\xff\xfe\n\0\n\x1b[31m\n", 13));
        row("JSON", {}, "{\"message\":\"hi\",\"level\":\"info\"}\r\n\n{\"message\":\"no end\"}");
        row("an array", u"parse=json"_s, "[{\"a\":1},{\"a\":2}]\n[1,2]\n\nnone\n");
        row("several values", u"parse=json&value=a,b"_s, "{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n");
        row("a table", u"parse=csv"_s,
            "\xef\xbb\xbf"
            "a;b\r\n1;x\r\n\r\na;b\r\n2;y\r\n");
        row("a quoted cell", u"parse=csv&columns=a,b"_s, "1,\"two\r\n\r\nlines\"\r\n2,x\n");
        row("a cell without end", u"parse=csv&columns=a,b"_s, "1,\"two\nlines\n");
        row("a cell and a stream without end", u"parse=csv&columns=a,b"_s, "1,\"two\nlines");
        row("a table by itself", {}, "t,u\n1,2\n3,\"x\ny\"\n4,\"z\n");
        row("line protocol", {}, "m,a=b x=1,y=2\nm x=1\n");
        row("comments", u"parse=influx"_s, "# a comment\nm x=1\n");
        row("syslog", {}, "Nov 22 10:15:30 host app[1]: text\r\nNov 22 10:15:31 host app[1]: \n");
        row("logfmt", {}, "level=info msg=\"hello you\" n=1\n");
        row("regular expression", u"pattern=(?<text>b)"_s, "abc\nxyz\n\n");
        row("raw", u"parse=raw"_s, QByteArray("a\0b\r\n\n", 6));
        row("progress", u"frame=cr"_s, "10%\r20%\r\n\r30%\n\r");
    }
    void whateverIsReadInIt_WhatArrivedIsKept()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, stream);
        const Result<FeedAddress> address = FeedAddress::parse(u"tcp://host:1?"_s + query);
        for (const qsizetype piece : {qsizetype(1), qsizetype(5), stream.size()}) {
            const auto parser = makeParser(*ParserOptions::from(*address));
            ItemCutter cutter(*Framing::from(*address));
            Records records;
            Item item;
            for (qsizetype at = 0; at < stream.size(); at += piece) {
                cutter.add(stream.mid(at, piece));
                while (cutter.next(item))
                    parser->take(item, arrival, records);
                if (at % 3 == 0 && cutter.pause(item)) // nothing came for a while
                    parser->take(item, arrival, records);
            }
            if (cutter.finish(item))
                parser->take(item, arrival, records);
            parser->finish(arrival, records);
            ArrivalWriter writer;
            TextBuilder out;
            for (const Record &record : records)
                writer.write(out, "feed", record);
            QCOMPARE(out.copy(), stream);
        }
    }

    void blankLinesAreLines()
    {
        for (const auto *format : {"auto", "json", "csv", "logfmt", "text", "raw"}) {
            ParserOptions options;
            options.format = QString::fromLatin1(format);
            const auto parser = makeParser(options);
            Records records;
            parser->take(Item{}, arrival, records);
            QCOMPARE(records.size(), 1u);
            QVERIFY(records[0].kind == RecordKind::Message && records[0].text.isEmpty());
        }
    }

    void aLineShownInPartIsAText()
    {
        const auto parser = makeParser({});
        Records records;
        parser->take(Item{"T=2", 3, Item::End::Pause}, arrival, records);
        parser->take(Item{"1.5", 3, Item::End::LineFeed, true}, arrival, records);
        QCOMPARE(records.size(), 2u);
        QVERIFY(!records[0].hasValue() && !records[1].hasValue());
        QCOMPARE(records[0].fields, R"({"lineEnd":"none"})");
        QCOMPARE(records[1].fields, R"({"continues":true})");
    }

    void saysWhatIsWrongWithAnAddress_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("says");
        QTest::newRow("format") << u"parse=xml"_s << u"it is auto, json"_s;
        QTest::newRow("no pattern") << u"parse=regex"_s << u"?pattern="_s;
        QTest::newRow("bad pattern") << u"pattern=(a"_s << u"at character 3"_s;
        QTest::newRow("pattern without groups") << u"pattern=a"_s << u"named"_s;
        QTest::newRow("separator") << u"parse=csv&separator=ab"_s << u"one character"_s;
    }
    void saysWhatIsWrongWithAnAddress()
    {
        QFETCH(QString, query);
        QFETCH(QString, says);
        const Result<FeedAddress> address = FeedAddress::parse(u"tcp://host:1?"_s + query);
        const Result<ParserOptions> options = ParserOptions::from(*address);
        QVERIFY(!options);
        QVERIFY2(options.error().contains(says), qPrintable(options.error()));
    }
};

QTEST_GUILESS_MAIN(tst_ItemParser)
#include "tst_ItemParser.moc"
