// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Futures.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/tasks/WhenAny.h>

#include <QPromise>
#include <QTest>

using namespace livebelt::test;

namespace {

/// Which of the two came first, over and over, until one ends.
Task<void> listen(AsyncIterator<int> items, Channel<QString> channel, QStringList *log)
{
    AsyncIterator<int> own = std::move(items);
    while (true) {
        auto first = co_await whenAny(own.next(), channel.receive(), sleepFor(1s));
        const auto value = first.take();
        if (first.index() == 0 && std::get<0>(value)) {
            log->append(QString::number(*std::get<0>(value)));
        } else if (first.index() == 1 && std::get<1>(value)) {
            log->append(*std::get<1>(value));
        } else if (first.index() == 2) {
            log->append(u"silence"_s);
        } else {
            log->append(u"end"_s);
            break;
        }
    }
}

Task<int> ofAll(Event *event, QObject *sender, QFuture<int> future)
{
    auto pause = sleepFor(24h); // one that has a name
    auto first = co_await whenAny(event->wait(), nextSignal(sender, &QObject::objectNameChanged), future, pause);
    co_return int(first.index());
}

Task<QString> errorOfEither(AsyncIterator<int> items)
{
    AsyncIterator<int> own = std::move(items);
    auto first = co_await whenAny(sleepFor(24h), own.next());
    try {
        first.take();
    } catch (const std::exception &error) {
        co_return QString::number(first.index()) + QString::fromUtf8(error.what());
    }
    co_return u"none"_s;
}

Task<int> ofAPipe(AsyncIterator<int> items)
{
    auto tens = std::move(items) | map([](int item) { return 10 * item; });
    auto first = co_await whenAny(tens.next(), later(7));
    if (first.index() == 1)
        co_return std::get<1>(first.take());
    const auto value = first.take();
    co_return std::get<0>(value).value_or(-1);
}

Task<int> pulled(AsyncIterator<int> *first, AsyncIterator<int> *second)
{
    auto any = co_await whenAny(first->next(), second->next());
    co_return int(any.index());
}

Task<void> waitForEither(Channel<int> one, Channel<int> other)
{
    co_await whenAny(one.receive(), other.receive());
}

} // namespace

/// whenAny() over what is no task.
class tst_WhenAnyAwaitables : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itemsMessagesAndTimeAndNoneIsLost()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Channel<int> numbers(10);
        Channel<QString> words(10);
        QStringList log;
        Scope scope;
        scope.spawn(listen(numbers.items(), words, &log));
        clock.advance(1s);
        for (int i = 0; i < 3; ++i) {
            QString word = u"word"_s;
            int number = i;
            QVERIFY(words.trySend(word)); // both are there before it can go on
            QVERIFY(numbers.trySend(number));
        }
        settle();
        clock.advance(2s);
        words.close();
        settle();
        QVERIFY(scope.isEmpty());
        QCOMPARE(log.first(), u"silence"_s);
        QCOMPARE(log.last(), u"end"_s);
        QCOMPARE(log.count(u"silence"_s), 3);
        QCOMPARE(log.count(u"word"_s), 3);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(log.count(QString::number(i)), 1);
    }

    void eventsSignalsAndFutures()
    {
        Event event;
        QObject sender;
        QPromise<int> promise;
        promise.start();
        const auto first = [&](const std::function<void()> &happen) {
            std::optional<int> got;
            Scope scope;
            scope.spawn(keep(ofAll(&event, &sender, promise.future()), &got));
            settle();
            happen();
            runUntil([&got] { return got.has_value(); });
            return got;
        };
        QCOMPARE(first([&event] { event.set(); }), std::optional(0));
        QCOMPARE(first([&sender] { sender.setObjectName(u"x"_s); }), std::optional(1));
        QCOMPARE(first([&promise] {
                     promise.addResult(1);
                     promise.finish();
                 }),
                 std::optional(2));
    }

    void anErrorIsAResultToo()
    {
        QCOMPARE(run(errorOfEither(failingAfter(0, true))), u"1broken"_s);
        QCOMPARE(run(errorOfEither(failingAfter(0, false))), u"1broken"_s);
    }

    void tasksAndPipesAmongThem()
    {
        Channel<int> silent(1);
        QCOMPARE(run(ofAPipe(silent.items())), 7);
        QCOMPARE(run(ofAPipe(waitingNumbers(1) | map([](int) { return 4; }))), 40);
    }

    void whatIsReadySparesThoseBehindIt()
    {
        int made = 0;
        auto one = numbers(1);
        auto other = endless(&made);
        QCOMPARE(run(pulled(&one, &other)), 0);
        QCOMPARE(made, 0);
    }

    void destroyedWhileItWaitsItLosesNothing()
    {
        Channel<int> one(1);
        Channel<int> other(1);
        QStringList log;
        QCOMPARE(unwound(&log, waitForEither(one, other),
                         [&] {
                             int item = 1;
                             one.trySend(item);
                         }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(one.statistics().depth, 1U);
        {
            Scope scope;
            scope.spawn(waitForEither(other, one));
            settle();
            QVERIFY(scope.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(tst_WhenAnyAwaitables)
#include "tst_WhenAnyAwaitables.moc"
