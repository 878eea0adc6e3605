// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/tasks/WhenAny.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<int> take(Channel<int> channel)
{
    auto item = co_await channel.receive();
    co_return *item;
}

Task<int> receiveFromEither(Channel<int> one, Channel<int> other)
{
    auto first = co_await whenAny(together(take(one), take(other)));
    co_return first.take();
}

/// Its destructor destroys the owner of the race it loses.
Task<int> destroyOwnerWhenLosing(std::unique_ptr<Scope> *owner)
{
    struct Guard
    {
        std::unique_ptr<Scope> *owner;
        ~Guard() { owner->reset(); }
    };
    const Guard guard{owner};
    co_await sleepFor(1h);
    co_return 1;
}

template<typename T>
Task<void> note(QStringList *log, Task<T> task)
{
    const Mark mark(log, u"-note"_s);
    co_await std::move(task);
    log->append(u"went on"_s);
}

} // namespace

class tst_WhenAny : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstToFinishWinsAndTheOthersAreCancelled()
    {
        const VirtualClock clock;
        QStringList log;
        auto tasks = together(racer(&log, u"a"_s, 3s, 1), racer(&log, u"b"_s, 1s, 2), racer(&log, u"c"_s, 2s, 3));
        auto first = run(whenAny(std::move(tasks)));
        QCOMPARE(first.index(), 1U);
        QVERIFY(!first.hasFailed());
        QCOMPARE(first.take(), 2);
        QCOMPARE(clock.elapsed(), 1s);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"-b"_s, u"-a"_s, u"-c"_s}));
    }

    void tasksOfDifferentKindsGiveAVariant()
    {
        const VirtualClock clock;
        auto number = run(whenAny(later(7), pause(1h)));
        QCOMPARE(number.index(), 0U);
        QCOMPARE(std::get<0>(number.take()), 7);
        QStringList log;
        auto none = run(whenAny(racer(&log, u"a"_s, 1h, 1), pause(1s), racer(&log, u"c"_s, 1h, 1)));
        QCOMPARE(none.index(), 1U);
        QCOMPARE(none.take().index(), 1U);
    }

    void aFailureIsAFinishToo()
    {
        const VirtualClock clock;
        QStringList log;
        auto first = run(whenAny(together(racer(&log, u"a"_s, 3s, 1), faller(&log, u"b"_s, 1s))));
        QCOMPARE(first.index(), 1U);
        QVERIFY(first.hasFailed());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, first.take());
    }

    void whoFinishesAtOnceWinsBeforeTheOthersStart()
    {
        QStringList log;
        auto tasks = together(racer(&log, u"a"_s, 1s, 1), racer(&log, u"b"_s, 0s, 2), racer(&log, u"c"_s, 0s, 3));
        QCOMPARE(run(whenAny(std::move(tasks))).take(), 2);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"-b"_s, u"-a"_s}));
    }

    void ofNoneNoneIsTheFirst()
    {
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, run(whenAny(std::vector<Task<int>>())));
    }

    void theLoserHasTakenNothing()
    {
        Channel<int> one(1);
        Channel<int> other(1);
        std::optional<int> got;
        Scope scope;
        scope.spawn(keep(receiveFromEither(one, other), &got));
        settle();
        int item = 1;
        QVERIFY(one.trySend(item));
        item = 2;
        QVERIFY(other.trySend(item)); // both are handed over before either task runs
        settle();
        QCOMPARE(got, 1);
        QCOMPARE(other.statistics().depth, 1U);
        QCOMPARE(run(take(other)), 2);
    }

    void destroyingTheOneWhoWaitsDestroysThemAll()
    {
        QStringList log;
        auto any = forget(whenAny(racer(&log, u"a"_s, 1s, 1), racer(&log, u"b"_s, 1s, 1)));
        QStringList order;
        QCOMPARE(unwound(&order, std::move(any), [] {}), (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"-a"_s, u"-b"_s}));
    }

    void aLoserMayDestroyTheOwnerOfTheRace()
    {
        for (const auto duration : {Clock::Duration(0), Clock::Duration(1s)}) {
            const VirtualClock clock;
            QStringList log;
            auto owner = std::make_unique<Scope>();
            auto race = whenAny(destroyOwnerWhenLosing(&owner), racer(&log, u"b"_s, duration, 1));
            owner->spawn(note(&log, std::move(race)));
            QVERIFY(runUntil([&] { return log.contains(u"-note"_s); }));
            QVERIFY(!owner);
            QVERIFY(log.indexOf(u"-b"_s) < log.indexOf(u"-note"_s));
        }
    }
};

QTEST_GUILESS_MAIN(tst_WhenAny)
#include "tst_WhenAny.moc"
