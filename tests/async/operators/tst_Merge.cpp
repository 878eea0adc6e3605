// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>

using namespace livebelt::test;

namespace {

AsyncIterator<int> plus(int offset, AsyncIterator<int> given)
{
    AsyncIterator<int> items = std::move(given);
    while (auto item = co_await items.next())
        co_yield int(*item + offset);
}

QList<int> under(int limit, const QList<int> &list)
{
    QList<int> some;
    std::copy_if(list.begin(), list.end(), std::back_inserter(some), [limit](int i) { return i < limit; });
    return some;
}

} // namespace

class tst_Merge : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return merge(std::move(items)); }, 1), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return merge(numbers(0), std::move(items)); }, 1),
                 QStringList());
        QVERIFY(all(merge(std::vector<AsyncIterator<int>>())).isEmpty());
    }

    void sourcesThatAreReadyTakeTurns()
    {
        QCOMPARE(all(merge(numbers(3), plus(10, numbers(2)))), (QList<int>{0, 10, 1, 11, 2}));
    }

    void oneThatIsAlwaysReadyStarvesNone()
    {
        int made = 0;
        Loop::current().setSliceBudget(1ms);
        AsyncIterator<int> busy = endless(&made) | map([](int i) { return i + 1000; });
        auto merged = merge(std::move(busy), waitingNumbers(10), waitingNumbers(10)) |
                      filter([](int i) { return i < 1000; }) | take(20);
        QCOMPARE(all(std::move(merged)).size(), 20);
        Loop::current().setSliceBudget(8ms);
    }

    void itemsComeAsTheyCome()
    {
        Channel<int> left(4);
        Channel<int> right(4);
        auto merged = merge(left.items(), right.items());
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&merged, &got));
        for (int i = 0; i < 6; ++i) {
            int item = i;
            QVERIFY((i % 3 ? right : left).trySend(item));
            QTRY_COMPARE(got, upTo(i + 1));
        }
        left.close();
        settle();
        QVERIFY(!scope.isEmpty());
        right.close();
        QTRY_VERIFY(scope.isEmpty());
    }

    void eachSourceKeepsItsOrder()
    {
        std::vector<AsyncIterator<int>> sources;
        sources.reserve(50);
        for (int i = 0; i < 50; ++i)
            sources.push_back(plus(i * 100, i % 2 ? numbers(20) : waitingNumbers(20)));
        QList<int> got = all(merge(std::move(sources)));
        QCOMPARE(under(100, got), upTo(20));
        QCOMPARE(got.size(), 1000);
        std::stable_sort(got.begin(), got.end(), [](int a, int b) { return a / 100 < b / 100; });
        QVERIFY(std::is_sorted(got.begin(), got.end()));
    }

    void anErrorOfOneDestroysTheOthers()
    {
        for (const bool wait : {false, true}) {
            QStringList log;
            Channel<int> silent(1);
            auto merged = merge(watched(&log, silent.items()), failingAfter(1, wait));
            QList<int> got;
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&merged, &got)));
            QCOMPARE(got, QList<int>{0});
            QCOMPARE(log, QStringList{u"source"_s});
            run(gather(&merged, &got));
            QCOMPARE(got.size(), 1);
        }
    }

    void aSourceRunsAheadByOneItemAtMost()
    {
        Channel<int> left(4);
        Channel<int> right(10);
        auto merged = merge(left.items(), right.items());
        QList<int> got;
        int item = 7;
        QVERIFY(left.trySend(item));
        Scope scope;
        scope.spawn(gather(&merged, &got, 1));
        QTRY_COMPARE(got, QList<int>{7});
        {
            Scope waiting;
            waiting.spawn(gather(&merged, &got));
            settle();
        }
        for (int i = 0; i < 5; ++i) {
            item = i;
            QVERIFY(right.trySend(item));
        }
        settle();
        QCOMPARE(right.statistics().received, 1u);
        left.close();
        right.close();
        run(gather(&merged, &got));
        QCOMPARE(got, (QList<int>{7, 0, 1, 2, 3, 4}));
    }

    void aSourceMayDestroyWhatItIsMergedIn()
    {
        QStringList log;
        auto scope = std::make_unique<Scope>();
        const auto end = [&scope](int i) { return scope.reset(), i; };
        auto merged = std::make_unique<AsyncIterator<int>>(
            merge(watched(&log, waitingNumbers(3)), AsyncIterator<int>(waitingNumbers(3) | map(end))));
        QList<int> got;
        scope->spawn(gather(merged.get(), &got));
        QVERIFY(runUntil([&] { return !scope; }));
        settle();
        merged.reset();
        settle();
        QCOMPARE(log.size(), 1);
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(merge(owned(2), owned(3)) | map(look)), (QList<int>{0, 0, 1, 1, 2}));
    }
};

QTEST_GUILESS_MAIN(tst_Merge)
#include "tst_Merge.moc"
