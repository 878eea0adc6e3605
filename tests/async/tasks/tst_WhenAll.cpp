// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/tasks/WhenAll.h>

#include <QTest>
#include <algorithm>

using namespace livebelt::test;

namespace {

Task<void> nothing()
{
    co_await sleepFor(1s);
}

Task<QString> text()
{
    co_return u"text"_s;
}

Task<void> failAtOnce()
{
    throw std::runtime_error("at once");
    co_return;
}

Task<int> countIn(int *count)
{
    ++*count;
    co_return *count;
}

Task<std::size_t> many(int size, bool wait)
{
    std::vector<Task<int>> tasks;
    tasks.reserve(std::size_t(size));
    for (int i = 0; i < size; ++i)
        tasks.push_back(wait ? later(i) : immediate(i));
    const std::vector<int> values = co_await whenAll(std::move(tasks));
    co_return std::is_sorted(values.begin(), values.end()) ? values.size() : 0;
}

Task<int> destroyOwner(std::unique_ptr<Scope> *owner, QStringList *log)
{
    const Mark mark(log, u"-owner"_s);
    co_await sleepFor(0ms);
    owner->reset();
    co_return 1;
}

} // namespace

class tst_WhenAll : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theTasksRunAtOnceAndTheResultsKeepTheirOrder()
    {
        const VirtualClock clock;
        QStringList log;
        auto tasks = together(racer(&log, u"a"_s, 3s, 1), racer(&log, u"b"_s, 1s, 2), racer(&log, u"c"_s, 0s, 3));
        QCOMPARE(run(whenAll(std::move(tasks))), (std::vector<int>{1, 2, 3}));
        QCOMPARE(clock.elapsed(), 3s);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"-c"_s, u"-b"_s, u"-a"_s}));
    }

    void tasksOfDifferentKindsGiveATuple()
    {
        const VirtualClock clock;
        const std::tuple<int, std::monostate, QString> results = run(whenAll(later(1), nothing(), text()));
        QCOMPARE(std::get<0>(results), 1);
        QCOMPARE(std::get<2>(results), u"text"_s);
        std::vector<Task<void>> tasks;
        tasks.push_back(nothing());
        QCOMPARE(run(whenAll(std::move(tasks))).size(), 1U);
    }

    void nothingStartsBeforeTheAwait()
    {
        int count = 0;
        {
            const auto dropped = whenAll(countIn(&count), countIn(&count));
            settle();
        }
        QCOMPARE(count, 0);
        run(forget(whenAll(countIn(&count), countIn(&count))));
        QCOMPARE(count, 2);
    }

    void ofNoneThereIsNothingToWaitFor()
    {
        QVERIFY(run(whenAll(std::vector<Task<int>>())).empty());
        QCOMPARE(run(whenAll()), std::tuple<>());
    }

    void theFirstToFailCancelsTheOthersAndIsThrown()
    {
        const VirtualClock clock;
        QStringList log;
        auto tasks = together(racer(&log, u"a"_s, 3s, 1), faller(&log, u"b"_s, 2s), faller(&log, u"c"_s, 1s));
        QCOMPARE(errorOf(whenAll(std::move(tasks))), u"c"_s);
        QCOMPARE(clock.elapsed(), 1s);
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"+c"_s, u"-c"_s, u"-a"_s, u"-b"_s}));
    }

    void whatComesAfterOneThatFailsAtOnceIsNotStarted()
    {
        QStringList log;
        QCOMPARE(errorOf(whenAll(racer(&log, u"a"_s, 3s, 1), failAtOnce(), racer(&log, u"c"_s, 1s, 1))), u"at once"_s);
        QCOMPARE(log, (QStringList{u"+a"_s, u"-a"_s}));
    }

    void destroyingTheOneWhoWaitsDestroysThemAll()
    {
        QStringList log;
        auto all = forget(whenAll(racer(&log, u"a"_s, 1s, 1), racer(&log, u"b"_s, 0s, 1), racer(&log, u"c"_s, 1s, 1)));
        QStringList order;
        const QStringList unwinding = unwound(&order, std::move(all), [] {});
        QCOMPARE(unwinding, (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(log, (QStringList{u"+a"_s, u"+b"_s, u"-b"_s, u"+c"_s, u"-a"_s, u"-c"_s}));
    }

    void aTaskThatDestroysTheirOwnerIsDestroyedWithTheOthersWhenItEnds()
    {
        const VirtualClock clock;
        QStringList log;
        auto owner = std::make_unique<Scope>();
        owner->spawn(forget(whenAll(racer(&log, u"a"_s, 1h, 1), destroyOwner(&owner, &log))));
        settle();
        QCOMPARE(log, (QStringList{u"+a"_s, u"-owner"_s, u"-a"_s}));
    }

    void manyTasksTakeNoStack()
    {
        QCOMPARE(run(many(100'000, false)), 100'000U);
        QCOMPARE(run(many(100'000, true)), 100'000U);
    }
};

QTEST_GUILESS_MAIN(tst_WhenAll)
#include "tst_WhenAll.moc"
