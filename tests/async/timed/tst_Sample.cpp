// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Sample.h>

#include <QTest>
#include <limits>

using namespace livebelt::test;

class tst_Sample : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestAtEachIntervalIfThereIsOne()
    {
        const VirtualClock clock;
        const Timeline got =
            recorded(play({{10ms, 1}, {20ms, 2}, {60ms, 3}, {260ms, 4}, {270ms, 5}, {320ms, 6}}) | sample(50ms));
        QCOMPARE(got, (Timeline{{50ms, 2}, {100ms, 3}, {300ms, 5}, {320ms, 6}}));
    }

    void theEndDeliversTheNewestAtOnce()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {10ms, 2}}) | sample(1h)), (Timeline{{10ms, 2}}));
        QCOMPARE(clock.elapsed(), Clock::Duration(10ms));
    }

    void withoutItemsThereAreNone()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | sample(50ms)), Timeline());
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorComesAfterTheNewest()
    {
        const VirtualClock clock;
        Timeline got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | sample(50ms), &got), u"the source failed"_s);
        QCOMPARE(got, (Timeline{{10ms, 2}}));
    }

    void anItemOnTheBeatWaitsForTheNext()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{50ms, 1}, {200ms, 2}}) | sample(50ms), 1), (Timeline{{100ms, 1}}));
    }

    void anEndlessStreamIsSampledWithoutDrift()
    {
        const VirtualClock clock;
        const Timeline got = recorded(beat(7ms) | sample(50ms), 100);
        for (qsizetype i = 0; i < got.size(); ++i)
            QCOMPARE(got[i].time, Milliseconds(50 * (i + 1)));
    }

    void aStreamThatNeverWaitsIsSampledTooInRealTime()
    {
        QCOMPARE(recorded(numbers(std::numeric_limits<int>::max()) | sample(1ms), 2).size(), 2);
    }

    void aBusyConsumerMissesIntervals()
    {
        const VirtualClock clock;
        auto source = play({{10ms, 1}, {100ms, 2}, {200ms, 3}, {300ms, 4}, {1000ms, 5}});
        // It comes back at 320 ms and at 620 ms.
        QCOMPARE(recorded(std::move(source) | sample(50ms), 3, 270ms), (Timeline{{50ms, 1}, {350ms, 4}, {1000ms, 5}}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(5ms, play({{0ms, 1}, {10ms, 2}}) | sample(50ms));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, QList<int>{2});
    }

    void destroyedWhileItWaitsItUnwinds_data() { addMomentsOfWaiting(); }

    void destroyedWhileItWaitsItUnwinds()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {1000ms, 2}}) | sample(50ms);
        QCOMPARE(destroyedAt(&clock, time, &log, std::move(items)),
                 (QStringList{u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Sample)
#include "tst_Sample.moc"
