// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/operators/ConcurrentMap.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// Runs for so many milliseconds as the item says; -1 fails after 5 ms.
struct Workshop
{
    Task<int> operator()(int item)
    {
        most = std::max(most, ++running);
        return work(this, item);
    }
    static Task<int> work(Workshop *self, int item)
    {
        struct Running
        {
            explicit Running(Workshop *w) : workshop(w) {}
            ~Running() { --workshop->running; }
            Workshop *workshop;
        };
        const Running mark(self);
        co_await sleepFor(std::chrono::milliseconds(item < 0 ? 5 : item));
        if (item < 0)
            throw std::runtime_error("task");
        co_return item;
    }
    int running = 0;
    int most = 0;
};

AsyncIterator<int> listed(QList<int> list)
{
    for (const int item : list)
        co_yield int(item);
}

Task<int> brokenTask()
{
    throw std::runtime_error("at once");
    co_return 0;
}

Task<void> nothing(int)
{
    co_return;
}

} // namespace

class tst_ConcurrentMap : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        for (const Results order : {Results::InOrder, Results::AsTheyCome}) {
            for (const std::size_t many : {std::size_t(1), std::size_t(3)}) {
                const auto ready = [&](AsyncIterator<int> items) {
                    return std::move(items) | concurrentMap(immediate, many, order);
                };
                QCOMPARE(brokenLaws(ready, int(many)), QStringList());
            }
            const auto waiting = [&](AsyncIterator<int> items) {
                return std::move(items) | concurrentMap(later, 1, order);
            };
            QCOMPARE(brokenLaws(waiting, 1), QStringList());
        }
        const auto three = [](AsyncIterator<int> items) { return std::move(items) | concurrentMap(later, 3); };
        QCOMPARE(brokenLaws(three, 3), QStringList());
    }

    void resultsComeInOrderOrAsTheyAreThere()
    {
        const VirtualClock clock;
        Workshop workshop;
        const QList<int> times{30, 10, 20, 40, 10};
        QCOMPARE(all(listed(times) | concurrentMap(std::ref(workshop), 3)), times);
        QCOMPARE(clock.elapsed(), 70ms); // 30, then 40 and 10 beside each other
        QCOMPARE(all(listed(times) | concurrentMap(std::ref(workshop), 3, Results::AsTheyCome)),
                 (QList<int>{10, 20, 30, 10, 40}));
        QCOMPARE(workshop.running, 0);
    }

    void noMoreRunThanAreAllowed()
    {
        const VirtualClock clock;
        for (const Results order : {Results::InOrder, Results::AsTheyCome}) {
            Workshop workshop;
            auto varied = numbers(100) | map([](int i) { return i % 7; });
            QCOMPARE(all(std::move(varied) | concurrentMap(std::ref(workshop), 5, order)).size(), 100);
            QCOMPARE(workshop.most, 5);
            QCOMPARE(workshop.running, 0);
        }
    }

    void whatWaitsToBeHandedOnKeepsItsPlace()
    {
        const VirtualClock clock;
        Workshop workshop;
        int made = 0;
        auto items =
            endless(&made) | map([](int i) { return i == 0 ? 1000 : 1; }) | concurrentMap(std::ref(workshop), 3);
        QCOMPARE(all(std::move(items), 1), QList<int>{1000});
        QCOMPARE(made, 3);
    }

    void inOrderAnErrorStandsInItsPlace()
    {
        const VirtualClock clock;
        Workshop workshop;
        int late = 0;
        const QList<int> times{30, -1, 1000, 1000};
        auto items = listed(times) | concurrentMap(std::ref(workshop), 3);
        QCOMPARE(run(outcome(std::move(items))), (QStringList{u"30"_s, u"task"_s, u"end"_s}));
        QCOMPARE(clock.elapsed(), 30ms); // what was behind it has been destroyed
        QCOMPARE(workshop.running, 0);
        const auto throwing = [&late](int i) -> Task<int> {
            if (i == 1)
                throw std::runtime_error("call");
            ++late;
            return later(i);
        };
        QCOMPARE(run(outcome(numbers(5) | concurrentMap(throwing, 3))), (QStringList{u"0"_s, u"call"_s, u"end"_s}));
        QCOMPARE(late, 1);
        for (const bool wait : {false, true}) {
            QCOMPARE(run(outcome(failingAfter(2, wait) | concurrentMap(later, 3))),
                     (QStringList{u"0"_s, u"1"_s, u"broken"_s, u"end"_s}));
        }
        const auto failingAtOnce = [](int i) { return i == 2 ? brokenTask() : later(i); };
        QCOMPARE(run(outcome(numbers(9) | concurrentMap(failingAtOnce, 5))),
                 (QStringList{u"0"_s, u"1"_s, u"at once"_s, u"end"_s}));
    }

    void asTheyComeAnErrorIsThrownAtOnce()
    {
        const VirtualClock clock;
        Workshop workshop;
        auto items = listed({30, -1, 1000, 1000}) | concurrentMap(std::ref(workshop), 3, Results::AsTheyCome);
        QCOMPARE(run(outcome(std::move(items))), (QStringList{u"task"_s, u"end"_s}));
        QCOMPARE(clock.elapsed(), 5ms);
        QCOMPARE(workshop.running, 0);
    }

    void destroyedWhileItWaitsItCancelsTheTasks()
    {
        for (const Results order : {Results::InOrder, Results::AsTheyCome}) {
            const VirtualClock clock;
            Workshop workshop;
            auto items = std::make_unique<AsyncIterator<int>>(listed({100, 100, 100}) |
                                                              concurrentMap(std::ref(workshop), 2, order));
            QList<int> got;
            Scope scope;
            scope.spawn(gather(items.get(), &got));
            QCOMPARE(workshop.running, 2);
            items.reset();
            QCOMPARE(workshop.running, 0);
            QTRY_VERIFY(scope.isEmpty());
        }
    }

    void tasksWithoutAResultAndItemsThatCannotBeCopied()
    {
        QCOMPARE(all<std::monostate>(numbers(3) | concurrentMap(nothing, 2)).size(), 3);
        const auto move = [](std::unique_ptr<int> item) { return later(*item); };
        QCOMPARE(all(owned(5) | concurrentMap(move, 2)), upTo(5));
        QCOMPARE(all(owned(5) | concurrentMap(move, 2, Results::AsTheyCome)).size(), 5);
    }

    void noneAtOnceMeansOne() { QCOMPARE(all(numbers(3) | concurrentMap(later, 0)), upTo(3)); }
};

QTEST_GUILESS_MAIN(tst_ConcurrentMap)
#include "tst_ConcurrentMap.moc"
