// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/formats/ExportFormat.h"
#include "model/formats/RecordReader.h"
#include "model/formats/SqliteReader.h"
#include "model/records/FieldScanner.h"
#include "model/records/Fields.h"

#include <QRandomGenerator>
#include <QTemporaryFile>
#include <QTest>
#include <algorithm>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

struct Item
{
    QByteArray feed;
    Record record;
};
using Items = std::vector<Item>;

/// Names and texts that one format or the other has a meaning for.
class Nasty
{
public:
    explicit Nasty(quint32 seed) : m_random(seed) {}
    int below(int end) { return int(m_random.bounded(end)); }
    QByteArray text()
    {
        static const QByteArrayList parts{"=",
                                          "+",
                                          "-1.5",
                                          "@",
                                          "'",
                                          "\"",
                                          "\t",
                                          "\r",
                                          "\n",
                                          ";",
                                          ",",
                                          "\\",
                                          " ",
                                          "a",
                                          "5",
                                          "{",
                                          "[",
                                          "}",
                                          "#",
                                          "null",
                                          "true",
                                          "\xc3\xbc",
                                          "\xf0\x9f\x98\x80",
                                          "\\n",
                                          "1e5",
                                          "<b>&",
                                          "\x01",
                                          "field:",
                                          "\"\"",
                                          "\r\n"};
        QByteArray text;
        for (int i = below(6); i > 0; --i)
            text += parts[below(int(parts.size()))];
        return text;
    }
    QByteArray name()
    {
        static const QByteArrayList names{"a",       "b",    "temp",   "text",  "value",      "raw",
                                          "field:x", "seq",  "ending", "",      "with space", "=sum",
                                          "a,b",     "more", "time",   "\"q\"", "x=y",        "feed"};
        return names[below(int(names.size()))];
    }
    QByteArray digits()
    {
        static const QByteArrayList numbers{"0",
                                            "-0",
                                            "1.50",
                                            "1e5",
                                            "-1E-7",
                                            "9007199254740993",
                                            "-9223372036854775808",
                                            "99999999999999999999999",
                                            "0.1000000000000000055511151231257827",
                                            "1e999",
                                            "21.5"};
        return numbers[below(int(numbers.size()))];
    }
    QByteArray fields()
    {
        FieldsBuilder fields;
        for (int i = below(5); i > 0; --i) {
            switch (below(5)) {
            case 0:
                fields.addText(name(), text());
                break;
            case 1:
                fields.addNumber(name(), digits());
                break;
            case 2:
                fields.addBoolean(name(), below(2) == 1);
                break;
            case 3:
                fields.addNull(name());
                break;
            default:
                fields.addJson(name(), below(2) ? R"(["x",{"y":[1,null]}])" : "{}");
            }
        }
        return fields.take();
    }
    Item item(quint64 seq)
    {
        Record record;
        record.seq = seq;
        record.received = 1'700'000'000'000'000 + qint64(seq) / 3; // some of one microsecond
        if (below(2))
            record.time = below(20) ? -1'000'000 + below(2'000'000) : 300'000'000'000'000'000; // a year beyond 9999
        record.kind = RecordKind(below(5));
        record.level = Level(below(7));
        record.end = ItemEnd(below(5));
        record.continues = below(4) == 0;
        record.subject = text();
        record.text = text();
        record.unit = below(3) ? "" : "By/s";
        if (below(2)) {
            static const double values[] = {
                0,   -1.5,    1e300, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                0.1, 12345678};
            record.value = values[below(7)];
        }
        record.fields = fields();
        if (below(3) == 0) {
            record.raw = text();
            if (below(2))
                record.raw += QByteArray("\xff\x00\xfe", 3);
        }
        return {below(2) ? "chat" : "=2+2, \"sensors\"", record};
    }

private:
    QRandomGenerator m_random;
};

Items itemsOf(quint32 seed)
{
    Nasty nasty(seed);
    Items items;
    for (quint64 seq = 1; seq <= 600; ++seq)
        items.push_back(nasty.item(seq));
    return items;
}

QByteArray written(const QString &format, const WriterOptions &options, const Items &items)
{
    auto writer = makeExportWriter(format, options);
    if (!writer)
        return {};
    TextBuilder out;
    (*writer)->begin(out);
    for (const Item &item : items)
        (*writer)->write(out, item.feed, item.record);
    while ((*writer)->end(out)) {
    }
    return (*writer)->problem().isEmpty() ? out.copy() : QByteArray();
}

/// The bytes come in pieces of all sizes.
Result<Items> readAgain(const QString &format, const ReaderOptions &options, const QByteArray &bytes)
{
    Items items;
    const auto keep = [&](const QByteArray &feed, Record &&record) -> Result<void> {
        items.push_back({feed, std::move(record)});
        return {};
    };
    if (format == "sqlite"_L1) {
        QTemporaryFile file;
        if (!file.open() || file.write(bytes) != bytes.size() || !file.flush())
            return Failure{file.errorString()};
        const auto read = readSqlite(file.fileName(), options.times, keep);
        return read ? Result(items) : Failure{read.error()};
    }
    auto reader = makeRecordReader(format, options);
    if (!reader)
        return Failure{reader.error()};
    QRandomGenerator random(7);
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = std::min<qsizetype>(bytes.size() - at, random.bounded(1, 300));
        if (const auto read = (*reader)->read(QByteArrayView(bytes).sliced(at, size), keep); !read)
            return Failure{read.error()};
        at += size;
    }
    const auto ended = (*reader)->end(keep);
    return ended ? Result(items) : Failure{ended.error()};
}

/// The fields, one a piece; sorted where the format does not keep their order.
QByteArrayList fieldsOf(const QByteArray &fields, bool isSorted)
{
    QByteArrayList list;
    FieldScanner scanner(fields);
    while (scanner.next())
        list << jsonString(scanner.name()) + ':' + (scanner.isString() ? jsonString(scanner.value()) : scanner.value());
    if (isSorted)
        std::sort(list.begin(), list.end());
    return list;
}

QByteArray shown(const Item &item, bool isSorted)
{
    const Record &record = item.record;
    const QByteArrayList parts{item.feed,
                               QByteArray::number(record.seq),
                               QByteArray::number(record.received),
                               QByteArray::number(record.time),
                               kindName(record.kind),
                               levelName(record.level).toByteArray(),
                               QByteArray::number(int(record.end)),
                               record.continues ? "continues" : "",
                               jsonString(record.subject),
                               jsonString(record.text),
                               record.unit,
                               record.hasValue() ? shortestNumber(record.value) : "no value",
                               fieldsOf(record.fields, isSorted).join(", "),
                               record.raw.toHex()};
    return parts.join(" | ");
}

/// What InfluxDB has no words for (InfluxWriter.h).
Item withoutWhatInfluxLacks(Item item)
{
    Record &record = item.record;
    if (std::isinf(record.value))
        record.value = std::numeric_limits<double>::quiet_NaN();
    FieldsBuilder fields;
    FieldScanner scanner(record.fields);
    while (scanner.next()) {
        const QByteArray value = scanner.value();
        const bool isList = !scanner.isString() && (value.startsWith('{') || value.startsWith('['));
        if (scanner.isString() || isList)
            fields.addText(scanner.name(), value);
        else if (value != "null")
            fields.addJson(scanner.name(), value);
    }
    record.fields = fields.take();
    return item;
}

} // namespace

class tst_RoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsReadAgain_data();
    void whatWasWrittenIsReadAgain();
    void chosenColumnsAreThoseOfEveryTable();
    void whatIsWrongIsSaidAtItsPlace_data();
    void whatIsWrongIsSaidAtItsPlace();
    void whatOthersHaveWrittenIsReadToo();
};

void tst_RoundTrip::whatWasWrittenIsReadAgain_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("columns"); ///< "each", or the format's own
    QTest::addColumn<bool>("isPlain");
    QTest::addColumn<QString>("times");
    QTest::addColumn<QString>("zone");
    for (const ExportFormat &format : exportFormats()) {
        if (!format.has(ExportFormat::Import))
            continue;
        const auto row = [&](const char *what, const QString &columns, bool isPlain, const QString &times,
                             const QString &zone) {
            QTest::addRow("%s %s", format.name.data(), what)
                << QString(format.name) << columns << isPlain << times << zone;
        };
        row("as it is", {}, false, u"rfc3339"_s, u"UTC"_s);
        if (format.has(ExportFormat::OwnTimes))
            continue;
        row("in Nepal", {}, false, u"rfc3339"_s, u"Asia/Kathmandu"_s);
        row("in Newfoundland, as spreadsheets have it", {}, false, u"plain"_s, u"America/St_Johns"_s);
        row("in seconds", {}, false, u"unix"_s, u"UTC"_s);
        row("in microseconds", {}, false, u"unix-us"_s, u"UTC"_s);
        if (format.has(ExportFormat::Cells)) {
            row("plain", {}, true, u"rfc3339"_s, u"UTC"_s);
            row("a column for each field", u"each"_s, false, u"rfc3339"_s, u"UTC"_s);
            row("a column for each field, plain", u"each"_s, true, u"rfc3339"_s, u"UTC"_s);
        }
    }
}

void tst_RoundTrip::whatWasWrittenIsReadAgain()
{
    QFETCH(QString, format);
    QFETCH(QString, columns);
    QFETCH(bool, isPlain);
    QFETCH(QString, times);
    QFETCH(QString, zone);
    for (quint32 seed = 1; seed <= 5; ++seed) {
        const Items items = itemsOf(seed);
        WriterOptions options;
        options.cells = isPlain ? CsvCells::Plain : CsvCells::Harmless;
        options.times = TimeStyle{*timeFormatNamed(times), *timeZoneNamed(zone)};
        if (!columns.isEmpty()) {
            CsvFieldNames names;
            for (size_t i = 0; i < 20; ++i) // later ones have fields without a column
                names.add(items[i].record);
            options.columns = csvColumnsWith(names.names());
        }
        const QByteArray bytes = written(format, options, items);
        QVERIFY(!bytes.isEmpty());
        const auto again = readAgain(format, {options.cells, *options.times}, bytes);
        QVERIFY2(again, qPrintable(again.error()));
        QCOMPARE(again->size(), items.size());
        for (size_t i = 0; i < items.size(); ++i) {
            const Item wanted = format == "influx"_L1 ? withoutWhatInfluxLacks(items[i]) : items[i];
            QCOMPARE(shown((*again)[i], !columns.isEmpty()), shown(wanted, !columns.isEmpty()));
        }
    }
}

void tst_RoundTrip::chosenColumnsAreThoseOfEveryTable()
{
    Item item{"f", {}};
    item.record.text = "t";
    item.record.fields = R"({"a":1.50,"b":"x","c":null})";
    for (const QString &format : {u"csv"_s, u"tsv"_s, u"jsonl"_s, u"json"_s}) {
        WriterOptions options;
        options.columns = *csvColumnsNamed({u"b"_s, u"text"_s, u"a"_s});
        const auto again = readAgain(format, {}, written(format, options, {item}));
        QVERIFY2(again, qPrintable(again.error()));
        QCOMPARE((*again)[0].record.text, "t");
        QCOMPARE((*again)[0].record.fields, R"({"b":"x","a":1.50})");
    }
}

void tst_RoundTrip::whatIsWrongIsSaidAtItsPlace_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *what, const char *format, const QByteArray &bytes, const char *problem) {
        QTest::newRow(what) << QString::fromLatin1(format) << bytes << QString::fromUtf8(problem);
    };
    row("a line cut off", "jsonl", "{\"text\":\"a\"}\n{\"text\":\"b", "Piece 2 cannot be read: it is no JSON object");
    row("no time", "csv", "time,text\r\nsoon,a\r\n",
        "Piece 2 cannot be read: “soon” is no time: say with --time-format and --tz how times are written");
    row("too many cells", "tsv", "a\tb\n1\t2\t3\n", "Piece 2 cannot be read: it has 3 cells, and there are 2 columns");
    row("a column twice", "csv", "a,a\r\n",
        "Piece 1 cannot be read: the column “a” is there twice: name each one once");
    row("no fields", "influx", "cpu,host=a\n", "Piece 1 cannot be read: it has no fields");
    row("a text without end", "influx", "cpu a=\"x\n", "Piece 1 cannot be read: a text has no end");
    row("fields that are none", "json", "[{\"fields\":[1]}]", "Piece 1 cannot be read: “fields” is no object");
    row("what is for reading", "html", "<p>",
        "What is written as “html” cannot be read again: these can: csv, tsv, jsonl, json, sqlite, influx");
}

void tst_RoundTrip::whatIsWrongIsSaidAtItsPlace()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    const auto again = readAgain(format, {}, bytes);
    QVERIFY(!again);
    QCOMPARE(again.error(), problem);
}

void tst_RoundTrip::whatOthersHaveWrittenIsReadToo()
{
    const auto csv = readAgain(u"csv"_s, {}, "\xef\xbb\xbfhost,load,\"a \"\"b\"\"\"\nweb1,0.50,\n\nweb2,1,\"x\ny\"");
    QVERIFY2(csv, qPrintable(csv.error()));
    QCOMPARE(csv->size(), 2u);
    QCOMPARE((*csv)[0].record.fields, R"({"host":"web1","load":0.50})");
    QCOMPARE((*csv)[1].record.fields, R"({"host":"web2","load":1,"a \"b\"":"x\ny"})");
    QCOMPARE((*csv)[0].record.kind, RecordKind::Row);
    const auto json = readAgain(
        u"json"_s, {}, "[ {\"a\": {\"b\":\n 1}, \"text\": \"}\"}\n, {\"time\":\"2026-11-30T10:00:00+01:00\"} ]");
    QVERIFY2(json, qPrintable(json.error()));
    QCOMPARE((*json)[0].record.fields, R"({"a":{"b":  1}})");
    QCOMPARE((*json)[0].record.text, "}");
    QCOMPARE((*json)[1].record.time, qint64(1'796'029'200) * 1'000'000);
    const auto influx = readAgain(u"influx"_s, {}, "# c\ncpu,host=a\\ b usage=1.5,n=3i,ok=T 1556813561098000000\r\n");
    QVERIFY2(influx, qPrintable(influx.error()));
    QCOMPARE((*influx)[0].feed, "cpu");
    QCOMPARE((*influx)[0].record.fields, R"({"host":"a b","usage":1.5,"n":3,"ok":true})");
    QCOMPARE((*influx)[0].record.received, qint64(1'556'813'561'098) * 1'000);
}

QTEST_GUILESS_MAIN(tst_RoundTrip)
#include "tst_RoundTrip.moc"
