// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/FutureResults.h>
#include <livebelt/async/ToFuture.h>

#include <QTest>
#include <thread>

using namespace livebelt::test;

namespace {

Task<std::unique_ptr<int>> awaited(QFuture<std::unique_ptr<int>> future)
{
    std::unique_ptr<int> result = co_await std::move(future);
    co_return result;
}

Task<std::unique_ptr<int>> ownedLater(int value)
{
    co_await sleepFor(0ms);
    co_return std::make_unique<int>(value);
}

Task<void> waiting(QStringList *log)
{
    const Mark mark(log, u"task"_s);
    co_await sleepFor(24h);
}

Task<int> failing()
{
    co_await sleepFor(0ms);
    throw std::runtime_error("failed");
}

Task<void> nothing()
{
    co_return;
}

} // namespace

class tst_FutureResults : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aFutureWithManyResultsIsAStream()
    {
        QPromise<int> promise;
        promise.start();
        auto results = resultsOf(promise.future());
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&results, &got));
        settle();
        QVERIFY(got.isEmpty());
        promise.addResult(0);
        promise.addResult(1);
        QTRY_COMPARE(got, upTo(2));
        promise.addResult(3, 3); // out of its place: the one before it is waited for
        settle();
        QCOMPARE(got, upTo(2));
        promise.addResult(2, 2);
        QTRY_COMPARE(got, upTo(4));
        promise.finish();
        QTRY_VERIFY(scope.isEmpty());
    }

    void resultsOfAnotherThreadComeHere()
    {
        QPromise<int> promise;
        promise.start();
        auto results = resultsOf(promise.future());
        std::thread thread([&promise] {
            for (int i = 0; i < 1000; ++i)
                promise.addResult(i);
            promise.finish();
        });
        QCOMPARE(all(std::move(results)), upTo(1000));
        thread.join();
    }

    void itsErrorAndItsCancellationAreThrown()
    {
        QPromise<int> failed;
        failed.start();
        failed.setException(std::make_exception_ptr(std::runtime_error("failed")));
        failed.finish();
        QCOMPARE(run(outcome(resultsOf(failed.future()))), (QStringList{u"failed"_s, u"end"_s}));
        QPromise<int> cancelled;
        cancelled.start();
        cancelled.addResult(5);
        cancelled.future().cancel();
        cancelled.finish();
        QStringList seen = run(outcome(resultsOf(cancelled.future())));
        QCOMPARE(seen.first(), u"5"_s);
        QCOMPARE(seen.size(), 3);
    }

    void destroyedWhileItWaitsItLeavesTheFutureAlone()
    {
        QPromise<int> promise;
        promise.start();
        {
            auto results = resultsOf(promise.future());
            QList<int> got;
            Scope scope;
            scope.spawn(gather(&results, &got));
            settle();
        }
        QVERIFY(!promise.isCanceled());
        promise.finish();
        settle();
    }

    void aResultThatCannotBeCopiedIsTaken()
    {
        QPromise<std::unique_ptr<int>> promise;
        promise.start();
        promise.addResult(std::make_unique<int>(5));
        promise.finish();
        QCOMPARE(*run(awaited(promise.future())), 5);
    }

    void aTaskBecomesAFuture()
    {
        Scope scope;
        QFuture<int> number = toFuture(scope, later(4));
        QFuture<std::unique_ptr<int>> pointer = toFuture(scope, ownedLater(6));
        QFuture<void> none = toFuture(scope, nothing());
        QVERIFY(none.isFinished());
        QVERIFY(number.isRunning());
        run(scope.join());
        QCOMPARE(number.result(), 4);
        QCOMPARE(*pointer.takeResult(), 6);
    }

    void itsErrorGoesToTheFutureAndNotToTheScope()
    {
        Scope scope;
        QFuture<int> future = toFuture(scope, failing());
        run(scope.join());
        QVERIFY(!scope.isCancelled());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, future.result());
    }

    void cancellingTheFutureCancelsTheTask()
    {
        Scope scope;
        QStringList log;
        QFuture<void> future = toFuture(scope, waiting(&log));
        settle();
        QVERIFY(log.isEmpty());
        future.cancel();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(log, QStringList{u"task"_s});
        QVERIFY(future.isFinished());
        QVERIFY(future.isCanceled());
    }

    void destroyingTheScopeCancelsBoth()
    {
        QStringList log;
        QFuture<void> future;
        {
            Scope scope;
            future = toFuture(scope, waiting(&log));
        }
        QCOMPARE(log, QStringList{u"task"_s});
        QVERIFY(future.isCanceled());
        QVERIFY(future.isFinished());
    }
};

QTEST_GUILESS_MAIN(tst_FutureResults)
#include "tst_FutureResults.moc"
