// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Delay.h>

#include <QTest>

using namespace livebelt::test;

class tst_Delay : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void withoutADelayItKeepsTheLaws()
    {
        const auto make = [](AsyncIterator<int> items) { return std::move(items) | delay(0ms, 2); };
        QCOMPARE(brokenLaws(make, 4), QStringList());
    }

    void eachItemComesSoMuchLater()
    {
        const VirtualClock clock;
        const Timeline got = recorded(play({{0ms, 1}, {10ms, 2}, {10ms, 3}, {200ms, 4}}) | delay(50ms));
        QCOMPARE(got, (Timeline{{50ms, 1}, {60ms, 2}, {60ms, 3}, {250ms, 4}}));
    }

    void withoutItemsItEndsAtOnce()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | delay(1h)), Timeline());
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorComesBehindTheItems()
    {
        const VirtualClock clock;
        Timeline got;
        QCOMPARE(failureOf(play({{0ms, 1}, {10ms, 2}}, true) | delay(50ms), &got), u"the source failed"_s);
        QCOMPARE(got, (Timeline{{50ms, 1}, {60ms, 2}}));
        QCOMPARE(clock.elapsed(), Clock::Duration(60ms));
    }

    void theSourceWaitsWhereTooManyAreOnTheirWay()
    {
        const VirtualClock clock;
        // Two in the channel, and one that waits to be sent; the first is at the door.
        QCOMPARE(recorded(numbers(5) | delay(50ms, 2)),
                 (Timeline{{50ms, 0}, {50ms, 1}, {50ms, 2}, {50ms, 3}, {100ms, 4}}));
    }

    void aBusyConsumerGetsWhatIsDueAtOnce()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{0ms, 1}, {10ms, 2}, {20ms, 3}, {500ms, 4}}) | delay(50ms), 4, 100ms),
                 (Timeline{{50ms, 1}, {150ms, 2}, {250ms, 3}, {550ms, 4}}));
    }

    void forEverIsNoTimeAtAll()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        auto items = numbers(1) | delay(Clock::Duration::max());
        QList<int> got;
        Scope scope;
        scope.spawn(collectFrom(&items, &got));
        clock.advance(24h);
        QVERIFY(got.isEmpty());
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(20ms, play({{0ms, 1}, {10ms, 2}}) | delay(50ms));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, (QList<int>{1, 2}));
    }

    void destroyedWhileItWaitsItUnwinds_data() { addMomentsOfWaiting(); }

    void destroyedWhileItWaitsItUnwinds()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {1000ms, 2}}) | delay(50ms);
        QCOMPARE(destroyedAt(&clock, time, &log, std::move(items)),
                 (QStringList{u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Delay)
#include "tst_Delay.moc"
