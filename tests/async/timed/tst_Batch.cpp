// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>

using namespace livebelt::test;

using Batches = QList<At<std::vector<int>>>;

namespace {

AsyncIterator<std::unique_ptr<int>> boxes(int count)
{
    for (int i = 0; i < count; ++i)
        co_yield std::make_unique<int>(i);
}

} // namespace

class tst_Batch : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void bySizeEachIsFullButTheLast()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(5) | batch(2)), (Batches{{0ms, {0, 1}}, {0ms, {2, 3}}, {0ms, {4}}}));
        QCOMPARE(recorded(numbers(4) | batch(2)), (Batches{{0ms, {0, 1}}, {0ms, {2, 3}}}));
        QCOMPARE(recorded(play({{0ms, 1}, {1000ms, 2}}) | batch(2)), (Batches{{1000ms, {1, 2}}}));
    }

    void aSizeOfZeroIsOne() { QCOMPARE(recorded(numbers(2) | map(std::negate<>()) | batch(0)).size(), 2); }

    void byTimeItRunsFromTheFirstItem()
    {
        const VirtualClock clock;
        const auto got = recorded(play({{5ms, 1}, {10ms, 2}, {30ms, 3}, {100ms, 4}, {300ms, 5}}) | batch(20ms));
        QCOMPARE(got, (Batches{{25ms, {1, 2}}, {50ms, {3}}, {120ms, {4}}, {300ms, {5}}}));
    }

    void byBothWhicheverComesFirst()
    {
        const VirtualClock clock;
        const auto got = recorded(play({{0ms, 1}, {1ms, 2}, {2ms, 3}, {15ms, 4}, {100ms, 5}}) | batch(2, 20ms));
        QCOMPARE(got, (Batches{{1ms, {1, 2}}, {15ms, {3, 4}}, {100ms, {5}}}));
        const auto slow = recorded(beat(15ms) | batch(3, 20ms), 2);
        QCOMPARE(slow, (Batches{{35ms, {1, 2}}, {65ms, {3, 4}}}));
    }

    void withoutItemsThereIsNoBatch()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | batch(2)), Batches());
        QCOMPARE(recorded(numbers(0) | batch(20ms)), Batches());
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorComesAfterTheRest()
    {
        const VirtualClock clock;
        Batches got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | batch(100, 20ms), &got), u"the source failed"_s);
        QCOMPARE(got, (Batches{{10ms, {1, 2}}}));
    }

    void anErrorWithoutARestComesAlone()
    {
        const VirtualClock clock;
        Batches got;
        QCOMPARE(failureOf(play({}, true) | batch(100), &got), u"the source failed"_s);
        QVERIFY(got.isEmpty());
    }

    void whatCannotBeCopiedIsMoved()
    {
        const VirtualClock clock;
        const auto size = [](const std::vector<std::unique_ptr<int>> &boxed) { return int(boxed.size()); };
        QCOMPARE(recorded(boxes(3) | batch(2) | map(size)), (Timeline{{0ms, 2}, {0ms, 1}}));
    }

    void aBusyConsumerGetsWhatCameMeanwhileInBatchesOfTheSize()
    {
        const VirtualClock clock;
        auto source = play({{0ms, 1}, {1ms, 2}, {2ms, 3}, {3ms, 4}, {4ms, 5}});
        QCOMPARE(recorded(std::move(source) | batch(2, 10ms), 10, 100ms),
                 (Batches{{1ms, {1, 2}}, {101ms, {3, 4}}, {201ms, {5}}}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(15ms, play({{0ms, 1}, {10ms, 2}, {60ms, 3}}) | batch(20ms));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, (QList<std::vector<int>>{{1, 2}, {3}}));
    }

    void destroyedWhileItWaitsItUnwinds_data() { addMomentsOfWaiting(); }

    void destroyedWhileItWaitsItUnwinds()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {1000ms, 2}}) | batch(10, 50ms);
        QCOMPARE(destroyedAt(&clock, time, &log, std::move(items)),
                 (QStringList{u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Batch)
#include "tst_Batch.moc"
