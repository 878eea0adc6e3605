// SPDX-License-Identifier: MIT
#include "tests/async/Sender.h"
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

#include <QEventLoop>
#include <QTest>

using namespace livebelt::test;

namespace {

AsyncIterator<int> endless(int *made)
{
    while (true)
        co_yield int(++*made);
}

Task<void> consumeForEver(AsyncIterator<int> items)
{
    while (auto item = co_await items.next()) {
    }
}

Task<void> receiveForEver(Channel<int> channel, int *got)
{
    while (true) {
        int item = 1;
        channel.trySend(item);
        auto received = co_await channel.receive();
        *got += *received;
    }
}

Task<void> add(int *to)
{
    ++*to;
    co_return;
}

Task<void> spawnForEver(Scope *scope, AsyncIterator<int> items, int *started)
{
    while (auto item = co_await items.next())
        scope->spawn(add(started));
}

Task<void> nestedLoop(Event *entered, QEventLoop *loop)
{
    co_await sleepFor(0ms);
    entered->set();
    loop->exec();
}

Task<void> quitWhen(Event *event, QEventLoop *loop)
{
    co_await event->wait();
    co_await sleepFor(1ms);
    loop->quit();
}

Task<void> quitAfterAYield(Event *event, QEventLoop *loop, bool *hasYielded)
{
    co_await event->wait();
    co_await sleepFor(0ms);
    *hasYielded = true;
    loop->quit();
}

Task<void> yieldWhen(Event *event)
{
    co_await event->wait();
    co_await sleepFor(0ms);
}

Task<void> setWhen(Event *event, Event *other)
{
    co_await event->wait();
    other->set();
}

Task<void> sleepOften(int times)
{
    for (int i = 0; i < times; ++i)
        co_await sleepFor(1ns);
}

Task<void> waitFor(Event *event)
{
    co_await event->wait();
}

/// Counts the events that a loop gets, but not its timers'.
class EventCount : public QObject
{
public:
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() >= QEvent::User;
        return false;
    }
};

/// Sets the budget of a slice for one test.
class Budget
{
public:
    explicit Budget(std::chrono::milliseconds budget) { Loop::current().setSliceBudget(budget); }
    Budget(const Budget &) = delete;
    Budget &operator=(const Budget &) = delete;
    ~Budget() { Loop::current().setSliceBudget(8ms); }
};

} // namespace

class tst_Loop : public QObject
{
    Q_OBJECT
public:
    explicit tst_Loop(Scope *outlivesTheApplication) : m_late(outlivesTheApplication) {}

private Q_SLOTS:
    void aConsumerThatAlwaysFindsAnItemLetsTheEventLoopTakeItsTurn()
    {
        const Budget budget(0ms);
        int made = 0;
        Scope scope;
        scope.spawn(consumeForEver(endless(&made)));
        bool posted = false;
        bool timer = false;
        QMetaObject::invokeMethod(
            this, [&] { posted = true; }, Qt::QueuedConnection);
        QTimer::singleShot(0, this, [&] { timer = true; });
        QVERIFY(runUntil([&] { return posted && timer; }));
        const int before = made;
        QVERIFY(runUntil([&] { return made > before + 1'000; })); // and goes on afterwards
    }

    void aReceiverThatAlwaysFindsAnItemLetsTheEventLoopTakeItsTurn()
    {
        const Budget budget(0ms);
        int got = 0;
        Scope scope;
        scope.spawn(receiveForEver(Channel<int>(4), &got));
        bool timer = false;
        QTimer::singleShot(0, this, [&] { timer = true; });
        QVERIFY(runUntil([&] { return timer; }));
        const int before = got;
        QVERIFY(runUntil([&] { return got > before + 1'000; }));
    }

    void startingTasksWithinASliceDoesNotStretchIt()
    {
        const Budget budget(1ms);
        int made = 0;
        int started = 0;
        Scope scope;
        Scope children;
        scope.spawn(spawnForEver(&children, endless(&made), &started));
        bool timer = false;
        QTimer::singleShot(0, this, [&] { timer = true; });
        QVERIFY(runUntil([&] { return timer; }));
        QVERIFY(started > 0);
    }

    void whatIsReadyBeforeADroppedConsumerIsKept()
    {
        const Budget budget(0ms);
        int made = 0;
        AsyncIterator<int> items = endless(&made);
        QList<int> got;
        {
            Scope scope;
            scope.spawn(collectFrom(&items, &got)); // stops where its slice is spent
        }
        settle();
        run(collectFrom(&items, &got, got.size() + 100));
        for (int i = 0; i < got.size(); ++i)
            QCOMPARE(got[i], i + 1);
    }

    void itGoesOnInANestedEventLoop()
    {
        QEventLoop loop;
        Event entered;
        Scope scope;
        scope.spawn(quitWhen(&entered, &loop));
        scope.spawn(nestedLoop(&entered, &loop));
        QTRY_VERIFY(scope.isEmpty());
    }

    void aNestedEventLoopHasIdleTurnsEvenWithinOne()
    {
        QEventLoop loop;
        Event entered;
        bool hasYielded = false;
        Scope scope;
        scope.spawn(quitAfterAYield(&entered, &loop, &hasYielded));
        scope.spawn(nestedLoop(&entered, &loop));
        bool hasGivenUp = false;
        QTimer::singleShot(5s, &loop, [&] {
            hasGivenUp = true;
            loop.quit();
        });
        QVERIFY(runUntil([&] { return hasYielded || scope.isEmpty(); }));
        QVERIFY(hasYielded && !hasGivenUp);
    }

    void whoIsReadyDoesNotWaitForAnIdleTurnOfAnother()
    {
        Event first, second, third;
        Scope idle;
        Scope scope;
        idle.spawn(yieldWhen(&first));
        scope.spawn(setWhen(&second, &third));
        scope.spawn(waitFor(&third));
        first.set();
        second.set();
        for (int turn = 0; turn < 3; ++turn) // without the event loop, which would fire timers
            QCoreApplication::sendPostedEvents(&Loop::current());
        QVERIFY(scope.isEmpty());
    }

    void timersDoNotMultiplyTheSlicesOfATurn()
    {
        const Budget budget(0ms);
        int made = 0;
        Scope busy;
        busy.spawn(consumeForEver(endless(&made)));
        run(sleepOften(50));
        EventCount events;
        Loop::current().installEventFilter(&events);
        for (int turn = 0; turn < 10; ++turn)
            QCoreApplication::sendPostedEvents(&Loop::current());
        QVERIFY2(events.count <= 10, qPrintable(QString::number(events.count)));
    }

    void aWaiterSurvivesTheEventItWaitsFor()
    {
        auto event = std::make_unique<Event>();
        Scope scope;
        scope.spawn(waitFor(event.get()));
        event.reset();
        QVERIFY(!scope.isEmpty());
        QTRY_VERIFY(scope.isEmpty());
    }

    void aLongSleepIsStillASleep()
    {
        Scope scope;
        scope.spawn([]() -> Task<void> { co_await sleepFor(std::chrono::hours(24 * 365)); }());
        settle();
        QVERIFY(!scope.isEmpty());
    }

    void coroutinesMayOutliveTheApplication() // checked by main(), and by the sanitizers
    {
        auto *event = new Event;
        m_late->spawn(
            [](std::unique_ptr<Event> e) -> Task<void> { co_await e->wait(); }(std::unique_ptr<Event>(event)));
        m_late->spawn([]() -> Task<void> { co_await sleepFor(1h); }());
        m_late->spawn([]() -> Task<void> { co_await sleepFor(0ms); }());
        event->set(); // woken, and never resumed
    }

private:
    Scope *m_late;
};

int main(int argc, char *argv[])
{
    Scope late;
    QCoreApplication application(argc, argv);
    tst_Loop test(&late);
    return QTest::qExec(&test, argc, argv);
}
#include "tst_Loop.moc"
