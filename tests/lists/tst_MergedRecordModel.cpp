// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MergedRecordModel.h"
#include "tests/support/MemorySource.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

namespace livebelt {

using namespace Qt::StringLiterals;

/// Several feeds as one list, in the order of time.
class tst_MergedRecordModel : public QObject
{
    Q_OBJECT

private:
    struct Feed
    {
        std::shared_ptr<MemorySource> source = std::make_shared<MemorySource>();
        std::unique_ptr<RecordListModel> list;
        /// Records at these times, which are in memory only where that is said.
        void grow(const std::vector<qint64> &times, bool isInTail = true)
        {
            FeedGrowth growth;
            for (const qint64 time : times) {
                Record record;
                record.seq = source->records.size() + 1;
                record.received = time;
                record.text = (time % 10 == 0 ? "plum " : "apple ") + QByteArray::number(time);
                source->records.push_back(record);
                growth.tail.push_back(record);
            }
            growth.end = source->records.size();
            if (!isInTail)
                growth.tail.clear();
            list->grow(growth);
        }
    };
    std::vector<Feed> feeds;
    std::unique_ptr<MergedRecordModel> merged;

    std::vector<qint64> shown() const
    {
        std::vector<qint64> times;
        for (int row = 0; row < merged->rowCount(); ++row) {
            const auto origin = merged->originAt(row);
            times.push_back(feeds[size_t(origin.feed) - 1].source->records[size_t(origin.seq) - 1].received);
        }
        return times;
    }
    static std::vector<qint64> range(qint64 first, qint64 last, qint64 step)
    {
        std::vector<qint64> times;
        for (qint64 time = first; time <= last; time += step)
            times.push_back(time);
        return times;
    }
    void fetchAll()
    {
        while (merged->hasOlder()) {
            const int before = merged->rowCount();
            merged->fetchOlder();
            QTRY_VERIFY(merged->rowCount() > before);
        }
    }
    void show(const QString &filter = {})
    {
        merged->setFilter(*Filter::parse(filter));
        std::vector<RecordListModel *> lists;
        for (const Feed &feed : feeds)
            lists.push_back(feed.list.get());
        merged->setLists(lists);
    }

private Q_SLOTS:
    void init()
    {
        feeds.clear();
        for (int i = 0; i < 3; ++i) {
            feeds.emplace_back();
            feeds.back().list = std::make_unique<RecordListModel>(i + 1, feeds.back().source);
            feeds.back().list->setFeedName("feed " + QByteArray::number(i + 1));
        }
        merged = std::make_unique<MergedRecordModel>();
    }
    void cleanup() { merged.reset(); }

    void theNewestComeFirstAndOlderOnesOnDemand()
    {
        feeds[0].grow(range(1, 10'000, 2), false);
        feeds[1].grow(range(2, 10'000, 2), false);
        feeds[2].grow({5000, 9999, 10'000}, false);
        QAbstractItemModelTester tester(merged.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        show();
        QTRY_VERIFY(merged->rowCount() >= 256);
        QVERIFY(merged->rowCount() < 1000);
        const std::vector<qint64> begun = shown();
        QCOMPARE(begun.back(), 10'000);
        QVERIFY(std::is_sorted(begun.begin(), begun.end()));
        const quint64 label = merged->seqAt(0);
        const auto origin = merged->originAt(0);
        fetchAll();
        QCOMPARE(merged->rowCount(), 10'003);
        QCOMPARE(quint64(merged->rowCount()), merged->total());
        const std::vector<qint64> times = shown();
        QVERIFY(std::is_sorted(times.begin(), times.end()));
        const auto after = merged->originAt(merged->rowOfSeq(label)); // it is the same row wherever it stands
        QVERIFY(after.feed == origin.feed && after.seq == origin.seq);
        QTRY_VERIFY(merged->record(0));
        QCOMPARE(merged->record(0)->text, QByteArray("apple 1"));
        QCOMPARE(merged->originName(0), u"feed 1"_s);
    }

    void whatComesIsAppendedAndLateOnesFindTheirPlace()
    {
        feeds[0].grow(range(10, 500, 10));
        feeds[1].grow(range(15, 500, 10));
        show();
        QTRY_COMPARE(merged->rowCount(), 99);
        QAbstractItemModelTester tester(merged.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const quint64 last = merged->seqAt(98);
        feeds[0].grow({600, 610});
        QTRY_COMPARE(merged->rowCount(), 101);
        feeds[2].grow({497, 605, 700}); // the first two are late
        QTRY_COMPARE(merged->rowCount(), 104);
        const std::vector<qint64> end{497, 500, 600, 605, 610, 700}, times = shown();
        QCOMPARE(std::vector<qint64>(times.end() - 6, times.end()), end);
        QCOMPARE(shown()[size_t(merged->rowOfSeq(last))], 500);
        for (qint64 time = 496; time > 100; --time) // into ever smaller gaps
            feeds[2].grow({time});
        QTRY_COMPARE(merged->rowCount(), 104 + 396);
        const std::vector<qint64> all = shown();
        QVERIFY(std::is_sorted(all.begin(), all.end()));
    }

    void aFilterShowsTheMatchesOfAllFeeds()
    {
        feeds[0].grow(range(1, 3000, 1), false);
        feeds[1].grow(range(1, 3000, 7), false);
        feeds[2].grow({10, 20, 25}, false);
        show(u"plum"_s);
        QTRY_VERIFY(!merged->isSearching());
        fetchAll();
        std::vector<qint64> expected;
        for (const Feed &feed : feeds) {
            for (const Record &record : feed.source->records) {
                if (record.text.startsWith("plum"))
                    expected.push_back(record.received);
            }
        }
        std::sort(expected.begin(), expected.end());
        QCOMPARE(shown(), expected);
        QCOMPARE(merged->matches(), quint64(expected.size()));
        QCOMPARE(merged->scanned(), merged->total());
        feeds[1].grow({4000, 4001});
        QTRY_COMPARE(merged->rowCount(), int(expected.size()) + 1);
    }

    void aFilterMayChangeAtAnyTime()
    {
        feeds[0].grow(range(1, 1000, 1), false);
        feeds[1].grow(range(1, 1000, 3), false);
        for (int i = 0; i < 20; ++i) {
            show(i % 2 == 0 ? u"plum"_s : QString());
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            feeds[0].grow({1001 + i});
        }
        fetchAll();
        QTRY_COMPARE(merged->rowCount(), 1020 + 334);
    }

    void oneCanGoToATimeAndOnFromThere_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addRow("all") << QString();
        QTest::addRow("matches") << u"plum"_s;
    }
    void oneCanGoToATimeAndOnFromThere()
    {
        QFETCH(const QString, filter);
        const qint64 step = filter.isEmpty() ? 1 : 10;
        feeds[0].grow(range(step, 20'000, 2 * step), false);
        feeds[1].grow(range(2 * step, 20'000, 2 * step), false);
        feeds[2].grow({1, 2}, false);
        show(filter);
        QTRY_VERIFY(!merged->isSearching());
        QSignalSpy reached(merged.get(), &MergedRecordModel::reached);
        merged->goTo(7000);
        QTRY_COMPARE(reached.size(), 1);
        const int row = merged->rowOfSeq(reached[0][0].toULongLong());
        QCOMPARE(shown()[size_t(row)], 7000);
        QVERIFY(row > 100 && row < merged->rowCount() - 100); // with what stands around it
        QVERIFY(!merged->isLive());
        std::vector<qint64> window = shown();
        QCOMPARE(window, range(window.front(), window.back(), step));
        feeds[2].grow({20'010}); // behind what has been fetched: later
        QCoreApplication::processEvents();
        QCOMPARE(shown().back(), window.back());
        for (int i = 0; i < 1000 && !merged->isLive(); ++i) {
            merged->fetchNewer();
            QCoreApplication::processEvents();
        }
        QVERIFY(merged->isLive());
        window = shown();
        std::vector<qint64> expected = range(window.front(), 20'000, step);
        expected.push_back(20'010);
        QCOMPARE(window, expected);
        feeds[0].grow({20'020}); // from here on it follows
        QTRY_COMPARE(shown().back(), 20'020);
        merged->goTo(0);
        QTRY_COMPARE(reached.size(), 2);
        QCOMPARE(shown().front(), filter.isEmpty() ? 1 : 10);
        merged->goTo(1'000'000);
        QTRY_COMPARE(reached.size(), 3);
        QCOMPARE(shown().back(), 20'020);
        merged->goTo(5000);
        merged->goToEnd(); // before it is there
        QTRY_COMPARE(shown().back(), 20'020);
        QVERIFY(merged->isLive());
    }

    void byTheSourcesTimeTheOrderIsAnother()
    {
        feeds[0].grow({100, 200, 300});
        feeds[1].grow({150, 250});
        feeds[1].source->records[1].time = 120;
        RecordListModel list(2, feeds[1].source);
        FeedGrowth growth;
        growth.end = 2;
        list.grow(growth);
        merged->setOrder(MergedOrder::Source);
        merged->setLists({feeds[0].list.get(), &list});
        QTRY_COMPARE(shown(), (std::vector<qint64>{100, 250, 150, 200, 300}));
        merged->setOrder(MergedOrder::Arrival);
        QTRY_COMPARE(shown(), (std::vector<qint64>{100, 150, 200, 250, 300}));
        merged->setLists({});
        QCOMPARE(merged->rowCount(), 0);
    }

    void whatHasGoneFromAFeedGoesHereAndAFeedToo()
    {
        feeds[0].grow(range(1, 100, 1));
        feeds[1].grow(range(1, 100, 1));
        show();
        QTRY_COMPARE(merged->rowCount(), 200);
        QAbstractItemModelTester tester(merged.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        FeedGrowth growth;
        growth.first = 51;
        growth.end = 100;
        feeds[0].list->grow(growth);
        QCOMPARE(merged->rowCount(), 150);
        feeds[1].list.reset();
        QTRY_COMPARE(merged->rowCount(), 50);
    }

    void aFloodShowsItsEnd()
    {
        feeds[0].grow(range(1, 10, 1));
        show();
        QTRY_COMPARE(merged->rowCount(), 10);
        feeds[0].grow(range(11, 50'000, 1), false);
        QTRY_VERIFY(!shown().empty() && shown().back() == 50'000);
        QVERIFY(merged->rowCount() < 2000);
        fetchAll();
        QCOMPARE(merged->rowCount(), 50'000);
    }

    void onlySoManyRowsAreKept()
    {
        merged = std::make_unique<MergedRecordModel>(nullptr, 1000);
        show();
        QObject reader;
        for (int i = 0; i < 50; ++i) {
            feeds[size_t(i % 2)].grow(range(1 + 100 * i, 100 + 100 * i, 1));
            QTRY_COMPARE(shown().back(), 100 + 100 * i);
            merged->setReading(&reader, merged->rowCount() - 20, merged->rowCount() - 1);
        }
        QVERIFY(merged->rowCount() <= 1100);
        const std::vector<qint64> times = shown();
        QVERIFY(times.front() > 3000);
        const int before = merged->rowCount();
        merged->setReading(&reader, 0, 20);
        merged->fetchOlder();
        QTRY_VERIFY(merged->rowCount() >= before + 256);
        const std::vector<qint64> all = shown();
        QCOMPARE(all, range(all.front(), 5000, 1)); // none is missing, none is there twice
    }
};

} // namespace livebelt

QTEST_GUILESS_MAIN(livebelt::tst_MergedRecordModel)
#include "tst_MergedRecordModel.moc"
