// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Timeout.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// Lets the coroutine through that waits at it, from within the caller.
struct Gate
{
    using IsNative = void;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) { waiting = coroutine; }
    void await_resume() const {}
    std::coroutine_handle<> waiting{};
};

AsyncIterator<int> through(Gate *gate)
{
    co_await *gate;
    co_yield 1;
}

Task<void> open(Gate *first, Gate *second, Clock::Duration after)
{
    co_await sleepFor(after);
    first->waiting.resume();
    second->waiting.resume();
}

/// What a consumer sees of a stream that is late.
Task<void> noteFailure(AsyncIterator<int> items, QStringList *log)
{
    try {
        co_await items.next();
    } catch (const TimedOut &) {
        log->append(u"timed out"_s);
    }
    auto item = co_await items.next();
    log->append(item ? u"item"_s : u"end"_s);
}

} // namespace

class tst_Timeout : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void itemsThatAreInTimePass()
    {
        const VirtualClock clock;
        const Timeline source{{40ms, 1}, {80ms, 2}, {130ms, 3}};
        QCOMPARE(recorded(play(source) | timeout(50ms)), source);
    }

    void noItemInTimeIsTimedOut()
    {
        const VirtualClock clock;
        Timeline got;
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(note<int>(play({{40ms, 1}, {91ms, 2}}) | timeout(50ms), &got)));
        QCOMPARE(got, (Timeline{{40ms, 1}}));
        QCOMPARE(clock.elapsed(), Clock::Duration(90ms));
    }

    void anItemAtTheLastMomentIsInTime()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{50ms, 1}, {100ms, 2}}) | timeout(50ms)), (Timeline{{50ms, 1}, {100ms, 2}}));
    }

    void anItemOnItsWayAtTheLastMomentIsInTime()
    {
        const VirtualClock clock;
        Gate first;
        Gate second;
        QList<int> got;
        Scope scope;
        scope.spawn(open(&first, &second, 50ms));
        scope.spawn(collect<int>(through(&first) | timeout(50ms), &got));
        scope.spawn(collect<int>(through(&second) | timeout(50ms), &got));
        run(scope.join());
        QCOMPARE(got, (QList<int>{1, 1}));
    }

    void theTimeOfTheConsumerDoesNotCount()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(beat(40ms) | timeout(50ms), 2, 1000ms), (Timeline{{40ms, 1}, {1080ms, 2}}));
    }

    void theEndIsNotLate()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(numbers(0) | timeout(50ms)), Timeline());
        QCOMPARE(recorded(numbers(3) | timeout(50ms)).size(), 3);
        QCOMPARE(clock.elapsed(), Clock::Duration(0));
    }

    void anErrorOfTheSourceStaysWhatItIs()
    {
        const VirtualClock clock;
        Timeline got;
        QCOMPARE(failureOf(play({{0ms, 1}}, true) | timeout(50ms), &got), u"the source failed"_s);
        QCOMPARE(got, (Timeline{{0ms, 1}}));
    }

    void theLongestTimeIsNotTooLong()
    {
        const VirtualClock clock;
        QCOMPARE(recorded(play({{1ms, 1}}) | timeout(Clock::Duration::max())), (Timeline{{1ms, 1}}));
    }

    void theSourceHasGoneWhenTheConsumerHearsOfIt()
    {
        const VirtualClock clock;
        QStringList log;
        auto items = markedPlay(&log, {{100ms, 1}}) | timeout(50ms);
        run(noteFailure(std::move(items), &log));
        QCOMPARE(log, (QStringList{u"source"_s, u"timed out"_s, u"end"_s}));
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        const auto got = interruptedAt(10ms, play({{30ms, 1}}) | timeout(50ms));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, QList<int>{1});
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto items = markedPlay(&log, {{10ms, 1}, {40ms, 2}}) | timeout(50ms);
        QCOMPARE(destroyedAt(&clock, 20ms, &log, std::move(items)),
                 (QStringList{u"item"_s, u"destroyed"_s, u"source"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Timeout)
#include "tst_Timeout.moc"
