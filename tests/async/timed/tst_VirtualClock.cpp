// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/VirtualClock.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> say(QStringList *log, QString name, Clock::Duration after)
{
    co_await sleepFor(after);
    log->append(name);
}

/// Sleeps in short steps and always has something ready between them.
Task<void> nap(QList<Clock::Duration> *woken, const VirtualClock *clock, int times)
{
    for (int i = 0; i < times; ++i) {
        co_await sleepFor(10min);
        co_await sleepFor(0ms);
        co_await sleepFor(0ms);
        woken->append(clock->elapsed());
    }
}

Task<void> hourly(QList<Tick> *got, int count)
{
    auto ticks = every(std::chrono::hours(1));
    while (got->size() < count) {
        auto tick = co_await ticks.next();
        got->append(*tick);
    }
}

Task<void> slowly(QList<Tick> *got)
{
    auto ticks = every(1s);
    while (got->size() < 3) {
        auto tick = co_await ticks.next();
        got->append(*tick);
        co_await sleepFor(2500ms);
    }
}

} // namespace

class tst_VirtualClock : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void anHourPassesInAMoment()
    {
        const VirtualClock clock;
        QStringList log;
        run(say(&log, u"done"_s, 1h));
        QCOMPARE(log, QStringList{u"done"_s});
        QCOMPARE(clock.elapsed(), Clock::Duration(1h));
    }

    void sleepersWakeInTheOrderOfTheirTimes()
    {
        const VirtualClock clock;
        QStringList log;
        Scope scope;
        scope.spawn(say(&log, u"3"_s, 3s));
        scope.spawn(say(&log, u"1"_s, 1s));
        scope.spawn(say(&log, u"2a"_s, 2s));
        scope.spawn(say(&log, u"2b"_s, 2s));
        run(scope.join());
        QCOMPARE(log, (QStringList{u"1"_s, u"2a"_s, u"2b"_s, u"3"_s}));
        QCOMPARE(clock.elapsed(), Clock::Duration(3s));
    }

    void itWaitsUntilEverybodyIsParked()
    {
        const VirtualClock clock;
        QList<Clock::Duration> first, second;
        Scope scope;
        scope.spawn(nap(&first, &clock, 3));
        scope.spawn(nap(&second, &clock, 3));
        run(scope.join());
        const QList<Clock::Duration> expected{10min, 20min, 30min};
        QCOMPARE(first, expected);
        QCOMPARE(second, expected);
    }

    void ticksOfAVirtualClockAreNeverLate()
    {
        const VirtualClock clock;
        QList<Tick> got;
        run(hourly(&got, 1000));
        for (int i = 0; i < got.size(); ++i) {
            QCOMPARE(got[i].number, quint64(i));
            QCOMPARE(got[i].lateness, 0ns);
        }
        QCOMPARE(clock.elapsed(), Clock::Duration(1000h));
    }

    void whatASlowConsumerMissedIsLeftOut()
    {
        const VirtualClock clock;
        QList<Tick> got;
        run(slowly(&got)); // at 1 s; at 3.5 s; at 6 s
        QCOMPARE(got[0].number, 0u);
        QCOMPARE(got[0].lateness, 0ns);
        QCOMPARE(got[1].number, 2u);
        QCOMPARE(got[1].lateness, 500ms);
        QCOMPARE(got[2].number, 5u);
        QCOMPARE(got[2].lateness, 0ns);
    }

    void byHandItStandsStillUntilItIsAdvanced()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        Scope scope;
        scope.spawn(say(&log, u"late"_s, 30s));
        scope.spawn(say(&log, u"soon"_s, 10s));
        settle();
        QVERIFY(log.isEmpty());
        clock.advance(10s);
        QCOMPARE(log, QStringList{u"soon"_s});
        clock.advance(19s);
        QCOMPARE(log, QStringList{u"soon"_s});
        clock.advance(5s);
        QCOMPARE(log, (QStringList{u"soon"_s, u"late"_s}));
        QCOMPARE(clock.elapsed(), Clock::Duration(34s));
    }

    void destroyingASleeperLetsTheOthersSleepOn()
    {
        const VirtualClock clock;
        QStringList log;
        Scope scope;
        scope.spawn(say(&log, u"kept"_s, 2s));
        {
            Scope other;
            other.spawn(say(&log, u"destroyed"_s, 1s));
        }
        run(scope.join());
        QCOMPARE(log, QStringList{u"kept"_s});
        QCOMPARE(clock.elapsed(), Clock::Duration(2s));
    }

    void whoSleepsWhenItGoesSleepsOnInRealTime()
    {
        QStringList log;
        Scope scope;
        {
            VirtualClock clock(VirtualClock::Mode::Manual);
            scope.spawn(say(&log, u"woken"_s, 10s));
            clock.advance(10s - 1ms);
        }
        QVERIFY(log.isEmpty());
        run(scope.join());
        QCOMPARE(log, QStringList{u"woken"_s});
    }

    void noTimeIsTooLong()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        Scope scope;
        scope.spawn(say(&log, u"never"_s, Clock::Duration::max()));
        clock.advance(std::chrono::hours(24 * 365 * 100));
        QVERIFY(log.isEmpty());
        QVERIFY(!scope.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_VirtualClock)
#include "tst_VirtualClock.moc"
