// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Timeline.h"
#include <livebelt/async/Backoff.h>
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Debounce.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Sample.h>
#include <livebelt/async/operators/Throttle.h>
#include <livebelt/async/operators/Timeout.h>
#include <livebelt/async/tasks/AsyncCache.h>
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QTest>
#include <cmath>
#include <limits>

using namespace livebelt::test;

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

Task<void> sleep(hours time)
{
    co_await sleepFor(time);
}

Task<void> sleepUntilTheEnd()
{
    co_await sleepUntil(Clock::TimePoint::max());
}

Task<int> answer()
{
    co_await sleepFor(1ms);
    co_return 42;
}

Task<int> look(int key)
{
    co_return int(key);
}

/// What somebody waits for as long as there is time.
bool staysWaiting(Task<void> task)
{
    Scope scope;
    scope.spawn(std::move(task));
    run([]() -> Task<void> { co_await sleepFor(5ms); }());
    return !scope.isEmpty();
}

Task<void> drain(AsyncIterator<int> items)
{
    while (auto item = co_await items.next()) {
    }
}

AsyncIterator<int> ticks(AsyncIterator<Tick> source)
{
    while (auto tick = co_await source.next())
        co_yield int(tick->number);
}

AsyncIterator<int> one()
{
    co_yield 1;
    co_await sleepFor(hours::max());
}

} // namespace

class tst_Durations : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aSleepForEverIsOne()
    {
        QVERIFY(staysWaiting(sleep(hours::max())));
        QVERIFY(staysWaiting(sleepUntilTheEnd()));
    }

    void aDurationNeedNotBeWhole()
    {
        const VirtualClock clock;
        auto sleepHalf = []() -> Task<void> { co_await sleepFor(0.5s); };
        run(sleepHalf());
        QCOMPARE(clock.elapsed(), 500ms);
        auto late = [](double seconds) -> Task<void> {
            co_await withTimeout(sleep(hours(1)), std::chrono::duration<double>(seconds));
        };
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(late(1.5)));
        QCOMPARE(clock.elapsed(), 2s);
    }

    void aDurationOfAnyUnitIsTheNearestThatAClockCanSay()
    {
        constexpr auto most = Clock::Duration::max();
        constexpr auto least = Clock::Duration::min();
        using Picoseconds = std::chrono::duration<qint64, std::pico>;
        using Frames = std::chrono::duration<int, std::ratio<1, 60>>;
        using Unsigned = std::chrono::duration<quint64, std::nano>;
        using Small = std::chrono::duration<signed char, std::ratio<3600>>;
        using Seconds = std::chrono::duration<double>;
        QCOMPARE(TimeSpan(hours::max()).value(), most);
        QCOMPARE(TimeSpan(hours::min()).value(), least);
        QCOMPARE(TimeSpan(most).value(), most);
        QCOMPARE(TimeSpan(least).value(), least);
        QCOMPARE(TimeSpan(milliseconds(most.count() / 1'000'000)).value(), most - most % milliseconds(1));
        QCOMPARE(TimeSpan(milliseconds(most.count() / 1'000'000 + 1)).value(), most);
        QCOMPARE(TimeSpan(Unsigned(~quint64(0))).value(), most);
        QCOMPARE(TimeSpan(Picoseconds(-2500)).value(), -2ns);
        QCOMPARE(TimeSpan(Frames(30)).value(), 500ms);
        QCOMPARE(TimeSpan(Small(-100)).value(), -100h);
        QCOMPARE(TimeSpan(Seconds(std::numeric_limits<double>::infinity())).value(), most);
        QCOMPARE(TimeSpan(Seconds(-1e30)).value(), least);
        QCOMPARE(TimeSpan(Seconds(std::nan(""))).value(), 0ns);
        QCOMPARE(TimeSpan(Seconds(0.25)).value(), 250ms);
    }

    void severalWaitsShareADeadline()
    {
        const VirtualClock clock;
        const auto deadline = deadlineIn(10s);
        auto both = [](Clock::TimePoint due) -> Task<void> {
            co_await withTimeout(sleep(std::chrono::hours(0)), due);
            auto pause = []() -> Task<void> { co_await sleepFor(6s); };
            co_await withTimeout(pause(), due);
            co_await withTimeout(pause(), due);
        };
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(both(deadline)));
        QCOMPARE(clock.elapsed(), 10s);
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(both(deadline))); // it has passed
        QCOMPARE(clock.elapsed(), 10s);
        auto pull = [](AsyncIterator<int> items, Clock::TimePoint due) -> Task<void> {
            co_await nextWithin(items, due);
        };
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(pull(one() | debounce(1h), deadlineIn(2s))));
        QCOMPARE(clock.elapsed(), 12s);
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(drain(beat(milliseconds(400)) | timeout(deadlineIn(2s)))));
        QCOMPARE(clock.elapsed(), 14s);
    }

    void aSleepOfLessThanNothingIsOver() { QVERIFY(!staysWaiting(sleep(hours::min()))); }

    void aLimitThatNeverComesIsNone()
    {
        QCOMPARE(run(withTimeout(answer(), milliseconds::max())), 42);
        QCOMPARE(run(withTimeout(answer(), hours::max())), 42);
        auto pull = [](AsyncIterator<int> items) -> Task<int> {
            auto item = co_await nextWithin(items, hours::max());
            co_return item.value_or(-1);
        };
        QCOMPARE(run(pull(waitingNumbers(1))), 0);
    }

    void anOperatorThatWaitsForEverDoes()
    {
        QVERIFY(staysWaiting(drain(one() | debounce(hours::max()))));
        QVERIFY(staysWaiting(drain(one() | throttle(hours::max(), Trailing::Deliver))));
        QVERIFY(staysWaiting(drain(one() | sample(hours::max()))));
        QVERIFY(staysWaiting(drain(one() | timeout(hours::max()))));
        QVERIFY(staysWaiting(drain(ticks(every(hours::max())))));
        QVERIFY(staysWaiting(drain(ticks(every(milliseconds::max())))));
        AsyncIterator<std::vector<int>> batches = one() | batch(hours::max());
        auto drainBatches = [](AsyncIterator<std::vector<int>> items) -> Task<void> { co_await items.next(); };
        QVERIFY(staysWaiting(drainBatches(std::move(batches))));
    }

    void aBackoffTakesAnyUnit()
    {
        Backoff longest(1h, hours::max(), 0);
        for (int i = 0; i < 100; ++i)
            QVERIFY(longest.next() >= 1h);
        QVERIFY(Backoff(hours::max(), hours::max(), 0).next() > 1h);
        Backoff further = Backoff(1h, 1h, 0).upTo(hours::max());
        further.next();
        QCOMPARE(further.next(), 2h);
        further.workedFor(hours::max());
        QCOMPARE(further.next(), 1h);
    }

    void anAnswerIsKeptForEver()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        AsyncCache<int, int> cache(look, {.timeToLive = hours::max(), .negativeTimeToLive = hours::max()});
        run(cache.get(1));
        clock.advance(1h);
        run(cache.get(1));
        QCOMPARE(cache.statistics().hits, 1u);
    }

    void aClockThatIsPutForwardByAllTimeStopsAtItsEnd()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        clock.advance(hours::max());
        QVERIFY(clock.elapsed() > 1h);
        clock.advance(1h);
        QVERIFY(clock.elapsed() > 1h);
    }

    void aSleepForEverOutlastsAVirtualClock()
    {
        Scope scope;
        scope.spawn(sleepUntilTheEnd());
        scope.spawn(sleep(hours::max()));
        {
            const VirtualClock clock;
            run(sleep(hours(24)));
            settle();
            QVERIFY(clock.elapsed() < hours(25));
            scope.spawn(sleep(hours::max()));
            run(sleep(hours(24)));
        }
        run([]() -> Task<void> { co_await sleepFor(5ms); }());
        scope.cancel();
        QVERIFY(scope.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Durations)
#include "tst_Durations.moc"
