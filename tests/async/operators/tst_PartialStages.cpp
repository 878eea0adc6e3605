// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/DistinctUntilChanged.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Pairwise.h>
#include <livebelt/async/operators/Skip.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/TakeWhile.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto always = [](int) { return true; };
const auto never = [](int) { return false; };

const auto throwing = [](int i) -> bool {
    if (i == 1)
        throw std::runtime_error("one");
    return true;
};

} // namespace

class tst_PartialStages : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theyKeepTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | filter(always); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | take(1000); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | skip(0); }), QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | distinctUntilChanged(); }),
                 QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | takeWhile(always); }),
                 QStringList());
    }

    void pairwiseGivesEachWithTheOneBefore()
    {
        const auto law = [](AsyncIterator<int> items) {
            return concat(numbers(1), std::move(items) | map([](int i) { return i + 1; })) | pairwise() |
                   map([](std::pair<int, int> pair) { return pair.second - 1; });
        };
        QCOMPARE(brokenLaws(law, 1), QStringList());
        const auto joined = [](std::pair<int, int> pair) { return pair.first * 10 + pair.second; };
        QCOMPARE(all(numbers(4) | pairwise() | map(joined)), (QList<int>{1, 12, 23}));
        QCOMPARE(all(waitingNumbers(2) | pairwise() | map(joined)), QList<int>{1});
        QVERIFY(all(numbers(1) | pairwise() | map(joined)).isEmpty());
        QVERIFY(all(numbers(0) | pairwise() | map(joined)).isEmpty());
    }

    void filterLetsOthersRunWhileItFindsNothing()
    {
        int made = 0;
        auto nothing = endless(&made) | filter(never);
        QList<int> got;
        Loop::current().setSliceBudget(1ms);
        Scope scope;
        scope.spawn(gather(&nothing, &got));
        bool hadItsTurn = false;
        QTimer::singleShot(0, this, [&hadItsTurn] { hadItsTurn = true; });
        QVERIFY(runUntil([&] { return hadItsTurn && made > 1000; }));
        Loop::current().setSliceBudget(8ms);
        QVERIFY(got.isEmpty());
    }

    void aPredicateIsAskedOnceForEachItem()
    {
        int asked = 0;
        const auto count = [&asked](int) { return ++asked > 0; };
        QCOMPARE(run(outcome(numbers(3) | filter(count) | takeWhile(count))).size(), 4);
        QCOMPARE(asked, 6);
    }

    void takeEndsWithItsLastItemWithoutAnotherPull()
    {
        QCOMPARE(all(numbers(10) | take(3)), upTo(3));
        QCOMPARE(all(numbers(2) | take(3)), upTo(2));
        int made = 0;
        QStringList log;
        auto three = watched(&log, endless(&made)) | take(3);
        QList<int> got;
        run(gather(&three, &got, 3));
        QCOMPARE(made, 3);
        QCOMPARE(log, QStringList{u"source"_s}); // it has gone with the last item
        run(gather(&three, &got));
        QCOMPARE(got, upTo(3));
        QCOMPARE(made, 3);
    }

    void takeNothingPullsNothing()
    {
        int made = 0;
        auto none = endless(&made) | take(0);
        QVERIFY(all(std::move(none)).isEmpty());
        QCOMPARE(made, 0);
        QVERIFY(all(endless(&made) | filter(always) | take(0)).isEmpty());
        QCOMPARE(made, 0);
    }

    void takeCountsWhatComesToIt()
    {
        const auto odd = [](int i) { return i % 2 == 1; };
        int made = 0;
        QCOMPARE(all(endless(&made) | filter(odd) | take(2)), (QList<int>{1, 3}));
        QCOMPARE(made, 4);
    }

    void skipDropsTheFirstOnes()
    {
        QCOMPARE(all(numbers(5) | skip(3)), (QList<int>{3, 4}));
        QVERIFY(all(numbers(3) | skip(3)).isEmpty());
        QVERIFY(all(numbers(3) | skip(4)).isEmpty());
        QCOMPARE(all(waitingNumbers(5) | skip(3)), (QList<int>{3, 4}));
        int made = 0;
        QCOMPARE(all(endless(&made) | skip(3) | take(2)), (QList<int>{3, 4}));
        QCOMPARE(made, 5);
    }

    void takeWhileEndsAtTheFirstRefusal()
    {
        const auto notThree = [](int i) { return i != 3; };
        for (const bool wait : {false, true}) {
            int made = 0;
            QStringList log;
            AsyncIterator<int> source = wait ? waitingNumbers(10) : endless(&made);
            auto items = watched(&log, std::move(source)) | takeWhile(notThree);
            QList<int> got;
            run(gather(&items, &got));
            QCOMPARE(got, upTo(3));
            QCOMPARE(log.size(), 1);
            run(gather(&items, &got));
            QCOMPARE(got, upTo(3));
            QCOMPARE(made, wait ? 0 : 4);
        }
        QVERIFY(all(numbers(3) | takeWhile(never)).isEmpty());
    }

    void distinctUntilChangedKeepsTheFirstOfEachRun()
    {
        const auto half = [](int i) { return i / 2; };
        QCOMPARE(all(numbers(7) | map(half) | distinctUntilChanged()), upTo(4));
        QCOMPARE(all(numbers(7) | distinctUntilChangedBy(half)), (QList<int>{0, 2, 4, 6}));
        const auto parity = [](int i) { return i % 2; };
        QCOMPARE(all(numbers(5) | distinctUntilChangedBy(parity)), upTo(5)); // only neighbours are compared
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto half = [](const std::unique_ptr<int> &item) { return *item / 2; };
        const auto positive = [](const std::unique_ptr<int> &item) { return *item > 0; };
        const auto small = [](const std::unique_ptr<int> &item) { return *item < 9; };
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(20) | filter(positive) | distinctUntilChangedBy(half) | takeWhile(small) | skip(1) |
                     take(3) | map(look)),
                 (QList<int>{2, 4, 6}));
    }

    void whatAFunctionThrowsComesToTheConsumerOnce()
    {
        const QStringList seen{u"0"_s, u"one"_s, u"end"_s};
        QCOMPARE(run(outcome(numbers(3) | filter(throwing))), seen);
        QCOMPARE(run(outcome(numbers(3) | takeWhile(throwing))), seen);
        QCOMPARE(run(outcome(waitingNumbers(3) | distinctUntilChangedBy([](int i) { return throwing(i), i; }))), seen);
    }
};

QTEST_GUILESS_MAIN(tst_PartialStages)
#include "tst_PartialStages.moc"
