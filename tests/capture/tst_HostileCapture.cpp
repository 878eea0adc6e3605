// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/CaptureCheck.h"
#include "model/capture/RecordCursor.h"
#include "tests/capture/CaptureSupport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// Captures that somebody has made to do harm, or that are damaged: said in a sentence, or read as far as they go.
class tst_HostileCapture : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"test.livebelt"_s);
        auto writer = *CaptureWriter::open(m_path);
        const qint64 feed = *writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        QVERIFY(appendNumbered(*writer, feed, 5'000));
    }

    void whatIsNoCaptureOfOursIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("why");
        QTest::newRow("a view for the records")
            << u"ALTER TABLE records RENAME TO r; CREATE VIEW records AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL "
               "SELECT x + 1 FROM n) SELECT x AS id, 1 AS feed, x AS seq, 0 AS received, 0 AS time, 'message' AS kind, "
               "'' AS subject, '' AS text, 0 AS value, '' AS unit, '' AS fields, '' AS raw, '' AS level, '' AS ending FROM n"_s
            << u"no table of its own"_s;
        QTest::newRow("a view for the feeds")
            << u"ALTER TABLE feeds RENAME TO f; CREATE VIEW feeds AS SELECT * FROM f"_s << u"no table of its own"_s;
        QTest::newRow("a virtual table") << u"DROP VIEW readable; DROP TABLE records; CREATE VIRTUAL TABLE records "
                                            u"USING fts5(feed, seq, received, time, kind, "
                                            "subject, text, value, unit, fields, raw)"_s
                                         << u"no table of its own"_s;
        QTest::newRow("a computed column")
            << u"ALTER TABLE records ADD COLUMN more TEXT AS (hex(zeroblob(100000000)))"_s << u"computed"_s;
        QTest::newRow("a trigger") << u"CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM feeds; END"_s
                                   << u"triggers"_s;
        QTest::newRow("version 2, no index") << u"DROP INDEX records_of_feed"_s << u"no index"_s;
        QTest::newRow("a column is missing")
            << u"DROP VIEW readable; ALTER TABLE records DROP COLUMN unit"_s << u"columns"_s;
        QTest::newRow("20,000 feeds") << u"WITH RECURSIVE n(x) AS (SELECT 2 UNION ALL SELECT x + 1 FROM n WHERE x < "
                                         u"20000) INSERT INTO feeds (id, "
                                         "name, address, kind, created) SELECT x, x, x, 'test', x FROM n"_s
                                      << u"feeds"_s;
        QTest::newRow("a number out of this world")
            << u"UPDATE records SET id = (1 << 40) + 900000000000 WHERE seq = 5000"_s << u"numbered"_s;
        QTest::newRow("version 2, a number out of this world")
            << u"UPDATE records SET seq = 9000000000000000000 WHERE seq = 5000"_s << u"numbered"_s;
        QTest::newRow("version 2, a number below one")
            << u"UPDATE records SET seq = -7 WHERE seq = 1"_s << u"numbered"_s;
        QTest::newRow("another column is computed, seq is none")
            << u"DROP VIEW readable; ALTER TABLE records DROP COLUMN seq; ALTER TABLE records DROP COLUMN unit; "
               "ALTER TABLE records ADD COLUMN unit TEXT AS (hex(zeroblob(100000000)))"_s
            << u"computed"_s;
    }
    void whatIsNoCaptureOfOursIsRefused()
    {
        QFETCH(QString, sql);
        QFETCH(QString, why);
        if (QByteArrayView(QTest::currentDataTag()).startsWith("version 2"))
            makeVersion2(m_path);
        QCOMPARE(askSqlite(m_path, sql), QByteArray());
        QElapsedTimer timer;
        timer.start();
        const auto reader = CaptureReader::open(m_path);
        const auto feeds = reader ? (*reader)->feeds() : Result<QList<FeedInfo>>(Failure{reader.error()});
        QVERIFY(!feeds);
        QVERIFY2(feeds.error().contains(why) && feeds.error().contains(u"test.livebelt"_s), qPrintable(feeds.error()));
        QVERIFY(timer.elapsed() < 5'000);
        const CheckReport report = checkCapture(m_path);
        QVERIFY2(!report.problems.isEmpty(), "and the check says so");
    }

    void aTriggerIsNotRunByTheWriterEither()
    {
        QCOMPARE(askSqlite(m_path, u"CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM feeds; END"_s),
                 QByteArray());
        QVERIFY(!CaptureWriter::open(m_path));
    }

    void aWholeCaptureIsWhole()
    {
        const CheckReport report = checkCapture(m_path);
        QVERIFY2(report.problems.isEmpty(), qPrintable(report.problems.join(u'\n')));
        QVERIFY(report.feeds == 1 && report.records == 5'000);
    }

    void whatDoesNotAddUpIsSaid_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("why");
        QTest::newRow("records are gone")
            << u"DELETE FROM records WHERE seq BETWEEN 100 AND 119"_s << u"20 are missing"_s;
        QTest::newRow("the newest are gone") << u"DELETE FROM records WHERE seq > 4990"_s << u"4,991 to 5,000"_s;
        QTest::newRow("books") << u"UPDATE feeds SET dropped = 7"_s << u"7 dropped"_s;
        QTest::newRow("more is said to be there") << u"UPDATE feeds SET stored = 6000, received = 6000"_s << u"6,000"_s;
        QTest::newRow("a feed is gone") << u"DELETE FROM feeds"_s << u"feed number 1"_s;
    }
    void whatDoesNotAddUpIsSaid()
    {
        QLocale::setDefault(QLocale(QLocale::English));
        QFETCH(QString, sql);
        QFETCH(QString, why);
        QCOMPARE(askSqlite(m_path, sql), QByteArray());
        const QString problems = checkCapture(m_path).problems.join(u'\n');
        QVERIFY2(problems.contains(why), qPrintable(problems));
    }

    void aCursorGoesOnBehindADamagedPage()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        const qsizetype at = bytes.indexOf("text of record 2500"); // in a leaf of the records
        QVERIFY(at > 0);
        QVERIFY(file.seek(at / 4096 * 4096) && file.write(QByteArray(4096, '\0')) == 4096);
        file.close();
        auto reader = *CaptureReader::open(m_path);
        RecordCursor::Range range{1, 1, 0};
        RecordCursor stopping(*reader, range);
        while (stopping.next()) {
        }
        QCOMPARE(stopping.state(), RecordCursor::State::Failed);
        range.goesOn = true;
        RecordCursor cursor(*reader, range);
        quint64 read = 0, last = 0;
        while (const Record *record = cursor.next()) {
            ++read;
            last = record->seq;
            QVERIFY(sameContent(*record, numbered(record->seq)));
        }
        QCOMPARE(cursor.state(), RecordCursor::State::Finished);
        QCOMPARE(last, 5'000u);
        QVERIFY2(cursor.unread() > 0 && cursor.unread() < 100, qPrintable(QString::number(cursor.unread())));
        QCOMPARE(read + cursor.unread(), 5'000u);
        QVERIFY(cursor.whyUnread().contains(u"salvage"_s));
        QVERIFY(!checkCapture(m_path).problems.isEmpty());
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_HostileCapture)
#include "tst_HostileCapture.moc"
