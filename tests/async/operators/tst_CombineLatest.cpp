// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto leftOf = [](std::pair<int, int> pair) { return pair.first; };
const auto rightOf = [](std::pair<int, int> pair) { return pair.second; };
const auto both = [](std::pair<int, int> pair) { return pair.first * 10 + pair.second; };

} // namespace

class tst_CombineLatest : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLawsOnEitherSide()
    {
        const auto left = [](AsyncIterator<int> items) {
            return combineLatest(std::move(items), numbers(1)) | map(leftOf);
        };
        const auto right = [](AsyncIterator<int> items) {
            return combineLatest(numbers(1), std::move(items)) | map(rightOf);
        };
        QCOMPARE(brokenLaws(left), QStringList());
        QCOMPARE(brokenLaws(right), QStringList());
    }

    void everyNewItemMakesAPairOnceBothHaveOne()
    {
        Channel<int> left(4);
        Channel<int> right(4);
        auto pairs = combineLatest(left.items(), right.items()) | map(both);
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&pairs, &got));
        const auto send = [](Channel<int> &channel, int item) {
            channel.trySend(item);
            settle();
        };
        send(left, 1);
        send(left, 2);
        QVERIFY(got.isEmpty());
        send(right, 5);
        send(right, 6);
        send(left, 3);
        QCOMPARE(got, (QList<int>{25, 26, 36}));
        left.close();
        send(right, 7);
        QCOMPARE(got.last(), 37);
        right.close();
        QTRY_VERIFY(scope.isEmpty());
    }

    void sourcesThatAreReadyTakeTurns()
    {
        QCOMPARE(all(combineLatest(numbers(3), numbers(2)) | map(both)), (QList<int>{0, 10, 11, 21}));
    }

    void threeAndMoreAreATuple()
    {
        const auto third = [](std::tuple<int, int, int> all) { return std::get<2>(all); };
        const auto law = [&](AsyncIterator<int> items) {
            return combineLatest(numbers(1), numbers(1), std::move(items)) | map(third);
        };
        QCOMPARE(brokenLaws(law), QStringList());
        const auto digits = [](std::tuple<int, int, int> all) {
            return std::get<0>(all) * 100 + std::get<1>(all) * 10 + std::get<2>(all);
        };
        QCOMPARE(all(combineLatest(numbers(2), numbers(2), numbers(2)) | map(digits)), (QList<int>{0, 100, 110, 111}));
        QVERIFY(all(combineLatest(numbers(2), endingLater(), waitingNumbers(2)) | map(digits)).isEmpty());
    }

    void itEndsWhereThereCannotBeAPair()
    {
        QStringList log;
        Channel<int> silent(1);
        QVERIFY(all(combineLatest(watched(&log, silent.items()), numbers(0)) | map(both)).isEmpty());
        QVERIFY(all(combineLatest(endingLater(), watched(&log, silent.items())) | map(both)).isEmpty());
        QCOMPARE(log.size(), 2);
    }

    void anErrorOfOneDestroysTheOther()
    {
        QStringList log;
        Channel<int> silent(1);
        auto pairs = combineLatest(watched(&log, silent.items()), failingAfter(3, true)) | map(both);
        QList<int> got;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&pairs, &got)));
        QVERIFY(got.isEmpty());
        QCOMPARE(log.size(), 1);
    }

    void aSlowConsumerGetsEveryPair()
    {
        auto pairs = combineLatest(waitingNumbers(10), waitingNumbers(10)) | map(both);
        QList<int> got;
        run(gatherSlowly(&pairs, &got));
        QCOMPARE(got.size(), 19);
        QCOMPARE(got.last(), 99);
    }
};

QTEST_GUILESS_MAIN(tst_CombineLatest)
#include "tst_CombineLatest.moc"
