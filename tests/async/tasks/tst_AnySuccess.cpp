// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/tasks/AnySuccess.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<int> nested(QStringList *log)
{
    const int inner = co_await anySuccess(racer(log, u"a"_s, 5s, 1), racer(log, u"b"_s, 2s, 2));
    co_await sleepFor(2s);
    co_return inner;
}

} // namespace

class tst_AnySuccess : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstToSucceedWinsAndTheOthersAreCancelled()
    {
        const VirtualClock clock;
        QStringList log;
        auto tasks = together(faller(&log, u"a"_s, 1s), racer(&log, u"b"_s, 3s, 2), racer(&log, u"c"_s, 2s, 3));
        QCOMPARE(run(anySuccess(std::move(tasks))), 3);
        QCOMPARE(clock.elapsed(), 2s);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"-a"_s, u"-c"_s, u"-b"_s}));
    }

    void ifAllFailTheFirstErrorIsThrownAfterTheLast()
    {
        const VirtualClock clock;
        QStringList log;
        QCOMPARE(errorOf(anySuccess(faller(&log, u"a"_s, 2s), faller(&log, u"b"_s, 1s), faller(&log, u"c"_s, 3s))),
                 u"b"_s);
        QCOMPARE(clock.elapsed(), 3s);
    }

    void whoSucceedsAtOnceWinsBeforeTheOthersStart()
    {
        QStringList log;
        QCOMPARE(run(anySuccess(faller(&log, u"a"_s, 0s), racer(&log, u"b"_s, 0s, 2), racer(&log, u"c"_s, 0s, 3))), 2);
        QCOMPARE(log, (QStringList{u"+a"_s, u"-a"_s, u"+b"_s, u"-b"_s}));
    }

    void noneAndOneAreRacesToo()
    {
        const VirtualClock clock;
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, run(anySuccess(std::vector<Task<int>>())));
        QCOMPARE(run(anySuccess(later(4))), 4);
        run(anySuccess(pause(2s), pause(1s)));
        QCOMPARE(clock.elapsed(), 1s);
    }

    void racesNest()
    {
        const VirtualClock clock;
        QStringList log;
        QCOMPARE(run(anySuccess(nested(&log), racer(&log, u"c"_s, 1h, 9))), 2);
        QCOMPARE(clock.elapsed(), 4s);
        log.clear();
        QCOMPARE(run(anySuccess(nested(&log), racer(&log, u"c"_s, 1s, 9))), 9);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"-c"_s, u"-a"_s, u"-b"_s}));
    }

    void destroyingTheOneWhoWaitsDestroysThemAll()
    {
        QStringList log;
        auto task = forget(anySuccess(racer(&log, u"a"_s, 1s, 1), racer(&log, u"b"_s, 1s, 1)));
        QStringList order;
        QCOMPARE(unwound(&order, std::move(task), [] {}), (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"-a"_s, u"-b"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_AnySuccess)
#include "tst_AnySuccess.moc"
