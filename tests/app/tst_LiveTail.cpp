// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LiveTail.h"
#include "model/records/Notice.h"

#include <QTest>
#include <algorithm>
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
    void pointsAreOfSubjectAndField();
    void seriesBeyondThoseFollowedAreNamed();
    void aSeriesIsFollowedInsteadOfAnother();
    void namesWithoutEndAreNotKept();
    void theLastRecordOfEachSubjectIsGivenWhereItIsWatched();
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
    QVERIFY(growth.points.size() <= SeriesTail::pointsPerSeries);
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

static FeedBatch topics(quint64 first, int count)
{
    FeedBatch many = batch(first, count, 1);
    for (int i = 0; i < count; ++i)
        many.records[size_t(i)].subject = "topic/" + QByteArray::number(i);
    return many;
}

static int pointsOf(const FeedGrowth &growth, const QByteArray &subject)
{
    return int(std::count_if(growth.points.begin(), growth.points.end(),
                             [&](const SeriesPoint &point) { return point.subject == subject; }));
}

void tst_LiveTail::pointsAreOfSubjectAndField()
{
    LiveTail tail([] {});
    FeedBatch both = batch(1, 2);
    both.records[0].fields = R"({"temp":21.5,"hum":40})";
    both.records[1].fields = R"({"temp":22})";
    tail.stored(1, both);
    QByteArrayList names;
    const FeedGrowth growth = tail.take().front();
    for (const SeriesPoint &point : growth.points)
        names << point.subject + ' ' + point.field + ' ' + QByteArray::number(point.value);
    std::sort(names.begin(), names.end());
    QCOMPARE(names, (QByteArrayList{"s hum 40", "s temp 21.5", "s temp 22"}));
}

void tst_LiveTail::seriesBeyondThoseFollowedAreNamed()
{
    LiveTail tail([] {});
    tail.stored(1, topics(1, 300));
    FeedGrowth growth = tail.take().front();
    QCOMPARE(growth.points.size(), SeriesTail::mostFollowed);
    QCOMPARE(growth.unfollowed.size(), 300 - SeriesTail::mostFollowed);
    QCOMPARE(growth.unfollowed.front(), (SeriesName{"topic/256", {}}));
    QVERIFY(!growth.hasMoreSeries);
    tail.stored(1, topics(301, 300));
    growth = tail.take().front();
    QCOMPARE(growth.points.size(), SeriesTail::mostFollowed);
    QVERIFY(growth.unfollowed.empty()); // told once
}

void tst_LiveTail::aSeriesIsFollowedInsteadOfAnother()
{
    LiveTail tail([] {});
    tail.stored(1, topics(1, 300));
    static_cast<void>(tail.take());
    tail.follow(1, {"topic/299", {}}, {"topic/3", {}});
    tail.follow(1, {"topic/298", {}}, {"topic/297", {}}); // which is not followed: there is no room
    tail.follow(1, {"never heard of", {}}, {"topic/5", {}});
    tail.stored(1, topics(301, 300));
    const FeedGrowth growth = tail.take().front();
    QCOMPARE(pointsOf(growth, "topic/299"), 1);
    QCOMPARE(pointsOf(growth, "topic/3"), 0);
    QCOMPARE(pointsOf(growth, "topic/298"), 0);
    QCOMPARE(pointsOf(growth, "topic/5"), 1);
    QCOMPARE(growth.points.size(), SeriesTail::mostFollowed);
}

void tst_LiveTail::namesWithoutEndAreNotKept()
{
    LiveTail tail([] {});
    tail.stored(1, topics(1, int(SeriesTail::mostNames) + 10));
    const FeedGrowth growth = tail.take().front();
    QCOMPARE(growth.unfollowed.size(), SeriesTail::mostNames - SeriesTail::mostFollowed);
    QVERIFY(growth.hasMoreSeries);
}

/// A flood of one subject thins the tail, and does not take away what another has said last.
void tst_LiveTail::theLastRecordOfEachSubjectIsGivenWhereItIsWatched()
{
    LiveTail tail([] {});
    tail.stored(1, batch(1, 3, 1));
    QVERIFY(tail.take()[0].latest.empty());
    QCOMPARE(tail.watchLatest(1), 3ULL);
    FeedBatch quiet = batch(4, 1, 7);
    quiet.records[0].subject = "quiet";
    tail.stored(1, quiet);
    tail.stored(1, batch(5, 5000, 2));
    const auto growths = tail.take();
    const LatestChanges &latest = growths[0].latest;
    QCOMPARE(latest.size(), size_t(2));
    QCOMPARE(latest[0].last.subject, "quiet");
    QCOMPARE(latest[0].last.seq, 4ULL);
    QCOMPARE(latest[1].last.seq, 5004ULL);
    QCOMPARE(latest[1].count, 5000ULL);
    QVERIFY(growths[0].tail.front().seq > 4);
}

QTEST_GUILESS_MAIN(tst_LiveTail)
#include "tst_LiveTail.moc"
