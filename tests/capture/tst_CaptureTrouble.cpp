// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/capture/CaptureSupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
/// For a block: no file of this process grows beyond so many bytes; writing on fails as a broken disk does.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before = {};
};

} // namespace

/// A capture that cannot be written, or not now.
class tst_CaptureTrouble : public QObject
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

    void aSecondWriterIsTurnedAway()
    {
        auto writer = opened();
        const QString link = m_folder->filePath(u"link.livebelt"_s);
        QVERIFY(QFile::link(m_path, link));
        for (const QString &path : {m_path, link, m_folder->filePath(u"./test.livebelt"_s)}) {
            const auto second = CaptureWriter::open(path);
            QVERIFY(!second);
            QVERIFY2(second.error().contains(u"Another Livebelt"_s), qPrintable(second.error()));
        }
        QVERIFY(appendNumbered(*writer, feedOf(*writer), 1));
        writer.reset();
        QVERIFY(CaptureWriter::open(m_path));
    }

    void aLockFileLeftByTheDeadLocksNothing()
    {
        QFile left(m_path + u"-lock"_s);
        QVERIFY(left.open(QIODevice::WriteOnly));
        QVERIFY(CaptureWriter::open(m_path));
    }

    void aFullCaptureKeepsTheBatchAndGoesOnWhenThereIsSpace()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        QVERIFY(appendNumbered(*writer, feed, 10));
        writer->limitSize(200'000);
        FeedBatch batch = numberedBatch(feed, 10, 5'000);
        const FeedBatch copy = batch;
        for (int attempt = 0; attempt < 3; ++attempt) {
            const auto stored = writer->append({&batch, 1});
            QVERIFY(!stored);
            QVERIFY2(stored.error().contains(u"no space left"_s), qPrintable(stored.error()));
            QCOMPARE(batch.records.size(), copy.records.size());
            for (size_t i = 0; i < batch.records.size(); ++i) {
                QCOMPARE(batch.records[i].seq, quint64(0));
                QVERIFY(sameContent(batch.records[i], copy.records[i]));
            }
            QCOMPARE(writer->end(feed), quint64(10));
            QCOMPARE(writer->durable(feed), quint64(10));
            QCOMPARE(writer->counters(feed).received, quint64(10));
        }
        FeedBatch small = numberedBatch(feed, 10, 5);
        QVERIFY(writer->append({&small, 1})); // what fits still goes in
        QCOMPARE(small.records.back().seq, quint64(15));
        writer->limitSize(0);
        QVERIFY(writer->append({&batch, 1}));
        QCOMPARE(batch.records.front().seq, quint64(16));
        QCOMPARE(storedRows(), quint64(5'015));
        QVERIFY(writer->counters(feed).addUp());
        QCOMPARE(askSqlite(m_path, u"PRAGMA integrity_check"_s), QByteArray("ok"));
    }

    void aDiskThatFailsKeepsTheBatchAndGoesOnWhenItWorksAgain()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        FeedBatch batch = numberedBatch(feed, 0, 5'000);
        {
            const FileSizeLimit limit(300'000);
            const auto stored = writer->append({&batch, 1});
            QVERIFY(!stored);
            QVERIFY2(stored.error().contains(u"check its disk"_s), qPrintable(stored.error()));
            QCOMPARE(batch.records.back().seq, quint64(0));
            QCOMPARE(writer->durable(feed), quint64(0));
        }
        QVERIFY(writer->append({&batch, 1}));
        QCOMPARE(writer->durable(feed), quint64(5'000));
        QCOMPARE(storedRows(), quint64(5'000));
        QCOMPARE(askSqlite(m_path, u"PRAGMA integrity_check"_s), QByteArray("ok"));
    }

    void withNormalOnlyACheckpointMakesDurable()
    {
        auto writer = opened({CaptureOptions::Synchronous::Normal});
        const qint64 feed = feedOf(*writer);
        QVERIFY(appendNumbered(*writer, feed, 5));
        QCOMPARE(writer->end(feed), quint64(5));
        QCOMPARE(writer->durable(feed), quint64(0));
        QVERIFY(writer->checkpoint());
        QCOMPARE(writer->durable(feed), quint64(5));
        QVERIFY(appendNumbered(*writer, feed, 5));
        QCOMPARE(writer->durable(feed), quint64(5));
        QCOMPARE(askSqlite(m_path, u"SELECT durable FROM feeds"_s), QByteArray("5"));
        writer.reset();
        QCOMPARE(opened()->durable(feed), quint64(10));
    }

    void theWalIsEmptiedOnTheWay()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        for (int i = 0; i < 100; ++i) {
            FeedBatch batch{feed, {numbered(1)}, 1};
            batch.records[0].text = QByteArray(1 << 20, 'x');
            QVERIFY(writer->append({&batch, 1}));
        }
        QVERIFY(QFileInfo(m_path).size() > 80'000'000);
        QVERIFY2(QFileInfo(m_path + u"-wal"_s).size() < 40'000'000,
                 qPrintable(QString::number(QFileInfo(m_path + u"-wal"_s).size())));
    }

    void aMistakeInTheMiddleLeavesNothingBehind()
    {
        auto writer = opened();
        const qint64 feed = feedOf(*writer);
        // Somebody else's row stands where our third record belongs.
        QCOMPARE(askSqlite(m_path, u"INSERT INTO records (id, received, kind) VALUES (1 << 40 | 3, 0, 3)"_s),
                 QByteArray());
        FeedBatch batch = numberedBatch(feed, 0, 5);
        const auto stored = writer->append({&batch, 1});
        QVERIFY(!stored);
        QVERIFY2(stored.error().contains(u"constraint"_s), qPrintable(stored.error()));
        QCOMPARE(storedRows(), quint64(1));
        QCOMPARE(askSqlite(m_path, u"DELETE FROM records"_s), QByteArray()); // not locked out
        QVERIFY(writer->append({&batch, 1}));
        QCOMPARE(storedRows(), quint64(5));
    }

    void anUnknownFeedIsRefused()
    {
        auto writer = opened();
        FeedBatch batch = numberedBatch(77, 0, 1);
        QVERIFY(!writer->append({&batch, 1}));
        QCOMPARE(batch.records[0].seq, quint64(0));
        QCOMPARE(storedRows(), quint64(0));
    }

    void whatIsNoCaptureIsLeftAlone()
    {
        const QByteArray prose(
            "Dear diary, nothing here is a database, though it is long enough to be the header of one: "
            "a hundred bytes and more.");
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(prose);
        file.close();
        const auto writer = CaptureWriter::open(m_path);
        QVERIFY(!writer);
        QVERIFY2(writer.error().contains(u"is no capture"_s), qPrintable(writer.error()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), prose);

        const QString other = m_folder->filePath(u"other.db"_s);
        QCOMPARE(askSqlite(other, u"CREATE TABLE mine (x)"_s), QByteArray());
        const auto database = CaptureWriter::open(other);
        QVERIFY(!database);
        QVERIFY2(database.error().contains(u"another program"_s), qPrintable(database.error()));
        QCOMPARE(askSqlite(other, u"SELECT name FROM sqlite_schema"_s), QByteArray("mine"));
    }

    void aNewerCaptureIsLeftAlone()
    {
        opened().reset();
        QCOMPARE(askSqlite(m_path, u"PRAGMA user_version = 99"_s), QByteArray());
        const auto writer = CaptureWriter::open(m_path);
        QVERIFY(!writer);
        QVERIFY2(writer.error().contains(u"newer Livebelt"_s), qPrintable(writer.error()));
    }

    void whereNothingMayBeWrittenItSaysSo()
    {
        opened().reset();
        QVERIFY(chmod(QFile::encodeName(m_folder->path()).constData(), 0755) == 0);
        QVERIFY(chmod(QFile::encodeName(m_path).constData(), 0444) == 0);
        {
            const AsNobody nobody;
            const auto folder = CaptureWriter::open(m_path);
            QVERIFY(!folder);
            QVERIFY2(folder.error().contains(u"you may write"_s), qPrintable(folder.error()));
        }
        QVERIFY(chmod(QFile::encodeName(m_folder->path()).constData(), 0777) == 0);
        {
            const AsNobody nobody;
            const auto file = CaptureWriter::open(m_path);
            QVERIFY(!file);
            QVERIFY2(file.error().contains(u"permissions"_s), qPrintable(file.error()));
        }
        const auto nowhere = CaptureWriter::open(m_folder->filePath(u"no/such/folder.livebelt"_s));
        QVERIFY(!nowhere);
        QVERIFY2(nowhere.error().contains(u"folder exists"_s), qPrintable(nowhere.error()));
        const auto folder = CaptureWriter::open(m_folder->path());
        QVERIFY(!folder);
        QVERIFY2(folder.error().contains(u"is a folder"_s), qPrintable(folder.error()));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CaptureTrouble)
#include "tst_CaptureTrouble.moc"
