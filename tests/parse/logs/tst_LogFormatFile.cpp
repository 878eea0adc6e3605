// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/parse/formats/FormatCheck.h"
#include "sources/parse/formats/LogFormats.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

const QByteArray good = R"JSON({
  "name": "shop",
  "pattern": "^(?P<time>\\d+-\\d+-\\d+ \\S+) (?P<level>\\w+) (?P<text>.*)",
  "times": ["iso"],
  "continues": "indented",
  "samples": [
    { "record": ["2026-11-30 09:15:02 warn slow", "  so slow"], "time": "2026-11-30T09:15:02Z", "level": "warn", "text": "slow\n  so slow" }
  ]
}
)JSON";

/// What is wrong with a file, loading and checking it.
QString wrong(const QByteArray &json)
{
    const auto format = LogFormat::from(json);
    if (!format)
        return format.error();
    return checkFormat(**format, json).join(u'\n');
}

} // namespace

class tst_LogFormatFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodFileIsRight() { QCOMPARE(wrong(good), QString()); }
    void whatIsWrongIsSaidAtItsPlace_data();
    void whatIsWrongIsSaidAtItsPlace();
    void aZoneThatIsGivenGoesBeforeThatOfTheFormat();
    void aPersonsOwnGoesBeforeTheProgramsAndABadOneIsLeftOut();
    void bytesThatAreNoUtf8AreRead();
    void jsonIsReadByNames();
    void jsonThatIsNoneIsNoMatch_data();
    void jsonThatIsNoneIsNoMatch();
    void partsThatAreAbsentAreNull();
};

void tst_LogFormatFile::whatIsWrongIsSaidAtItsPlace_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *from, const char *to, const QString &says) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << says;
    };
    row("not JSON", "\"times\": [\"iso\"],", "\"times\": [\"iso\",", u"line 5: this is no valid JSON"_s);
    row("an unknown name", "\"times\"", "\"timess\"",
        u"line 4: timess: this is not known here; known are name, title"_s);
    row("no name", "\"shop\"", "\"My Shop\"", u"line 2: name: "_s);
    row("a pattern that is none", "(?P<text>.*)", "(?P<text>.*",
        u"line 3: pattern: the pattern is not valid: missing )"_s);
    row("what RE2 does not know", "(?P<text>.*)", "(?=x)", u"line 3: pattern: the pattern is not valid: "_s);
    row("a group twice", "(?P<text>", "(?P<level>",
        u"line 3: pattern: the pattern is not valid: two groups are named “level”"_s);
    row("an unknown form of time", "[\"iso\"]", "[\"iso\", \"yyyy\"]", u"line 4: times[1]: a time is a format as "_s);
    row("a bad time format", "[\"iso\"]", "[\"%Y-%q\"]", u"line 4: times[0]: “%Y-%q” is no time format"_s);
    row("a time that no sample has", "[\"iso\"]", "[\"iso\", \"epoch\"]",
        u"line 4: times[1]: no sample has a time of this form"_s);
    row("a time of another form", "[\"iso\"]", "[\"epoch\"]",
        u"line 7: samples[0]: “2026-11-30 09:15:02” is not a time"_s);
    row("a pattern that no sample has", "\"^(?P<time>", "[\"x\", \"^(?P<time>", u"line 3:"_s);
    row("another time", "T09:15:02Z", "T09:15:03Z",
        u"line 7: samples[0].time: read “2026-11-30T09:15:02.000000Z”, expected “2026-11-30T09:15:03.000000Z”"_s);
    row("no time", "2026-11-30T09:15:02Z", "today", u"line 7: samples[0].time: this is to be a time as"_s);
    row("another level", "\"level\": \"warn\"", "\"level\": \"error\"",
        u"line 7: samples[0].level: read “warn”, expected “error”"_s);
    row("no level", "\"level\": \"warn\"", "\"level\": \"loud\"", u"line 7: samples[0].level: a level is trace"_s);
    row("another text", "\"text\": \"slow", "\"text\": \"fast", u"line 7: samples[0].text: read “slow"_s);
    row("a field that is not there", "\"level\": \"warn\"", "\"level\": \"warn\", \"fields\": {\"pid\": \"7\"}",
        u"line 7: samples[0].fields.pid: read “”, expected “7”"_s);
    row("a field that is not expected", "(?P<text>", "(?P<first>.)(?P<text>",
        u"read first “s”, which is not expected"_s);
    row("a record that does not match", "2026-11-30 09:15:02 warn slow", "hello",
        u"line 7: samples[0]: the record does not match"_s);
    row("a line that does not continue it", "\"indented\"", "\"none\"", u"“  so slow” does not continue the record"_s);
    row("a rule that is no pattern", "\"indented\"", "\"(\"", u"line 5: continues: the pattern is not valid"_s);
    row("no samples", "\"samples\": [", "\"samples\": [], \"x\": [", u"x: this is not known here"_s);
    row("two kinds", "\"times\"", "\"json\": [], \"times\"",
        u"line 1: a format needs one of pattern, json and assignments"_s);
    row("a bad zone", "\"times\"", "\"zone\": \"Europe/Berlim\", \"times\"",
        u"line 4: zone: “Europe/Berlim” is no time zone"_s);
    row("a bad rank", "\"times\"", "\"rank\": 10, \"times\"", u"line 4: rank: "_s);
    row("a role from nowhere", "\"times\"", "\"from\": {\"subject\": \"user\"}, \"times\"",
        u"line 4: from.subject: no pattern has a group “user”"_s);
    row("several lines and no first", " (?P<text>", "\\\\n(?P<text>",
        u"line 3: pattern: a pattern of several lines needs “starts”"_s);
}

void tst_LogFormatFile::whatIsWrongIsSaidAtItsPlace()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, says);
    QByteArray json = good;
    QVERIFY(json.contains(from));
    json.replace(json.indexOf(from), from.size(), to);
    if (to.startsWith("[\"x\""))
        json.replace("(?P<text>.*)\",", "(?P<text>.*)\"],");
    const QString said = wrong(json);
    QVERIFY2(said.contains(says), qPrintable(said));
}

void tst_LogFormatFile::aZoneThatIsGivenGoesBeforeThatOfTheFormat()
{
    QByteArray json = good;
    json.replace("\"times\"", "\"zone\": \"+02:00\", \"times\"");
    const auto format = LogFormat::from(json);
    QVERIFY2(format, qPrintable(format.error()));
    const auto read = [&format](const std::optional<ZoneRule> &zone, QByteArrayView line) {
        LogReading reading;
        return LogReader(*format, zone).read(line, noTime, reading) && reading.time
                   ? reading.time->time / 3'600'000'000 % 24
                   : -1;
    };
    QCOMPARE(read(std::nullopt, "2026-11-30 09:00:00 warn x"), 7);
    QCOMPARE(read(ZoneRule::fixed(3600), "2026-11-30 09:00:00 warn x"), 8);
    QCOMPARE(read(ZoneRule::fixed(3600), "2026-11-30 09:00:00Z warn x"), 9);

    LogReading reading;
    LogReader otherwise(*format, ZoneRule::fixed(0), *TimePattern::from("%Y-%d-%m %H:%M:%S"));
    QVERIFY(otherwise.read("2026-01-02 09:00:00 warn x", noTime, reading));
    QCOMPARE(reading.time->time, 1'769'936'400'000'000); // 1 February
}

void tst_LogFormatFile::aPersonsOwnGoesBeforeTheProgramsAndABadOneIsLeftOut()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &json) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
    };
    write(u"a.json"_s, QByteArray(good).replace("\"shop\"", "\"nginx-error\""));
    write(u"b.json"_s, good);
    write(u"c.json"_s, QByteArray(good).replace("\"shop\"", "\"bad\"").replace("T09:15:02Z", "T09:15:03Z"));
    write(u"d.txt"_s, "not read");
    const LogFormats formats(folder.path());
    QCOMPARE(formats.find("nginx-error")->source(), folder.filePath(u"a.json"_s));
    QCOMPARE(formats.all().size(), LogFormats().all().size() + 1);
    QVERIFY(formats.find("shop"));
    QVERIFY(!formats.find("bad"));
    QCOMPARE(formats.troubles().size(), 1);
    QVERIFY2(formats.troubles().first().contains(u"c.json, line 7: samples[0].time"_s),
             qPrintable(formats.troubles().first()));
    std::vector<LogFormats::Format> found;
    formats.candidates("2026-11-30 09:15:02 warn slow", found);
    QVERIFY(!found.empty());
    QVERIFY(LogFormats(folder.filePath(u"nowhere"_s)).troubles().isEmpty());
}

void tst_LogFormatFile::bytesThatAreNoUtf8AreRead()
{
    const auto format = LogFormat::from(good);
    LogReading reading;
    QVERIFY((*format)->match("2026-11-30 09:15:02 warn \xff\xfe \xc3", reading));
    QCOMPARE(reading.part(LogRole::Text), "\xff\xfe \xc3");
}

void tst_LogFormatFile::jsonIsReadByNames()
{
    const QByteArray json = R"({"name": "j", "json": ["a.t", "m"], "from": {"time": "a.t", "level": "l", "text": "m"},
      "scale": "pino", "none": ["n/a"],
      "samples": [{"record": "{\"m\":\"x\",\"a\":{\"t\":1764494102}}", "time": "2025-11-30T09:15:02Z", "text": "x"}]})";
    const auto format = LogFormat::from(json);
    QVERIFY2(format, qPrintable(format.error()));
    QCOMPARE(checkFormat(**format, json), QStringList());
    LogReading reading;
    QVERIFY((*format)->match(
        " {\"a\":{\"t\":1764494102417,\"u\":{\"id\":18446744073709551616}},\"l\":30,\"m\":\"h\\u00e9 \\\"q\\\"\\n\","
        "\"list\":[1,{\"x\":true},null,1013.250],\"none\":\"n/a\",\"empty\":\"\"} ",
        reading));
    QCOMPARE(reading.part(LogRole::Time), "1764494102417");
    QCOMPARE(reading.level, Level::Info);
    QCOMPARE(reading.part(LogRole::Text), "h\xc3\xa9 \"q\"");
    QByteArray fields;
    for (const LogReading::Field &field : reading.fields)
        fields.append(field.name).append('=').append(field.value).append(';');
    QCOMPARE(fields, "a.u.id=18446744073709551616;list.0=1;list.1.x=true;list.3=1013.250;empty=;");
}

void tst_LogFormatFile::jsonThatIsNoneIsNoMatch_data()
{
    QTest::addColumn<QByteArray>("record");
    for (const char *record :
         {"", "{", "{}", "{\"log\":1", "[1]", "x", "{\"log\":\"a\",\"stream\":\"b\"}",
          "{\"log\":\"a\",\"stream\":\"b\",\"time\":}", "{\"log\":\"a\",\"stream\":\"b\",\"time\":\"c\"} x",
          "{\"log\":\"a\",\"stream\":\"b\",\"time\":\"c\",\"x\":nil}",
          "{\"log\":\"a\",\"stream\":\"b\",\"time\":\"c\",\"x\":[}",
          "{\"log\":\"a\",\"stream\":\"b\",\"time\":\"c\"}{}", "{\"log\":\"\\ud800\",\"stream\":\"b\",\"time\":\"c\"",
          "{\"log\":\"\xff\",\"stream\":\"b\",\"time\":tru}"})
        QTest::addRow("%s", record) << QByteArray(record);
}

void tst_LogFormatFile::jsonThatIsNoneIsNoMatch()
{
    QFETCH(const QByteArray, record);
    static const LogFormats formats;
    LogReading reading;
    QVERIFY(!formats.find("docker-json")->match(record, reading));
}

void tst_LogFormatFile::partsThatAreAbsentAreNull()
{
    static const LogFormats formats;
    LogReading reading;
    QVERIFY(formats.find("rfc3164")->match("<13>Nov 30 09:15:02 ann: x", reading));
    QVERIFY(formats.find("rfc5424")->match("<13>1 - - - - - -", reading));
    QVERIFY(reading.part(LogRole::Time).isNull());
    QVERIFY(reading.part(LogRole::Subject).isNull());
    QVERIFY(!reading.part(LogRole::Text).isNull());
    QCOMPARE(reading.fields.size(), 1u); // the priority
}

QTEST_GUILESS_MAIN(tst_LogFormatFile)
#include "tst_LogFormatFile.moc"
