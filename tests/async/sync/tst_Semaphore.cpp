// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/sync/Mutex.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<void> hold(Semaphore *semaphore, quint64 count, QStringList *log, QString name)
{
    const Permit permit = co_await semaphore->acquire(count);
    const Mark mark(log, u"-"_s + name);
    log->append(u"+"_s + name);
    co_await sleepFor(0ms);
}

Task<void> holdForEver(Semaphore *semaphore, quint64 count)
{
    const Permit permit = co_await semaphore->acquire(count);
    co_await sleepFor(24h);
}

Task<void> take(Semaphore *semaphore, std::optional<Permit> *to)
{
    to->emplace(co_await semaphore->acquire());
}

Task<void> takeAgainAndAgain(Semaphore *semaphore, const bool *stop)
{
    while (!*stop) {
        const Permit permit = co_await semaphore->acquire();
    }
}

Task<void> addUnderLock(Mutex *mutex, int *total, int times)
{
    for (int i = 0; i < times; ++i) {
        const Permit lock = co_await mutex->lock();
        const int before = *total;
        if (i % 8 == 0)
            co_await sleepFor(0ms);
        *total = before + 1;
    }
}

} // namespace

class tst_Semaphore : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void soManyAtOnceAndTheOthersInTheirOrder()
    {
        Semaphore semaphore(2);
        QStringList log;
        Scope scope;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            scope.spawn(hold(&semaphore, 1, &log, name));
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s}));
        QCOMPARE(semaphore.available(), 0U);
        run(scope.join());
        QCOMPARE(log.filter(u"+"_s), (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"+d"_s}));
        QVERIFY(log.indexOf(u"-a"_s) < log.indexOf(u"+c"_s));
        QCOMPARE(semaphore.available(), 2U);
    }

    void whoWantsMuchIsNotPassedByThoseWhoWantLittle()
    {
        Semaphore semaphore(3);
        QStringList log;
        std::optional<Permit> first = semaphore.tryAcquire();
        Scope scope;
        scope.spawn(hold(&semaphore, 3, &log, u"all"_s));
        scope.spawn(hold(&semaphore, 1, &log, u"one"_s));
        settle();
        QVERIFY(log.isEmpty());
        QVERIFY(!semaphore.tryAcquire());
        first.reset();
        run(scope.join());
        QCOMPARE(log, (QStringList{u"+all"_s, u"-all"_s, u"+one"_s, u"-one"_s}));
    }

    void moreThanThereAreIsAnError()
    {
        Semaphore semaphore(2);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)semaphore.acquire(3));
        QVERIFY(!semaphore.tryAcquire(3));
    }

    void aPermitIsGivenBackOnce()
    {
        Semaphore semaphore(2);
        std::optional<Permit> permit = semaphore.tryAcquire(2);
        permit->release();
        QCOMPARE(semaphore.available(), 2U);
        permit = semaphore.tryAcquire(); // what is assigned to is released first
        permit = semaphore.tryAcquire();
        QCOMPARE(semaphore.available(), 1U);
        Permit moved = std::move(*permit);
        permit.reset();
        QCOMPARE(semaphore.available(), 1U);
        moved.release();
        moved.release();
        QCOMPARE(semaphore.available(), 2U);
    }

    void whoIsDestroyedWhileItWaitsHasTakenNothing()
    {
        Semaphore semaphore(1);
        std::optional<Permit> first = semaphore.tryAcquire();
        QStringList log;
        std::optional<Permit> last;
        Scope scope;
        {
            Scope cancelled;
            cancelled.spawn(holdForEver(&semaphore, 1));
            scope.spawn(take(&semaphore, &last));
            settle();
        }
        first.reset();
        QTRY_VERIFY(last);
        last.reset();
        {
            std::optional<Permit> held = semaphore.tryAcquire();
            Scope cancelled;
            cancelled.spawn(holdForEver(&semaphore, 1));
            scope.spawn(take(&semaphore, &last));
            held.reset(); // it is the other's now, who is destroyed before it can go on
        }
        QTRY_VERIFY(last);
    }

    void whoWantedMuchAndLeavesLetsTheOthersPass()
    {
        Semaphore semaphore(2);
        std::optional<Permit> first = semaphore.tryAcquire();
        std::optional<Permit> other;
        Scope scope;
        {
            Scope cancelled;
            cancelled.spawn(holdForEver(&semaphore, 2));
            scope.spawn(take(&semaphore, &other));
            settle();
            QVERIFY(!other);
        }
        QTRY_VERIFY(other);
    }

    void itMayGoBeforeItsPermitsAndThoseWhoWait()
    {
        auto semaphore = std::make_unique<Semaphore>(1);
        std::optional<Permit> first = semaphore->tryAcquire();
        std::optional<Permit> second;
        Scope scope;
        scope.spawn(take(semaphore.get(), &second));
        semaphore.reset();
        settle();
        QVERIFY(!second);
        first.reset();
        QTRY_VERIFY(second);
    }

    void aLoopThatNeverWaitsLetsTheEventLoopHaveItsTurn()
    {
        Semaphore semaphore(1);
        bool stop = false;
        Loop::current().setSliceBudget(1ms);
        QTimer::singleShot(0, this, [&stop] { stop = true; });
        Scope scope;
        scope.spawn(takeAgainAndAgain(&semaphore, &stop));
        QVERIFY(runUntil([&scope] { return scope.isEmpty(); }));
        Loop::current().setSliceBudget(8ms);
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        Semaphore semaphore(1);
        std::optional<Permit> first = semaphore.tryAcquire();
        QStringList log;
        QCOMPARE(unwound(&log, holdForEver(&semaphore, 1), [&first] { first.reset(); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
    }

    void aMutexKeepsOthersOutAcrossWaitsAndThreads()
    {
        Mutex mutex;
        QVERIFY(!mutex.isLocked());
        int total = 0;
        Worker one(u"one"_s);
        Worker two(u"two"_s);
        Scope scope;
        const auto work = [&mutex, &total] { return addUnderLock(&mutex, &total, 500); };
        scope.spawn(elsewhere(one.context(), work));
        scope.spawn(elsewhere(two.context(), work));
        scope.spawn(addUnderLock(&mutex, &total, 500));
        scope.spawn(addUnderLock(&mutex, &total, 500));
        run(scope.join());
        QCOMPARE(total, 2000);
        QVERIFY(!mutex.isLocked());
        const std::optional<Permit> lock = mutex.tryLock();
        QVERIFY(lock && mutex.isLocked() && !mutex.tryLock());
    }

private:
    static Task<void> elsewhere(QObject *context, std::function<Task<void>()> work)
    {
        co_await onThread(context, std::move(work));
    }
};

QTEST_GUILESS_MAIN(tst_Semaphore)
#include "tst_Semaphore.moc"
