// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> failWhen(Event *event)
{
    co_await event->wait();
    throw std::runtime_error("first");
}

Task<void> fail()
{
    throw std::runtime_error("at once");
    co_return;
}

Task<void> waitForEver(QStringList *log)
{
    const Mark mark(log, u"cancelled"_s);
    co_await sleepFor(1h);
}

Task<void> joinAndSay(Task<void> join, QStringList *log)
{
    try {
        co_await std::move(join);
        log->append(u"joined"_s);
    } catch (const std::exception &error) {
        log->append(QString::fromUtf8(error.what()));
    }
}

Task<void> waitOnce(Event *event)
{
    co_await event->wait();
}

Task<void> spawnMore(Scope *scope, int *left)
{
    co_await sleepFor(0ms);
    if (--*left > 0)
        scope->spawn(spawnMore(scope, left));
}

} // namespace

class tst_Scope : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itStartsATaskAtOnceAndForgetsItWhenItHasEnded()
    {
        Event event;
        Scope scope;
        QVERIFY(scope.isEmpty());
        scope.spawn(waitOnce(&event));
        QVERIFY(!scope.isEmpty());
        event.set();
        QTRY_VERIFY(scope.isEmpty());
    }

    void joinWaitsForAllAlsoForThoseThatComeLater()
    {
        Scope scope;
        int left = 5;
        scope.spawn(spawnMore(&scope, &left));
        run(scope.join());
        QCOMPARE(left, 0);
        run(scope.join());
    }

    void theFirstErrorCancelsTheRestAndIsThrownByJoin()
    {
        Event event;
        QStringList log;
        Scope scope;
        scope.spawn(waitForEver(&log));
        scope.spawn(failWhen(&event));
        scope.spawn(waitForEver(&log));
        Scope other;
        other.spawn(joinAndSay(scope.join(), &log));
        event.set();
        QTRY_COMPARE(log, (QStringList{u"cancelled"_s, u"cancelled"_s, u"first"_s}));
        QVERIFY(scope.isCancelled());
    }

    void anErrorBeforeJoinIsKeptForIt()
    {
        Scope scope;
        scope.spawn(fail());
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(scope.join()));
    }

    void anErrorGoesToTheHandlerWhereNobodyJoins()
    {
        QString told;
        QStringList log;
        auto scope = std::make_unique<Scope>();
        scope->spawn(waitForEver(&log));
        scope->onFailure([&](std::exception_ptr error) {
            scope.reset(); // that is allowed, too
            try {
                std::rethrow_exception(error);
            } catch (const std::exception &e) {
                told = QString::fromUtf8(e.what());
            }
        });
        scope->spawn(fail());
        QCOMPARE(told, u"at once"_s);
        QCOMPARE(log, QStringList{u"cancelled"_s});
    }

    void anErrorThatNobodyTakesIsPrinted()
    {
        QTest::ignoreMessage(QtCriticalMsg, "a task failed and nobody joined its scope: at once");
        Scope scope;
        scope.spawn(fail());
    }

    void joinOutlivesTheScope()
    {
        QStringList log;
        auto scope = std::make_unique<Scope>();
        scope->spawn(waitForEver(&log));
        Task<void> unstarted = scope->join();
        Scope other;
        other.spawn(joinAndSay(scope->join(), &log));
        scope.reset();
        QTRY_COMPARE(log, (QStringList{u"cancelled"_s, u"joined"_s}));
        run(std::move(unstarted));
    }

    void itCanBeMovedWithItsTasks()
    {
        Event event;
        QStringList log;
        Scope first;
        first.spawn(waitForEver(&log));
        Scope second = std::move(first);
        QVERIFY(!second.isEmpty());
        QVERIFY(log.isEmpty());
        second = Scope();
        QCOMPARE(log, QStringList{u"cancelled"_s});
    }

    void twoWaitersForOneEventAreALogicError()
    {
        Event event;
        Scope scope;
        scope.spawn(waitOnce(&event));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(waitOnce(&event)));
        event.set();
        QTRY_VERIFY(scope.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Scope)
#include "tst_Scope.moc"
