// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/tasks/Asks.h"
#include <livebelt/async/Worker.h>

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <atomic>
#include <mutex>

using namespace livebelt::test;

namespace {

/// Where the objects of the actors were.
struct Trace
{
    std::atomic<QThread *> madeOn = nullptr;
    std::atomic<QThread *> destroyedOn = nullptr;
    std::atomic<int> alive = 0;
};

class Counter
{
public:
    explicit Counter(Trace *trace) : m_trace(trace)
    {
        m_trace->madeOn = QThread::currentThread();
        ++m_trace->alive;
    }
    ~Counter()
    {
        m_trace->destroyedOn = QThread::currentThread();
        --m_trace->alive;
    }
    int add(int by) { return m_sum += by; }
    Task<int> addLater(int by)
    {
        co_await sleepFor(0ms);
        co_return m_sum += by;
    }
    void fail() { throw std::runtime_error("there"); }
    QThread *thread() const { return QThread::currentThread(); }
    Task<void> block() { co_await sleepFor(1h); }

private:
    Trace *m_trace;
    int m_sum = 0; ///< guarded by nothing but the actor
};

Actor<Counter> counter(QObject *context, Trace *trace, ActorOptions options = {})
{
    return Actor<Counter>(
        context, [trace] { return std::make_unique<Counter>(trace); }, std::move(options));
}

Task<void> addOften(ActorRef<Counter> actor, int times, QSemaphore *done)
{
    for (int i = 0; i < times; ++i) {
        if (i % 2)
            co_await actor.ask(&Counter::add, 1);
        else
            co_await actor.ask(&Counter::addLater, 1);
    }
    done->release();
}

Task<void> askUntilStopped(ActorRef<Counter> actor, std::atomic<int> *asked)
{
    try {
        while (true) {
            co_await actor.ask(&Counter::addLater, 1);
            ++*asked;
        }
    } catch (const ActorStopped &) {
    }
}

} // namespace

class tst_ActorThreads : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theObjectLivesOnTheThreadOfTheActor()
    {
        Trace trace;
        Worker worker(u"actor"_s);
        QThread *const thread = worker.context()->thread();
        {
            auto actor = counter(worker.context(), &trace);
            QCOMPARE(run(actor.ask(&Counter::thread)), thread);
            QCOMPARE(run(actor.ask(&Counter::addLater, 2)), 2);
            QVERIFY(actor.tell(&Counter::add, 3));
            QCOMPARE(run(actor.ask(&Counter::add, 1)), 6);
            run(actor.stop());
            QCOMPARE(trace.alive, 0);
        }
        QCOMPARE(trace.madeOn.load(), thread);
        QCOMPARE(trace.destroyedOn.load(), thread);
    }

    void coroutinesOfManyThreadsAskWithoutGettingInEachOthersWay()
    {
        Trace trace;
        Worker worker(u"actor"_s);
        Worker asker(u"asker"_s);
        ActorOptions options;
        options.capacity = 2; // so that they wait for room as well
        auto actor = counter(worker.context(), &trace, options);
        QSemaphore done;
        Scope here;
        std::unique_ptr<Scope> there;
        const ActorRef<Counter> ref = actor;
        asker.run([&] {
            there = std::make_unique<Scope>();
            for (int i = 0; i < 4; ++i)
                there->spawn(addOften(ref, 250, &done));
        });
        for (int i = 0; i < 4; ++i)
            here.spawn(addOften(ref, 250, &done));
        QVERIFY(runUntil([&] { return here.isEmpty(); }));
        done.acquire(8);
        QCOMPARE(run(actor.ask(&Counter::add, 0)), 2000);
        asker.run([&] { there.reset(); });
    }

    void anErrorIsThrownHereAndTheObjectRestartsThere()
    {
        Trace trace;
        Worker worker(u"actor"_s);
        ActorOptions options;
        options.backoff = Backoff(1ms, 1ms, 0);
        auto actor = counter(worker.context(), &trace, options);
        run(forget(actor.ask(&Counter::add, 5)));
        QCOMPARE(errorOf(actor.ask(&Counter::fail)), u"there"_s);
        QCOMPARE(run(actor.ask(&Counter::add, 1)), 1);
        QCOMPARE(actor.statistics().restarts, 1U);
        QCOMPARE(trace.alive, 1);
    }

    void whereTheThreadEndsFirstWhoAsksLearnsIt()
    {
        Trace trace;
        auto worker = std::make_unique<Worker>(u"actor"_s);
        auto actor = counter(worker->context(), &trace);
        run(forget(actor.ask(&Counter::add, 1)));
        Asks asks;
        asks.add(actor.ask(&Counter::block));
        asks.add(actor.ask(&Counter::add, 1));
        worker.reset();
        QCOMPARE(trace.alive, 0);
        QCOMPARE(asks.inTheEnd(), (QStringList{u"stopped"_s, u"stopped"_s}));
        run(actor.stop());
        QVERIFY(!actor.tell(&Counter::add, 1));
    }

    void anActorWhoseThreadNeverBeganItHasStopped()
    {
        Trace trace;
        auto worker = std::make_unique<Worker>(u"actor"_s);
        QThread *const thread = worker->context()->thread();
        QSemaphore started;
        std::mutex gate;
        std::unique_lock held(gate);
        worker->post([&] {
            started.release();
            const std::lock_guard passing(gate);
        });
        started.acquire();
        auto actor = counter(worker->context(), &trace);
        Asks asks;
        asks.add(actor.ask(&Counter::add, 1));
        asks.add(actor.stop());
        thread->quit();
        held.unlock();
        worker.reset();
        QCOMPARE(asks.inTheEnd(), (QStringList{u"stopped"_s, u"done"_s}));
        QVERIFY(!trace.madeOn.load());
    }

    void stopDestructionAndTheEndOfTheThreadMayComeInAnyOrder()
    {
        Trace trace;
        for (int round = 0; round < 200; ++round) {
            std::atomic<int> asked = 0;
            auto worker = std::make_unique<Worker>(u"actor"_s);
            auto scope = std::make_unique<Scope>();
            std::optional<Actor<Counter>> actor(counter(worker->context(), &trace));
            for (int i = 0; i < 3; ++i)
                scope->spawn(askUntilStopped(*actor, &asked));
            if (round % 5)
                QVERIFY(runUntil([&] { return asked >= round % 5; }));
            switch (round % 4) {
            case 0:
                scope->spawn(actor->stop());
                actor.reset();
                break;
            case 1:
                worker.reset();
                break;
            case 2:
                scope.reset();
                actor.reset();
                break;
            case 3:
                actor->requestStop();
                worker.reset();
                break;
            }
            if (scope)
                QVERIFY(runUntil([&] { return scope->isEmpty(); }));
        }
        QCOMPARE(trace.alive, 0);
    }
};

QTEST_GUILESS_MAIN(tst_ActorThreads)
#include "tst_ActorThreads.moc"
