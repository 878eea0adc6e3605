// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/BlockIndexer.h"
#include "model/capture/MatchScanner.h"
#include "model/capture/RecordCursor.h"
#include "model/filter/FilterPrinter.h"
#include "tests/capture/CaptureSupport.h"
#include "tests/filter/RandomFilter.h"

#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace test;

class tst_BlockIndexer : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir folder;
    QString path;

    static int index(const QString &capture)
    {
        auto indexer = BlockIndexer::open(capture);
        if (!indexer)
            qFatal("%s", qPrintable(indexer.error()));
        int made = 0;
        for (auto step = (*indexer)->step(); step && *step; step = (*indexer)->step())
            ++made;
        return made;
    }
    /// A capture with so many records of numbered(), in one feed.
    void fill(quint64 count)
    {
        auto writer = CaptureWriter::open(path);
        QVERIFY2(writer, qPrintable(writer.error()));
        const auto feed = (*writer)->addFeed(u"feed"_s, u"test://feed"_s, u"test"_s);
        QVERIFY(appendNumbered(**writer, *feed, count));
    }
    static std::vector<quint64> found(const QString &capture, const Filter &filter, quint64 first = 1, quint64 last = 0)
    {
        auto reader = CaptureReader::open(capture);
        if (!reader)
            qFatal("%s", qPrintable(reader.error()));
        RecordCursor cursor(**reader, {1, first, last}, filter);
        std::vector<quint64> seqs;
        while (const Record *record = cursor.next())
            seqs.push_back(record->seq);
        if (cursor.state() != RecordCursor::State::Finished || cursor.scanned() != cursor.total())
            qFatal("the cursor has not come to its end");
        return seqs;
    }
    static std::vector<quint64> scannedFor(const QString &capture, const Filter &filter)
    {
        auto reader = CaptureReader::open(capture);
        if (!reader)
            qFatal("%s", qPrintable(reader.error()));
        MatchScanner scanner(**reader, {1}, filter, MatchScanner::Order::OldestFirst);
        std::vector<quint64> seqs;
        while (const auto stretch = scanner.next())
            seqs.insert(seqs.end(), stretch->seqs.begin(), stretch->seqs.end());
        return seqs;
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        path = folder.filePath(u"%1.livebelt"_s.arg(++number));
    }

    void randomExpressionsSayTheSameLiveByScanAndByIndex_data()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("version 2") << 2;
        QTest::newRow("version 3") << 3;
    }
    void randomExpressionsSayTheSameLiveByScanAndByIndex()
    {
        QFETCH(const int, version);
        const int seed = qEnvironmentVariableIsSet("LIVEBELT_SEED") ? qEnvironmentVariableIntValue("LIVEBELT_SEED")
                                                                    : int(std::random_device()() & 0x7fffffff);
        qInfo("LIVEBELT_SEED=%d", seed);
        RandomFilter random{unsigned(seed)};
        FeedBatch batch;
        for (quint64 i = 0; i < 3 * blockRecords + 500; ++i) {
            Record record = random.record();
            // Not everything is everywhere: of most blocks only a few of the records are full.
            if (i / blockRecords != 1 && i % 1000 != 7) {
                record = Record();
                record.received = 1'700'000'000'000'000 + qint64(i);
                record.text = "line " + QByteArray::number(i);
            }
            batch.records.push_back(record);
        }
        batch.received = batch.records.size();
        {
            auto writer = CaptureWriter::open(path);
            QVERIFY(writer);
            batch.feed = *(*writer)->addFeed(u"Feed #ops"_s, u"test://feed"_s, u"test"_s);
            QVERIFY((*writer)->append({&batch, 1}));
        }
        if (version == 2)
            makeVersion2(path);
        std::vector<Filter> filters;
        std::vector<std::vector<quint64>> scanned;
        for (int i = 0; i < 60; ++i) {
            const QString expression = printed(random.term(i % 3 + 1));
            filters.push_back(Filter::read(expression, RandomFilter::clock()).filter);
            scanned.push_back(found(path, filters.back()));
            std::vector<quint64> live;
            for (const Record &record : batch.records) {
                if (filters.back().matches(record, "Feed #ops"))
                    live.push_back(record.seq);
            }
            QVERIFY2(live == scanned.back(), qPrintable(expression));
            QVERIFY2(live == scannedFor(path, filters.back()), qPrintable(expression));
        }
        QCOMPARE(index(path), 3);
        for (size_t i = 0; i < filters.size(); ++i)
            QVERIFY2(found(path, filters[i]) == scanned[i] && scannedFor(path, filters[i]) == scanned[i],
                     qPrintable(filters[i].toString()));
    }

    void blocksWithoutAMatchAreNotRead()
    {
        fill(9 * blockRecords + 100);
        {
            auto writer = CaptureWriter::open(path);
            QVERIFY(writer);
            FeedBatch batch{1, {numbered(1)}, 1};
            batch.records.front().text = "a Needle in it";
            QVERIFY((*writer)->append({&batch, 1}));
        }
        fill(blockRecords);
        QCOMPARE(index(path), 10);
        // The records of what is skipped are not even there any more.
        QCOMPARE(askSqlite(path, u"DELETE FROM records WHERE seq BETWEEN 4097 AND 8192"_s), QByteArray());
        const Filter rare = *Filter::parse(u"needle"_s);
        const quint64 there = 9 * blockRecords + 101;
        QCOMPARE(found(path, rare), std::vector<quint64>{there});
        QCOMPARE(found(path, *Filter::parse(u"nowhere"_s)), std::vector<quint64>{});
        QCOMPARE(found(path, rare, there + 1), std::vector<quint64>{});
        QCOMPARE(found(path, rare, 5000, there), std::vector<quint64>{there});
        QCOMPARE(found(path, rare, 5000, there - 1), std::vector<quint64>{});
        QCOMPARE(found(path, *Filter::parse(u"needle | /nowhere/"_s)), std::vector<quint64>{there});
    }

    void whatIsMissingIsMadeAndNothingElse()
    {
        fill(3 * blockRecords - 1);
        QCOMPARE(index(path), 2);
        QCOMPARE(index(path), 0);
        fill(blockRecords);
        QCOMPARE(index(path), 1);
        QCOMPARE(askSqlite(path, u"DELETE FROM blocks WHERE first = 4097"_s), QByteArray());
        QCOMPARE(index(path), 1);
        QCOMPARE(askSqlite(path, u"SELECT first, last, last_id - first_id FROM blocks ORDER BY first"_s),
                 QByteArray("1|4096|4095\n4097|8192|4095\n8193|12288|4095"));
        QCOMPARE(askSqlite(path, u"DROP TABLE blocks"_s), QByteArray());
        QCOMPARE(found(path, *Filter::parse(u"\"record 5000x\""_s)), std::vector<quint64>{});
        QCOMPARE(index(path), 3);
    }

    void whatComesWhileItIsMadeIsMadeFirst()
    {
        fill(3 * blockRecords);
        auto indexer = BlockIndexer::open(path);
        QVERIFY(indexer);
        QVERIFY(*(*indexer)->step());
        QCOMPARE(askSqlite(path, u"SELECT first FROM blocks"_s), QByteArray("8193"));
        fill(blockRecords);
        QVERIFY(*(*indexer)->step());
        QCOMPARE(askSqlite(path, u"SELECT max(first) FROM blocks"_s), QByteArray("12289"));
        QVERIFY(*(*indexer)->step());
        QVERIFY(*(*indexer)->step());
        QVERIFY(!*(*indexer)->step());
    }

    void anIndexOfAnotherFormatIsMadeAnew()
    {
        fill(blockRecords);
        QCOMPARE(index(path), 1);
        QCOMPARE(askSqlite(path, u"UPDATE meta SET value = '0' WHERE key = 'index'; UPDATE blocks SET grams = x'00'"_s),
                 QByteArray());
        QCOMPARE(found(path, *Filter::parse(u"\"record 7x\""_s)), std::vector<quint64>{7});
        QCOMPARE(index(path), 1);
        QCOMPARE(found(path, *Filter::parse(u"\"record 7x\""_s)), std::vector<quint64>{7});
    }

    void nonsenseInTheIndexIsNotBelievedIn()
    {
        fill(2 * blockRecords);
        QCOMPARE(index(path), 2);
        const Filter filter = *Filter::parse(u"\"record 7x\""_s);
        for (const QString &sql :
             {u"UPDATE blocks SET last = last + 1"_s, u"UPDATE blocks SET grams = x'', marks = x'010203'"_s,
              u"UPDATE blocks SET summary = x'ff'"_s, u"UPDATE blocks SET first = first + 1"_s, u"DELETE FROM blocks"_s,
              u"DROP TABLE blocks; CREATE VIEW blocks AS SELECT 1 AS feed, 1 AS first"_s,
              u"DROP VIEW blocks; CREATE TABLE blocks (first)"_s}) {
            QCOMPARE(askSqlite(path, sql), QByteArray());
            QVERIFY2(found(path, filter) == std::vector<quint64>{7}, qPrintable(sql));
            auto reader = CaptureReader::open(path);
            QVERIFY(reader);
            static_cast<void>((*reader)->block(1, 1));
        }
    }

    void damagedRecordsAreLeftOut()
    {
        fill(3 * blockRecords);
        QCOMPARE(askSqlite(path, u"DELETE FROM records WHERE seq = 5000"_s), QByteArray());
        QCOMPARE(index(path), 2);
        QCOMPARE(askSqlite(path, u"SELECT first FROM blocks ORDER BY first"_s), QByteArray("1\n8193"));
    }

    void aWriterGoesOnMeanwhile()
    {
        auto writer = CaptureWriter::open(path);
        QVERIFY(writer);
        const auto feed = (*writer)->addFeed(u"feed"_s, u"test://feed"_s, u"test"_s);
        QVERIFY(appendNumbered(**writer, *feed, 2 * blockRecords));
        auto indexer = BlockIndexer::open(path);
        QVERIFY(indexer);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(*(*indexer)->step());
            QVERIFY(appendNumbered(**writer, *feed, blockRecords));
        }
        QVERIFY(*(*indexer)->step());
        QVERIFY((*writer)->close());
        indexer->reset();
        QCOMPARE(askSqlite(path, u"PRAGMA integrity_check; SELECT count(*) FROM blocks"_s), QByteArray("ok\n5"));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_BlockIndexer)
#include "tst_BlockIndexer.moc"
