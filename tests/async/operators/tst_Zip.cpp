// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/Zip.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto leftOf = [](std::pair<int, int> pair) { return pair.first; };
const auto rightOf = [](std::pair<int, int> pair) { return pair.second; };
const auto sumOf = [](std::pair<int, int> pair) { return pair.first + 10 * pair.second; };

AsyncIterator<int> naturals()
{
    for (int i = 0; true; ++i)
        co_yield int(i);
}

template<typename S>
Task<void> takeOne(S *items)
{
    co_await items->next();
}

} // namespace

class tst_Zip : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLawsOnEitherSide()
    {
        const auto left = [](AsyncIterator<int> items) { return zip(std::move(items), naturals()) | map(leftOf); };
        const auto right = [](AsyncIterator<int> items) { return zip(naturals(), std::move(items)) | map(rightOf); };
        QCOMPARE(brokenLaws(left), QStringList());
        QCOMPARE(brokenLaws(right), QStringList());
    }

    void threeAndMoreAreATuple()
    {
        const auto second = [](std::tuple<int, int, int, int> all) { return std::get<1>(all); };
        const auto law = [&](AsyncIterator<int> items) {
            return zip(naturals(), std::move(items), naturals(), naturals()) | map(second);
        };
        QCOMPARE(brokenLaws(law), QStringList());
        const auto sum = [](std::tuple<int, std::unique_ptr<int>, int> all) {
            return std::get<0>(all) + 10 * *std::get<1>(all) + 100 * std::get<2>(all);
        };
        QCOMPARE(all(zip(waitingNumbers(3), owned(2), naturals()) | map(sum)), (QList<int>{0, 111}));
        for (int failing = 0; failing < 3; ++failing) {
            QStringList log;
            Channel<int> silent(1);
            const auto some = [&](int i) {
                return i == failing ? failingAfter(0, true) : watched(&log, silent.items());
            };
            auto zipped = zip(some(0), some(1), some(2));
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(takeOne(&zipped)));
            QCOMPARE(log.size(), 2);
        }
    }

    void itEndsWithTheShorter()
    {
        for (const bool wait : {false, true}) {
            const auto some = [wait](int count) { return wait ? waitingNumbers(count) : numbers(count); };
            QCOMPARE(all(zip(some(2), some(5)) | map(sumOf)), (QList<int>{0, 11}));
            QCOMPARE(all(zip(some(5), some(2)) | map(sumOf)), (QList<int>{0, 11}));
        }
    }

    void theEndOfOneIsNotKeptWaitingByTheOther()
    {
        QStringList log;
        Channel<int> silent(1);
        QVERIFY(all(zip(watched(&log, silent.items()), endingLater()) | map(sumOf)).isEmpty());
        QVERIFY(all(zip(endingLater(), watched(&log, silent.items())) | map(sumOf)).isEmpty());
        QCOMPARE(log.size(), 2);
        QVERIFY(all(zip(numbers(0), watched(&log, silent.items())) | map(sumOf)).isEmpty());
        QCOMPARE(log.size(), 2); // an end that is there at once spares the other
    }

    void anErrorOfOneDestroysTheOtherAtOnce()
    {
        for (const bool wait : {false, true}) {
            QStringList log;
            Channel<int> silent(1);
            auto left = zip(failingAfter(0, wait), watched(&log, silent.items()));
            auto right = zip(watched(&log, silent.items()), failingAfter(0, wait));
            QList<std::pair<int, int>> got;
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&left, &got)));
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&right, &got)));
            QVERIFY(got.isEmpty());
            QVERIFY(!log.isEmpty());
        }
    }

    void neitherRunsAhead()
    {
        int made = 0;
        Channel<int> slow(4);
        auto zipped = zip(endless(&made), slow.items()) | map(sumOf);
        QList<int> got;
        Scope scope;
        scope.spawn(gather(&zipped, &got));
        for (int i = 0; i < 4; ++i) {
            settle();
            QCOMPARE(made, i + 1);
            int item = i;
            QVERIFY(slow.trySend(item));
            QTRY_COMPARE(got.size(), i + 1);
        }
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto look = [](std::pair<std::unique_ptr<int>, int> pair) { return *pair.first + pair.second; };
        QCOMPARE(all(zip(owned(3), numbers(3)) | map(look)), (QList<int>{0, 2, 4}));
    }
};

QTEST_GUILESS_MAIN(tst_Zip)
#include "tst_Zip.moc"
