// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Event.h>
#include <livebelt/async/Futures.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/tasks/WhenAll.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <thread>

using namespace livebelt::test;

namespace {

/// A loop over something that is always ready goes on until somebody else has had a turn, or for two seconds in vain.
struct Turn
{
    bool isOver() const { return hasCome || deadline.hasExpired(); }
    bool hasCome = false;
    QDeadlineTimer deadline = QDeadlineTimer(2s);
};
using Loops = Task<void> (*)(Turn *);

Task<void> tasks(Turn *turn)
{
    while (!turn->isOver())
        co_await immediate(1);
}

Task<void> sends(Turn *turn)
{
    Channel<int> channel(4, Overflow::DropOldest);
    while (!turn->isOver())
        co_await channel.send(1);
}

Task<void> sendsToNobody(Turn *turn)
{
    Channel<int> channel(4);
    channel.close();
    while (!turn->isOver())
        co_await channel.send(1);
}

Task<void> receives(Turn *turn)
{
    Channel<int> channel(4);
    while (!turn->isOver()) {
        int item = 1;
        channel.trySend(item);
        co_await channel.receive();
    }
}

Task<void> batches(Turn *turn)
{
    while (!turn->isOver()) {
        Channel<int> channel(4);
        int item = 1;
        channel.trySend(item);
        co_await channel.receiveBatch(4);
    }
}

Task<void> receivesFromNobody(Turn *turn)
{
    Channel<int> channel(4);
    channel.close();
    while (!turn->isOver())
        co_await channel.receive();
}

Task<void> events(Turn *turn)
{
    Event event;
    while (!turn->isOver()) {
        event.set();
        co_await event.wait();
    }
}

Task<void> shortStreams(Turn *turn)
{
    while (!turn->isOver()) {
        auto items = numbers(2);
        while (auto item = co_await items.next()) {
        }
    }
}

Task<void> endedStream(Turn *turn)
{
    auto items = numbers(0);
    while (!turn->isOver())
        co_await items.next();
}

Task<void> movedStream(Turn *turn)
{
    auto items = numbers(2);
    const auto moved = std::move(items);
    while (!turn->isOver())
        co_await items.next(); // NOLINT(bugprone-use-after-move): it has ended
}

Task<void> groups(Turn *turn)
{
    while (!turn->isOver())
        co_await whenAll(immediate(1), immediate(2));
}

Task<void> futures(Turn *turn)
{
    while (!turn->isOver())
        co_await QtFuture::makeReadyFuture(1);
}

/// Somebody else's awaitable, that never waits.
struct Ready
{
    bool await_ready() const { return true; }
    void await_suspend(std::coroutine_handle<>) const {}
    void await_resume() const {}
};

Task<void> foreign(Turn *turn)
{
    while (!turn->isOver())
        co_await Ready();
}

AsyncIterator<int> untilOver(Turn *turn)
{
    while (!turn->isOver())
        co_yield 1;
}

Task<void> emptyInnerStreams(Turn *turn)
{
    auto none = [](int) { return numbers(0); };
    auto items = untilOver(turn) | flatMap(none, 3);
    co_await items.next();
}

Task<void> mergedStreams(Turn *turn)
{
    auto items = merge(untilOver(turn), untilOver(turn));
    while (auto item = co_await items.next()) {
    }
}

/// Each item takes long: it is no use to look at the time at every 64th only.
Task<void> heavyTask()
{
    const QDeadlineTimer end(2ms, Qt::PreciseTimer);
    while (!end.hasExpired()) {
    }
    co_return;
}

Task<void> heavyTasks(int times, int *done)
{
    for (int i = 0; i < times; ++i) {
        co_await heavyTask();
        ++*done;
    }
}

} // namespace

class tst_Budget : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsAlwaysReadyLetsTheEventLoopHaveItsTurn_data()
    {
        QTest::addColumn<void *>("loops");
        const auto row = [](const char *name, Loops loops) { QTest::newRow(name) << reinterpret_cast<void *>(loops); };
        row("tasks", tasks);
        row("sends", sends);
        row("sends into a closed channel", sendsToNobody);
        row("receives", receives);
        row("batches", batches);
        row("receives from a closed channel", receivesFromNobody);
        row("events", events);
        row("short streams", shortStreams);
        row("an ended stream", endedStream);
        row("a stream that was moved from", movedStream);
        row("groups", groups);
        row("futures", futures);
        row("foreign awaitables", foreign);
        row("empty inner streams", emptyInnerStreams);
        row("merged streams", mergedStreams);
    }

    void whatIsAlwaysReadyLetsTheEventLoopHaveItsTurn()
    {
        QFETCH(void *, loops);
        Turn turn;
        QTimer::singleShot(0, this, [&turn] { turn.hasCome = true; });
        Scope scope;
        scope.spawn(reinterpret_cast<Loops>(loops)(&turn));
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QVERIFY(turn.hasCome);
        QVERIFY(!turn.deadline.hasExpired());
    }

    void aSocketHasItsTurn()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTcpSocket socket;
        Turn turn;
        QObject::connect(&socket, &QTcpSocket::connected, this, [&turn] { turn.hasCome = true; });
        socket.connectToHost(server.serverAddress(), server.serverPort());
        Scope scope;
        scope.spawn(tasks(&turn));
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QVERIFY(turn.hasCome);
    }

    void heavyItemsAreCountedByTheirTime()
    {
        int done = 0, last = 0, most = 0;
        run(heavyTasks(100, &done)); // by now it has learnt how long they take
        last = done;
        QTimer beat;
        QObject::connect(&beat, &QTimer::timeout, this,
                         [&] { most = std::max(most, done - std::exchange(last, done)); });
        beat.start(0);
        run(heavyTasks(50, &done));
        // Of 2 ms each, in slices of 8 ms, of which there may be some between two beats.
        QVERIFY2(most > 0 && most < 40, qPrintable(QString::number(most)));
    }
};

QTEST_GUILESS_MAIN(tst_Budget)
#include "tst_Budget.moc"
