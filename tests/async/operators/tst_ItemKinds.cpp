// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Plates.h"
#include "tests/async/Support.h"
#include <livebelt/async/VirtualClock.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Buffer.h>
#include <livebelt/async/operators/CombineLatest.h>
#include <livebelt/async/operators/Concat.h>
#include <livebelt/async/operators/Debounce.h>
#include <livebelt/async/operators/Enumerate.h>
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/FlowOn.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Merge.h>
#include <livebelt/async/operators/ReadyChunks.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Sample.h>
#include <livebelt/async/operators/Share.h>
#include <livebelt/async/operators/SwitchMap.h>
#include <livebelt/async/operators/Take.h>
#include <livebelt/async/operators/Throttle.h>
#include <livebelt/async/operators/Timeout.h>
#include <livebelt/async/operators/Zip.h>
#include <livebelt/async/tasks/AnySuccess.h>
#include <livebelt/async/tasks/NextWithin.h>
#include <livebelt/async/tasks/WhenAll.h>
#include <livebelt/async/tasks/WhenAny.h>
#include <livebelt/async/tasks/WithTimeout.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// 0, 1, 0, 1, ...
template<typename T>
AsyncIterator<T> plates(int count)
{
    for (int i = 0; i < count; ++i) {
        if (i % 3 == 0)
            co_await sleepFor(0ms);
        co_yield T(i % 2);
    }
}

template<typename T>
Task<T> plate(int number)
{
    co_await sleepFor(0ms);
    co_return T(number);
}

template<typename T>
Task<void> count(AsyncIterator<T> items, int *to)
{
    while (auto item = co_await items.next())
        ++*to;
}

template<typename S>
int countOf(S items)
{
    int number = 0;
    run(count(AsyncIterator<typename S::value_type>(std::move(items)), &number));
    return number;
}

template<typename T>
int sumOf(AsyncIterator<std::vector<T>> pieces)
{
    return countOf(std::move(pieces) | flatMap([](std::vector<T> piece) { return plates<T>(int(piece.size())); }));
}

/// Every operator hands on items of this type.
template<typename T>
void pass()
{
    const auto one = [](T item) { return plates<T>(numberOf(item) + 1); };
    const auto all = [](const T &) { return true; };
    QCOMPARE(countOf(plates<T>(10) | filter(all) | take(8) | enumerate()), 8);
    QCOMPARE(countOf(plates<T>(10) | buffer(4)), 10);
    QCOMPARE(countOf(concat(plates<T>(3), plates<T>(3))), 6);
    QCOMPARE(countOf(merge(plates<T>(10), plates<T>(10))), 20);
    QCOMPARE(countOf(zip(plates<T>(10), plates<T>(5))), 5);
    QCOMPARE(countOf(plates<T>(10) | flatMap(one)), 15);
    QCOMPARE(countOf(plates<T>(10) | flatMap(one, 3)), 15);
    QVERIFY(countOf(plates<T>(10) | switchMap(one)) >= 2);
    QCOMPARE(countOf(retry([] { return plates<T>(10); })), 10);
    QCOMPARE(sumOf<T>(plates<T>(10) | batch(3)), 10);
    QCOMPARE(sumOf<T>(plates<T>(10) | readyChunks(3)), 10);
    QCOMPARE(countOf(plates<T>(10) | timeout(10s)), 10);
    QVERIFY(countOf(plates<T>(10) | debounce(10s)) >= 1);
    QVERIFY(countOf(plates<T>(10) | throttle(10s, Trailing::Deliver)) >= 1);
    QVERIFY(countOf(plates<T>(10) | sample(10s)) >= 1);
    if constexpr (std::copy_constructible<T>) {
        QVERIFY(countOf(combineLatest(plates<T>(10), plates<T>(10))) >= 10);
        QCOMPARE(countOf(share(plates<T>(10)).subscribe(20)), 10);
        QCOMPARE(countOf(share(plates<T>(10)).subscribe(20, Overflow::Block)), 10);
    }
}

template<typename T>
Task<void> awaitThere(QObject *context)
{
    const auto make = [] { return T(1); };
    const T made = co_await onThread(context, make);
    const auto task = [] { return plate<T>(1); };
    const T awaited = co_await onThread(context, task);
    if (numberOf(made) + numberOf(awaited) != 2)
        throw std::runtime_error("they are not what was made");
}

template<typename T>
Task<void> awaitTasks()
{
    auto both = co_await whenAll(plate<T>(1), plate<T>(0));
    auto any = co_await whenAny(plate<T>(1), plate<T>(1));
    auto first = co_await anySuccess(plate<T>(1), plate<T>(1));
    auto soon = co_await withTimeout(plate<T>(1), 10s);
    auto items = plates<T>(2);
    auto next = co_await nextWithin(items, 10s);
    const int sum = numberOf(std::get<0>(both)) + numberOf(first) + numberOf(soon) + numberOf(*next);
    if (sum != 3 || any.hasFailed())
        throw std::runtime_error("they are not what was made");
}

} // namespace

/// Items need to be moved, and nothing else, unless it is said.
class tst_ItemKinds : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void operatorsHandOnTruths() { pass<bool>(); }
    void operatorsHandOnConstants() { pass<Constant>(); }
    void operatorsHandOnWhatCannotBeAssigned() { pass<Unassignable>(); }

    void threadsHandThemOver()
    {
        Worker worker(QStringLiteral("worker"));
        QCOMPARE(countOf(plates<bool>(10) | flowOn(worker.context(), 4)), 10);
        QCOMPARE(countOf(plates<Constant>(10) | flowOn(worker.context(), 4)), 10);
        QCOMPARE(countOf(plates<Unassignable>(10) | flowOn(worker.context(), 4)), 10);
        run(awaitThere<bool>(worker.context()));
        run(awaitThere<Constant>(worker.context()));
        run(awaitThere<Unassignable>(worker.context()));
    }

    void tasksGiveThem()
    {
        run(awaitTasks<bool>());
        run(awaitTasks<Constant>());
        run(awaitTasks<Unassignable>());
    }
};

QTEST_GUILESS_MAIN(tst_ItemKinds)
#include "tst_ItemKinds.moc"
