// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Throttle.h>

#include <QTest>

using namespace livebelt::test;

class tst_Throttle : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void atMostOneItemEachInterval()
    {
        const VirtualClock clock;
        const Timeline got =
            recorded(play({{0ms, 1}, {10ms, 2}, {40ms, 3}, {60ms, 4}, {90ms, 5}, {120ms, 6}}) | throttle(50ms));
        QCOMPARE(got, (Timeline{{0ms, 1}, {60ms, 4}, {120ms, 6}}));
    }

    void theIntervalIsOverAtItsEnd()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {49ms, 2}, {50ms, 3}}) | throttle(50ms)), (Timeline{{0ms, 1}, {50ms, 3}}));
    }

    void theLastWordComesWhenTheIntervalIsOver()
    {
        const VirtualClock clock;
        const Timeline got =
            recorded(play({{0ms, 1}, {10ms, 2}, {40ms, 3}, {60ms, 4}, {200ms, 5}}) | throttle(50ms, Trailing::Deliver));
        QCOMPARE(got, (Timeline{{0ms, 1}, {50ms, 3}, {100ms, 4}, {200ms, 5}}));
    }

    void theEndDeliversWhatIsHeldAtOnce()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {10ms, 2}}) | throttle(1h, Trailing::Deliver)),
                 (Timeline{{0ms, 1}, {10ms, 2}}));
        QCOMPARE(recorded(play({{0ms, 1}, {10ms, 2}}) | throttle(1h)), (Timeline{{0ms, 1}}));
        QCOMPARE(clock.elapsed(), Clock::Duration(20ms));
    }

    void withoutItemsThereAreNone()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | throttle(50ms, Trailing::Deliver)), Timeline());
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorComesAfterWhatIsHeld()
    {
        const VirtualClock clock;
        Timeline got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | throttle(50ms, Trailing::Deliver), &got),
                 u"the source failed"_s);
        QCOMPARE(got, (Timeline{{0ms, 1}, {10ms, 2}}));
    }

    void anEndlessStreamPassesAtItsPace()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(beat(10ms) | throttle(25ms), 3), (Timeline{{10ms, 1}, {40ms, 4}, {70ms, 7}}));
        QCOMPARE(recorded(beat(10ms) | throttle(25ms, Trailing::Deliver), 3),
                 (Timeline{{10ms, 1}, {35ms, 3}, {60ms, 6}}));
    }

    void aBusyConsumerGetsTheOldestOfWhatCameMeanwhile()
    {
        const VirtualClock clock;
        auto source = play({{0ms, 1}, {100ms, 2}, {200ms, 3}, {300ms, 4}});
        QCOMPARE(recorded(std::move(source) | throttle(50ms), 3, 250ms), (Timeline{{0ms, 1}, {250ms, 2}, {500ms, 3}}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(5ms, play({{0ms, 1}, {10ms, 2}}) | throttle(50ms, Trailing::Deliver));
        QCOMPARE(got.before, QList<int>{1});
        QCOMPARE(got.all, (QList<int>{1, 2}));
    }

    void destroyedWhileItWaitsItUnwinds_data() { addMomentsOfWaiting(); }

    void destroyedWhileItWaitsItUnwinds()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{0ms, 1}, {10ms, 2}, {1000ms, 3}}) | throttle(50ms, Trailing::Deliver);
        QCOMPARE(destroyedAt(&clock, time, &log, std::move(items)),
                 (QStringList{u"item"_s, u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Throttle)
#include "tst_Throttle.moc"
