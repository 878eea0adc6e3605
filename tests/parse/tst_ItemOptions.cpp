// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/parse/Reader.h"
#include "tests/parse/ShownRecords.h"

#include <QProcess>
#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;

/// decode=, parse=prometheus, parse=sparkplug, precision=: options of all kinds that read items.
class tst_ItemOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsPackedIsRead();
    void whatIsNotPackedSaysSo_data();
    void whatIsNotPackedSaysSo();
    void whatComesOutOfItAndIsNotOfTheFormatSaysSo();
    void aSampleIsAMeasurement_data();
    void aSampleIsAMeasurement();
    void metricsOfSparkplugAreRead();
    void timesOfInfluxHaveAPrecision();
    void whatIsNotKnownIsRefused();
};

namespace {

QByteArray gzipped(const QByteArray &plain)
{
    QProcess program;
    program.start(u"gzip"_s, {u"-c"_s});
    program.write(plain);
    program.closeWriteChannel();
    return program.waitForFinished() ? program.readAllStandardOutput() : QByteArray();
}

Result<ParserOptions> options(const QString &query)
{
    return ParserOptions::from(*FeedAddress::parse(u"mqtt://host/%23?"_s + query));
}

/// The record of a message.
Record read(const QString &query, const QByteArray &message, bool isMixed = true)
{
    ParserOptions how = *options(query);
    how.isMixed = isMixed;
    Reader reader(how);
    Records records;
    reader.read(message, arrival, records);
    return records.size() == 1 ? records[0] : Record();
}

} // namespace

void tst_ItemOptions::whatIsPackedIsRead()
{
    const QByteArray plain = R"({"temp":21.50,"host":"web1"})", packed = gzipped(plain);
    for (const QString &query : {u"decode=gzip"_s, u"decode=gzip&parse=json"_s}) {
        const Record record = read(query, packed);
        QCOMPARE(record.text, plain);
        QCOMPARE(record.raw, packed);
        QCOMPARE(record.fields, plain);
        QCOMPARE(record.subject, "web1");
    }
    const Record text = read(u"decode=gzip&parse=text"_s, gzipped("a\nb"));
    QCOMPARE(text.text, "a\nb");
    QCOMPARE(text.fields, "");
    const Record bytes = read(u"decode=gzip"_s, gzipped(QByteArray("\xff\0", 2)));
    QCOMPARE(bytes.text, "ff 00");
    QCOMPARE(bytes.raw, gzipped(QByteArray("\xff\0", 2)));
    QCOMPARE(read(u"decode=none"_s, plain).text, plain);
    QCOMPARE(read(u"decode=gzip"_s, gzipped("")).raw, gzipped(""));
}

void tst_ItemOptions::whatIsNotPackedSaysSo_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("problem");
    QTest::newRow("a text") << QByteArray("{\"a\":1}") << QByteArray("not packed with gzip");
    QTest::newRow("its beginning") << gzipped("abcdefghijklmnop").first(20) << QByteArray("ends in the middle");
    QTest::newRow("a bomb") << gzipped(QByteArray(20 << 20, 'x')) << QByteArray("More than 16 MB");
}

void tst_ItemOptions::whatIsNotPackedSaysSo()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, problem);
    const Record record = read(u"decode=gzip"_s, message);
    QCOMPARE(record.arrived(), QByteArrayView(message));
    QVERIFY2(fieldValue(record.fields, "problem").contains(problem), record.fields.constData());
}

void tst_ItemOptions::whatComesOutOfItAndIsNotOfTheFormatSaysSo()
{
    const Record record = read(u"decode=gzip&parse=json"_s, gzipped("no JSON"));
    QCOMPARE(record.text, "no JSON");
    QCOMPARE(fieldValue(record.fields, "problem"), "It could not be read as json");
    const Record header = read(u"decode=gzip&parse=csv"_s, gzipped("a,b\n\"1"));
    QCOMPARE(header.raw, gzipped("a,b\n\"1"));
}

void tst_ItemOptions::aSampleIsAMeasurement_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("of Prometheus")
        << QByteArray(R"(http_requests_total{method="post",code="200"} 1027 1395066363000)")
        << QByteArray(R"(measurement http_requests_total{method="post",code="200"} = 1027 @1395066363000000 )"
                      R"({"value":1027,"method":"post","code":"200","timestamp":1395066363000})");
    QTest::newRow("without labels") << QByteArray("up 1.50") << QByteArray(R"(measurement up = 1.5 {"value":1.50})");
    QTest::newRow("a label of that name")
        << QByteArray(R"(x{value="a b"} 2)")
        << QByteArray(R"(measurement x{value="a b"} = 2 {"value":2,"value:2":"a b"})");
    QTest::newRow("no number") << QByteArray("x NaN") << QByteArray(R"(event x {"value":"NaN"})");
    QTest::newRow("its comments") << QByteArray("# TYPE t_celsius gauge\n# UNIT t_celsius celsius\nt_celsius 21\n")
                                  << QByteArray("measurement t_celsius = 21Cel \"t_celsius 21\" {\"value\":21}");
    QTest::newRow("an exemplar")
        << QByteArray(R"(x_bucket{le="1"} 11 # {trace_id="KOO"} 0.67 1520879607.789)")
        << QByteArray(R"(measurement x_bucket{le="1"} = 11 {"value":11,"le":"1","exemplar.trace_id":"KOO",)"
                      R"("exemplar.value":0.67,"exemplar.at":1520879607.789})");
    QTest::newRow("several") << QByteArray("a{x=\"1\"} 1\nb 2.0") << QByteArray(R"(event {"a{x=\"1\"}":1,"b":2.0})");
    QTest::newRow("comments alone") << QByteArray("# HELP a is one") << QByteArray("event");
    QTest::newRow("another text") << QByteArray("hello, you")
                                  << QByteArray(R"(event {"problem":"It could not be read as prometheus"})");
}

void tst_ItemOptions::aSampleIsAMeasurement()
{
    QFETCH(QByteArray, item);
    ParserOptions how = *options(u"parse=prometheus"_s);
    how.kind = RecordKind::Event;
    Reader reader(how);
    Records records;
    reader.read(item, arrival, records);
    QTEST(shown(records, item), "record");
    QCOMPARE(records[0].arrived(), QByteArrayView(item));
}

void tst_ItemOptions::metricsOfSparkplugAreRead()
{
    // timestamp 1000 ms, one metric: name "t", datatype Double, 21.5; seq 3 (Sparkplug 3.0, section 6.4.1)
    const QByteArray payload = QByteArray::fromHex("08e807"
                                                   "120e"
                                                   "0a0174"
                                                   "200a"
                                                   "690000000000803540"
                                                   "1803");
    for (const QByteArray &message : {payload, gzipped(payload)}) {
        const QString query = message == payload ? u"parse=sparkplug"_s : u"parse=sparkplug&decode=gzip"_s;
        const Record record = read(query, message);
        QCOMPARE(fieldValue(record.fields, "metrics.t"), "21.5");
        QCOMPARE(record.raw, message);
    }
    QCOMPARE(fieldValue(read(u"parse=sparkplug"_s, "hello").fields, "problem"), "It could not be read as sparkplug");
}

void tst_ItemOptions::timesOfInfluxHaveAPrecision()
{
    for (const auto &[precision, time] : QList<std::pair<QString, qint64>>{
             {u"s"_s, 5'000'000}, {u"ms"_s, 5'000}, {u"us"_s, 5}, {u"m"_s, 300'000'000}, {u"auto"_s, 0}}) {
        const QString query = u"parse=influx&precision="_s + precision;
        QCOMPARE(read(query, "m,t=a v=1 5").time, time);
    }
}

void tst_ItemOptions::whatIsNotKnownIsRefused()
{
    QVERIFY(options(u"decode=rar"_s).error().contains(u"gzip"));
    QVERIFY(options(u"precision=days"_s).error().contains(u"ms"));
    QVERIFY(options(u"parse=prometeus"_s).error().contains(u"prometheus"));
}

QTEST_GUILESS_MAIN(tst_ItemOptions)
#include "tst_ItemOptions.moc"
