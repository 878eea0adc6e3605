// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Debounce.h>

#include <QTest>

using namespace livebelt::test;

class tst_Debounce : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestComesOnceItIsQuiet()
    {
        const VirtualClock clock;
        const Timeline got = recorded(play({{0ms, 1}, {10ms, 2}, {20ms, 3}, {100ms, 4}, {200ms, 5}}) | debounce(50ms));
        QCOMPARE(got, (Timeline{{70ms, 3}, {150ms, 4}, {200ms, 5}}));
    }

    void theEndDeliversTheNewestAtOnce()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {10ms, 2}}) | debounce(1h)), (Timeline{{10ms, 2}}));
        QCOMPARE(clock.elapsed(), Clock::Duration(10ms));
    }

    void withoutItemsThereAreNone()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | debounce(50ms)), Timeline());
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorComesAfterTheNewest()
    {
        const VirtualClock clock;
        Timeline got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | debounce(50ms), &got), u"the source failed"_s);
        QCOMPARE(got, (Timeline{{10ms, 2}}));
    }

    void anItemAtTheLastMomentIsInTime()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {50ms, 2}, {120ms, 3}}) | debounce(50ms)),
                 (Timeline{{100ms, 2}, {120ms, 3}}));
    }

    void itemsWithoutAPauseAreNeverDelivered()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Timeline got;
        Scope scope;
        scope.spawn(note<int>(beat(10ms) | debounce(11ms), &got));
        clock.advance(10s);
        QVERIFY(got.isEmpty());
    }

    void aBusyConsumerGetsTheNewestOfWhatCameMeanwhile()
    {
        const VirtualClock clock;
        auto source = play({{0ms, 1}, {100ms, 2}, {200ms, 3}, {300ms, 4}, {2000ms, 5}});
        // It comes back at 550 ms.
        QCOMPARE(recorded(std::move(source) | debounce(50ms), 3, 500ms),
                 (Timeline{{50ms, 1}, {600ms, 4}, {2000ms, 5}}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(20ms, play({{0ms, 1}, {10ms, 2}, {100ms, 3}}) | debounce(50ms));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, (QList<int>{2, 3}));
    }

    void destroyedWhileItWaitsItUnwinds_data() { addMomentsOfWaiting(); }

    void destroyedWhileItWaitsItUnwinds()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {1000ms, 2}}) | debounce(50ms);
        QCOMPARE(destroyedAt(&clock, time, &log, std::move(items)),
                 (QStringList{u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Debounce)
#include "tst_Debounce.moc"
