// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ArrivalWriter.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "sources/parse/ItemCutter.h"
#include "sources/parse/Reader.h"
#include "tests/parse/ShownRecords.h"

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

class tst_Reader : public QObject
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
        row("one number", json, R"({"temperature":21.5})", R"(measurement = 21.5 {"temperature":21.5})");
        row("sensor", json, R"({"sensor":"kitchen","temperature":21.5,"unit":"°C"})",
            R"(measurement kitchen = 21.5Cel {"sensor":"kitchen","temperature":21.5,"unit":"°C"})");
        row("value", json, R"({"topic":"a/b","value":3,"seq":7,"time":"2026-11-22T10:15:30Z"})",
            R"(measurement a/b = 3 @1795342530000000 {"topic":"a/b","value":3,"seq":7,"time":"2026-11-22T10:15:30Z"})");
        row("value as text", json, R"({"value":"21.5 °C"})", R"(measurement = 21.5Cel {"value":"21.5 °C"})");
        row("log", json, R"({"level":30,"time":1700000000123,"pid":5,"hostname":"web","msg":"up \u00e9\n"})",
            "message web !info @1700000000123000 \"up é\n\" "
            "{\"level\":30,\"time\":1700000000123,\"pid\":5,\"hostname\":\"web\",\"msg\":\"up é\\n\"}");
        row("level of water", json, R"({"level":2.5,"t":1})", R"(measurement = 1 {"level":2.5,"t":1})");
        row("nested", json, "{\"a\":{\"b\":{\"c\":1},\"d\":[1,{\"x\":2}]},\"e\":true,\"f\":null,\"g\":\"\"}",
            "message {\"a.b.c\":1,\"a.d.0\":1,\"a.d.1.x\":2,\"e\":true,\"f\":null,\"g\":\"\"}");
        row("two numbers", json, R"({"a":1,"b":2.5e300})", R"(message {"a":1,"b":2.5e300})");
        row("large numbers", json, R"({"a":9223372036854775807,"b":18446744073709551615})",
            R"(message {"a":9223372036854775807,"b":18446744073709551615})");
        row("counter that is no time", json, R"({"time":12.5,"value":1})",
            R"(measurement = 1 {"time":12.5,"value":1})");
        row("chosen", u"parse=json&value=t&subject=who&text=what"_s,
            R"({"t":1,"who":"me","what":"w","msg":"m","value":2})",
            R"(measurement me = 1 "w" {"t":1,"who":"me","what":"w","msg":"m","value":2})");
        row("chosen nested", u"parse=json&value=a.b"_s, R"({"a":{"b":1,"c":2}})",
            R"(measurement = 1 {"a.b":1,"a.c":2})");
        row("several chosen", u"parse=json&value=t,h"_s, R"({"t":1,"h":2})", R"(measurement = 1 {"t":1,"h":2})");
        row("time with a zone", json, R"({"time":"2026-11-22T11:15:30+0100","value":1})",
            R"(measurement = 1 @1795342530000000 {"time":"2026-11-22T11:15:30+0100","value":1})");
        row("time with a comma", json, R"({"time":"2026-11-22 10:15:30,123","value":1})",
            R"(measurement = 1 @1795342530123000 {"time":"2026-11-22 10:15:30,123","value":1})");
        row("array", json, R"([{"t":1},{"t":2}])", R"(message {"0.t":1,"1.t":2})");
        row("text", json, R"("hello")", "message \"hello\"");
        row("number", json, "21.5", "measurement = 21.5");
        row("array of numbers", json, "[1,2]", R"(message {"0":1,"1":2})");
        row("text sequence", json, "\x1e{\"t\":1}", R"(measurement = 1 {"t":1})");

        const QString utc = u"tz=UTC"_s;
        row("pairs behind a time", utc, "2026-11-22T10:15:30Z temp=21.5 state=ok",
            R"(message @1795342530000000 "temp=21.5 state=ok" {"temp":21.5,"state":"ok"})");
        row("labels behind a time", utc, "2026-11-22 10:15:30 -> Temperature: 23.6 *C, Humidity: 43.9",
            R"(message @1795342530000000 "Temperature: 23.6 *C, Humidity: 43.9" )"
            R"({"Temperature":"23.6 *C","Humidity":43.9})");
        row("pairs behind a level", utc, "[INFO] temp=21.5 hum=40",
            R"(message !info "temp=21.5 hum=40" {"temp":21.5,"hum":40})");
        row("pairs of a syslog message", utc, "<14>1 2026-11-22T10:15:30Z h app - - - temp=21.5 hum=40",
            R"(message app !info @1795342530000000 "temp=21.5 hum=40" )"
            R"({"severity":"info","facility":"user","host":"h","app":"app","temp":21.5,"hum":40})");
        row("pairs that end a message", utc, "2026-11-22 10:15:30 INFO request done status=200, dur=12ms why=\"a b\"",
            R"(message !info @1795342530000000 "request done status=200, dur=12ms why="a b"" )"
            R"({"status":200,"dur":"12ms","why":"a b"})");
        row("no pairs that end a message", utc, "2026-11-22 10:15:30 INFO GET /a?x=1 if a=b then c",
            R"(message !info @1795342530000000 "GET /a?x=1 if a=b then c")");
        row("numbers behind a time", utc, "[2026-11-22 10:15:30] -21.5 40",
            R"(message @1795342530000000 "-21.5 40" {"1":-21.5,"2":40})");
        row("words behind a time", utc, "2026-11-22 10:15:30 port: 8080", R"(message @1795342530000000 "port: 8080")");
        row("a row with a time", utc, "2026-11-22T10:15:30Z,21.5,40",
            R"(message @1795342530000000 {"1":"2026-11-22T10:15:30Z","2":21.5,"3":40})");
        row("a row with a count since 1970", utc, "1795342530,21.5,40",
            R"(message @1795342530000000 {"1":1795342530,"2":21.5,"3":40})");
        row("a row with a large count", utc, "123456789,21.5,40", R"(message {"1":123456789,"2":21.5,"3":40})");
        row("a date and a time of day", u"parse=csv&columns=datum,zeit,t&tz=UTC"_s, "22.11.2026;10:15:30;21,5",
            R"(measurement = 21.5 @1795342530000000 {"datum":"22.11.2026","zeit":"10:15:30","t":21.5})");
        row("a date and a time of day in JSON", utc, R"({"date":"2026-11-22","time":"10:15:30","t":1})",
            R"(measurement = 1 @1795342530000000 {"date":"2026-11-22","time":"10:15:30","t":1})");
        row("a version and a time of day", utc, R"({"version":"1.2.33","at":"10:15:30","t":1})",
            R"(measurement = 1 {"version":"1.2.33","at":"10:15:30","t":1})");
        row("a time and a letter", utc, "2026-11-22T10:15:30Z,A,open",
            R"(message @1795342530000000 {"1":"2026-11-22T10:15:30Z","2":"A","3":"open"})");
        row("texts among numbers", utc, "status: ON, temp: 21.5 °C, fan: 3",
            R"(measurement = 3 {"status":"ON","temp":"21.5 °C","fan":3})");
        row("pairs with commas", utc, "temp=21.5,hum=40,id=kitchen",
            R"(message {"temp":21.5,"hum":40,"id":"kitchen"})");
        row("labels without a number", utc, "From: a, To: b", R"(message)");
        row("units", utc, "ax: 0.1 m/s^2 gz: -0.2 rad/s R: 4.7 kOhm",
            R"(message {"ax":"0.1 m/s^2","gz":"-0.2 rad/s","R":"4.7 kOhm"})");

        row("logfmt", u"parse=logfmt"_s, "at=info msg=\"it \\\"works\\\"\" ready n=007 dur=1.50s",
            "message \"it \"works\"\" {\"at\":\"info\",\"msg\":\"it "
            "\\\"works\\\"\",\"ready\":true,\"n\":\"007\",\"dur\":\"1.50s\"}");
        row("logfmt escapes", u"parse=logfmt"_s, "a=\"b\\tc\\\\\"", "message {\"a\":\"b\\tc\\\\\"}");
        row("logfmt number", u"parse=logfmt"_s, "sensor=a temp=1.50",
            R"(measurement a = 1.5 {"sensor":"a","temp":1.50})");
        row("logfmt in prose", u"parse=logfmt"_s, "started port=80", R"(message {"started":true,"port":80})");
        row("csv by number", u"parse=csv"_s, "a,1,2", R"(message {"1":"a","2":1,"3":2})");
        row("csv names", u"parse=csv&columns=time,name,value"_s, "2026-11-22 10:15:30,\"x \"\"y\"\", z\",4",
            "measurement x \"y\", z = 4 @1795342530000000 {\"time\":\"2026-11-22 10:15:30\",\"name\":\"x \\\"y\\\", "
            "z\",\"value\":4}");
        row("csv decimal comma", u"parse=csv&columns=t,h"_s, "21,5;x", R"(measurement = 21.5 {"t":21.5,"h":"x"})");
        row("csv decimal commas alone", u"parse=csv&columns=t,h"_s, "21,5;40,5", R"(message {"t":21.5,"h":40.5})");
        row("csv behind a quote", u"parse=csv&columns=a,b"_s, R"("x"y,1)", R"(measurement = 1 {"a":"xy","b":1})");
        row("csv separator", u"parse=csv&separator=%7C&columns=a,b"_s, "1,5|x;y", R"(message {"a":"1,5","b":"x;y"})");
        row("long number", u"parse=csv&columns=a,b"_s, "1234567890123456789,x",
            R"(measurement = 1.2345678901234568e+18 {"a":1234567890123456789,"b":"x"})");
        row("long number aside", u"parse=csv&columns=a,value"_s, "1234567890123456789,1",
            R"(measurement = 1 {"a":1234567890123456789,"value":1})");
        row("plain text", u"parse=text"_s, R"({"a":1})", "message");
        row("raw", u"parse=raw"_s, "ab\n", "message \"61 62 0a\"");

        row("auto json", u""_s, R"({"a":1})", R"(measurement = 1 {"a":1})");
        row("auto logfmt", u""_s, "a=1", R"(measurement = 1 {"a":1})");
        row("auto csv", u""_s, "21.5,40", R"(message {"1":21.5,"2":40})");
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

    void whatDoesNotFitIsATextThatSaysSo_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("json") << u"json"_s << QByteArray(R"({"a":)");
        QTest::newRow("logfmt") << u"logfmt"_s << QByteArray("hello");
        QTest::newRow("logfmt quote") << u"logfmt"_s << QByteArray("a=\"b");
        QTest::newRow("csv quote") << u"csv"_s << QByteArray("1,\"b");
    }
    void whatDoesNotFitIsATextThatSaysSo()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, item);
        const Records records = parsed(u"parse="_s + format, {item});
        QCOMPARE(records.size(), 1u);
        QVERIFY(records[0].kind == RecordKind::Message);
        QCOMPARE(records[0].arrived(), item);
        QCOMPARE(fieldValue(records[0].fields, "problem"), "It could not be read as " + format.toUtf8());
        QCOMPARE(records[0].received, arrival);
    }

    void whatDoesNotFitAFoundFormatIsAText()
    {
        const Records records = parsed({}, {R"({"a":1})", "oops", R"({"b":2})", "\xff"});
        QCOMPARE(shown(records), "measurement = 1 \"{\"a\":1}\" {\"a\":1}\nmessage \"oops\"\n"
                                 "measurement = 2 \"{\"b\":2}\" {\"b\":2}\nmessage \"\xef\xbf\xbd\"");
        QCOMPARE(records[3].raw, "\xff");
    }

    void anotherFormatReadsWhatDoesNotFit_AndTakesOver()
    {
        const Records records = parsed({}, {R"({"a":1})", "a=1", "a=2", "a=3", "a=4"});
        QCOMPARE(records.size(), 6u);
        QCOMPARE(shown({records[1]}, "a=1"), R"(measurement = 1 {"a":1})");
        QVERIFY(noticeType(records[4]) == NoticeType::Information);
        QCOMPARE(records[4].text, "From here on it is read as logfmt, not as json");
        QCOMPARE(shown({records[5]}, "a=4"), R"(measurement = 4 {"a":4})");
    }

    void aLineOfALogAmongOthersIsReadAtOnce()
    {
        const QByteArray line = "2026-11-30 09:15:02,417 ERROR [main] c.e.Shop - order 17 failed";
        const Records records = parsed({}, {R"({"a":1})", line, R"({"a":2})"});
        QCOMPARE(records.size(), 3u);
        QVERIFY(records[1].level == Level::Error && records[1].time != noTime);
        QCOMPARE(records[1].arrived(), line);
    }

    void aFewMisfitsChangeNothing()
    {
        QByteArrayList items;
        for (int round = 0; round < 9; ++round)
            items += QByteArrayList{R"({"a":1})", "a=1", "a=1"};
        QCOMPARE(parsed({}, items).size(), size_t(items.size()));
    }

    void looksForAFormatAsLongAsThereIsNone()
    {
        const QByteArray json = R"({"a":1})";
        for (const int before : {0, 33, 5000}) {
            const Records records = parsed({}, QByteArrayList(before, "hello") + QByteArrayList{json});
            QCOMPARE(shown({records.back()}, json), R"(measurement = 1 {"a":1})");
        }
        const Records records = parsed({}, QByteArrayList(5000, "hello there") + QByteArrayList(64, "t=1 u=2"));
        QCOMPARE(shown({records.back()}, "t=1 u=2"), R"(message {"t":1,"u":2})");
    }

    void ofMixedMessagesEachIsReadByItself()
    {
        ParserOptions options;
        options.isMixed = true;
        options.format = u"auto"_s;
        Reader reader(options);
        Records records;
        for (const QByteArray &message : QByteArrayList{R"({"a":1})", "a=1", "21.5 °C", "", "[DONE]", "\xff\x01"})
            reader.read(message, arrival, records);
        QCOMPARE(shown(records), "measurement = 1 \"{\"a\":1}\" {\"a\":1}\nmeasurement = 1 \"a=1\" {\"a\":1}\n"
                                 "measurement = 21.5Cel \"21.5 °C\"\nmessage\nmessage \"[DONE]\"\nmessage \"ff 01\"");
        QCOMPARE(records.back().raw, "\xff\x01");
    }

    void aRowThatIsNeverFinishedIsAText()
    {
        QCOMPARE(shown(parsed({}, {"1,2", "3,\"x", "y\",4,5", "6,7"})),
                 "message \"1,2\" {\"1\":1,\"2\":2}\nmessage \"3,\"x\"\nmessage \"y\",4,5\"\n"
                 "message \"6,7\" {\"1\":6,\"2\":7}");
    }

    void findsATableBehindItsHeader()
    {
        const Records records =
            parsed({}, {"time,t,place", "2026-11-22T10:15:30Z,21.5,in the house", "time,t,place", "x"});
        QCOMPARE(shown(records), "message \"time,t,place\"\n"
                                 "measurement = 21.5 @1795342530000000 \"2026-11-22T10:15:30Z,21.5,in the house\" "
                                 "{\"time\":\"2026-11-22T10:15:30Z\",\"t\":21.5,\"place\":\"in the house\"}\n"
                                 "event \"time,t,place\"\nmessage \"x\"");
    }

    void aHeaderNamesTheColumnsOfEachConnection()
    {
        ParserOptions options;
        options.format = u"csv"_s;
        const auto reader = std::make_unique<Reader>(options);
        Records records;
        for (const auto *item : {"\xef\xbb\xbf"
                                 "a;b",
                                 "1;x", "2"})
            reader->read(QByteArray(item), arrival, records);
        reader->restart();
        for (const auto *item : {"c;d", "3;y"})
            reader->read(QByteArray(item), arrival, records);
        QCOMPARE(shown(records), "event \"\xef\xbb\xbf"
                                 "a;b\"\nmeasurement = 1 \"1;x\" {\"a\":1,\"b\":\"x\"}\n"
                                 "measurement = 2 \"2\" {\"a\":2}\nevent \"c;d\"\n"
                                 "measurement = 3 \"3;y\" {\"c\":3,\"d\":\"y\"}");
    }

    void aQuotedCellGoesOnInTheNextLine()
    {
        const Records records = parsed(u"parse=csv&columns=a,b"_s, {"1,\"two", "lines\"", "2,x"});
        QCOMPARE(shown(records), "measurement = 1 \"1,\"two\nlines\"\" {\"a\":1,\"b\":\"two\\nlines\"}\n"
                                 "measurement = 2 \"2,x\" {\"a\":2,\"b\":\"x\"}");
    }

    void tellsOfCutItemsAndOfAnEndInTheMiddle()
    {
        ParserOptions options;
        options.format = u"text"_s;
        const auto reader = std::make_unique<Reader>(options);
        Records records;
        reader->read(async::Line{"abc", 9, true}, arrival, records);
        reader->read(async::Line{"de", 2, false}, arrival, records);
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
            const auto reader = std::make_unique<Reader>(*ParserOptions::from(*address));
            ItemCutter cutter(*Framing::from(*address));
            Records records;
            Item item;
            for (qsizetype at = 0; at < stream.size(); at += piece) {
                cutter.add(stream.mid(at, piece));
                while (cutter.next(item))
                    reader->take(item, arrival, records);
                if (at % 3 == 0 && cutter.pause(item)) // nothing came for a while
                    reader->take(item, arrival, records);
            }
            if (cutter.finish(item))
                reader->take(item, arrival, records);
            reader->finish(arrival, records);
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
            const auto reader = std::make_unique<Reader>(options);
            Records records;
            reader->take(Item{}, arrival, records);
            QCOMPARE(records.size(), 1u);
            QVERIFY(records[0].kind == RecordKind::Message && records[0].text.isEmpty());
        }
    }

    void aLineShownInPartIsAText()
    {
        const auto reader = std::make_unique<Reader>(ParserOptions());
        Records records;
        reader->take(Item{"T=2", 3, Item::End::Pause}, arrival, records);
        reader->take(Item{"1.5", 3, Item::End::LineFeed, true}, arrival, records);
        QCOMPARE(records.size(), 2u);
        QVERIFY(!records[0].hasValue() && !records[1].hasValue());
        QVERIFY(records[0].end == ItemEnd::None && !records[0].continues);
        QVERIFY(records[1].end == ItemEnd::LineFeed && records[1].continues);
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

QTEST_GUILESS_MAIN(tst_Reader)
#include "tst_Reader.moc"
