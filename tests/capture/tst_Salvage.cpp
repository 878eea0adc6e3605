// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/Salvage.h"
#include "model/capture/SqlitePages.h"
#include "tests/capture/CaptureSupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

/// Files that are damaged somewhere, and what can still be had of them.
class tst_Salvage : public QObject
{
    Q_OBJECT

    static constexpr int feeds = 3;
    static constexpr quint64 recordsEach = 2'000;
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_whole;
    std::map<std::pair<QString, quint64>, Record> m_records; ///< by feed and seq
    std::map<quint32, std::vector<std::pair<QString, quint64>>> m_onPage;

    QString path(const QString &name) const { return m_folder->filePath(name); }
    static Record record(int feed, quint64 seq)
    {
        Record record = numbered(seq * feeds + quint64(feed));
        if (seq % 97 == 0)
            record.raw = QByteArray(qsizetype(5'000 + seq * 7), char('a' + feed));
        if (seq % 5 == 0)
            record.level = Level::Error;
        return record;
    }
    void write(const QString &file, const QByteArray &bytes) const
    {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate) && out.write(bytes) == bytes.size());
    }
    /// What the salvaged capture has that is as it was; -1 where it cannot be had. Nothing else is in it but wrong.
    qint64 right(const QByteArray &damaged, qint64 *wrong = nullptr) const
    {
        const QString from = path(u"damaged.livebelt"_s), to = path(u"salvaged.livebelt"_s);
        QFile::remove(to);
        write(from, damaged);
        const auto report = salvage(
            from, to, [](double) {}, std::atomic<bool>(false));
        if (!report)
            return -1;
        const auto reader = CaptureReader::open(to);
        if (!reader)
            return -1;
        qint64 good = 0, bad = 0;
        const auto all = *(*reader)->feeds();
        for (const FeedInfo &feed : all) {
            if (!feed.counters.addUp())
                return -1;
            Records records;
            quint64 next = 1;
            while ((*reader)->page(feed.id, next, 1000, records) && !records.empty()) {
                next = records.back().seq + 1;
                for (const Record &record : records) {
                    const auto known = m_records.find({feed.name, record.seq});
                    const bool isLost = feed.address.startsWith(u"salvaged:"_s); // its name was on the page
                    const Record *was = known == m_records.end() ? nullptr : &known->second;
                    if (!was && isLost)
                        was = originalOf(feed.address.mid(9).toInt() - 1, record.seq);
                    (was && sameContent(*was, record) && was->level == record.level ? good : bad) += 1;
                }
            }
        }
        if (quint64(good + bad) != report->records)
            return -1;
        if (wrong)
            *wrong = bad;
        return good;
    }
    const Record *originalOf(int feed, quint64 seq) const
    {
        const auto found = m_records.find({u"feed%1"_s.arg(feed), seq});
        return found == m_records.end() ? nullptr : &found->second;
    }
    static int seeds()
    {
        const int wanted = qEnvironmentVariableIntValue("LIVEBELT_SALVAGE_SEEDS");
        return wanted > 0 ? wanted : 30;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/salvage"_s : QString());
        const QString whole = path(u"whole.livebelt"_s);
        {
            auto writer = *CaptureWriter::open(whole);
            std::vector<qint64> ids;
            for (int feed = 0; feed < feeds; ++feed)
                ids.push_back(*writer->addFeed(u"feed%1"_s.arg(feed), u"test://%1"_s.arg(feed), u"test"_s));
            for (quint64 from = 1; from <= recordsEach; from += 10) {
                std::vector<FeedBatch> batches;
                for (int feed = 0; feed < feeds; ++feed) {
                    FeedBatch &batch = batches.emplace_back();
                    batch.feed = ids[size_t(feed)];
                    batch.received = 10;
                    for (quint64 seq = from; seq < from + 10; ++seq) {
                        batch.records.push_back(record(feed, seq));
                        m_records[{u"feed%1"_s.arg(feed), seq}] = record(feed, seq);
                    }
                }
                QVERIFY(writer->append(batches));
            }
        }
        QFile file(whole);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_whole = file.readAll();
        const auto pages = *SqlitePages::open(whole);
        for (quint32 page = 1; page <= pages->count(); ++page) {
            for (const auto &row : pages->rows(page, 20)) {
                if (const auto key = recordKey(row.values, row.id))
                    m_onPage[page].emplace_back(u"feed%1"_s.arg(key->feed - 1), quint64(key->seq));
            }
        }
    }

    void ofAWholeCaptureNothingIsMissing() { QCOMPARE(right(m_whole), qint64(m_records.size())); }

    void norOfOneOfVersion2()
    {
        const QString old = path(u"version2.livebelt"_s);
        QFile file(old);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_whole) == m_whole.size());
        file.close();
        makeVersion2(old);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(right(file.readAll()), qint64(m_records.size()));
    }

    void whatIsOnlyInTheWalFileIsTaken()
    {
        const QString from = path(u"wal.livebelt"_s), copy = path(u"copy.livebelt"_s);
        auto writer = *CaptureWriter::open(from);
        const qint64 feed = *writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        QVERIFY(appendNumbered(*writer, feed, 500));
        QVERIFY(QFile::copy(from, copy) && QFile::copy(from + u"-wal"_s, copy + u"-wal"_s));
        QVERIFY(QFileInfo(copy + u"-wal"_s).size() > 0);
        const auto report = salvage(
            copy, path(u"of wal.livebelt"_s), [](double) {}, std::atomic<bool>(false));
        QVERIFY(report);
        QVERIFY(report->records == 500 && report->missing == 0 && report->feeds == 1 && report->lostFeeds == 0);
    }

    void aFlippedBitCostsHardlyAnything()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        double least = 1;
        for (int i = 0; i < seeds(); ++i) {
            QByteArray bytes = m_whole;
            const qsizetype at = qsizetype(random() % quint32(bytes.size()));
            bytes[at] = char(bytes[at] ^ (1 << (random() % 8)));
            qint64 wrong = 0;
            const qint64 good = right(bytes, &wrong);
            QVERIFY2(good >= qint64(double(m_records.size() - 1) * 0.99),
                     qPrintable(u"%1 of %2, byte %3"_s.arg(good).arg(m_records.size()).arg(at)));
            QVERIFY2(wrong <= 1, qPrintable(u"%1 wrong, byte %2"_s.arg(wrong).arg(at)));
            least = std::min(least, double(good) / double(m_records.size()));
        }
        qInfo("at least %.3f %%", least * 100);
    }

    void aZeroedPageCostsWhatWasOnIt()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        double least = 1;
        const auto pages = quint32(m_whole.size() / 4096);
        for (int i = 0; i < seeds(); ++i) {
            QByteArray bytes = m_whole;
            const quint32 page = i == 0 ? 1 : 1 + quint32(random()) % pages;
            memset(bytes.data() + qsizetype(page - 1) * 4096, 0, 4096);
            const auto on = m_onPage.find(page);
            const quint64 undamaged = m_records.size() - (on == m_onPage.end() ? 1 : on->second.size());
            qint64 wrong = 0;
            const qint64 good = right(bytes, &wrong);
            QVERIFY2(good >= qint64(double(undamaged) * 0.99),
                     qPrintable(u"%1 of %2, page %3"_s.arg(good).arg(undamaged).arg(page)));
            QVERIFY2(wrong <= 1, qPrintable(u"%1 wrong, page %2"_s.arg(wrong).arg(page)));
            least = std::min(least, double(good) / double(undamaged));
        }
        qInfo("at least %.3f %%", least * 100);
    }

    void ofACutFileIsTakenWhatStandsBefore()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        double least = 1;
        for (int i = 0; i < seeds(); ++i) {
            const qsizetype size = m_whole.size() / 10 + qsizetype(random() % quint32(m_whole.size() * 9 / 10));
            quint64 undamaged = 0;
            for (const auto &[page, records] : m_onPage) {
                if (qsizetype(page) * 4096 <= size) // of one that goes on beyond the cut, the rest is missing
                    undamaged += quint64(std::count_if(records.begin(), records.end(),
                                                       [](const auto &of) { return of.second % 97 != 0; }));
            }
            const qint64 good = right(m_whole.first(size));
            QVERIFY2(good >= qint64(double(undamaged) * 0.99),
                     qPrintable(u"%1 of %2, cut at %3"_s.arg(good).arg(undamaged).arg(size)));
            if (undamaged > 0)
                least = std::min(least, double(good) / double(undamaged));
        }
        qInfo("at least %.3f %%", least * 100);
    }

    void itSaysWhatIsMissing()
    {
        QByteArray bytes = m_whole;
        const auto &[page, on] = *std::next(m_onPage.begin(), qsizetype(m_onPage.size() / 2));
        memset(bytes.data() + qsizetype(page - 1) * 4096, 0, 4096);
        const QString from = path(u"d.livebelt"_s), to = path(u"s.livebelt"_s);
        write(from, bytes);
        const auto report = salvage(
            from, to, [](double) {}, std::atomic<bool>(false));
        QVERIFY(report);
        QCOMPARE(report->missing, on.size());
        QCOMPARE(report->records + report->missing, m_records.size());
        QVERIFY2(!salvage(
                     from, to, [](double) {}, std::atomic<bool>(false)),
                 "nothing is overwritten");
        QVERIFY(!salvage(
            from, path(u"x.livebelt"_s), [](double) {}, std::atomic<bool>(true)));
        QVERIFY(!QFile::exists(path(u"x.livebelt"_s)));
        QCOMPARE(askSqlite(to, u"PRAGMA integrity_check"_s), QByteArray("ok"));
        QVERIFY(!salvage(
            QStringLiteral(__FILE__), path(u"y.livebelt"_s), [](double) {}, std::atomic<bool>(false)));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_Salvage)
#include "tst_Salvage.moc"
