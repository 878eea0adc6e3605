// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/index/BlockBuilder.h"
#include "tests/capture/CaptureSupport.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <random>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_CaptureKill : public QObject
{
    Q_OBJECT

private:
    /// Runs the writer until it dies; the last pair of durable marks it announced.
    static std::pair<quint64, quint64> announcedBy(const QString &path, unsigned seed, int micros)
    {
        QProcess writer;
        writer.start(QStringLiteral(UNTIL_KILLED), {path, QString::number(seed), QString::number(micros)});
        const bool killed = writer.waitForFinished() && writer.exitStatus() == QProcess::CrashExit;
        const QByteArray complaint = writer.readAllStandardError();
        if (!killed || !complaint.isEmpty())
            qFatal("the writer was not killed: %s", complaint.constData());
        const QByteArrayList lines = writer.readAllStandardOutput().split('\n');
        if (lines.size() < 2)
            return {0, 0};
        const QByteArrayList marks = lines.at(lines.size() - 2).split(' ');
        return {marks.at(0).toULongLong(), marks.at(1).toULongLong()};
    }

    static void check(const QString &path, std::pair<quint64, quint64> announced)
    {
        auto reader = CaptureReader::open(path);
        if (!reader) { // killed before the file was a capture: nothing can have been announced
            QCOMPARE(announced, std::make_pair(quint64(0), quint64(0)));
            return;
        }
        const auto feeds = (*reader)->feeds();
        QVERIFY(feeds);
        for (const FeedInfo &feed : *feeds) {
            const quint64 mark = feed.address == u"test://first" ? announced.first : announced.second;
            QVERIFY2(feed.count >= mark, qPrintable(u"%1 of %2"_s.arg(feed.count).arg(mark)));
            QCOMPARE(feed.durable, feed.count);
            QCOMPARE(feed.counters.received, feed.count);
            QVERIFY(feed.counters.addUp());
            Records records;
            quint64 expected = 0;
            do {
                QVERIFY((*reader)->page(feed.id, expected + 1, 1000, records));
                for (const Record &record : records) {
                    ++expected;
                    QCOMPARE(record.seq, expected);
                    QVERIFY(sameContent(record, numbered(expected)));
                }
            } while (!records.empty());
            QCOMPARE(expected, feed.count);
            checkIndex(**reader, feed);
        }
    }

    /// What is in the index is what the records are.
    static void checkIndex(CaptureReader &reader, const FeedInfo &feed)
    {
        BlockBuilder builder;
        for (quint64 first = 1; first + blockRecords <= feed.count + 1; first += blockRecords) {
            const auto block = reader.block(feed.id, first);
            if (!block)
                continue;
            Records records;
            QVERIFY(reader.page(feed.id, first, blockRecords, records));
            for (const Record &record : records)
                builder.add(record);
            const Block made = builder.take();
            QCOMPARE(block->checksum, made.checksum);
            QCOMPARE(block->grams, made.grams);
            QVERIFY(block->summary == made.summary);
            ++blocksSeen();
        }
    }
    static int &blocksSeen()
    {
        static int seen = 0;
        return seen;
    }

private Q_SLOTS:
    void nothingAnnouncedAsDurableIsLostToAKill()
    {
        QTemporaryDir folder;
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        bool isNumber = false;
        const int wanted = qEnvironmentVariableIntValue("LIVEBELT_KILLS", &isNumber), cycles = isNumber ? wanted : 20;
        quint64 most = 0;
        QString path;
        std::pair<quint64, quint64> announced;
        for (int cycle = 0; cycle < cycles; ++cycle) {
            if (cycle % 10 == 0) { // a new file now and then: to be killed while it is made, too
                path = folder.filePath(u"cycle%1.livebelt"_s.arg(cycle));
                announced = {0, 0};
            }
            const auto marks =
                announcedBy(path, unsigned(random()), int(500 + random() % (cycle % 2 ? 10'000 : 300'000)));
            announced = {std::max(announced.first, marks.first), std::max(announced.second, marks.second)};
            most = std::max(most, announced.first);
            check(path, announced);
            if (QTest::currentTestFailed())
                return;
            if (QFileInfo(path).size() > 0)
                QCOMPARE(askSqlite(path, u"PRAGMA integrity_check"_s), QByteArray("ok"));
        }
        QVERIFY2(most > 0, "no cycle got as far as a commit");
        qInfo("%d blocks of the index seen", blocksSeen());
        QVERIFY2(blocksSeen() > 0, "no cycle got as far as the index");
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_CaptureKill)
#include "tst_CaptureKill.moc"
