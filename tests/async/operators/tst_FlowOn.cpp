// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>
#include <atomic>
#include <semaphore>

using namespace livebelt::test;

namespace {

AsyncIterator<QThread *> whereItRuns(int count)
{
    for (int i = 0; i < count; ++i) {
        if (i % 3 == 0)
            co_await sleepFor(0ms);
        co_yield QThread::currentThread();
    }
}

/// Says how many it has made, and where it was unwound.
struct Witness
{
    std::atomic<int> made = 0;
    std::atomic<QThread *> unwoundOn = nullptr;
    std::counting_semaphore<> unwound{0}; // one that the thread sanitizer sees
};

AsyncIterator<int> seen(Witness *witness, AsyncIterator<int> given)
{
    struct Guard
    {
        explicit Guard(Witness *w) : witness(w) {}
        ~Guard()
        {
            witness->unwoundOn = QThread::currentThread();
            witness->unwound.release();
        }
        Witness *witness;
    };
    const Guard guard(witness);
    AsyncIterator<int> items = std::move(given);
    while (auto item = co_await items.next()) {
        ++witness->made;
        co_yield int(*item);
    }
}

} // namespace

class tst_FlowOn : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theSourceRunsThereAndTheConsumerHere()
    {
        Worker worker(u"test"_s);
        QThread *const there = worker.context()->thread();
        bool isHere = true;
        const auto look = [&isHere](QThread *thread) {
            isHere = isHere && QThread::currentThread() == qApp->thread();
            return thread;
        };
        const QList<QThread *> got = all<QThread *>(whereItRuns(10) | flowOn(worker.context()) | map(look));
        QCOMPARE(got, QList<QThread *>(10, there));
        QVERIFY(isHere);
    }

    void itemsComeInOrderAndThenTheEnd()
    {
        Worker worker(u"test"_s);
        QCOMPARE(all(numbers(20'000) | flowOn(worker.context())), upTo(20'000));
        QCOMPARE(all(numbers(1'000) | flowOn(worker.context(), 1)), upTo(1'000));
        QCOMPARE(all(waitingNumbers(100) | flowOn(worker.context())), upTo(100));
        QVERIFY(all(numbers(0) | flowOn(worker.context())).isEmpty());
    }

    void anErrorComesAfterTheItems()
    {
        Worker worker(u"test"_s);
        const QStringList all{u"0"_s, u"1"_s, u"broken"_s, u"end"_s};
        QCOMPARE(run(outcome(failingAfter(2, false) | flowOn(worker.context()))), all);
        QCOMPARE(run(outcome(failingAfter(2, true) | flowOn(worker.context()))), all);
    }

    void theSourceWaitsForASlowConsumer()
    {
        Worker worker(u"test"_s);
        Witness witness;
        int made = 0;
        auto items = seen(&witness, endless(&made)) | flowOn(worker.context(), 10);
        settle();
        QCOMPARE(witness.made, 0);
        QList<int> got;
        for (int i = 1; i <= 50; ++i) {
            run(gather(&items, &got, i));
            worker.run([] {});
            QVERIFY(witness.made <= i + 3 * 10 + 1);
        }
        QCOMPARE(got, upTo(50));
    }

    void destructionUnwindsTheSourceThereWithoutBlocking()
    {
        Worker worker(u"test"_s);
        for (const bool isStuck : {false, true}) {
            Witness witness;
            int made = 0;
            AsyncIterator<int> source = isStuck ? seen(&witness, Channel<int>(1).items() | map([](int i) { return i; }))
                                                : seen(&witness, endless(&made));
            auto items = std::make_unique<AsyncIterator<int>>(std::move(source) | flowOn(worker.context(), 4));
            QList<int> got;
            Scope scope;
            scope.spawn(gather(items.get(), &got, 3));
            if (!isStuck)
                QVERIFY(runUntil([&] { return got.size() == 3; }));
            worker.run([] {});
            items.reset();
            witness.unwound.acquire();
            QCOMPARE(witness.unwoundOn.load(), worker.context()->thread());
            QTRY_VERIFY(scope.isEmpty());
        }
    }

    void aCancelledWaitLosesNoItem()
    {
        Worker worker(u"test"_s);
        Channel<int> channel(100);
        auto items = channel.items() | flowOn(worker.context());
        QList<int> got;
        for (int i = 0; i < 100; ++i) {
            {
                Scope cancelled;
                cancelled.spawn(gather(&items, &got));
                int item = i;
                QVERIFY(channel.trySend(item));
                if (i % 2)
                    settle();
            }
        }
        channel.close();
        run(gather(&items, &got));
        QCOMPARE(got, upTo(100));
    }

    void whereTheThreadEndsTheConsumerLearnsIt()
    {
        auto worker = std::make_unique<Worker>(u"test"_s);
        Witness witness;
        Channel<int> silent(1);
        auto items = seen(&witness, silent.items()) | flowOn(worker->context());
        QList<int> got;
        std::exception_ptr failure;
        Scope scope;
        scope.onFailure([&failure](std::exception_ptr error) { failure = std::move(error); });
        scope.spawn(gather(&items, &got));
        QThread *const there = worker->context()->thread();
        worker->run([] {});
        worker->stop();
        QCOMPARE(witness.unwoundOn.load(), there);
        QTRY_VERIFY(scope.isEmpty());
        QVERIFY(failure);
        QVERIFY_THROWS_EXCEPTION(ThreadGone, std::rethrow_exception(failure));
    }

    void itMayGoAtAnyMoment()
    {
        Worker worker(u"test"_s);
        for (int round = 0; round < 300; ++round) {
            Witness witness;
            int made = 0;
            QList<int> got;
            {
                auto items = seen(&witness, endless(&made)) | flowOn(worker.context(), 1 + round % 5);
                run(gather(&items, &got, 1 + round % 20));
            }
            witness.unwound.acquire();
            QCOMPARE(got, upTo(1 + round % 20));
        }
    }

    void itemsThatCannotBeCopiedPass()
    {
        Worker worker(u"test"_s);
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(100) | flowOn(worker.context()) | map(look)), upTo(100));
    }
};

QTEST_GUILESS_MAIN(tst_FlowOn)
#include "tst_FlowOn.moc"
