// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordCursor.h"
#include "tests/capture/CaptureSupport.h"

#include <QTemporaryDir>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

class tst_RecordCursor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<CaptureWriter> m_writer;
    std::unique_ptr<CaptureReader> m_reader;
    qint64 m_feed = 0;

    static quint64 count(RecordCursor &cursor)
    {
        quint64 found = 0;
        while (cursor.next())
            ++found;
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = m_folder.filePath(u"test.livebelt"_s);
        m_writer = *CaptureWriter::open(path);
        m_feed = *m_writer->addFeed(u"one"_s, u"test://one"_s, u"test"_s);
        QVERIFY(appendNumbered(*m_writer, m_feed, 3'500));
        m_reader = *CaptureReader::open(path);
    }

    void everyRecordComesOnceAndInOrder()
    {
        RecordCursor cursor(*m_reader, {m_feed});
        QCOMPARE(cursor.total(), quint64(3'500));
        quint64 expected = 0;
        while (const Record *record = cursor.next()) {
            ++expected;
            QCOMPARE(record->seq, expected);
            QVERIFY(sameContent(*record, numbered(expected)));
            QCOMPARE(cursor.scanned(), expected);
        }
        QCOMPARE(expected, quint64(3'500));
        QCOMPARE(cursor.state(), RecordCursor::State::Finished);
        QVERIFY(!cursor.next());
    }

    void aRangeHasBothItsEnds()
    {
        RecordCursor cursor(*m_reader, {m_feed, 900, 2'100});
        const Record *first = cursor.next();
        QVERIFY(first);
        QCOMPARE(first->seq, quint64(900));
        quint64 last = 0;
        while (const Record *record = cursor.next())
            last = record->seq;
        QCOMPARE(last, quint64(2'100));
        QCOMPARE(cursor.total(), quint64(1'201));
        QCOMPARE(cursor.scanned(), cursor.total());
    }

    void emptyRangesFinishAtOnce()
    {
        for (const RecordCursor::Range range :
             {RecordCursor::Range{m_feed, 20, 10}, RecordCursor::Range{m_feed, 9'000, 0},
              RecordCursor::Range{m_feed + 5, 1, 0}}) {
            RecordCursor cursor(*m_reader, range);
            QCOMPARE(cursor.total(), quint64(0));
            QVERIFY(!cursor.next());
            QCOMPARE(cursor.state(), RecordCursor::State::Finished);
        }
    }

    void onlyWhatMatchesComes()
    {
        RecordCursor measurements(*m_reader, {m_feed}, *Filter::parse(u"kind:measurement"_s));
        QCOMPARE(count(measurements), quint64(3'500 / 3));
        QCOMPARE(measurements.scanned(), quint64(3'500));
        RecordCursor ofFeed(*m_reader, {m_feed}, *Filter::parse(u"feed:ONE number:33"_s));
        quint64 expected = 0;
        for (quint64 i = 3; i <= 3'500; i += 3)
            expected += QByteArray::number(i).contains("33") ? 1 : 0;
        QCOMPARE(count(ofFeed), expected);
        RecordCursor ofAnother(*m_reader, {m_feed}, *Filter::parse(u"feed:two"_s));
        QCOMPARE(count(ofAnother), quint64(0));
    }

    void anAbortStopsIt()
    {
        std::atomic<bool> abort{false};
        RecordCursor cursor(*m_reader, {m_feed}, {}, &abort);
        QVERIFY(cursor.next());
        abort = true;
        QVERIFY(!cursor.next());
        QCOMPARE(cursor.state(), RecordCursor::State::Aborted);
        QCOMPARE(cursor.scanned(), quint64(1));
    }

    void anAbortIsSeenWhileNothingMatches()
    {
        std::atomic<bool> abort{true};
        RecordCursor cursor(*m_reader, {m_feed}, *Filter::parse(u"nowhere"_s), &abort);
        QVERIFY(!cursor.next());
        QCOMPARE(cursor.state(), RecordCursor::State::Aborted);
    }

    void whatComesAfterTheStartIsNotRead()
    {
        RecordCursor cursor(*m_reader, {m_feed});
        QVERIFY(cursor.next());
        const qint64 other = *m_writer->addFeed(u"two"_s, u"test://two"_s, u"test"_s);
        QVERIFY(appendNumbered(*m_writer, other, 10));
        RecordCursor pinned(*m_reader, {other});
        QVERIFY(appendNumbered(*m_writer, other, 10));
        QCOMPARE(count(pinned), quint64(10));
    }

    void aCheckpointCanFinishBetweenTwoRecords()
    {
        const qint64 other = *m_writer->addFeed(u"three"_s, u"test://three"_s, u"test"_s);
        QVERIFY(appendNumbered(*m_writer, other, 1'500));
        RecordCursor cursor(*m_reader, {other});
        QVERIFY(cursor.next());
        QVERIFY(m_writer->checkpoint());
        QCOMPARE(QFileInfo(m_folder.filePath(u"test.livebelt-wal"_s)).size(), 0);
        QCOMPARE(count(cursor), quint64(1'499));
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_RecordCursor)
#include "tst_RecordCursor.moc"
