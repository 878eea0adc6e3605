// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeCapture.h"
#include "model/lists/FilteredRecordModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

Filter filterOf(const QString &text)
{
    return *Filter::parse(text);
}

} // namespace

class tst_FilteredRecordModel : public QObject
{
    Q_OBJECT

private:
    static async::Task<void> note(async::Task<std::optional<quint64>> task, std::optional<std::optional<quint64>> *to)
    {
        std::optional<quint64> found = co_await std::move(task);
        *to = found;
    }

private Q_SLOTS:
    void searchesTheHistoryNewestFirst()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(20'000, 100));
        FilteredRecordModel model(source);
        QAbstractItemModelTester tester(&model, strict);
        model.setFilter(filterOf(u"plum"_s));
        QCOMPARE(capture->searches.size(), 1U);
        QCOMPARE(capture->searches.front()->filter.toString(), u"plum"_s);
        QCOMPARE(capture->searches.front()->left, (SeqRange{1, 20'000}));
        QCOMPARE(capture->searches.front()->order, SearchOrder::NewestFirst);
        QVERIFY(model.isSearching());
        capture->answerSlice(1000);
        QVERIFY(model.rowCount() > 0);
        QCOMPARE(model.seqAt(model.rowCount() - 1), quint64(20'000));
        QVERIFY(model.scanned() < 20'000);
        capture->answerSearches();
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(model.seqAt(0), quint64(10));
        QCOMPARE(model.scanned(), quint64(20'000));
        QVERIFY(!model.isSearching());
        for (int row = 1; row < model.rowCount(); ++row)
            QCOMPARE(model.seqAt(row), model.seqAt(row - 1) + 10);
        QCOMPARE(model.rowOfSeq(30), 2);
        QCOMPARE(model.rowOfSeq(31), -1);
        QCOMPARE(model.rowAtOrBefore(31), 2);
        QCOMPARE(model.rowAtOrBefore(9), -1);
    }

    void matchesWhatComesWithoutAskingTheHistory()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        FilteredRecordModel model(source);
        QAbstractItemModelTester tester(&model, strict);
        model.setFilter(filterOf(u"plum"_s));
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        source.grow(fakeGrowth(100, 100));
        source.grow(fakeGrowth(109, 9));
        source.grow(fakeGrowth(200, 150)); // overlaps what is known
        QCOMPARE(model.rowCount(), 20);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(capture->searchesAsked, 0);
        QCOMPARE(model.record(19)->text, QByteArray("plum 200"));
        QCOMPARE(model.scanned(), quint64(200));
    }

    void aHoleBetweenTwoFramesIsSearched()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        FilteredRecordModel model(source);
        QAbstractItemModelTester tester(&model, strict);
        model.setFilter(filterOf(u"plum"_s));
        source.grow(fakeGrowth(100, 100));
        source.grow(fakeGrowth(1000, 20));
        QCOMPARE(model.rowCount(), 12);
        QCOMPARE(capture->searches.size(), 1U);
        QCOMPARE(capture->searches.front()->left, (SeqRange{101, 980}));
        source.grow(fakeGrowth(1100, 100)); // goes on growing meanwhile
        capture->answerSearches();
        QCOMPARE(model.rowCount(), 110);
        for (int row = 0; row < 110; ++row)
            QCOMPARE(model.seqAt(row), quint64(row + 1) * 10);
    }

    void manyHolesAreLeftToOneSearch()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"plum"_s));
        for (quint64 end = 100; end <= 100'000; end += 100)
            source.grow(fakeGrowth(end, 10));
        QCOMPARE(capture->searches.size(), 1U);
        capture->answerSearches();
        QCOMPARE(model.rowCount(), 10'000);
        QVERIFY2(capture->searchesAsked < 100, qPrintable(QString::number(capture->searchesAsked)));
    }

    void aNewFilterCancelsTheSearch()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(1000, 10));
        FilteredRecordModel model(source);
        QAbstractItemModelTester tester(&model, strict);
        model.setFilter(filterOf(u"plum"_s));
        capture->answerSlice(500);
        QCOMPARE(model.rowCount(), 50);
        model.setFilter(filterOf(u"subject:alice"_s));
        QCOMPARE(capture->searchesCancelled, 1);
        QCOMPARE(model.rowCount(), 0);
        capture->answerSearches();
        QCOMPARE(model.rowCount(), 333);
        model.setFilter(Filter());
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.isSearching());
    }

    void destroyingItCancelsTheSearch()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(1000, 10));
        {
            FilteredRecordModel model(source);
            model.setFilter(filterOf(u"plum"_s));
        }
        QCOMPARE(capture->searchesCancelled, 1);
    }

    void thereIsNoLimitToMatches()
    {
        constexpr quint64 count = 3'000'000;
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(count, 10));
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"kind:message"_s));
        capture->answerSearch(100'000);
        QCOMPARE(model.rowCount(), int(count));
        QVERIFY(!model.isSearching());
        QCOMPARE(model.seqAt(0), quint64(1));
        QCOMPARE(model.seqAt(1'234'567), quint64(1'234'568));
        QCOMPARE(model.rowOfSeq(count), int(count) - 1);
    }

    void theNextMatchIsFoundWhereNobodyHasLookedYet()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(20'000, 10));
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"plum"_s));
        capture->answerSlice(1000); // 19,001 to 20,000 are known
        const auto next = [&](quint64 seq, bool isNewer) {
            std::optional<std::optional<quint64>> found;
            async::Scope scope;
            scope.spawn(note(model.nextMatch(seq, isNewer), &found));
            if (!found && capture->searches.size() > 1) { // besides the one for all
                std::swap(capture->searches[0], capture->searches[1]);
                while (!found)
                    capture->answerSlice(100);
            }
            return found ? *found : std::optional<quint64>();
        };
        QCOMPARE(next(19'995, false), std::optional<quint64>(19'990));
        QCOMPARE(next(19'995, true), std::optional<quint64>(20'000));
        QVERIFY(!next(20'000, true));
        QCOMPARE(next(5005, false), std::optional<quint64>(5000));
        QCOMPARE(next(5005, true), std::optional<quint64>(5010));
        QCOMPARE(next(0, true), std::optional<quint64>(10));
        QCOMPARE(next(std::numeric_limits<quint64>::max(), false), std::optional<quint64>(20'000));
        QVERIFY(!next(10, false));
        QCOMPARE(model.rowCount(), 100); // the search for all is where it was
        QVERIFY(model.isSearching());
        capture->answerSearches();
        QCOMPARE(model.rowCount(), 2000);
    }

    void aSearchThatFailsSaysWhyAndKeepsWhatWasFound()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(1000, 10));
        FilteredRecordModel model(source);
        QSignalSpy progressed(&model, &FilteredRecordModel::progressed);
        model.setFilter(filterOf(u"plum"_s));
        capture->answerSlice(20);
        progressed.clear();
        capture->failSearch("The capture was moved away.");
        QTRY_VERIFY(!progressed.isEmpty());
        QCOMPARE(model.problem(), u"The capture was moved away."_s);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!model.isSearching());
    }

    void pagesOfItsRowsComeThroughTheSource()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(100'000, 10));
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"text:\"plum 5000\""_s)); // 5000, 50000 and so on
        capture->answerSearches();
        QVERIFY(model.rowCount() > 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(!model.record(0));
        QTRY_COMPARE(capture->pages.size(), 1U);
        capture->answerPages();
        QVERIFY(!changed.isEmpty());
        QCOMPARE(changed.front()[0].toModelIndex().row(), 0);
        QCOMPARE(model.record(0)->seq, quint64(5000));
    }

    void whatIsReadInAFilteredListStays()
    {
        const auto capture = std::make_shared<FakeCapture>();
        RecordListModel source(1, capture);
        source.grow(fakeGrowth(100'000, 10));
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"\"000\""_s));
        capture->answerSearches();
        QObject reader;
        model.setReading(&reader, 0, 30);
        capture->automatic = true;
        for (int row = 0; row <= 30; ++row)
            model.record(row);
        for (int row = 0; row <= 30; ++row)
            QTRY_VERIFY(model.record(row));
        for (int row = 40'000; row < 80'000; row += 64)
            QTRY_VERIFY(source.record(row));
        for (int row = 0; row <= 30; ++row)
            QVERIFY(model.record(row));
    }

    void matchesAreMarked()
    {
        RecordListModel source(1);
        FilteredRecordModel model(source);
        model.setFilter(filterOf(u"plum"_s));
        source.grow(fakeGrowth(100, 100));
        QCOMPARE(model.matchMarks().at(9), quint8(MarkBuckets::Match));
        QCOMPARE(model.matchMarks().at(10), quint8(0));
    }
};

QTEST_GUILESS_MAIN(tst_FilteredRecordModel)
#include "tst_FilteredRecordModel.moc"
