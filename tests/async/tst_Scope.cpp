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

Task<void> joinIt(Scope *scope)
{
    co_await scope->join();
}

Task<void> joinDeeper(Scope *scope)
{
    co_await joinIt(scope);
}

QStringList printed;

void print(QtMsgType, const QMessageLogContext &, const QString &text)
{
    printed.append(text);
}

/// What is printed while it lives.
struct Prints
{
    Prints() { printed.clear(); }
    Prints(const Prints &) = delete;
    Prints &operator=(const Prints &) = delete;
    ~Prints() { qInstallMessageHandler(before); }
    QtMessageHandler before = qInstallMessageHandler(print);
};

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

    void anErrorThatNobodyTakesIsPrintedWhenItHappens()
    {
        const Prints prints;
        Event event;
        auto scope = std::make_unique<Scope>();
        scope->spawn(failWhen(&event));
        event.set();
        settle();
        QCOMPARE(printed.size(), 1);
        QVERIFY2(printed[0].contains(u"first") && printed[0].contains(u"tst_Scope.cpp:"), qPrintable(printed[0]));
        scope.reset();
        QCOMPARE(printed.size(), 1); // once
        scope = std::make_unique<Scope>();
        scope->spawn(fail());
        scope.reset(); // before the event loop has had a turn
        QCOMPARE(printed.size(), 2);
        QVERIFY2(printed[1].contains(u"at once"), qPrintable(printed[1]));
    }

    void anErrorThatIsTakenIsNotPrinted()
    {
        const Prints prints;
        {
            Scope scope;
            scope.spawn(fail());
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(scope.join()));
        }
        settle();
        QCOMPARE(printed, QStringList());
    }

    void aHandlerThatComesLateIsCalled()
    {
        const Prints prints;
        int calls = 0;
        Scope scope;
        scope.spawn(fail());
        scope.onFailure([&calls](const std::exception_ptr &) { ++calls; });
        QCOMPARE(calls, 1);
        settle();
        QCOMPARE(printed, QStringList());
        Scope later;
        later.spawn(fail());
        settle();
        QCOMPARE(printed.size(), 1);
        later.onFailure([&calls](const std::exception_ptr &) { ++calls; });
        QCOMPARE(calls, 2);
    }

    void aScopeThatHasFailedSaysThatItStartsNothing()
    {
        const Prints prints;
        QStringList log;
        Scope scope;
        scope.onFailure([](const std::exception_ptr &) {});
        scope.spawn(fail());
        scope.spawn(waitForEver(&log));
        QCOMPARE(printed.size(), 1);
        QVERIFY2(printed[0].contains(u"tst_Scope.cpp:"), qPrintable(printed[0]));
        QVERIFY(scope.isEmpty());
        Scope cancelled;
        cancelled.cancel();
        cancelled.spawn(waitForEver(&log)); // as it says
        QCOMPARE(printed.size(), 1);
    }

    void aSecondJoinAtOnceIsAnErrorThatSaysSo()
    {
        QStringList log;
        QStringList said;
        Scope scope;
        scope.spawn(waitForEver(&log));
        Scope other;
        other.spawn(joinAndSay(scope.join(), &said));
        other.spawn(joinAndSay(scope.join(), &said));
        settle();
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].contains(u"join"), qPrintable(said[0]));
        scope.cancel();
        QTRY_COMPARE(said.size(), 2);
        QCOMPARE(said[1], u"joined"_s);
    }

    void joinFromInsideIsAnErrorThatSaysSo()
    {
        const Prints prints;
        QString told;
        Scope scope;
        scope.onFailure([&told](const std::exception_ptr &error) {
            try {
                std::rethrow_exception(error);
            } catch (const std::exception &e) {
                told = QString::fromUtf8(e.what());
            }
        });
        scope.spawn(joinDeeper(&scope));
        settle();
        QVERIFY2(told.contains(u"join"), qPrintable(told));
        QVERIFY(scope.isEmpty());
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
