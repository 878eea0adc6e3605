// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/WaitFor.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/tasks/UntilStopped.h>

#include <QEventLoop>
#include <QTest>
#include <thread>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<int> answerWhen(Event *event, int value)
{
    co_await event->wait();
    if (value < 0)
        throw std::runtime_error("negative");
    co_return int(value);
}

Task<int> waitForEver(QStringList *log)
{
    const Mark mark(log, u"gone"_s);
    co_await sleepFor(1h);
    co_return 1;
}

Task<void> fail()
{
    throw std::runtime_error("failed");
    co_return;
}

template<typename T>
Task<void> await(Spawned<T> *handle, QStringList *log)
{
    try {
        const T value = co_await *handle;
        log->append(QString::number(value));
    } catch (const std::exception &error) {
        log->append(QString::fromUtf8(error.what()));
    }
}

QString failureOf(Scope &scope)
{
    QString text;
    scope.onFailure([&text](const std::exception_ptr &error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception &e) {
            text = QString::fromUtf8(e.what());
        }
    });
    scope.onFailure({});
    return text;
}

Task<std::unique_ptr<int>> moveOnly()
{
    co_await sleepFor(0ms);
    co_return std::make_unique<int>(7);
}

} // namespace

class tst_Spawned : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itsResultIsAwaited()
    {
        Event event;
        QStringList log;
        Scope scope, other;
        Spawned<int> handle = scope.spawn(answerWhen(&event, 5));
        other.spawn(await(&handle, &log));
        QVERIFY(!handle.isDone());
        event.set();
        run(other.join());
        QCOMPARE(log, QStringList{u"5"_s});
        QVERIFY(handle.isDone());
        QVERIFY(scope.isEmpty());
        run(await(&handle, &log)); // once
        QVERIFY2(log.last().contains(u"taken"), qPrintable(log.last()));
    }

    void theResultIsKeptForIt()
    {
        Scope scope;
        Spawned<int> handle = scope.spawn(immediate(3));
        QVERIFY(handle.isDone());
        QCOMPARE(handle.take(), 3);
        Spawned<std::unique_ptr<int>> moved = scope.spawn(moveOnly());
        run(scope.join());
        QCOMPARE(*moved.take(), 7);
    }

    void anErrorIsTheHandlesAndNotTheScopes()
    {
        Event event;
        QStringList log;
        Scope scope;
        Spawned<int> survivor = scope.spawn(waitForEver(&log));
        Spawned<int> handle = scope.spawn(answerWhen(&event, -1));
        event.set();
        run(await(&handle, &log));
        QCOMPARE(log, QStringList{u"negative"_s});
        QVERIFY(!scope.isCancelled() && !survivor.isDone());
    }

    void anErrorIsTheScopesWhereTheHandleIsDropped()
    {
        {
            Event event;
            Scope scope;
            scope.spawn(answerWhen(&event, -1));
            event.set();
            settle0(scope);
            QCOMPARE(failureOf(scope), u"negative"_s);
        }
        Scope scope;
        {
            const Spawned<void> handle = scope.spawn(fail());
            QVERIFY(!scope.isCancelled());
        }
        QVERIFY(scope.isCancelled());
        QCOMPARE(failureOf(scope), u"failed"_s);
    }

    void theTaskGoesOnWithoutItsHandle()
    {
        Event event;
        Scope scope;
        {
            const Spawned<int> handle = scope.spawn(answerWhen(&event, 5));
        }
        QVERIFY(!scope.isEmpty());
        event.set();
        run(scope.join());
    }

    void cancelEndsThisTaskAlone()
    {
        QStringList log;
        Event event;
        Scope scope, other;
        Spawned<int> first = scope.spawn(waitForEver(&log));
        Spawned<int> second = scope.spawn(answerWhen(&event, 2));
        other.spawn(await(&first, &log));
        first.cancel();
        QCOMPARE(log, QStringList{u"gone"_s});
        settle();
        QCOMPARE(log.size(), 2);
        QVERIFY2(log[1].contains(u"cancelled"), qPrintable(log[1]));
        event.set();
        run(scope.join());
        QCOMPARE(second.take(), 2);
        QVERIFY_THROWS_EXCEPTION(TaskCancelled, first.take());
    }

    void aHandleOutlivesItsScope()
    {
        QStringList log;
        auto scope = std::make_unique<Scope>();
        Scope other;
        Spawned<int> handle = scope->spawn(waitForEver(&log));
        other.spawn(await(&handle, &log));
        scope.reset();
        settle();
        QCOMPARE(log.size(), 2);
        QVERIFY(handle.isDone());
        handle.cancel();
        Scope cancelled;
        cancelled.cancel();
        QVERIFY_THROWS_EXCEPTION(TaskCancelled, cancelled.spawn(immediate(1)).take());
    }

    void aNameIsShownAmongTheLiveTasks()
    {
        QStringList log;
        Scope scope;
        scope.spawn(waitForEver(&log), "the download of a");
        QCOMPARE(liveTasks()[0].name, "the download of a");
        QVERIFY(describe(liveTasks()).contains("the download of a: waitForEver, started at tst_Spawned.cpp"));
    }

    void aStopTokenCancelsTheScope()
    {
        QStringList log;
        std::stop_source stop;
        Scope scope;
        scope.cancelOn(stop.get_token());
        scope.spawn(waitForEver(&log));
        std::thread thread([&stop] { stop.request_stop(); });
        thread.join();
        QTRY_VERIFY(scope.isCancelled());
        QCOMPARE(log, QStringList{u"gone"_s});
        Scope late;
        late.cancelOn(stop.get_token());
        QVERIFY(late.isCancelled());
        std::stop_source never;
        {
            Scope gone;
            gone.cancelOn(never.get_token());
        }
        never.request_stop();
    }

    void theEndOfAScopeRequestsStop()
    {
        std::stop_token token;
        std::stop_token ofTheDead;
        {
            Scope scope;
            token = scope.stopToken();
            QVERIFY(!token.stop_requested());
            scope.cancel();
            ofTheDead = scope.stopToken();
        }
        QVERIFY(token.stop_requested());
        QVERIFY(ofTheDead.stop_requested());
    }

    void aTaskIsEndedByAStopToken()
    {
        QStringList log;
        std::stop_source stop;
        Scope scope;
        Spawned<int> handle = scope.spawn(untilStopped(waitForEver(&log), stop.get_token()));
        std::thread thread([&stop] { stop.request_stop(); });
        thread.join();
        run(scope.join());
        QCOMPARE(log, QStringList{u"gone"_s});
        QVERIFY_THROWS_EXCEPTION(TaskCancelled, handle.take());
        QVERIFY_THROWS_EXCEPTION(TaskCancelled, run(untilStopped(immediate(1), stop.get_token())));
        QCOMPARE(run(untilStopped(later(4), std::stop_source().get_token())), 4);
        QCOMPARE(run(untilStopped(later(5), std::stop_token())), 5);
    }

    void waitForGivesTheResultOrTheError()
    {
        QCOMPARE(waitFor(later(6)), 6);
        QCOMPARE(waitFor(immediate(7)), 7);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, waitFor(fail()));
        QCOMPARE(*waitFor(moveOnly()), 7);
    }

    void waitForEndsWithItsLoop()
    {
        QStringList log;
        Worker worker(u"test"_s);
        worker.post([&log] {
            QObject there;
            QTimer::singleShot(0, &there, [] { QThread::currentThread()->quit(); });
            try {
                waitFor(waitForEver(&log));
            } catch (const TaskCancelled &) {
                log.append(u"cancelled"_s);
            }
        });
        worker.context()->thread()->wait();
        QCOMPARE(log, (QStringList{u"gone"_s, u"cancelled"_s}));
    }

    void waitForLetsOthersGoOn()
    {
        const auto inner = []() -> Task<int> {
            const int result = waitFor(later(8));
            co_return result;
        };
        QCOMPARE(waitFor(inner()), 8);
    }

private:
    /// Until the task has failed, but not until the error is printed.
    static void settle0(const Scope &scope)
    {
        while (!scope.isCancelled())
            QCoreApplication::sendPostedEvents(&Loop::current());
    }
};

QTEST_GUILESS_MAIN(tst_Spawned)
#include "tst_Spawned.moc"
