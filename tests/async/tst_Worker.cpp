// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Worker.h>

#include <QSemaphore>
#include <QTest>
#include <thread>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> sleepThere(int *ends)
{
    co_await sleepFor(1h);
    ++*ends;
}

} // namespace

class tst_Worker : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void runRunsThereAndWaitsAlsoFromThere()
    {
        Worker worker(u"test"_s);
        QThread *where = nullptr;
        worker.run([&] { worker.run([&] { where = QThread::currentThread(); }); });
        QCOMPARE(where, worker.context()->thread());
        QVERIFY(where != QThread::currentThread());
        QCOMPARE(where->objectName(), u"test"_s);
    }

    void afterItHasStoppedNothingIsCalled()
    {
        Worker worker(u"test"_s);
        worker.stop();
        worker.run([] { QFAIL("called"); });
        worker.post([] { QFAIL("called"); });
        worker.stop();
        QVERIFY(!worker.context());
    }

    void runThrowsHereWhatTheFunctionThrowsThere()
    {
        Worker worker(u"test"_s);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, worker.run([] { throw std::runtime_error("there"); }));
        bool isCalled = false;
        worker.run([&] { isCalled = true; });
        QVERIFY(isCalled);
    }

    void runReturnsWhereTheWorkerStopsBeforeItsTurn()
    {
        for (int i = 0; i < 100; ++i) {
            Worker worker(u"test"_s);
            QSemaphore running;
            std::thread caller([&] {
                while (worker.run([&] { running.release(); })) {
                }
            });
            running.acquire();
            worker.stop();
            caller.join();
        }
    }

    void whatIsThrownAwayUncalledMayUseTheWorker()
    {
        Worker worker(u"test"_s);
        bool isCalled = false;
        struct Last
        {
            explicit Last(Worker *w) : worker(w) {}
            ~Last()
            {
                worker->post([] {});
            }
            Worker *worker;
        };
        worker.post([&worker, &isCalled] {
            worker.post([last = std::make_shared<Last>(&worker), &isCalled] { isCalled = true; });
            QThread::currentThread()->quit();
        });
        worker.stop();
        QVERIFY(!isCalled);
    }

    void aScopeBoundToTheContextEndsWithTheThread()
    {
        int ends = 0;
        std::unique_ptr<Scope> scope;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>(worker.context());
            scope->spawn(sleepThere(&ends));
        });
        worker.stop();
        QVERIFY(scope->isEmpty());
        QVERIFY(scope->isCancelled());
    }

    void coroutinesRunOnAnyThreadWithAnEventLoop()
    {
        QList<int> got;
        std::unique_ptr<Scope> scope;
        QSemaphore ended;
        Worker worker(u"test"_s);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            auto collectAndSay = [](QList<int> *to, QSemaphore *done) -> Task<void> {
                co_await collect(waitingNumbers(10), to);
                done->release();
            };
            scope->spawn(collectAndSay(&got, &ended));
        });
        QVERIFY(ended.tryAcquire(1, 30'000));
        worker.run([&] { scope.reset(); });
        QCOMPARE(got.size(), 10);
    }
};

QTEST_GUILESS_MAIN(tst_Worker)
#include "tst_Worker.moc"
