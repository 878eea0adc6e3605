// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Sender.h"
#include "tests/async/Support.h"
#include "tests/async/Unwound.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/Threads.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/Network.h>

#include <QNetworkAccessManager>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> consumeAwaiting(AsyncIterator<int> items, QList<int> *got)
{
    while (auto item = co_await items.next()) {
        const int same = co_await later(*item);
        got->append(same);
    }
}

// What a generator can wait for, each as a task that says when it is unwound.
Task<void> onTimer(QStringList *log)
{
    const Mark mark(log, u"child"_s);
    co_await sleepFor(1h);
}

Task<void> onSignal(QStringList *log, Sender *sender)
{
    const Mark mark(log, u"child"_s);
    co_await nextSignal(sender, &Sender::number);
    log->append(u"resumed"_s);
}

Task<void> onChannel(QStringList *log, Channel<int> channel)
{
    const Mark mark(log, u"child"_s);
    co_await channel.receive();
    log->append(u"resumed"_s);
}

Task<void> onSending(QStringList *log, Channel<int> channel)
{
    const Mark mark(log, u"child"_s);
    co_await channel.send(1);
    co_await channel.send(2);
    log->append(u"resumed"_s);
}

Task<void> onBytes(QStringList *log, QIODevice *device)
{
    const Mark mark(log, u"child"_s);
    auto pieces = chunks(device);
    co_await pieces.next();
    log->append(u"resumed"_s);
}

Task<void> onReply(QStringList *log, ReplyPointer reply)
{
    const Mark mark(log, u"child"_s);
    const ReplyPointer done = co_await finished(std::move(reply));
    log->append(u"resumed"_s);
}

Task<void> onHop(QStringList *log, Worker *worker, QSemaphore *mayReturn)
{
    const Mark mark(log, u"child"_s);
    auto work = [mayReturn] { mayReturn->acquire(); };
    co_await onThread(worker->context(), work);
    log->append(u"resumed"_s);
}

Task<void> onJoin(QStringList *log, Scope *scope)
{
    const Mark mark(log, u"child"_s);
    co_await scope->join();
    log->append(u"resumed"_s);
}

Task<void> setLater(bool *done)
{
    co_await sleepFor(0ms);
    *done = true;
}

} // namespace

class tst_Lifetime : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aStreamWhoseBodyAwaitsSomethingElseLosesNothing()
    {
        Sender sender;
        QList<int> got;
        QList<int> sent;
        Scope scope;
        scope.spawn(consumeAwaiting(signalsOf(&sender, &Sender::number), &got));
        for (int i = 0; i < 200; ++i) {
            sent.append(i);
            Q_EMIT sender.number(i);
            if (i % 3 == 0)
                QCoreApplication::processEvents();
        }
        QTRY_COMPARE(got, sent);
    }

    void destroyingAnIteratorUnwindsWhatItWaitsForChildFirst()
    {
        const QStringList order{u"child"_s, u"generator"_s, u"consumer"_s};
        const auto nothing = [] {};
        QStringList log;
        QCOMPARE(unwound(&log, onTimer(&log), nothing), order);

        log.clear();
        Sender sender;
        QCOMPARE(unwound(&log, onSignal(&log, &sender), [&] { Q_EMIT sender.number(1); }), order);

        log.clear();
        Channel<int> channel(1);
        QCOMPARE(unwound(&log, onChannel(&log, channel), [&] { channel.close(); }), order);

        log.clear();
        Channel<int> full(1);
        QCOMPARE(
            unwound(&log, onSending(&log, full), [&] { QVERIFY(full.tryReceiveBatch(1).items == std::vector{1}); }),
            order);

        log.clear();
        Scope other;
        other.spawn(onTimer(&log));
        QCOMPARE(unwound(&log, onJoin(&log, &other), nothing), order);
        other.cancel();
    }

    void destroyingAnIteratorThatWaitsForTheNetworkUnwindsChildFirst()
    {
        const QStringList order{u"child"_s, u"generator"_s, u"consumer"_s};
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QStringList log;
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), silent.serverPort());
        QVERIFY(runUntil([&] { return silent.hasPendingConnections(); }));
        QTcpSocket *peer = silent.nextPendingConnection();
        QCOMPARE(unwound(&log, onBytes(&log, &socket), [&] { peer->write("x"), peer->waitForBytesWritten(); }), order);

        log.clear();
        QNetworkAccessManager manager;
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(silent.serverPort()));
        ReplyPointer reply(manager.get(QNetworkRequest(url)));
        const QPointer<QNetworkReply> watched = reply.get();
        QCOMPARE(unwound(&log, onReply(&log, std::move(reply)), [] {}), order);
        QVERIFY(!watched);
    }

    void destroyingAnIteratorThatWaitsForAThreadUnwindsChildFirst()
    {
        QStringList log;
        QSemaphore mayReturn;
        Worker worker(u"test"_s);
        const auto letGo = [&] {
            mayReturn.release();
            worker.run([] {});
        };
        QCOMPARE(unwound(&log, onHop(&log, &worker, &mayReturn), letGo),
                 (QStringList{u"child"_s, u"generator"_s, u"consumer"_s}));
    }

    void droppingATaskCancelsItAndNothingOfItRunsLater()
    {
        bool done = false;
        {
            const Task<void> unstarted = setLater(&done);
        }
        {
            Scope scope;
            scope.spawn(setLater(&done));
        }
        settle();
        QVERIFY(!done);
    }

    void aDeletedSenderEndsTheStreamAfterWhatItHadSaid()
    {
        auto sender = std::make_unique<Sender>();
        QList<int> got;
        Scope scope;
        scope.spawn(collect(signalsOf(sender.get(), &Sender::number), &got));
        settle();
        Q_EMIT sender->number(7);
        sender.reset();
        QVERIFY(!scope.isEmpty()); // not from within the destructor
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(got, QList<int>{7});
    }

    void aDeletedSenderEndsTheWaitForOneSignal()
    {
        auto sender = std::make_unique<Sender>();
        std::optional<std::optional<int>> result;
        Scope scope;
        scope.spawn(keep(nextSignal(sender.get(), &Sender::number), &result));
        sender.reset();
        QTRY_VERIFY(result);
        QVERIFY(!*result);
    }

    void theQueueOfASignalIsBoundedAndSaysWhatItDropped()
    {
        Sender sender;
        SignalQueue<int> queue(&sender, &Sender::number, 8, Overflow::DropOldest);
        for (int i = 0; i < 100; ++i)
            Q_EMIT sender.number(i);
        QCOMPARE(queue.statistics().depth, 8u);
        QCOMPARE(queue.statistics().dropped, 92u);
        QCOMPARE(queue.statistics().sent, 100u);
        QCOMPARE(*queue.take(), 92);
    }

    void aScopeEndsWithTheObjectItIsBoundTo()
    {
        QStringList log;
        auto object = std::make_unique<QObject>();
        Scope scope(object.get());
        scope.spawn(onTimer(&log));
        object.reset();
        QCOMPARE(log, QStringList{u"child"_s});
        QVERIFY(scope.isCancelled());
        bool done = false;
        scope.spawn(setLater(&done));
        QVERIFY(scope.isEmpty());
        settle();
        QVERIFY(!done);
    }
};

QTEST_GUILESS_MAIN(tst_Lifetime)
#include "tst_Lifetime.moc"
