// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/capture/CaptureSupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_CaptureReader : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<CaptureWriter> m_writer;
    qint64 m_feed = 0;

    void write(quint64 count)
    {
        m_writer = *CaptureWriter::open(m_path);
        m_feed = *m_writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        QVERIFY(appendNumbered(*m_writer, m_feed, count));
    }

    std::unique_ptr<CaptureReader> opened()
    {
        auto reader = CaptureReader::open(m_path);
        if (!reader)
            qFatal("%s", qPrintable(reader.error()));
        return *std::move(reader);
    }

    void failsToOpen(const QString &words, const QString &path)
    {
        const auto reader = CaptureReader::open(path);
        QVERIFY(!reader);
        QVERIFY2(reader.error().contains(words), qPrintable(reader.error()));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"test.livebelt"_s);
    }

    void cleanup() { m_writer.reset(); }

    void pagesHoldWhatWasWritten()
    {
        write(200);
        auto reader = opened();
        Records page;
        QVERIFY(reader->page(m_feed, 100, 64, page));
        QCOMPARE(page.size(), size_t(64));
        for (size_t i = 0; i < page.size(); ++i) {
            QCOMPARE(page[i].seq, 100 + i);
            QVERIFY(sameContent(page[i], numbered(100 + i)));
        }
        QVERIFY(reader->page(m_feed, 190, 64, page));
        QCOMPARE(page.size(), size_t(11));
        QVERIFY(reader->page(m_feed, 201, 64, page));
        QVERIFY(page.empty());
        QVERIFY(reader->page(m_feed + 1, 1, 64, page));
        QVERIFY(page.empty());
    }

    void aPageOfHugeRecordsIsShort()
    {
        write(1);
        FeedBatch batch = numberedBatch(m_feed, 1, 5);
        for (Record &record : batch.records)
            record.text = QByteArray(1'000'000, 'x');
        QVERIFY(m_writer->append({&batch, 1}));
        auto reader = opened();
        Records page;
        QVERIFY(reader->page(m_feed, 2, 10, page, 2'500'000));
        QCOMPARE(page.size(), size_t(3));
        QVERIFY(reader->page(m_feed, 2, 10, page, 1));
        QCOMPARE(page.size(), size_t(1));
    }

    void feedsAreDescribed()
    {
        write(9);
        QVERIFY(m_writer->addFeed(u"two"_s, u"test://two"_s, u"other"_s));
        const auto feeds = opened()->feeds();
        QVERIFY(feeds);
        QCOMPARE(feeds->size(), 2);
        const FeedInfo &one = feeds->at(0);
        QCOMPARE(one.id, m_feed);
        QCOMPARE(one.name, u"one"_s);
        QCOMPARE(one.address, u"test://one"_s);
        QCOMPARE(one.kind, u"test"_s);
        QCOMPARE(one.count, quint64(9));
        QCOMPARE(one.durable, quint64(9));
        QCOMPARE(one.firstTime, numbered(1).received);
        QCOMPARE(one.lastTime, numbered(9).received);
        QCOMPARE(one.counters.received, quint64(9));
        QCOMPARE(one.counters.stored, quint64(9));
        const FeedInfo &two = feeds->at(1);
        QCOMPARE(two.count, quint64(0));
        QCOMPARE(two.firstTime, noTime);
        QCOMPARE(two.lastTime, noTime);
    }

    void aTimeLeadsToItsRecord()
    {
        write(100);
        auto reader = opened();
        const auto seqAt = [&](qint64 micros) { return *reader->seqAtTime(m_feed, micros); };
        QCOMPARE(seqAt(0), quint64(1));
        QCOMPARE(seqAt(numbered(1).received), quint64(1));
        QCOMPARE(seqAt(numbered(42).received), quint64(42));
        QCOMPARE(seqAt(numbered(42).received + 1), quint64(43));
        QCOMPARE(seqAt(numbered(100).received), quint64(100));
        QCOMPARE(seqAt(numbered(100).received + 1), quint64(101));
        QCOMPARE(*reader->seqAtTime(m_feed + 1, 0), quint64(1));
    }

    void readersSeeEveryCommitWhileItIsBeingWritten()
    {
        write(0);
        std::atomic<bool> done{false};
        std::atomic<int> failures{0};
        const auto follow = [&] {
            auto reader = CaptureReader::open(m_path);
            if (!reader) {
                ++failures;
                return;
            }
            quint64 seen = 0;
            Records page;
            for (bool last = false; !last;) {
                last = done;
                do {
                    if (!(*reader)->page(m_feed, seen + 1, 500, page))
                        ++failures;
                    for (const Record &record : page) {
                        if (record.seq != ++seen || !sameContent(record, numbered(seen)))
                            ++failures;
                    }
                } while (!page.empty());
                const auto feeds = (*reader)->feeds();
                if (!feeds || feeds->at(0).counters.received != feeds->at(0).count || !feeds->at(0).counters.addUp())
                    ++failures;
            }
            if (seen != 20'000)
                ++failures;
        };
        std::thread first(follow), second(follow);
        for (int i = 0; i < 200; ++i)
            failures += appendNumbered(*m_writer, m_feed, 100) ? 0 : 1;
        failures += m_writer->checkpoint() ? 0 : 1;
        done = true;
        first.join();
        second.join();
        QCOMPARE(failures.load(), 0);
    }

    void whatIsNoCaptureIsNamed()
    {
        failsToOpen(u"There is no file"_s, m_path);
        failsToOpen(u"is a folder"_s, m_folder->path());

        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        failsToOpen(u"is no capture"_s, m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5'000, 'x'));
        file.close();
        failsToOpen(u"is no capture"_s, m_path);

        const QString other = m_folder->filePath(u"other.db"_s);
        QCOMPARE(askSqlite(other, u"CREATE TABLE mine (x)"_s), QByteArray());
        failsToOpen(u"another program"_s, other);
    }

    void aNewerCaptureIsNamed()
    {
        write(1);
        m_writer.reset();
        QCOMPARE(askSqlite(m_path, u"PRAGMA user_version = 4"_s), QByteArray());
        failsToOpen(u"newer Livebelt"_s, m_path);
    }

    void anOlderCaptureIsReadAndContinued()
    {
        write(3);
        m_writer.reset();
        constexpr auto toVersion1 = R"(
            ALTER TABLE feeds DROP COLUMN earlier; DROP VIEW readable; CREATE VIEW readable AS SELECT * FROM feeds;
            CREATE TABLE old (id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, seq INTEGER NOT NULL,
              received INTEGER NOT NULL, time INTEGER, kind TEXT NOT NULL, subject TEXT, text TEXT, value REAL, unit TEXT,
              fields TEXT, raw BLOB);
            INSERT INTO old SELECT id, feed, seq, received, time, kind, subject, text, value, unit, fields, raw FROM records;
            DROP TABLE records; ALTER TABLE old RENAME TO records;
            CREATE UNIQUE INDEX records_of_feed ON records (feed, seq); PRAGMA user_version = 1)";
        QCOMPARE(askSqlite(m_path, QString::fromLatin1(toVersion1)), QByteArray());
        Records records;
        QVERIFY(opened()->page(1, 1, 10, records));
        QCOMPARE(records.size(), 3u);
        QVERIFY(records[0].level == Level::None && records[0].end == ItemEnd::LineFeed);
        write(2);
        m_writer.reset();
        QVERIFY(opened()->page(1, 1, 10, records));
        QCOMPARE(records.size(), 5u);
        QCOMPARE(askSqlite(m_path, u"PRAGMA user_version"_s), QByteArray("2"));
        QCOMPARE(askSqlite(m_path, u"SELECT count(level) FROM readable"_s), QByteArray("0"));
    }

    void aCaptureOfVersion2IsReadAndContinuedAsItIs()
    {
        write(5);
        m_writer.reset();
        Records before, after;
        QVERIFY(opened()->page(1, 1, 10, before));
        makeVersion2(m_path);
        QVERIFY(opened()->page(1, 1, 10, after));
        QCOMPARE(after.size(), 5u);
        for (size_t i = 0; i < 5; ++i)
            QVERIFY(sameContent(before[i], after[i]) && before[i].seq == after[i].seq);
        write(2);
        FeedBatch batch{m_feed, {Record()}, 1};
        Record &odd = batch.records.front();
        odd.kind = RecordKind::Row;
        odd.level = Level::Warn;
        odd.end = ItemEnd::CarriageReturn;
        odd.continues = true;
        QVERIFY(m_writer->append({&batch, 1}));
        m_writer.reset();
        QVERIFY(opened()->page(1, 6, 10, after));
        QCOMPARE(after.size(), 3u);
        QVERIFY(after[2].kind == RecordKind::Row && after[2].level == Level::Warn && after[2].continues &&
                after[2].end == ItemEnd::CarriageReturn && after[2].seq == 8);
        QCOMPARE(askSqlite(m_path, u"PRAGMA user_version; SELECT kind, level, ending FROM records WHERE seq = 8"_s),
                 QByteArray("2\nrow|warn|+cr"));
    }

    void aTruncatedCaptureIsNamed()
    {
        write(1'000);
        m_writer.reset();
        QVERIFY(QFile::resize(m_path, QFileInfo(m_path).size() / 2));
        failsToOpen(u"is damaged"_s, m_path);
    }

    void aDamagedPageIsNamedWhereItIsRead()
    {
        write(5'000);
        m_writer.reset();
        QFile file(m_path);
        const qint64 size = file.size();
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(size / 4 / 4096 * 4096));
        QVERIFY(file.write(QByteArray(int(size / 2 / 4096 * 4096), '\xa5')) > 0);
        file.close();
        QString error;
        if (auto reader = CaptureReader::open(m_path)) {
            Records page;
            for (quint64 seq = 1; seq <= 5'000 && error.isEmpty(); seq += 100) {
                if (auto read = (*reader)->page(m_feed, seq, 100, page); !read)
                    error = read.error();
            }
        } else {
            error = reader.error();
        }
        QVERIFY2(error.contains(u"is damaged"_s), qPrintable(error));
    }

    void aCaptureWithoutItsTablesIsNamed()
    {
        write(1);
        m_writer.reset();
        QCOMPARE(askSqlite(m_path, u"DROP VIEW readable; DROP TABLE records"_s), QByteArray());
        failsToOpen(u"“records” is no table of it"_s, m_path);
    }

    void aFolderThatMayNotBeWrittenIsEnoughForReading()
    {
        write(10);
        m_writer.reset();
        QVERIFY(chmod(QFile::encodeName(m_path).constData(), 0444) == 0);
        QVERIFY(chmod(QFile::encodeName(m_folder->path()).constData(), 0555) == 0);
        {
            const AsNobody nobody;
            auto reader = CaptureReader::open(m_path);
            QVERIFY2(reader, qPrintable(reader.error()));
            Records page;
            QVERIFY((*reader)->page(m_feed, 1, 10, page));
            QCOMPARE(page.size(), size_t(10));
        }
        QVERIFY(chmod(QFile::encodeName(m_folder->path()).constData(), 0755) == 0);
    }

    void aFileThatMayNotBeReadIsNamed()
    {
        write(1);
        m_writer.reset();
        QVERIFY(chmod(QFile::encodeName(m_folder->path()).constData(), 0755) == 0);
        QVERIFY(chmod(QFile::encodeName(m_path).constData(), 0000) == 0);
        const AsNobody nobody;
        failsToOpen(u"you may read it"_s, m_path);
    }

    void whatAKilledWriterLeftInTheWalIsNotReadWithoutIt()
    {
        write(10);
        // As after a kill: the file and its -wal, copied to a folder that may not be written.
        QTemporaryDir copy;
        const QString path = copy.filePath(u"left.livebelt"_s);
        QVERIFY(QFile::copy(m_path, path));
        QVERIFY(QFile::copy(m_path + u"-wal"_s, path + u"-wal"_s));
        QVERIFY(chmod(QFile::encodeName(copy.path()).constData(), 0555) == 0);
        {
            const AsNobody nobody;
            const auto reader = CaptureReader::open(path);
            QVERIFY(!reader);
            QVERIFY2(reader.error().contains(u"copy it together with its -wal file"_s), qPrintable(reader.error()));
        }
        QVERIFY(chmod(QFile::encodeName(copy.path()).constData(), 0755) == 0);
        auto reader = CaptureReader::open(path);
        QVERIFY(reader);
        QCOMPARE(*(*reader)->end(m_feed), quint64(10));
    }

    void readingLeavesTheFileAsItIs()
    {
        write(10);
        m_writer.reset();
        const auto bytes = [&] {
            QFile file(m_path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        QVERIFY(opened()->feeds());
        QCOMPARE(bytes(), before);
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CaptureReader)
#include "tst_CaptureReader.moc"
