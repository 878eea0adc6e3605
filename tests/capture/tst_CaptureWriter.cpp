// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/capture/CaptureSupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_CaptureWriter : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    std::unique_ptr<CaptureWriter> opened(const CaptureOptions &options = {}) { return openedWriter(m_path, options); }

    quint64 storedRows() const { return askSqlite(m_path, u"SELECT count(*) FROM records"_s).toULongLong(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"test.livebelt"_s);
    }

    void recordsAreNumberedPerFeedWithoutHoles()
    {
        auto writer = opened();
        const qint64 one = feedOf(*writer), two = feedOf(*writer, u"two"_s);
        std::vector<FeedBatch> batches{numberedBatch(one, 0, 3), numberedBatch(two, 0, 2), numberedBatch(one, 3, 1)};
        QVERIFY(writer->append(batches));
        QCOMPARE(batches[0].records[2].seq, quint64(3));
        QCOMPARE(batches[1].records[1].seq, quint64(2));
        QCOMPARE(batches[2].records[0].seq, quint64(4));
        QCOMPARE(writer->end(one), quint64(4));
        QCOMPARE(writer->durable(one), quint64(4));
        QCOMPARE(writer->end(two), quint64(2));
    }

    void aFeedKnownByItsAddressGoesOnWithItsNumbers()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        QVERIFY(appendNumbered(*writer, feed, 5));
        const FeedCounters before = writer->counters(feed);
        writer.reset();
        writer = opened();
        const auto again = writer->addFeed(u"another name"_s, u"test://one"_s, u"test"_s);
        QVERIFY(again);
        QCOMPARE(*again, feed);
        QCOMPARE(writer->end(feed), quint64(5));
        QCOMPARE(writer->durable(feed), quint64(5));
        QCOMPARE(writer->counters(feed).received, before.received);
        QVERIFY(appendNumbered(*writer, feed, 1));
        QCOMPARE(writer->end(feed), quint64(6));
        QCOMPARE(askSqlite(m_path, u"SELECT name FROM feeds"_s), QByteArray("one"));
        QVERIFY(writer->renameFeed(feed, u"another name"_s, u"test://one"_s));
        QCOMPARE(askSqlite(m_path, u"SELECT name FROM feeds"_s), QByteArray("another name"));
    }

    void aFeedThatMovesGoesOnWithItsNumbersAndResumesFromNothing()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        FeedBatch batch = numberedBatch(feed, 0, 5);
        batch.records[4].resume = std::make_shared<ResumePoint>(ResumePoint{"", "5"});
        QVERIFY(writer->append({&batch, 1}));
        QVERIFY(writer->renameFeed(feed, u"name"_s, u"test://one"_s));
        QCOMPARE(writer->resumePoints(u"test://one"_s)->size(), 1u);
        QVERIFY(writer->renameFeed(feed, u"name"_s, u"test://elsewhere"_s));
        QCOMPARE(*writer->addFeed(u"name"_s, u"test://elsewhere"_s, u"test"_s), feed);
        QCOMPARE(writer->end(feed), quint64(5));
        QVERIFY(writer->resumePoints(u"test://elsewhere"_s)->empty());
    }

    void whereAFeedContinuesIsKeptWithItsRecords()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        FeedBatch batch = numberedBatch(feed, 0, 5);
        batch.records[0].resume = std::make_shared<ResumePoint>(ResumePoint{"a.log", "10"});
        batch.records[1].resume = std::make_shared<ResumePoint>(ResumePoint{"a.log", "20"});
        batch.records[3].resume = std::make_shared<ResumePoint>(ResumePoint{"", QByteArray("\0\xff", 2)});
        QVERIFY(writer->append({&batch, 1}));
        FeedBatch more = numberedBatch(feed, 5, 1);
        more.records[0].resume = std::make_shared<ResumePoint>(ResumePoint{"", ""});
        QVERIFY(writer->append({&more, 1}));
        writer->limitSize(1);
        FeedBatch lost = numberedBatch(feed, 6, 10'000);
        lost.records[0].resume = std::make_shared<ResumePoint>(ResumePoint{"a.log", "30"});
        QVERIFY(!writer->append({&lost, 1}));
        const ResumePoints expected{{"", ""}, {"a.log", "20"}};
        QVERIFY(*writer->resumePoints(u"test://one"_s) == expected);
        QVERIFY(writer->resumePoints(u"test://two"_s)->empty());
        writer.reset();
        QVERIFY(*opened()->resumePoints(u"test://one"_s) == expected);
    }

    void aCaptureOfTheFirstVersionCanBeContinued()
    {
        auto writer = opened();
        QVERIFY(appendNumbered(*writer, feedOf(*writer), 5));
        writer.reset();
        QCOMPARE(askSqlite(m_path, u"DROP TABLE resume"_s), QByteArray());
        writer = opened();
        QVERIFY(writer->resumePoints(u"test://one"_s)->empty());
        QVERIFY(appendNumbered(*writer, feedOf(*writer), 5));
        QCOMPARE(writer->end(feedOf(*writer)), quint64(10));
    }

    void theBooksAddUp()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        FeedBatch batch = numberedBatch(feed, 0, 4);
        batch.records.push_back(makeNotice(NoticeType::Connected, "on"));
        batch.records.push_back(makeDropped(10, "full"));
        batch.records.push_back(makeDropped(2, "full"));
        batch.records.push_back(makeNotice(NoticeType::Quarantined, "odd", {}, "\xff"));
        batch.records.push_back(makeNotice(NoticeType::Disconnected, "off"));
        batch.records.push_back(makeNotice(NoticeType::Reconnected, "on again"));
        batch.received = 4 + 12 + 1;
        QVERIFY(writer->append({&batch, 1}));
        const auto check = [](const FeedCounters &counters) {
            QCOMPARE(counters.received, quint64(17));
            QCOMPARE(counters.stored, quint64(4));
            QCOMPARE(counters.dropped, quint64(12));
            QCOMPARE(counters.quarantined, quint64(1));
            QCOMPARE(counters.gaps, quint64(1));
            QVERIFY(counters.addUp());
        };
        check(writer->counters(feed));
        writer.reset();
        check(opened()->counters(feed));
    }

    void thePlainSqliteProgramReadsIt()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer, u"Küche"_s);
        FeedBatch batch{feed, {Record()}, 1};
        Record &record = batch.records[0];
        record.received = 1'795'342'530'123'456;
        record.kind = RecordKind::Measurement;
        record.subject = "lab/temp";
        record.value = 21.5;
        record.unit = "Cel";
        QVERIFY(writer->append({&batch, 1}));
        // while it is still being written
        QCOMPARE(askSqlite(m_path,
                           u"SELECT feed, seq, received, time IS NULL, kind, subject, text IS NULL, value, unit, "
                           "fields IS NULL, raw IS NULL FROM readable"_s),
                 QByteArray("Küche|1|2026-11-22T10:15:30.123456Z|1|measurement|lab/temp|1|21.5|Cel|1|1"));
        QCOMPARE(askSqlite(m_path, u"SELECT received, stored, quarantined, dropped, gaps, durable FROM feeds"_s),
                 QByteArray("1|1|0|0|0|1"));
        QVERIFY(!askSqlite(m_path, u"SELECT value FROM meta WHERE key = 'version'"_s).isEmpty());
        QCOMPARE(askSqlite(m_path, u"PRAGMA journal_mode"_s), QByteArray("wal"));
        QCOMPARE(askSqlite(m_path, u"PRAGMA user_version"_s), QByteArray("3"));
        QVERIFY(writer->close());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"test.livebelt"_s});
    }
    void everyByteComesBack()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        FeedBatch batch{feed, {Record(), Record()}, 2};
        Record &record = batch.records[0];
        record.received = -1;
        record.time = 0;
        record.value = -0.1;
        record.text = QByteArray("before\0after", 12);
        record.subject = "\xf0\x9f\x8e\x89";
        record.unit = "%";
        record.fields = "{\"a\":\"b\"}";
        record.raw = QByteArray("\0\xff\xfe\0", 4);
        batch.records[1] = record;
        batch.records[1].raw = QByteArray(100'000'000, '\xff');
        QVERIFY(writer->append({&batch, 1}));
        auto reader = CaptureReader::open(m_path);
        QVERIFY(reader);
        Records read;
        QVERIFY((*reader)->page(feed, 1, 2, read));
        QCOMPARE(read.size(), size_t(2));
        QVERIFY(sameContent(read[0], batch.records[0]));
        QVERIFY(sameContent(read[1], batch.records[1]));
    }

    void aFeedGoesOnFromTheCaptureBefore()
    {
        FeedOrigin origin;
        {
            auto writer = opened();
            const qint64 feed = feedOf(*writer);
            FeedBatch batch = numberedBatch(feed, 0, 100);
            batch.records[50].resume = std::make_shared<ResumePoint>(ResumePoint{"key", "value"});
            QVERIFY(writer->append({&batch, 1}));
            origin = *writer->origin(feed, u"test://one"_s);
            QCOMPARE(origin.earlier, 100u);
        }
        m_path = m_folder->filePath(u"next.livebelt"_s);
        {
            auto writer = opened();
            const qint64 other = feedOf(*writer, u"other"_s);
            const auto feed = writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s, origin);
            QVERIFY(feed && *feed != other);
            QCOMPARE(writer->end(*feed), 100u);
            QCOMPARE(writer->durable(*feed), 100u);
            const auto points = writer->resumePoints(u"test://one"_s);
            QVERIFY(points && points->size() == 1 && points->front().value == "value");
        }
        auto writer = opened(); // it is known again, with nothing stored yet
        const qint64 feed = feedOf(*writer);
        QCOMPARE(writer->end(feed), 100u);
        auto infos = *(*CaptureReader::open(m_path))->feeds();
        QVERIFY(infos[1].first == 0 && infos[1].count == 100 && infos[1].records() == 0);
        QCOMPARE(infos[1].created, origin.created);
        QVERIFY(infos[0].created != origin.created);
        QVERIFY(appendNumbered(*writer, feed, 5));
        auto reader = *CaptureReader::open(m_path);
        infos = *reader->feeds();
        QVERIFY(infos[1].first == 101 && infos[1].count == 105 && infos[1].records() == 5);
        QVERIFY(infos[1].counters.received == 5 && infos[1].counters.addUp());
        Records records;
        QVERIFY(reader->page(feed, 1, 10, records));
        QVERIFY(records.size() == 5 && records.front().seq == 101);
        QCOMPARE(*reader->seqAtTime(feed, numbered(103).received), 103u);
        QCOMPARE(*reader->seqAtTime(feed, 0), 101u);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CaptureWriter)
#include "tst_CaptureWriter.moc"
