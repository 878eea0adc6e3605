// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFolder.h"
#include "app/capture/PatientSink.h"
#include "app/history/History.h"
#include "model/records/Fields.h"
#include "tests/capture/CaptureSupport.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace livebelt;
using namespace Qt::StringLiterals;

/// A row of captures in a folder: what is written over many files and starts reads as one.
class tst_HistorySink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void numbersAndBooksGoOnOverFilesOfOneSize();
    void aStartOfTheSameDayGoesOnInItsFile();
    void eachDayHasAFile();
    void afterACrashAnotherFileFollows();
    void whereItWasClosedStandsALine();
    void itResumesFromWhateverFileHoldsTheFeed();
    void aRenamedFeedStaysOne();
    void ofACopyNothingIsThereTwice();
    void aFileThatIsTakenAwayLeavesAHole();
    void twoCannotWriteOneRow();
    void aYearOfDaysOpensLikeOne();
    void theOldestFilesGoOnceTheyAreTooMuch();
    void filesTooOldGo();
    void theFirstTimeThePersonIsToldBefore();
    void nothingIsLostToKills();

private:
    std::unique_ptr<RecordSink> open(HistoryLimits limits = {}) const;
    static qint64 feedOf(RecordSink &sink, const QString &name = u"one"_s);
    /// Appends so many after the record with that number; how many Notices came along.
    static void append(RecordSink &sink, qint64 feed, quint64 after, quint64 count);
    /// All records of the feed, without Notices, from 1 on; every seq follows the one before.
    void verify(quint64 records, quint64 notices, const QString &name = u"one"_s) const;
    QStringList names() const { return QDir(m_path).entryList({u"*.livebelt"_s}, QDir::Files, QDir::Name); }
    QString file(const QString &name) const { return m_path + u'/' + name; }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
    QDate m_today{2026, 11, 30};
};

void tst_HistorySink::init()
{
    // In memory, where there is such a disk: hundreds of files are made, and each is synced several times.
    m_dir = std::make_unique<QTemporaryDir>(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/history"_s : QString());
    m_path = m_dir->filePath(u"history"_s);
    m_today = {2026, 11, 30};
}

std::unique_ptr<RecordSink> tst_HistorySink::open(HistoryLimits limits) const
{
    limits.today = [this] { return m_today; };
    auto sink = historySink(m_path, limits, 8 << 20, true)();
    if (!sink)
        qFatal("%s", qPrintable(sink.error()));
    return *std::move(sink);
}

qint64 tst_HistorySink::feedOf(RecordSink &sink, const QString &name)
{
    return *sink.addFeed(name, u"test://"_s + name, u"test"_s);
}

void tst_HistorySink::append(RecordSink &sink, qint64 feed, quint64 after, quint64 count)
{
    FeedBatch batch = numberedBatch(feed, after, count);
    const auto stored = sink.append({&batch, 1});
    QVERIFY2(stored, qPrintable(stored.error()));
}

void tst_HistorySink::verify(quint64 count, quint64 notices, const QString &name) const
{
    const auto history = History::open(m_path);
    QVERIFY2(history, qPrintable(history.error()));
    const auto feeds = *(*history)->feeds();
    const auto info = std::find_if(feeds.begin(), feeds.end(), [&](const FeedInfo &feed) { return feed.name == name; });
    QVERIFY(info != feeds.end());
    QCOMPARE(info->first, 1u);
    QCOMPARE(info->count, count + notices);
    QCOMPARE(info->counters.received, count);
    QVERIFY(info->counters.addUp());
    quint64 seq = 0, data = 0;
    Records page;
    for (;;) {
        QVERIFY((*history)->page(info->id, seq + 1, 997, page));
        if (page.empty())
            break;
        for (const Record &record : page) {
            QCOMPARE(record.seq, ++seq);
            if (record.kind != RecordKind::Notice)
                QVERIFY(sameContent(record, numbered(++data)));
        }
    }
    QCOMPARE(data, count);
    QCOMPARE(seq, count + notices);
}

void tst_HistorySink::numbersAndBooksGoOnOverFilesOfOneSize()
{
    HistoryLimits limits;
    limits.fileBytes = 200'000;
    auto sink = open(limits);
    const qint64 one = feedOf(*sink), two = feedOf(*sink, u"two"_s);
    for (quint64 at = 0; at < 20'000; at += 500) {
        append(*sink, one, at, 500);
        append(*sink, two, at, 500);
    }
    QCOMPARE(sink->durable(one), 20'000u);
    verify(20'000, 0); // while it is written
    QVERIFY(sink->close());
    sink.reset();
    QVERIFY2(names().size() > 5, qPrintable(names().join(u' ')));
    verify(20'000, 0);
    verify(20'000, 0, u"two"_s);
    for (const QString &name : names()) {
        QCOMPARE(askSqlite(file(name), u"PRAGMA integrity_check"_s), QByteArray("ok"));
        QCOMPARE(askSqlite(file(name), u"SELECT count(*) FROM feeds WHERE received != stored"_s), QByteArray("0"));
    }
}

void tst_HistorySink::aStartOfTheSameDayGoesOnInItsFile()
{
    for (quint64 start = 0; start < 3; ++start) {
        auto sink = open();
        append(*sink, feedOf(*sink), start * 100, 100);
        QVERIFY(sink->close());
    }
    QCOMPARE(names(), QStringList{u"2026-11-30.livebelt"_s});
    verify(300, 2);
}

void tst_HistorySink::eachDayHasAFile()
{
    auto sink = open();
    const qint64 feed = feedOf(*sink);
    append(*sink, feed, 0, 100);
    m_today = m_today.addDays(1);
    append(*sink, feed, 100, 100);
    QVERIFY(sink->close());
    sink.reset();
    m_today = m_today.addDays(1);
    sink = open();
    append(*sink, feedOf(*sink), 200, 100);
    QVERIFY(sink->close());
    QCOMPARE(names(), (QStringList{u"2026-11-30.livebelt"_s, u"2026-12-01.livebelt"_s, u"2026-12-02.livebelt"_s}));
    verify(300, 1);
}

void tst_HistorySink::afterACrashAnotherFileFollows()
{
    {
        auto sink = open();
        append(*sink, feedOf(*sink), 0, 100);
        QVERIFY(sink->close());
    }
    QFile left(file(u"2026-11-30.livebelt-lock"_s)); // of a program that was killed
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    auto sink = open();
    append(*sink, feedOf(*sink), 100, 100);
    QVERIFY(sink->close());
    QCOMPARE(names(), (QStringList{u"2026-11-30 2.livebelt"_s, u"2026-11-30.livebelt"_s}));
    QVERIFY2(!left.exists(), "the file is as if it had been closed");
    verify(200, 1);
}

void tst_HistorySink::whereItWasClosedStandsALine()
{
    for (quint64 start = 0; start < 2; ++start) {
        auto sink = open();
        append(*sink, feedOf(*sink), start * 10, 10);
        if (start == 1)
            append(*sink, feedOf(*sink, u"new"_s), 0, 10);
        QVERIFY(sink->close());
        m_today = m_today.addDays(1);
    }
    const auto history = History::open(m_path);
    const auto feeds = *(*history)->feeds();
    Records records;
    QVERIFY((*history)->page(feeds[0].id, 1, 100, records));
    QCOMPARE(records.size(), 21u);
    const Record &line = records[10];
    QVERIFY(noticeType(line) == NoticeType::Closed);
    QVERIFY2(line.text.startsWith("Livebelt was closed for "), line.text);
    QVERIFY(fieldValue(line.fields, "from").startsWith("2023-11-14T22:13:20.01"));
    QVERIFY((*history)->page(feeds[1].id, 1, 100, records));
    QCOMPARE(records.size(), 10u);
}

void tst_HistorySink::itResumesFromWhateverFileHoldsTheFeed()
{
    {
        auto sink = open();
        FeedBatch batch = numberedBatch(feedOf(*sink), 0, 2);
        batch.records[1].resume = std::make_shared<ResumePoint>(ResumePoint{"id", "42"});
        QVERIFY(sink->append({&batch, 1}));
        for (int day = 0; day < 2; ++day) { // two files more, in which nothing of it comes
            m_today = m_today.addDays(1);
            append(*sink, feedOf(*sink, u"other"_s), quint64(day), 1);
        }
        QVERIFY(sink->close());
    }
    m_today = m_today.addDays(1);
    {
        auto sink = open(); // and one that does not know it
        append(*sink, feedOf(*sink, u"other"_s), 2, 1);
        QVERIFY(sink->close());
    }
    m_today = m_today.addDays(1);
    auto sink = open();
    const auto points = sink->resumePoints(u"test://one"_s);
    QVERIFY(points && points->size() == 1);
    QCOMPARE(points->front().value, QByteArray("42"));
    append(*sink, feedOf(*sink), 2, 2);
    QVERIFY(sink->close());
    verify(4, 1);
    const auto history = History::open(m_path);
    const auto feeds = *(*history)->feeds();
    Records records;
    QVERIFY((*history)->page(feeds[0].id, 3, 1, records));
    QVERIFY2(records[0].text.startsWith("This feed was not open for "), records[0].text);
}

void tst_HistorySink::aRenamedFeedStaysOne()
{
    {
        auto sink = open();
        const qint64 feed = feedOf(*sink);
        append(*sink, feed, 0, 10);
        m_today = m_today.addDays(1);
        append(*sink, feed, 10, 10);
        QVERIFY(sink->renameFeed(feed, u"better"_s, u"test://elsewhere"_s));
        append(*sink, feed, 20, 10);
        QVERIFY(sink->close());
    }
    m_today = m_today.addDays(1);
    auto sink = open();
    append(*sink, *sink->addFeed(u"better"_s, u"test://elsewhere"_s, u"test"_s), 30, 10);
    QVERIFY(sink->close());
    verify(40, 1, u"better"_s);
    QCOMPARE((*History::open(m_path))->feeds()->size(), 1);
}

void tst_HistorySink::ofACopyNothingIsThereTwice()
{
    auto sink = open();
    const qint64 feed = feedOf(*sink);
    append(*sink, feed, 0, 100);
    m_today = m_today.addDays(1);
    append(*sink, feed, 100, 100);
    QVERIFY(sink->close());
    QVERIFY(QFile::copy(file(u"2026-11-30.livebelt"_s), file(u"copy.livebelt"_s)));
    verify(200, 0);
}

void tst_HistorySink::aFileThatIsTakenAwayLeavesAHole()
{
    auto sink = open();
    const qint64 feed = feedOf(*sink);
    append(*sink, feed, 0, 100);
    m_today = m_today.addDays(1);
    append(*sink, feed, 100, 100);
    QVERIFY(QFile::remove(file(u"2026-12-01.livebelt"_s)));
    sink->keepUp();
    append(*sink, feed, 200, 100);
    QVERIFY(sink->close());
    const auto history = History::open(m_path);
    const auto feeds = *(*history)->feeds();
    QVERIFY(feeds[0].first == 1 && feeds[0].count == 301);
    Records records;
    QVERIFY((*history)->page(feeds[0].id, 100, 3, records));
    QCOMPARE(records.size(), 3u);
    QVERIFY(records[0].seq == 100 && records[1].seq == 201 && records[2].seq == 202);
    QVERIFY2(records[1].text.contains("deleted"), records[1].text);
}

void tst_HistorySink::twoCannotWriteOneRow()
{
    const auto sink = open();
    const auto second = historySink(m_path, {}, 1 << 20, true)();
    QVERIFY(!second);
    QVERIFY2(second.error().contains(u"Another Livebelt"_s), qPrintable(second.error()));
}

void tst_HistorySink::aYearOfDaysOpensLikeOne()
{
    constexpr int days = 365;
    auto sink = open();
    std::vector<qint64> feeds;
    for (int i = 0; i < 10; ++i)
        feeds.push_back(feedOf(*sink, QString::number(i)));
    for (int day = 0; day < days; ++day) {
        std::vector<FeedBatch> batches;
        for (const qint64 feed : feeds)
            batches.push_back(numberedBatch(feed, quint64(day) * 2, 2));
        QVERIFY(sink->append(batches));
        m_today = m_today.addDays(1);
    }
    QVERIFY(sink->close());
    sink.reset();
    QCOMPARE(names().size(), days);
    QVERIFY(QFile::exists(file(u"catalogue"_s)));

    const auto openTime = [](const QString &path) {
        qint64 least = std::numeric_limits<qint64>::max();
        for (int look = 0; look < 5; ++look) {
            QElapsedTimer timer;
            timer.start();
            const auto history = History::open(path);
            const auto infos = (*history)->feeds();
            Records records;
            static_cast<void>((*history)->page(infos->constLast().id, infos->constLast().count, 1, records));
            if (infos->size() == 10 && records.size() == 1)
                least = std::min(least, timer.nsecsElapsed());
        }
        return least;
    };
    const QString one = m_dir->filePath(u"one"_s);
    QVERIFY(QDir().mkdir(one));
    QVERIFY(QFile::copy(file(names().constLast()), one + u"/x.livebelt"_s));
    const qint64 ofOne = openTime(one), ofAll = openTime(m_path);
    QVERIFY(QFile::rename(file(u"catalogue"_s), m_dir->filePath(u"kept"_s)));
    const qint64 without = openTime(m_path);
    qInfo("one file %.2f ms, a row of %d %.2f ms, without its catalogue %.2f ms", double(ofOne) / 1e6, days,
          double(ofAll) / 1e6, double(without) / 1e6);
    verify(days * 2, 0, u"5"_s);
    QFile damaged(m_dir->filePath(u"kept"_s));
    QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(damaged.size() / 2) && damaged.write("x") == 1);
    damaged.close();
    QVERIFY(QFile::copy(damaged.fileName(), file(u"catalogue"_s)));
    verify(days * 2, 0, u"5"_s);
    QVERIFY2(ofAll < 20 * ofOne, "and not in that of 365");
    QVERIFY2(ofAll * 3 < without, "the catalogue is used");
}

void tst_HistorySink::theOldestFilesGoOnceTheyAreTooMuch()
{
    HistoryLimits limits;
    limits.fileBytes = 100'000;
    limits.keepBytes = 500'000;
    limits.isChosen = true;
    auto sink = open(limits);
    const qint64 feed = feedOf(*sink);
    append(*sink, feed, 0, 1000);
    const QString first = names().constFirst();
    auto looking = std::make_unique<std::unique_ptr<CaptureReader>>(*CaptureReader::open(file(first)));
    for (quint64 at = 1000; at < 20'000; at += 500)
        append(*sink, feed, at, 500);
    QVERIFY2(QFile::exists(file(first)), "somebody looks at it");
    looking.reset();
    sink->keepUp();
    QVERIFY(!QFile::exists(file(first)));
    QVERIFY(sink->history().removed > 3);
    QVERIFY2(sink->history().bytes <= 600'000, qPrintable(QString::number(sink->history().bytes)));
    QVERIFY(sink->close());
    sink.reset();
    const auto history = History::open(m_path);
    const auto feeds = *(*history)->feeds();
    QVERIFY(feeds[0].first > 1 && feeds[0].count == 20'000);
    Records records;
    QVERIFY((*history)->page(feeds[0].id, 1, 1, records));
    QCOMPARE(records[0].seq, feeds[0].first);
    sink = open(limits);
    append(*sink, feedOf(*sink), 20'000, 10);
    QCOMPARE(sink->durable(1), 20'011u);
}

void tst_HistorySink::filesTooOldGo()
{
    HistoryLimits limits;
    limits.keepAge = std::chrono::hours(24 * 30);
    limits.isChosen = true;
    auto sink = open(limits);
    const qint64 feed = feedOf(*sink);
    append(*sink, feed, 0, 10); // of 2023
    m_today = m_today.addDays(1);
    FeedBatch batch = numberedBatch(feed, 10, 1);
    batch.records[0].received = noTime; // now
    QVERIFY(sink->append({&batch, 1}));
    QCOMPARE(names(), QStringList{u"2026-12-01.livebelt"_s});
}

void tst_HistorySink::theFirstTimeThePersonIsToldBefore()
{
    HistoryLimits limits;
    limits.fileBytes = 100'000;
    limits.keepBytes = 200'000;
    auto sink = open(limits);
    const qint64 feed = feedOf(*sink);
    for (quint64 at = 0; at < 10'000; at += 500)
        append(*sink, feed, at, 500);
    const HistoryState state = sink->history();
    QVERIFY2(state.warning.contains(u"--keep-size"_s), qPrintable(state.warning));
    QCOMPARE(state.removed, 0u);
    QVERIFY(QFile::exists(file(u"2026-11-30.livebelt"_s)));
    limits.today = [this] { return m_today; };
    limits.isChosen = true;
    sink->setLimits(limits);
    sink->keepUp();
    QVERIFY(sink->history().removed > 0);
    QVERIFY(sink->history().warning.isEmpty());
}

void tst_HistorySink::nothingIsLostToKills()
{
    const auto seed = std::random_device()();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    quint64 announced = 0, files = 0;
    for (int cycle = 0; cycle < 50; ++cycle) {
        QProcess writer;
        writer.start(QStringLiteral(ROW_UNTIL_KILLED),
                     {m_path, QString::number(random()), QString::number(2'000 + random() % 150'000)});
        QVERIFY(writer.waitForFinished() && writer.exitStatus() == QProcess::CrashExit);
        const QByteArray complaint = writer.readAllStandardError();
        QVERIFY2(complaint.isEmpty(), complaint);
        const QByteArrayList lines = writer.readAllStandardOutput().split('\n');
        if (lines.size() > 1)
            announced = std::max(announced, lines.at(lines.size() - 2).toULongLong());
        files = std::max(files, quint64(names().size()));
        const auto history = History::open(m_path);
        if (!history) {
            QCOMPARE(announced, 0u);
            continue;
        }
        const auto feeds = *(*history)->feeds();
        QVERIFY2((*history)->problems().isEmpty(), qPrintable((*history)->problems().join(u'\n')));
        if (feeds.isEmpty())
            continue;
        QCOMPARE(feeds.size(), 1);
        QVERIFY2(feeds[0].count >= announced, qPrintable(u"%1 of %2"_s.arg(feeds[0].count).arg(announced)));
        QVERIFY(feeds[0].counters.addUp());
        Records page;
        quint64 seq = 0, items = 0;
        do {
            QVERIFY((*history)->page(feeds[0].id, seq + 1, 1000, page));
            for (const Record &record : page) {
                QCOMPARE(record.seq, ++seq);
                items += itemCount(record);
            }
        } while (!page.empty());
        QCOMPARE(seq, feeds[0].count);
        QCOMPARE(items, feeds[0].counters.received);
    }
    qInfo("%llu records announced as durable, in %llu files", announced, files);
    QVERIFY(announced > 1000 && files > 10);
}

QTEST_GUILESS_MAIN(tst_HistorySink)
#include "tst_HistorySink.moc"
