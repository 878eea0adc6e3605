// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/filter/Filter.h"
#include "model/filter/FilterPrinter.h"
#include "model/index/BlockBuilder.h"
#include "model/index/BlockFilter.h"
#include "model/records/Fields.h"
#include "tests/filter/RandomFilter.h"

#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace test;

class tst_Block : public QObject
{
    Q_OBJECT

private:
    static Record record(const QByteArray &text, quint64 seq = 1)
    {
        Record made;
        made.seq = seq;
        made.received = qint64(seq) * 1'000'000;
        made.text = text;
        return made;
    }
    static Block blockOf(const std::vector<Record> &records)
    {
        BlockBuilder builder;
        for (const Record &one : records)
            builder.add(one);
        return builder.take();
    }
    static bool mayMatch(const Block &block, const QString &expression)
    {
        const FilterReading reading = Filter::read(expression, RandomFilter::clock());
        if (reading.error)
            qFatal("%s", qPrintable(pointedOut(*reading.error, expression)));
        return BlockFilter(reading.filter.required()).mayMatch(block);
    }

private Q_SLOTS:
    void nothingOfARecordIsNeededOnceItHasBeenAdded()
    {
        BlockBuilder builder;
        QByteArray subject = "a subject", fields = R"({"temperature":1})";
        Record one = record("text");
        one.subject = QByteArray::fromRawData(subject.constData(), subject.size());
        one.fields = QByteArray::fromRawData(fields.constData(), fields.size());
        builder.add(one);
        subject.fill('x');
        fields.fill('x');
        const BlockSummary summary = builder.take().summary;
        QCOMPARE(summary.subjects.front().first, QByteArray("a subject"));
        QCOMPARE(summary.series.front().subject, QByteArray("a subject"));
        QCOMPARE(summary.series.front().field, QByteArray("temperature"));
    }

    void aBlockThatHasAMatchIsNeverExcluded()
    {
        const int seed = qEnvironmentVariableIsSet("LIVEBELT_SEED") ? qEnvironmentVariableIntValue("LIVEBELT_SEED")
                                                                    : int(std::random_device()() & 0x7fffffff);
        qInfo("LIVEBELT_SEED=%d", seed);
        RandomFilter random{unsigned(seed)};
        int excluded = 0, matching = 0;
        for (int i = 0; i < 600; ++i) {
            std::vector<Record> records(3);
            for (Record &one : records)
                one = random.record();
            const Block block = blockOf(records);
            for (int n = 0; n < 30; ++n) {
                const QString expression = printed(random.term(3));
                const Filter filter = Filter::read(expression, RandomFilter::clock()).filter;
                const bool may = BlockFilter(filter.required()).mayMatch(block);
                excluded += !may;
                for (const Record &one : records) {
                    if (!filter.matches(one, "Feed"))
                        continue;
                    ++matching;
                    QVERIFY2(may, qPrintable(expression + u" matches "_s + RandomFilter::shown(one)));
                }
            }
        }
        QVERIFY2(excluded > 1000 && matching > 1000, qPrintable(u"%1 %2"_s.arg(excluded).arg(matching)));
    }

    void whatIsNotThereIsExcluded_data()
    {
        QTest::addColumn<bool>("expected");
        const auto yes = [](const char *expression) { QTest::newRow(expression) << true; };
        const auto no = [](const char *expression) { QTest::newRow(expression) << false; };
        yes("timeout");
        yes("TIMEOUT");
        no("overflow");
        yes("time 4711");
        no("timeout overflow");
        yes("timeout | overflow");
        no("overflow | underflow");
        no("-x overflow");
        yes("-timeout"); // there may be one without
        yes("/time(out|r)/");
        no("/over(flow|run)/");
        yes("/over|time/");
        no("/OVERFLOW/i");
        yes("/[0-9]+/");
        yes("subject:=alice");
        no("subject:=malice");
        no("room:kitchen"); // neither that, nor "room:kitchen"
        yes("room:Küche");
        yes("room:KÜCHE");
        no("room:Köche");
        yes("topic:al*ce");
        no("topic:bob*");
        yes("level:error");
        no("level:warn");
        yes("level>=warn");
        no("is:fatal");
        yes("is:message");
        no("is:notice");
        yes("time:1970-01-01");
        no("time:2026-11-30");
        no("received>1970-01-02");
        yes("value>80"); // nothing is known of it
        // three digits are nearly always there: six in a row, and whole words, tell more
        yes("id=4815162342");
        no("4815162343");
        no("\"id 4812 done\"");
        yes("815162");
        yes("\"id 4711 done\"");
        yes("no");
        yes("ab");
    }

    void whatIsNotThereIsExcluded()
    {
        QFETCH(bool, expected);
        std::vector<Record> records{record("a timeout at 4711"), record("id 4711 done, id=4815162342 \"quoted\"")};
        records[0].subject = "alice";
        records[1].level = Level::Error;
        FieldsBuilder fields;
        fields.add("room", "Küche");
        records[1].fields = fields.take();
        // All numbers of three digits.
        QByteArray numbers;
        for (int n = 100; n < 1000; ++n)
            numbers += QByteArray::number(n);
        records.push_back(record(numbers.left(0)));
        for (int n = 0; n < 1000; ++n)
            records.push_back(record("n" + QByteArray::number(n).rightJustified(3, '0') + '.'));
        QCOMPARE(mayMatch(blockOf(records), QString::fromUtf8(QTest::currentDataTag())), expected);
    }

    void fewAreTakenForOthers()
    {
        std::vector<Record> records;
        std::mt19937 random(1);
        const auto word = [&random] {
            QByteArray letters;
            for (int i = 0; i < 8; ++i)
                letters += char('a' + random() % 26);
            return letters;
        };
        std::vector<QByteArray> known;
        for (int i = 0; i < 500; ++i)
            known.push_back(word());
        for (quint64 seq = 1; seq <= blockRecords; ++seq)
            records.push_back(record(known[random() % known.size()] + ' ' + known[random() % known.size()], seq));
        const Block block = blockOf(records);
        QVERIFY(block.grams.size() <= 16 * 1024);
        int wrong = 0;
        for (int i = 0; i < 1000; ++i)
            wrong += mayMatch(block, QString::fromLatin1(word()));
        QVERIFY2(wrong < 20, qPrintable(QString::number(wrong)));
        // And a small block needs little.
        QVERIFY(blockOf({record("a few words")}).grams.size() <= 32);
    }

    void aBlockIsSummedUp()
    {
        std::vector<Record> records;
        for (quint64 seq = 1; seq <= blockRecords; ++seq) {
            Record one = record("text", seq);
            one.subject = seq % 4 ? "alice" : seq % 8 ? "bob" : "s" + QByteArray::number(seq);
            one.level = seq % 100 ? Level::Info : Level::Error;
            if (seq == 7)
                one.time = -5;
            if (seq % 4) {
                FieldsBuilder fields;
                fields.addNumber("t", QByteArray::number(seq));
                one.fields = fields.take();
            }
            records.push_back(one);
        }
        const Block block = blockOf(records);
        QCOMPARE(block.firstSeq, 1u);
        QCOMPARE(block.lastSeq, blockRecords);
        QCOMPARE(block.times.least, -5);
        QCOMPARE(block.received.least, 1'000'000);
        QCOMPARE(block.received.most, qint64(blockRecords) * 1'000'000);
        const BlockSummary &summary = block.summary;
        QCOMPARE(summary.levels[size_t(Level::Error)], 40u);
        QCOMPARE(summary.kinds[size_t(RecordKind::Message)], quint32(blockRecords));
        QCOMPARE(summary.subjects.size(), BlockSummary::mostSubjects);
        QCOMPARE(summary.subjects[0].first, QByteArray("alice"));
        QCOMPARE(summary.subjects[0].second, 3072u);
        QCOMPARE(summary.subjects[1].second, 512u);
        QCOMPARE(summary.otherSubjects, 512u - 14);
        QCOMPARE(summary.series.size(), 1u);
        const BlockSeries &series = summary.series[0];
        QCOMPARE(series.field, QByteArray("t"));
        QCOMPARE(series.count, 3072u);
        QCOMPARE(series.least, 1.0);
        QCOMPARE(series.most, 4095.0);
        QCOMPARE(series.first, 1.0);
        QCOMPARE(series.last, 4095.0);
        double sum = 0, squares = 0;
        for (double n = 1; n <= 4096; ++n) {
            sum += std::fmod(n, 4) == 0 ? 0 : n - series.first;
            squares += std::fmod(n, 4) == 0 ? 0 : (n - series.first) * (n - series.first);
        }
        QCOMPARE(series.sum, sum);
        QCOMPARE(series.squares, squares);
        QCOMPARE(series.parts.size(), 64u);
        QCOMPARE(series.parts[1].least, 65.0);
        QCOMPARE(series.parts[1].most, 127.0);
        const auto back = BlockSummary::decoded(summary.encoded());
        QVERIFY(back && *back == summary);
    }

    void summariesThatAreNoneAreRefused()
    {
        const QByteArray bytes = blockOf({record("text")}).summary.encoded();
        QVERIFY(BlockSummary::decoded(bytes));
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!BlockSummary::decoded(bytes.left(length)));
        QVERIFY(!BlockSummary::decoded(bytes + '\0'));
        std::mt19937 random(2);
        for (int i = 0; i < 10'000; ++i) { // nothing worse than another summary comes of it
            QByteArray broken = bytes;
            broken[qsizetype(random() % size_t(bytes.size()))] = char(random());
            static_cast<void>(BlockSummary::decoded(broken));
        }
    }

    void theChecksumSeesEveryPart()
    {
        Record one = record("text");
        one.subject = "s";
        std::vector<quint64> sums{checksumOf(one)};
        const auto with = [&](auto change) {
            Record changed = one;
            change(changed);
            sums.push_back(checksumOf(changed));
        };
        with([](Record &r) { r.text = "texu"; });
        with([](Record &r) { r.text = "tex", r.subject = "ts"; });
        with([](Record &r) { r.time = 5; });
        with([](Record &r) { ++r.received; });
        with([](Record &r) { ++r.seq; });
        with([](Record &r) { r.value = 0; });
        with([](Record &r) { r.level = Level::Warn; });
        with([](Record &r) { r.raw = "x"; });
        with([](Record &r) { r.fields = "{}"; });
        with([](Record &r) { r.unit = "m"; });
        with([](Record &r) { r.continues = true; });
        with([](Record &r) { r.end = ItemEnd::None; });
        std::sort(sums.begin(), sums.end());
        QVERIFY(std::adjacent_find(sums.begin(), sums.end()) == sums.end());
        QVERIFY(blockOf({record("a"), record("b")}).checksum != blockOf({record("b"), record("a")}).checksum);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Block)
#include "tst_Block.moc"
