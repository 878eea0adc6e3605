// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QTest>

using namespace livebelt::test;

namespace {

AsyncIterator<int> everySecond(int count)
{
    for (int i = 0; i < count; ++i) {
        co_await sleepFor(1s);
        co_yield int(i);
    }
    throw std::runtime_error("worn out");
}

/// A timeout is written as -1, the end as -2.
Task<void> pull(AsyncIterator<int> *items, QList<int> *got, Clock::Duration limit)
{
    try {
        auto item = co_await nextWithin(*items, limit);
        got->append(item.value_or(-2));
    } catch (const TimedOut &) {
        got->append(-1);
    }
}

Task<void> pullTimes(AsyncIterator<int> *items, QList<int> *got, Clock::Duration limit, int times)
{
    for (int i = 0; i < times; ++i)
        co_await pull(items, got, limit);
}

/// Waits for something else in the same full expression: a timer left behind would resume it there.
Task<int> waitTwiceInOneExpression(AsyncIterator<int> *items)
{
    const int sum = (co_await nextWithin(*items, 2s)).value() + co_await withTimeout(later(1), 2s) +
                    co_await withTimeout(later(2), 1h) + (co_await nextWithin(*items, 5s)).value();
    co_return sum;
}

Task<int> take(Channel<int> channel)
{
    auto item = co_await channel.receive();
    co_return item.value_or(-2);
}

} // namespace

class tst_Timeouts : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aTaskInTimeGivesItsResultOrItsError()
    {
        const VirtualClock clock;
        QStringList log;
        QCOMPARE(run(withTimeout(racer(&log, u"a"_s, 1s, 5), 2s)), 5);
        QCOMPARE(run(withTimeout(racer(&log, u"a"_s, 0s, 6), 0s)), 6);
        QCOMPARE(errorOf(withTimeout(faller(&log, u"b"_s, 1s), 2s)), u"b"_s);
        run(withTimeout(pause(1s), Clock::Duration::max()));
        QCOMPARE(clock.elapsed(), 3s);
    }

    void aTaskThatIsLateIsDestroyedBeforeTheTimeoutIsThrown()
    {
        const VirtualClock clock;
        QStringList log;
        const auto outcome = [](QStringList *to, Task<int> task) -> Task<void> {
            try {
                co_await withTimeout(std::move(task), 2s);
            } catch (const TimedOut &late) {
                to->append(late.limit() == 2s ? u"late"_s : u"?"_s);
            }
        };
        run(outcome(&log, racer(&log, u"a"_s, 3s, 5)));
        QCOMPARE(log, (QStringList{u"+a"_s, u"-a"_s, u"late"_s}));
        QCOMPARE(clock.elapsed(), 2s);
    }

    void withNoTimeAtAllItHasUntilAllThatIsReadyHasRun()
    {
        const VirtualClock clock;
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(withTimeout(pause(1ms), 0s)));
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(withTimeout(pause(1ms), -1s)));
        QCOMPARE(run(withTimeout(later(3), 0s)), 3);
        QCOMPARE(clock.elapsed(), 0s);
    }

    void aPullThatTimesOutLosesNoItem()
    {
        const VirtualClock clock;
        QList<int> got;
        auto items = everySecond(3);
        run(pullTimes(&items, &got, 400ms, 9));
        QCOMPARE(got, (QList<int>{-1, -1, 0, -1, -1, 1, -1, -1, 2}));
        QCOMPARE(errorOf(pull(&items, &got, 2s)), u"worn out"_s);
        run(pull(&items, &got, 2s));
        QCOMPARE(got.last(), -2);
    }

    void anItemThatComesAtTheVeryLimitIsGivenOrLeft()
    {
        const VirtualClock clock;
        QList<int> got;
        auto items = everySecond(3);
        run(pullTimes(&items, &got, 1s, 3));
        got.removeAll(-1);
        QCOMPARE(got.mid(0, 3), (QList<int>{0, 1, 2}).mid(0, got.size()));
        QVERIFY(!got.isEmpty());
    }

    void itemsThatAreThereNeedNoTime()
    {
        QList<int> got;
        auto items = numbers(3);
        run(pullTimes(&items, &got, 0s, 5));
        QCOMPARE(got, (QList<int>{0, 1, 2, -2, -2}));
    }

    void nothingIsLeftBehindForTheNextWait()
    {
        const VirtualClock clock;
        auto items = everySecond(3);
        QCOMPARE(run(waitTwiceInOneExpression(&items)), 0 + 1 + 2 + 1);
        run(pause(2h));
        QCOMPARE(clock.elapsed(), 2s + 2h);
    }

    void aReceiveThatTimesOutLosesNoItem()
    {
        const VirtualClock clock;
        Channel<int> channel(1);
        QVERIFY_THROWS_EXCEPTION(TimedOut, run(withTimeout(take(channel), 1s)));
        int item = 8;
        QVERIFY(channel.trySend(item));
        QCOMPARE(run(withTimeout(take(channel), 1s)), 8);
    }

    void destroyingTheOneWhoWaitsTakesBothAway()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        QStringList order;
        auto task = forget(withTimeout(racer(&log, u"a"_s, 5s, 1), 9s));
        QCOMPARE(unwound(&order, std::move(task), [&] { clock.advance(1h); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(log, (QStringList{u"+a"_s, u"-a"_s}));
        QList<int> got;
        auto items = everySecond(3);
        {
            Scope scope;
            scope.spawn(pull(&items, &got, 5s));
            settle();
        }
        clock.advance(1h);
        run(pull(&items, &got, 5s));
        QCOMPARE(got, QList<int>{0});
    }
};

QTEST_GUILESS_MAIN(tst_Timeouts)
#include "tst_Timeouts.moc"
