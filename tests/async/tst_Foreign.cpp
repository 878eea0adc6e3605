// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Futures.h>
#include <livebelt/async/Worker.h>

#include <QPromise>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <memory>
#include <qcoro/qcorotask.h>
#include <qcoro/qcorotimer.h>
#include <thread>

/// What makes QCoro await a task of ours: it wants to be told of each type that it has not made itself.
template<typename T>
struct QCoro::detail::awaiter_type<livebelt::async::Task<T>>
{
    class type
    {
    public:
        explicit type(livebelt::async::Task<T> &task) : m_awaiter(std::move(task).operator co_await()) {}
        bool await_ready() { return m_awaiter.await_ready(); }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> waiter)
        {
            m_awaiter.await_suspend(waiter);
        }
        T await_resume() { return m_awaiter.await_resume(); }

    private:
        decltype(std::declval<livebelt::async::Task<T>>().operator co_await()) m_awaiter;
    };
};

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

/// An awaitable such as people write by hand: it resumes whoever waits from another thread.
class FromAThread
{
public:
    explicit FromAThread(int value) : m_value(value) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiter)
    {
        QThreadPool::globalInstance()->start([waiter] { waiter.resume(); });
    }
    int await_resume() const { return m_value; }

private:
    int m_value;
};

/// One that resumes inside of what wakes it, and may do so when the waiter has long been destroyed.
class Gate : public QObject
{
    Q_OBJECT
public:
    struct Awaiter
    {
        explicit Awaiter(Gate *g) : gate(g) {}
        bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<> waiter) const { gate->m_waiter = waiter; }
        QString await_resume() const { return u"through"_s; }
        Gate *gate;
    };
    Awaiter operator co_await() { return Awaiter(this); }
    bool isWaitedFor() const { return bool(m_waiter); }
    void open() { std::exchange(m_waiter, {}).resume(); }

private:
    std::coroutine_handle<> m_waiter;
};

QCoro::Task<int> theirs(int value)
{
    co_await QCoro::sleepFor(1ms);
    co_return value;
}

QCoro::Task<> theirsFails()
{
    co_await QCoro::sleepFor(1ms);
    throw std::runtime_error("theirs");
}

Task<int> oursAwaitsTheirs(int value)
{
    const int result = co_await theirs(value);
    co_return result + 1;
}

Task<void> oursAwaitsTheirFailure()
{
    co_await theirsFails();
}

QCoro::Task<int> theirsAwaitsOurs(int value)
{
    const int result = co_await later(value);
    co_return result + 1;
}

Task<int> awaitAThread(Qt::HANDLE *resumedOn)
{
    const int value = co_await FromAThread(7);
    *resumedOn = QThread::currentThreadId();
    co_return value;
}

Task<void> awaitGate(Gate *gate, QString *got)
{
    auto text = co_await *gate;
    *got = text;
}

template<typename T>
Task<T> awaitFuture(QFuture<T> future)
{
    if constexpr (std::is_void_v<T>) {
        co_await future;
    } else {
        T result = co_await future;
        co_return result;
    }
}

} // namespace

class tst_Foreign : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskOfQCoroIsAwaitedInOurs() { QCOMPARE(run(oursAwaitsTheirs(41)), 42); }
    void itsErrorIsThrownHere() { QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(oursAwaitsTheirFailure())); }
    void oursIsAwaitedInATaskOfQCoro() { QCOMPARE(QCoro::waitFor(theirsAwaitsOurs(41)), 42); }

    void aTaskOfQCoroMayOutliveWhoAwaitedIt()
    {
        auto scope = std::make_unique<Scope>();
        std::optional<int> got;
        scope->spawn(keep(oursAwaitsTheirs(1), &got));
        scope.reset();
        run(waitABit());
        QVERIFY(!got);
    }

    void anAwaitableMadeByHandMayResumeOnAnotherThread()
    {
        Qt::HANDLE resumedOn = nullptr;
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(run(awaitAThread(&resumedOn)), 7);
            QCOMPARE(resumedOn, QThread::currentThreadId());
        }
    }

    void weAreNotResumedInsideOfWhatWakesUs()
    {
        Gate gate;
        QString got;
        Scope scope;
        scope.spawn(awaitGate(&gate, &got));
        QVERIFY(gate.isWaitedFor());
        gate.open();
        QVERIFY(got.isEmpty());
        run(scope.join());
        QCOMPARE(got, u"through"_s);
    }

    void itMayResumeAWaiterThatIsNoMore()
    {
        Gate gate;
        QString got;
        {
            Scope scope;
            scope.spawn(awaitGate(&gate, &got));
        }
        gate.open();
        settle();
        QVERIFY(got.isEmpty());
    }

    void aFutureGivesItsResult()
    {
        QPromise<int> promise;
        promise.start();
        Scope scope;
        std::optional<int> got;
        scope.spawn(keep(awaitFuture(promise.future()), &got));
        settle();
        QVERIFY(!got);
        promise.addResult(5);
        promise.finish();
        run(scope.join());
        QCOMPARE(got, std::optional(5));
    }

    void aFutureOfAnotherThreadGivesItsResultHere()
    {
        QPromise<QString> promise;
        promise.start();
        const QFuture<QString> future = promise.future();
        std::thread thread([&promise] {
            promise.addResult(u"there"_s);
            promise.finish();
        });
        QCOMPARE(run(awaitFuture(future)), u"there"_s);
        thread.join();
    }

    void theErrorOfAFutureIsThrown()
    {
        QPromise<void> promise;
        promise.start();
        promise.setException(std::make_exception_ptr(std::runtime_error("failed")));
        promise.finish();
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(awaitFuture(promise.future())));
    }

    void aCancelledFutureSaysSo()
    {
        QPromise<int> promise;
        promise.start();
        promise.future().cancel();
        promise.finish();
        QVERIFY_THROWS_EXCEPTION(FutureCancelled, run(awaitFuture(promise.future())));
    }

    void aFutureThatEndsWithoutAResultSaysSo()
    {
        QPromise<int> promise;
        promise.start();
        promise.finish();
        QVERIFY_THROWS_EXCEPTION(FutureWithoutResult, run(awaitFuture(promise.future())));
        QFuture<int> future;
        {
            QPromise<int> broken;
            broken.start();
            future = broken.future();
        }
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(awaitFuture(future)));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(awaitFuture(QFuture<int>())));
    }

    void destroyingTheWaiterLeavesTheFutureAlone()
    {
        QPromise<int> promise;
        promise.start();
        {
            Scope scope;
            std::optional<int> got;
            scope.spawn(keep(awaitFuture(promise.future()), &got));
            settle();
        }
        QVERIFY(!promise.isCanceled());
        promise.addResult(1);
        promise.finish();
        settle();
    }

private:
    static Task<void> waitABit() { co_await sleepFor(5ms); }
};

QTEST_GUILESS_MAIN(tst_Foreign)
#include "tst_Foreign.moc"
