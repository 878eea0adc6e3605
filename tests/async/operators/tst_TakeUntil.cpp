// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/TakeUntil.h>

#include <QTest>

using namespace livebelt::test;

namespace {

Task<void> never()
{
    co_await sleepFor(24h);
}

Task<void> failingLater()
{
    co_await sleepFor(0ms);
    throw std::runtime_error("the word failed");
}

Task<void> marked(QStringList *log, Channel<int> silent)
{
    const Mark mark(log, u"word"_s);
    co_await silent.receive();
}

} // namespace

class tst_TakeUntil : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | takeUntil(never()); }),
                 QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | takeUntil(numbers(0)); }),
                 QStringList());
    }

    void itEndsWhenTheTaskHasFinished()
    {
        QStringList log;
        Channel<int> channel(4);
        QObject sender;
        auto items = watched(&log, channel.items()) | takeUntil(nextSignal(&sender, &QObject::objectNameChanged));
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&items, &got));
        for (int i = 0; i < 3; ++i) {
            int item = i;
            QVERIFY(channel.trySend(item));
            settle();
        }
        QVERIFY(!scope.isEmpty());
        sender.setObjectName(u"enough"_s);
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(got, upTo(3));
        QCOMPARE(log, QStringList{u"source"_s});
    }

    void itEndsWithTheFirstItemOfAnotherStream()
    {
        Channel<int> channel(4);
        Channel<int> word(1);
        auto items = channel.items() | takeUntil(word.items());
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&items, &got));
        settle();
        int item = 1;
        QVERIFY(word.trySend(item));
        QTRY_VERIFY(scope.isEmpty());
        QVERIFY(got.isEmpty());
    }

    void theEndOfTheOtherStreamEndsNothing() { QCOMPARE(all(waitingNumbers(5) | takeUntil(endingLater())), upTo(5)); }

    void aWordThatIsGivenAtOncePullsNothing()
    {
        int made = 0;
        QVERIFY(all(endless(&made) | takeUntil(immediate(1))).isEmpty());
        QVERIFY(all(endless(&made) | takeUntil(numbers(1))).isEmpty());
        QCOMPARE(made, 0);
    }

    void aSourceThatNeverWaitsEndsToo()
    {
        int made = 0;
        const QList<int> got = all(endless(&made) | takeUntil(later(1)));
        QVERIFY(got.size() == made || got.size() == made - 1); // one may be under way as the word comes
    }

    void anErrorOfTheWordIsThrown()
    {
        QStringList log;
        Channel<int> silent(1);
        const QStringList seen{u"the word failed"_s, u"end"_s};
        QCOMPARE(run(outcome(watched(&log, silent.items()) | takeUntil(failingLater()))), seen);
        QCOMPARE(log, QStringList{u"source"_s});
        const QStringList broken{u"broken"_s, u"end"_s};
        QCOMPARE(run(outcome(silent.items() | takeUntil(failingAfter(0, true)))), broken);
    }

    void atTheEndTheWordGoesToo()
    {
        QStringList log;
        Channel<int> silent(1);
        auto items = numbers(1) | takeUntil(marked(&log, silent));
        QList<int> got;
        run(gather(&items, &got));
        QCOMPARE(got, upTo(1));
        QCOMPARE(log, QStringList{u"word"_s});
    }

    void destroyedWhileItWaitsItUnwindsBoth()
    {
        QStringList log;
        Channel<int> silent(1);
        auto items =
            std::make_unique<AsyncIterator<int>>(watched(&log, silent.items()) | takeUntil(marked(&log, silent)));
        QList<int> got;
        Scope scope;
        scope.spawn(gather(items.get(), &got));
        settle();
        items.reset();
        log.sort();
        QCOMPARE(log, (QStringList{u"source"_s, u"word"_s}));
        QTRY_VERIFY(scope.isEmpty());
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(3) | takeUntil(never()) | map(look)), upTo(3));
    }
};

QTEST_GUILESS_MAIN(tst_TakeUntil)
#include "tst_TakeUntil.moc"
