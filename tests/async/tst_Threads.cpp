// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>

#include <QSemaphore>
#include <QTest>
#include <atomic>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<QThread *> whereItRuns(Worker *worker)
{
    auto function = [] { return QThread::currentThread(); };
    QThread *thread = co_await onThread(worker->context(), function);
    co_return thread;
}

Task<bool> comesBack(Worker *worker)
{
    QThread *const before = QThread::currentThread();
    auto nothing = [] {};
    for (int i = 0; i < 100; ++i)
        co_await onThread(worker->context(), nothing);
    co_return QThread::currentThread() == before;
}

Task<int> add(int a, int b)
{
    co_await sleepFor(1ms);
    co_return a + b;
}

Task<int> addThere(Worker *worker)
{
    auto function = [] { return add(2, 3); };
    const int sum = co_await onThread(worker->context(), function);
    co_return sum;
}

Task<void> throwThere(Worker *worker, bool asTask)
{
    auto fail = [] { throw std::runtime_error("there"); };
    auto failLater = []() -> Task<void> {
        co_await sleepFor(0ms);
        throw std::runtime_error("there");
    };
    if (asTask)
        co_await onThread(worker->context(), failLater);
    else
        co_await onThread(worker->context(), fail);
}

/// Says that it has started, and where it was unwound.
Task<void> waitThere(QSemaphore *started, std::atomic<QThread *> *unwoundOn)
{
    struct Guard
    {
        std::atomic<QThread *> *unwoundOn;
        ~Guard() { unwoundOn->store(QThread::currentThread()); }
    };
    const Guard guard{unwoundOn};
    started->release();
    co_await sleepFor(1h);
}

Task<void> hopAndWait(Worker *worker, QSemaphore *started, std::atomic<QThread *> *unwoundOn)
{
    auto function = [started, unwoundOn] { return waitThere(started, unwoundOn); };
    co_await onThread(worker->context(), function);
}

Task<void> hopAndBlock(Worker *worker, QSemaphore *started, QSemaphore *mayEnd)
{
    auto function = [started, mayEnd] {
        started->release();
        mayEnd->acquire();
    };
    co_await onThread(worker->context(), function);
}

Task<QString> outcome(Task<void> task)
{
    try {
        co_await std::move(task);
    } catch (const ThreadGone &) {
        co_return u"gone"_s;
    }
    co_return u"done"_s;
}

Task<void> hopForEver(Worker *worker, std::atomic<int> *hops)
{
    auto count = [hops] { return hops->fetch_add(1); };
    while (true)
        co_await onThread(worker->context(), count);
}

} // namespace

class tst_Threads : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aHopRunsThereAndComesBackWithTheResult()
    {
        Worker worker(u"test"_s);
        QCOMPARE(run(whereItRuns(&worker)), worker.context()->thread());
        QVERIFY(run(comesBack(&worker)));
        QCOMPARE(run(addThere(&worker)), 5);
    }

    void anExceptionIsThrownHere()
    {
        Worker worker(u"test"_s);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(throwThere(&worker, false)));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(throwThere(&worker, true)));
    }

    void droppingTheWaiterCancelsATaskThereOnItsOwnThread()
    {
        Worker worker(u"test"_s);
        QSemaphore started;
        std::atomic<QThread *> unwoundOn = nullptr;
        {
            Scope scope;
            scope.spawn(hopAndWait(&worker, &started, &unwoundOn));
            started.acquire();
        }
        worker.run([] {});
        QCOMPARE(unwoundOn.load(), worker.context()->thread());
    }

    void droppingTheWaiterLetsAFunctionThereRunToItsEnd()
    {
        Worker worker(u"test"_s);
        QSemaphore started;
        QSemaphore mayEnd;
        {
            Scope scope;
            scope.spawn(hopAndBlock(&worker, &started, &mayEnd));
            scope.spawn(hopAndWait(&worker, nullptr, nullptr)); // dropped before it gets there
            started.acquire();
        }
        mayEnd.release();
        worker.run([] {});
    }

    void whereTheThreadEndsFirstTheWaiterLearnsIt()
    {
        auto worker = std::make_unique<Worker>(u"test"_s);
        QThread *const thread = worker->context()->thread();
        QSemaphore started;
        QSemaphore mayEnd;
        std::atomic<QThread *> unwoundOn = nullptr;
        std::optional<QString> waiting;
        std::optional<QString> queued;
        std::optional<QString> late;
        Scope scope;
        scope.spawn(keep(outcome(hopAndWait(worker.get(), &started, &unwoundOn)), &waiting));
        started.acquire();
        scope.spawn(keep(outcome(hopAndBlock(worker.get(), &started, &mayEnd)), &queued));
        started.acquire();
        scope.spawn(keep(outcome(hopAndWait(worker.get(), nullptr, nullptr)), &late)); // stays in the queue
        thread->quit();
        mayEnd.release();
        worker->stop();
        QCOMPARE(unwoundOn.load(), thread);
        QTRY_COMPARE(waiting, u"gone"_s);
        QTRY_COMPARE(queued, u"done"_s);
        QTRY_COMPARE(late, u"gone"_s);
        std::optional<QString> after;
        scope.spawn(keep(outcome(hopAndWait(worker.get(), nullptr, nullptr)), &after));
        QTRY_COMPARE(after, u"gone"_s);
        worker.reset();
    }

    void waitersAndContextsMayGoInAnyOrder()
    {
        for (int round = 0; round < 100; ++round) {
            std::atomic<int> hops = 0;
            auto worker = std::make_unique<Worker>(u"test"_s);
            auto scope = std::make_unique<Scope>();
            scope->onFailure([](std::exception_ptr) {});
            for (int i = 0; i < 4; ++i)
                scope->spawn(hopForEver(worker.get(), &hops));
            QVERIFY(runUntil([&] { return hops > round % 10; }));
            if (round % 2) {
                scope.reset();
                worker.reset();
            } else {
                worker->stop();
                scope.reset();
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_Threads)
#include "tst_Threads.moc"
