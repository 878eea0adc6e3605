// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/First.h>
#include <livebelt/async/operators/ForEach.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/ToVector.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto odd = [](int i) { return i % 2 == 1; };

template<typename T>
Task<void> ignore(Task<T> task)
{
    co_await std::move(task);
}

Task<void> addLater(QList<int> *to, int item)
{
    co_await sleepFor(0ms);
    to->append(item);
}

} // namespace

/// What makes a task of a stream: toVector, first, forEach.
class tst_Terminals : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void toVectorTakesAll()
    {
        QCOMPARE(run(waitingNumbers(3) | toVector()), (std::vector<int>{0, 1, 2}));
        QVERIFY(run(numbers(0) | toVector()).empty());
        QCOMPARE(run(numbers(3) | map(odd) | toVector()), (std::vector<bool>{false, true, false}));
        QCOMPARE(run(owned(4) | toVector()).size(), 4U);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(failingAfter(2, true) | toVector()));
    }

    void firstTakesOneAndTheSourceGoes()
    {
        int made = 0;
        QStringList log;
        QCOMPARE(run(watched(&log, endless(&made)) | first()), std::optional(0));
        QCOMPARE(made, 1);
        QCOMPARE(log, QStringList{u"source"_s});
        QVERIFY(!run(endingLater() | first()));
        QCOMPARE(**run(owned(1) | first()), 0);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(failingAfter(0, true) | first()));
    }

    void forEachCallsInOrderAndAwaitsWhatTheFunctionReturns()
    {
        QList<int> got;
        run(waitingNumbers(3) | forEach([&got](int item) { got.append(item); }));
        QCOMPARE(got, upTo(3));
        got.clear();
        run(numbers(3) | forEach([&got](int item) { return addLater(&got, item); }));
        QCOMPARE(got, upTo(3));
        int sum = 0;
        run(owned(4) | forEach([&sum](std::unique_ptr<int> item) { return sum += *item; })); // its result is ignored
        QCOMPARE(sum, 6);
    }

    void whatTheFunctionThrowsEndsIt()
    {
        int made = 0;
        QStringList log;
        const auto throwing = [](int item) {
            if (item == 1)
                throw std::logic_error("one");
        };
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(watched(&log, endless(&made)) | forEach(throwing)));
        QCOMPARE(made, 2);
        QCOMPARE(log, QStringList{u"source"_s});
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(failingAfter(1, false) | forEach([](int) {})));
    }

    void theyAreLazy()
    {
        int made = 0;
        {
            const auto vector = endless(&made) | toVector();
            const auto one = endless(&made) | first();
            const auto each = endless(&made) | forEach([](int) {});
        }
        QCOMPARE(made, 0);
    }

    void cancelledTheyUnwindTheSource()
    {
        Channel<int> silent(1);
        QStringList log;
        {
            Scope scope;
            scope.spawn(ignore(watched(&log, silent.items()) | toVector()));
            scope.spawn(ignore(watched(&log, silent.items()) | first()));
            scope.spawn(watched(&log, silent.items()) | forEach([](int) {}));
            settle();
            QVERIFY(log.isEmpty());
        }
        QCOMPARE(log.size(), 3);
    }
};

QTEST_GUILESS_MAIN(tst_Terminals)
#include "tst_Terminals.moc"
