// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LiveTail.h"
#include "model/records/Notice.h"

#include <QTest>
#include <cmath>

using namespace livebelt;

class tst_LiveTail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsStoredWaitsForOneFrame();
    void theWindowIsAskedForOnceAFrame();
    void theTailIsBoundedAndConsecutive();
    void hugeRecordsDoNotPileUp();
    void spikesSurviveThinning();
    void aLostConnectionBreaksTheLines();
};

static FeedBatch batch(quint64 first, int count, double value = std::nan(""))
{
    FeedBatch batch;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.seq = first + quint64(i);
        record.received = qint64(record.seq);
        record.subject = "s";
        record.value = value;
        batch.records.push_back(record);
    }
    return batch;
}

void tst_LiveTail::whatIsStoredWaitsForOneFrame()
{
    LiveTail tail([] {});
    tail.stored(1, batch(1, 3));
    tail.stored(2, batch(1, 1));
    tail.stored(1, batch(4, 2));
    const auto growths = tail.take();
    QCOMPARE(growths.size(), 2u);
    QCOMPARE(growths[0].feed, 1);
    QCOMPARE(growths[0].end, 5u);
    QCOMPARE(growths[0].tail.size(), 5u);
    QVERIFY(tail.take().empty());
}

void tst_LiveTail::theWindowIsAskedForOnceAFrame()
{
    int asked = 0;
    LiveTail tail([&] { ++asked; });
    tail.stored(1, batch(1, 1));
    tail.stored(1, batch(2, 1));
    QCOMPARE(asked, 1);
    static_cast<void>(tail.take());
    tail.stored(1, batch(3, 1));
    QCOMPARE(asked, 2);
}

void tst_LiveTail::theTailIsBoundedAndConsecutive()
{
    LiveTail tail([] {});
    tail.stored(1, batch(1, 100));
    tail.stored(1, batch(101, 5000));
    tail.stored(1, batch(5101, 10));
    const auto growth = tail.take().front();
    QCOMPARE(growth.end, 5110u);
    QCOMPARE(growth.tail.size(), LiveTail::tailRecords);
    for (size_t i = 0; i < growth.tail.size(); ++i)
        QCOMPARE(growth.tail[i].seq, growth.end - growth.tail.size() + 1 + i);
}

void tst_LiveTail::hugeRecordsDoNotPileUp()
{
    LiveTail tail([] {});
    FeedBatch huge = batch(1, 10);
    for (Record &record : huge.records)
        record.text = QByteArray(3 << 20, 'x');
    tail.stored(1, huge);
    QCOMPARE(tail.take().front().tail.size(), 2u);
}

void tst_LiveTail::spikesSurviveThinning()
{
    LiveTail tail([] {});
    FeedBatch many = batch(1, 10'000, 1.0);
    many.records[4321].value = 99;
    many.records[8765].value = -99;
    tail.stored(1, many);
    const auto growth = tail.take().front();
    QVERIFY(growth.points.size() <= LiveTail::pointsPerSeries);
    const auto has = [&](double value) {
        return std::any_of(growth.points.begin(), growth.points.end(),
                           [=](const SeriesPoint &point) { return point.value == value; });
    };
    QVERIFY(has(99));
    QVERIFY(has(-99));
}

void tst_LiveTail::aLostConnectionBreaksTheLines()
{
    LiveTail tail([] {});
    FeedBatch lost = batch(1, 2, 5.0);
    lost.records.push_back(makeNotice(NoticeType::Disconnected, "gone"));
    lost.records.back().seq = 3;
    tail.stored(1, lost);
    const auto points = tail.take().front().points;
    const auto gap = std::find_if(points.begin(), points.end(), [](const SeriesPoint &point) {
        return point.subject == "s" && std::isnan(point.value);
    });
    QVERIFY(gap != points.end());
}

QTEST_GUILESS_MAIN(tst_LiveTail)
#include "tst_LiveTail.moc"
