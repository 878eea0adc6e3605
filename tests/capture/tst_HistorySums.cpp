// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/BlockIndexer.h"
#include "model/capture/HistorySums.h"
#include "tests/capture/CaptureSupport.h"

#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr BlockRange always{std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max()};
constexpr qint64 begin = 1'700'000'000'000'000, step = 1'000;
constexpr quint64 count = 10 * blockRecords + 777;
} // namespace

class tst_HistorySums : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Records m_records; ///< as they are stored
    QString m_plain, m_indexed, m_half;

    static void index(const QString &path, int blocks)
    {
        auto indexer = *BlockIndexer::open(path);
        while (blocks-- > 0 && *indexer->step()) {
        }
        indexer->leave();
    }
    static BlockRange part(double from, double to)
    {
        const double all = double(count) * step;
        return {begin + qint64(all * from), begin + qint64(all * to)};
    }
    static bool isClose(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

    std::vector<std::pair<qint64, double>> numbers(BlockRange times) const
    {
        std::vector<std::pair<qint64, double>> found;
        for (const Record &record : m_records) {
            const bool isIt = record.subject == "b" && record.hasValue() && record.kind == RecordKind::Measurement;
            if (isIt && record.when() >= times.least && record.when() <= times.most)
                found.emplace_back(record.when(), record.value);
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        m_plain = m_folder.filePath(u"plain.livebelt"_s);
        m_indexed = m_folder.filePath(u"indexed.livebelt"_s);
        m_half = m_folder.filePath(u"half.livebelt"_s);
        for (quint64 i = 0; i < count; ++i) {
            Record record;
            record.received = begin + qint64(i) * step;
            record.subject = random() % 3 == 0 ? "a" : "b";
            record.kind = RecordKind::Measurement;
            record.value = 1e9 + double(random() % 1000) / 100 + double(i) / double(count);
            if (random() % 50 == 0) {
                record.kind = RecordKind::Message;
                record.value = std::numeric_limits<double>::quiet_NaN();
                record.level = Level(random() % 7);
                record.text = "words";
                record.subject = "subject " + QByteArray::number(random() % 30);
            }
            if (random() % 5'000 == 0) // late
                record.time = begin + qint64(random() % count) * step;
            m_records.push_back(record);
        }
        FeedBatch batch;
        batch.records = m_records;
        batch.received = count;
        {
            auto writer = openedWriter(m_plain, {CaptureOptions::Synchronous::Normal});
            batch.feed = feedOf(*writer);
            QVERIFY(writer->append({&batch, 1}));
        }
        QVERIFY(QFile::copy(m_plain, m_indexed) && QFile::copy(m_plain, m_half));
        index(m_indexed, 1000);
        index(m_half, 4);
    }

    void statisticsAreExactWithAndWithoutAnIndex()
    {
        for (const QString &path : {m_plain, m_indexed, m_half}) {
            auto reader = *CaptureReader::open(path);
            HistorySums sums(*reader);
            for (const BlockRange &times : {always, part(0, 1), part(0.21, 0.77), part(0.5, 0.501), part(2, 3)}) {
                const auto found = sums.statistics({1, "b", {}}, times);
                QVERIFY2(found, qPrintable(found ? QString() : found.error()));
                const auto expected = numbers(times);
                QCOMPARE(found->count, expected.size());
                if (expected.empty())
                    continue;
                long double sum = 0, squares = 0;
                double least = expected.front().second, most = least;
                for (const auto &[time, number] : expected) {
                    sum += number;
                    least = std::min(least, number);
                    most = std::max(most, number);
                }
                const long double mean = sum / expected.size();
                for (const auto &[time, number] : expected)
                    squares += (number - mean) * (number - mean);
                QCOMPARE(found->least, least);
                QCOMPARE(found->most, most);
                QCOMPARE(found->first, expected.front().second);
                QCOMPARE(found->last, expected.back().second);
                QVERIFY(isClose(found->mean, double(mean)));
                const double deviation = double(std::sqrt(squares / expected.size()));
                QVERIFY2(std::abs(found->deviation - deviation) < 1e-5 * deviation, qPrintable(path));
            }
            QCOMPARE(sums.statistics({1, "nobody", {}}, always)->count, 0u);
            QCOMPARE(sums.statistics({1, "b", "nothing"}, always)->count, 0u);
            QCOMPARE(sums.statistics({77, "b", {}}, always)->count, 0u);
        }
    }

    void aCurveHasTheExtremesAtTheirPlaces()
    {
        constexpr int pixels = 300;
        for (const BlockRange &times : {part(0, 1), part(0.3, 0.6), part(0.5, 0.51)}) {
            std::vector<std::vector<SeriesSpan>> curves;
            for (const QString &path : {m_plain, m_indexed, m_half}) {
                auto reader = *CaptureReader::open(path);
                const auto curve = HistorySums(*reader).series({1, "b", {}}, times, pixels);
                QVERIFY2(curve, qPrintable(curve ? QString() : curve.error()));
                QVERIFY(curve->size() <= pixels && curve->size() > pixels / 2);
                QVERIFY(std::is_sorted(curve->begin(), curve->end(),
                                       [](const SeriesSpan &a, const SeriesSpan &b) { return a.time < b.time; }));
                curves.push_back(*curve);
            }
            // Without an index as it is, by hand.
            std::map<qint64, SeriesSpan> byHand;
            for (const auto &[time, number] : numbers(times)) {
                const qint64 pixel = qint64(double(time - times.least) / double(times.most - times.least + 1) * pixels);
                SeriesSpan &span = byHand.try_emplace(pixel, SeriesSpan{time, number, number}).first->second;
                span.time = std::min(span.time, time);
                span.least = std::min(span.least, number);
                span.most = std::max(span.most, number);
            }
            std::vector<SeriesSpan> byPixel;
            for (const auto &[pixel, span] : byHand)
                byPixel.push_back(span);
            const std::vector<SeriesSpan> &expected = byPixel;
            QVERIFY(curves[0] == expected);
            for (const std::vector<SeriesSpan> &curve : std::as_const(curves)) {
                const auto least = [](const SeriesSpan &a, const SeriesSpan &b) { return a.least < b.least; };
                const auto most = [](const SeriesSpan &a, const SeriesSpan &b) { return a.most < b.most; };
                const auto low = std::min_element(curve.begin(), curve.end(), least),
                           lowest = std::min_element(expected.begin(), expected.end(), least);
                const auto high = std::max_element(curve.begin(), curve.end(), most),
                           highest = std::max_element(expected.begin(), expected.end(), most);
                QCOMPARE(low->least, lowest->least);
                QCOMPARE(high->most, highest->most);
                const qint64 pixel = (times.most - times.least) / pixels;
                QVERIFY(std::abs(low->time - lowest->time) <= 2 * pixel);
                QVERIFY(std::abs(high->time - highest->time) <= 2 * pixel);
            }
        }
    }

    void aHistogramCountsEverythingOnce()
    {
        for (const QString &path : {m_plain, m_indexed, m_half}) {
            auto reader = *CaptureReader::open(path);
            for (const BlockRange &times : {part(0, 1), part(0.3, 0.6), part(0.5, 0.51)}) {
                for (const int parts : {1, 10, 400}) {
                    const auto counts = HistorySums(*reader).histogram(1, times, parts);
                    QVERIFY(counts);
                    QCOMPARE(counts->size(), size_t(parts));
                    RecordCounts all;
                    quint64 expectedAll = 0;
                    std::array<quint64, 7> levels{};
                    for (const RecordCounts &of : *counts) {
                        for (size_t i = 0; i < 7; ++i)
                            all.levels[i] += of.levels[i];
                        for (size_t i = 0; i < 5; ++i)
                            all.kinds[i] += of.kinds[i];
                    }
                    for (const Record &record : m_records) {
                        if (record.when() < times.least || record.when() > times.most)
                            continue;
                        ++levels[size_t(record.level)];
                        ++expectedAll;
                    }
                    QCOMPARE(all.all(), expectedAll);
                    QVERIFY(all.levels == levels);
                    for (const RecordCounts &of : *counts) // one record a millisecond
                        QVERIFY(std::abs(double(of.all()) - double(expectedAll) / parts) < 140);
                }
            }
        }
    }

    void facetsAreTheMostFrequentSubjects()
    {
        for (const QString &path : {m_plain, m_indexed, m_half}) {
            auto reader = *CaptureReader::open(path);
            const auto facets = HistorySums(*reader).facets(1, part(0.1, 0.9), 5);
            QVERIFY(facets);
            QCOMPARE(facets->subjects.size(), 5u);
            std::map<QByteArray, quint64> expected;
            for (const Record &record : m_records) {
                if (record.when() >= part(0.1, 0.9).least && record.when() <= part(0.1, 0.9).most)
                    ++expected[record.subject];
            }
            QCOMPARE(facets->subjects[0].first, QByteArray("b"));
            QCOMPARE(facets->subjects[0].second, expected["b"]);
            QCOMPARE(facets->subjects[1].second, expected["a"]);
            QCOMPARE(facets->isAtLeast, path != m_plain);
            QVERIFY(facets->subjects[2].second <= expected[facets->subjects[2].first]);
            QVERIFY(facets->counts.levels[size_t(Level::Fatal)] > 0);
        }
    }

    void fromTheIndexTheRecordsAreNotRead()
    {
        const QString path = m_folder.filePath(u"gone.livebelt"_s);
        QVERIFY(QFile::copy(m_indexed, path));
        const QString gone = u"DELETE FROM records WHERE seq BETWEEN 2 AND %1"_s.arg(9 * blockRecords);
        QCOMPARE(askSqlite(path, gone), QByteArray());
        auto reader = *CaptureReader::open(path);
        QCOMPARE(HistorySums(*reader).statistics({1, "b", {}}, always)->count, numbers(always).size());
    }

    void anAbortIsSeen()
    {
        auto reader = *CaptureReader::open(m_plain);
        const std::atomic<bool> abort{true};
        QVERIFY(!HistorySums(*reader, &abort).statistics({1, "b", {}}, always));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_HistorySums)
#include "tst_HistorySums.moc"
