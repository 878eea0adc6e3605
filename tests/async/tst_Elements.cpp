// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/LiveTasks.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>

#include <QElapsedTimer>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

/// A tree of so many levels: its nodes in order, each waiting or not.
AsyncIterator<int> walk(int depth, int number, bool waits)
{
    if (waits)
        co_await sleepFor(0ms);
    if (depth > 0)
        co_yield elementsOf(walk(depth - 1, 2 * number, waits));
    if (waits)
        co_await sleepFor(0ms);
    co_yield int(number);
    if (depth > 0)
        co_yield elementsOf(walk(depth - 1, 2 * number + 1, waits));
}

void expect(int depth, int number, QList<int> &to)
{
    if (depth > 0)
        expect(depth - 1, 2 * number, to);
    to.append(number);
    if (depth > 0)
        expect(depth - 1, 2 * number + 1, to);
}

AsyncIterator<int> chainOf(int depth, int items)
{
    if (depth > 0) {
        co_yield elementsOf(chainOf(depth - 1, items));
    } else {
        for (int i = 0; i < items; ++i)
            co_yield int(i);
    }
}

AsyncIterator<int> failing(int items)
{
    for (int i = 0; i < items; ++i)
        co_yield int(i);
    throw std::runtime_error("inside");
}

AsyncIterator<int> catching()
{
    bool hasFailed = false;
    try {
        co_yield elementsOf(failing(2));
    } catch (const std::runtime_error &) {
        hasFailed = true;
    }
    if (hasFailed)
        co_yield 100;
    co_yield elementsOf(failing(1));
}

AsyncIterator<int> marked(QStringList *log, QString name, int depth)
{
    const Mark mark(log, name + QString::number(depth));
    if (depth > 0)
        co_yield elementsOf(marked(log, name, depth - 1));
    else
        co_await sleepFor(1h);
}

AsyncIterator<int> goOn(AsyncIterator<int> items)
{
    const AsyncIterator<int> nothing = std::move(items);
    co_yield -1;
}

AsyncIterator<int> continuing(AsyncIterator<int> *items)
{
    co_yield elementsOf(std::move(*items));
    co_yield elementsOf(std::move(*items)); // it has been moved from: nothing
    co_yield elementsOf(numbers(0));
    auto tenfold = [](int item) { return 10 * item; };
    co_yield elementsOf(numbers(3) | map(tenfold));
}

Task<void> pullFor(AsyncIterator<int> *items, int times, QList<int> *to)
{
    for (int i = 0; i < times; ++i) {
        auto item = co_await items->next();
        to->append(*item);
    }
}

} // namespace

class tst_Elements : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aTreeIsWalkedInOrder_data()
    {
        QTest::addColumn<bool>("waits");
        QTest::newRow("always ready") << false;
        QTest::newRow("waiting") << true;
    }

    void aTreeIsWalkedInOrder()
    {
        QFETCH(bool, waits);
        QList<int> expected;
        expect(6, 1, expected);
        QList<int> got;
        run(collect(walk(6, 1, waits), &got));
        QCOMPARE(got, expected);
    }

    void whatDoesNotWaitDoesNotSuspend()
    {
        QList<int> got;
        Scope scope;
        scope.spawn(collect(walk(4, 1, false), &got));
        QVERIFY(scope.isEmpty());
        QCOMPARE(got.size(), 31);
    }

    void anItemCostsTheSameHoweverDeepItIsMade()
    {
        const auto timeOf = [](int depth) {
            constexpr int items = 200'000;
            QList<int> got;
            got.reserve(items);
            QElapsedTimer timer;
            timer.start();
            run(collect(chainOf(depth, items), &got));
            return got.size() == items ? timer.nsecsElapsed() : 0;
        };
        timeOf(1);
        const qint64 flat = std::min(timeOf(0), timeOf(0));
        const qint64 deep = std::min(timeOf(1000), timeOf(1000));
        QVERIFY(flat > 0 && deep > 0);
        QVERIFY2(deep < 20 * flat, qPrintable(QString::number(double(deep) / double(flat))));
    }

    void anErrorGoesToWhoYieldsTheElements()
    {
        QList<int> got;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(collect(catching(), &got)));
        QCOMPARE(got, (QList<int>{0, 1, 100, 0}));
    }

    void destroyingTheStreamUnwindsTheInnermostFirst()
    {
        QStringList log;
        QList<int> got;
        {
            Scope scope;
            scope.spawn(collect(marked(&log, u"a"_s, 2), &got));
            QVERIFY(!scope.isEmpty());
            const auto tasks = liveTasks();
            QCOMPARE(tasks.size(), 1u); // the consumer
            QCOMPARE(tasks[0].children.size(), 1u);
            QVERIFY2(tasks[0].children[0].function.contains("marked"), tasks[0].children[0].function);
        }
        QCOMPARE(log, (QStringList{u"a0"_s, u"a1"_s, u"a2"_s}));
    }

    void theConsumerMayGoAndAnotherOneGoesOn()
    {
        QList<int> expected;
        expect(4, 1, expected);
        QList<int> got;
        auto items = walk(4, 1, true);
        while (got.size() < expected.size()) {
            Scope scope;
            scope.spawn(collectFrom(&items, &got, got.size() + 1));
            settle(); // perhaps it is served, perhaps it goes while it waits
        }
        QCOMPARE(got, expected);
    }

    void aStreamThatHasBegunIsTakenFromWhereItIs()
    {
        QList<int> got;
        auto items = walk(3, 1, false);
        run(pullFor(&items, 4, &got));
        run(collect(continuing(&items), &got));
        QList<int> expected;
        expect(3, 1, expected);
        expected += QList<int>{0, 10, 20};
        QCOMPARE(got, expected);
    }

    void anItemThatHasComeForNobodyIsNotLost()
    {
        QList<int> got;
        auto items = walk(2, 1, true);
        {
            Scope scope;
            scope.spawn(collectFrom(&items, &got, 1));
            QVERIFY(got.isEmpty());
        }
        settle(); // the item is there now
        run(collect(continuing(&items), &got));
        QList<int> expected;
        expect(2, 1, expected);
        QCOMPARE(got.mid(0, expected.size()), expected);
    }

    void oneThatIsNeverPulledIsDestroyed()
    {
        QList<int> got;
        run(collect(goOn(chainOf(3, 3)), &got));
        QCOMPARE(got, QList<int>{-1});
    }
};

QTEST_GUILESS_MAIN(tst_Elements)
#include "tst_Elements.moc"
