// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/sync/RateLimiter.h>

#include <QTest>

using namespace livebelt::test;

namespace {

using Times = QList<qint64>; // ms

Task<void> takeTurns(RateLimiter *limiter, int count, const VirtualClock *clock, Times *times)
{
    for (int i = 0; i < count; ++i) {
        co_await limiter->turn();
        times->append(std::chrono::duration_cast<std::chrono::milliseconds>(clock->elapsed()).count());
    }
}

Times turns(RateLimiter *limiter, int count, const VirtualClock *clock)
{
    Times times;
    run(takeTurns(limiter, count, clock, &times));
    return times;
}

Task<void> rest(Clock::Duration time)
{
    co_await sleepFor(time);
}

} // namespace

class tst_RateLimiter : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void soManyAndThenNoneUntilTheIntervalIsOver()
    {
        const VirtualClock clock;
        RateLimiter limiter(4, 1s);
        QCOMPARE(turns(&limiter, 9, &clock), (Times{0, 0, 0, 0, 1000, 1000, 1000, 1000, 2000}));
    }

    void inNoStretchOfTimeThereAreMore()
    {
        const VirtualClock clock;
        RateLimiter limiter(3, 1s);
        Times all = turns(&limiter, 1, &clock);
        for (int i = 0; i < 50; ++i) {
            run(rest(std::chrono::milliseconds(37 * (i % 20))));
            all += turns(&limiter, 1, &clock);
        }
        for (qsizetype i = 3; i < all.size(); ++i)
            QVERIFY2(all[i] - all[i - 3] >= 1000, qPrintable(QString::number(i)));
        QVERIFY(all.last() < 50 * 500); // and it does not wait for longer than it has to
    }

    void extremesAreNoTrouble()
    {
        const VirtualClock clock;
        RateLimiter none(0, 1s); // counts as 1
        QCOMPARE(turns(&none, 2, &clock), (Times{0, 1000}));
        RateLimiter many(std::numeric_limits<quint64>::max(), 1s);
        QCOMPARE(turns(&many, 100, &clock).last(), 1000);
        RateLimiter free(1, Clock::Duration(0));
        QCOMPARE(turns(&free, 2, &clock), (Times{1000, 1000}));
        RateLimiter once(1, Clock::Duration::max());
        QCOMPARE(turns(&once, 1, &clock), (Times{1000}));
    }

    void coroutinesAreServedInTheirOrder()
    {
        const VirtualClock clock;
        RateLimiter limiter(1, 1s);
        Times first;
        Times second;
        Scope scope;
        scope.spawn(takeTurns(&limiter, 2, &clock, &first));
        scope.spawn(takeTurns(&limiter, 2, &clock, &second));
        run(scope.join());
        QCOMPARE(first, (Times{0, 1000})); // it had asked again before the other one came
        QCOMPARE(second, (Times{2000, 3000}));
    }

    void whoIsDestroyedWhileItWaitsHasUsedUpNothing()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        RateLimiter limiter(1, 1s);
        Times times;
        Scope scope;
        scope.spawn(takeTurns(&limiter, 1, &clock, &times));
        {
            Scope cancelled;
            cancelled.spawn(takeTurns(&limiter, 5, &clock, &times));
            clock.advance(500ms);
        }
        scope.spawn(takeTurns(&limiter, 1, &clock, &times));
        clock.advance(500ms);
        QCOMPARE(times, (Times{0, 1000}));
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        const VirtualClock clock(VirtualClock::Mode::Manual);
        RateLimiter limiter(1, 1s);
        Times times;
        QStringList log;
        QCOMPARE(unwound(&log, takeTurns(&limiter, 2, &clock, &times), [] {}),
                 (QStringList{u"generator"_s, u"consumer"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_RateLimiter)
#include "tst_RateLimiter.moc"
