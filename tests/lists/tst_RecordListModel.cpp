// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeCapture.h"
#include "model/records/Notice.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

/// What one frame of a view asks for.
void readRows(const RecordListModel &model, int first, int last)
{
    for (int row = first; row <= last; ++row)
        model.record(row);
}

} // namespace

class tst_RecordListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsByOneInsertionWhateverTheNumber()
    {
        RecordListModel model(1);
        QAbstractItemModelTester tester(&model, strict);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.grow(fakeGrowth(500, 500));
        model.grow(fakeGrowth(501, 1));
        model.grow(fakeGrowth(501, 1));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(model.rowCount(), 501);
        QCOMPARE(model.seqAt(0), quint64(1));
        QCOMPARE(model.record(500)->text, QByteArray("apple 501"));
        QCOMPARE(model.index(9).data().toString(), u"plum 10"_s);
        QCOMPARE(model.index(9).data(RecordModel::SubjectRole).toString(), u"bob"_s);
        QCOMPARE(model.index(9).data(RecordModel::SeqRole).toULongLong(), 10ULL);
        QVERIFY(!model.index(9).data(RecordModel::ValueRole).isValid());
    }

    void memoryStaysFlatOverTenMillionRecords()
    {
        RecordListModel model(1);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        qsizetype mostRecords = 0;
        qsizetype mostBytes = 0;
        int frames = 0;
        // The tail of a frame is a few hundred records; all others are only numbers until somebody reads them.
        for (quint64 end = 100'000; end <= 10'000'000; end += 100'000) {
            model.grow(fakeGrowth(end, 300));
            ++frames;
            mostRecords = std::max(mostRecords, model.statistics().records);
            mostBytes = std::max(mostBytes, model.statistics().bytes);
        }
        QCOMPARE(inserted.size(), frames);
        QCOMPARE(model.rowCount(), 10'000'000);
        QVERIFY2(mostRecords <= 4096, qPrintable(QString::number(mostRecords)));
        QVERIFY2(mostBytes <= 4 * 1024 * 1024, qPrintable(QString::number(mostBytes)));
        QCOMPARE(model.record(9'999'999)->seq, quint64(10'000'000));
        QCOMPARE(model.record(9'999'700)->seq, quint64(9'999'701));
        QVERIFY(!model.record(9'999'699)); // before this frame's tail nothing is known
    }

    void readingAllOfItKeepsOnlyABoundedNumberOfPages()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(1'000'000, 10));
        for (int row = 0; row < 1'000'000; row += PageCache::pageSize * 8) {
            model.record(row);
            QCoreApplication::processEvents();
            QVERIFY(!capture->pages.empty());
            capture->answerPages();
            QVERIFY(model.record(row));
        }
        QVERIFY(model.statistics().pages <= 256);
        QVERIFY(model.statistics().records <= 256 * PageCache::pageSize + 4096);
        QVERIFY(!model.record(0));
    }

    void asksOnceForAMissingPageAndAnnouncesIt()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(1000, 10));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(model.index(100).data(RecordModel::MissingRole).toBool());
        readRows(model, 70, 120);
        QTRY_COMPARE(capture->pages.size(), 1U);
        QCOMPARE(capture->pages.front()->range.first, quint64(65));
        QCOMPARE(capture->pages.front()->range.count(), 64U);
        readRows(model, 70, 120);
        QCoreApplication::processEvents();
        QCOMPARE(capture->pagesAsked, 1);
        capture->answerPages();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 64);
        QCOMPARE(changed[0][1].toModelIndex().row(), 127);
        QCOMPARE(model.record(100)->seq, quint64(101));
    }

    void whatWasAskedForLastComesFirst()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(100'000, 10));
        for (int page = 0; page < 10; ++page)
            model.record(page * 64);
        QTRY_COMPARE(capture->pages.size(), std::size_t(PageRequests::atOnce));
        QCOMPARE(capture->pages[0]->range.first, quint64(9 * 64 + 1));
        QCOMPARE(capture->pages[1]->range.first, quint64(8 * 64 + 1));
        model.record(64 * 100); // scrolled on meanwhile
        const quint64 first = capture->pages.front()->range.first;
        capture->answerPage(fakeRecords(first, first + 63));
        QCOMPARE(capture->pages.back()->range.first, quint64(6401));
    }

    void theLastPageIsAskedForOnlyAsFarAsItGoes()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        FeedGrowth growth = fakeGrowth(70, 1);
        growth.tail.clear();
        model.grow(growth);
        readRows(model, 64, 69);
        QTRY_COMPARE(capture->pages.size(), 1U);
        QCOMPARE(capture->pages.front()->range.count(), 6U);
        capture->answerPages();
        QVERIFY(model.record(69));
        growth.end = 80;
        model.grow(growth);
        QVERIFY(!model.record(75));
        QTRY_COMPARE(capture->pages.size(), 1U);
        capture->answerPages();
        QVERIFY(model.record(75));
    }

    void aRecordThatTheCaptureHasNotGotIsSaidToBeMissing()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(1000, 10));
        model.record(0);
        QTRY_COMPARE(capture->pages.size(), 1U);
        Records holed = fakeRecords(1, 64);
        holed.erase(holed.begin() + 4);
        capture->answerPage(holed);
        QVERIFY(!model.record(4));
        QVERIFY(!model.missingText(4).isEmpty());
        QVERIFY(model.record(5));
        QCoreApplication::processEvents();
        QCOMPARE(capture->pagesAsked, 1);
    }

    void aPageThatFailedSaysWhyAndIsTriedAgainWhenTheReaderMoves()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(1000, 10));
        QObject reader;
        model.setReading(&reader, 0, 20);
        readRows(model, 0, 20);
        QTRY_COMPARE(capture->pages.size(), 1U);
        capture->answerPage(Failure{u"The capture's disk cannot be read."_s});
        QCOMPARE(model.index(3).data().toString(), u"The capture's disk cannot be read."_s);
        model.setReading(&reader, 0, 20);
        readRows(model, 0, 20);
        QCoreApplication::processEvents();
        QCOMPARE(capture->pagesAsked, 1);
        model.setReading(&reader, 60, 80);
        model.setReading(&reader, 0, 20);
        readRows(model, 0, 20);
        QTRY_COMPARE(capture->pagesAsked, 2);
    }

    void whatIsReadIsNeverEvicted()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        model.grow(fakeGrowth(100'000, 4000));
        QObject reader;
        model.setReading(&reader, 99'900, 99'960); // in the tail
        for (quint64 end = 104'000; end <= 200'000; end += 4000)
            model.grow(fakeGrowth(end, 4000));
        for (int row = 99'900; row <= 99'960; ++row)
            QVERIFY(model.record(row));
        for (int row = 0; row < 90'000; row += 64) {
            model.record(row);
            QCoreApplication::processEvents();
            QVERIFY(!capture->pages.empty());
            capture->answerPages();
        }
        for (int row = 99'900; row <= 99'960; ++row)
            QVERIFY(model.record(row));
        QVERIFY(!model.record(98'000));
        model.setReading(&reader, 0, -1);
        for (int row = 0; row < 30'000; row += 64) {
            model.record(row);
            QCoreApplication::processEvents();
            QVERIFY(!capture->pages.empty());
            capture->answerPages();
        }
        QVERIFY(!model.record(99'900));
    }

    void aReaderThatDiesLetsGo()
    {
        PageCache cache(1, 1024 * 1024);
        RecordListModel model(1);
        model.grow(fakeGrowth(1000, 1000));
        {
            QObject reader;
            model.setReading(&reader, 0, 10);
        }
        model.grow(fakeGrowth(10'000, 4096));
        QVERIFY(!model.record(5));
    }

    void hugeRecordsAreKeptShortAndHadWholeOnRequest()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel model(1, capture);
        FeedGrowth growth = fakeGrowth(10, 10);
        growth.tail[4].text = QByteArray("\xC3\xA9").repeated(5'000'000);
        growth.tail[4].raw = QByteArray(20'000'000, '\0');
        const Record whole = growth.tail[4];
        model.grow(growth);
        QVERIFY(model.statistics().bytes < 100'000);
        QVERIFY(model.isExcerpt(4));
        QVERIFY(!model.isExcerpt(3));
        QVERIFY(isValidText(model.record(4)->text));
        QVERIFY(model.index(4).data().toString().size() <= RecordModel::displayBytes);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.requestWhole(4);
        model.requestWhole(4);
        QCOMPARE(capture->pages.size(), 1U);
        QCOMPARE(capture->pages.front()->range.first, quint64(5));
        QCOMPARE(capture->pages.front()->range.count(), 1U);
        capture->answerPage(Records{whole});
        QCOMPARE(changed.size(), 1);
        QVERIFY(!model.isExcerpt(4));
        QCOMPARE(model.record(4)->text.size(), whole.text.size());
    }

    void growthAndPagesWorkAtTheLimitOfRows()
    {
        RecordListModel model(1, {}, nullptr, 100);
        QAbstractItemModelTester tester(&model, strict);
        model.grow(fakeGrowth(90, 90));
        model.grow(fakeGrowth(130, 40));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.seqAt(0), quint64(31));
        QCOMPARE(model.rowOfSeq(30), -1);
        QCOMPARE(model.rowOfSeq(31), 0);
        QCOMPARE(model.record(99)->seq, quint64(130));
        model.grow(fakeGrowth(1000, 10));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.seqAt(0), quint64(901));
        QCOMPARE(model.record(99)->seq, quint64(1000));
    }

    void noticesAreMarkedAsFarAsTheyWereSeen()
    {
        RecordListModel model(1);
        FeedGrowth growth = fakeGrowth(100, 100);
        growth.tail[49] = makeNotice(NoticeType::Disconnected, "The server closed the connection.");
        growth.tail[49].seq = 50;
        growth.tail[79] = makeNotice(NoticeType::Information, "The topic changed.");
        growth.tail[79].seq = 80;
        model.grow(growth);
        QCOMPARE(model.marks().at(49), quint8(MarkBuckets::Gap));
        QCOMPARE(model.marks().at(79), quint8(MarkBuckets::Note));
        QCOMPARE(model.marks().at(0), quint8(0));
    }

private:
    static bool isValidText(const QByteArray &text) { return QString::fromUtf8(text).toUtf8() == text; }
};

QTEST_GUILESS_MAIN(tst_RecordListModel)
#include "tst_RecordListModel.moc"
