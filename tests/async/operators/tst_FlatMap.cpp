// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/FlatMap.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>
#include <numeric>

using namespace livebelt::test;

namespace {

AsyncIterator<int> single(int item)
{
    co_yield int(item);
}

AsyncIterator<int> singleLater(int item)
{
    co_await sleepFor(0ms);
    co_yield int(item);
}

AsyncIterator<int> tens(int item)
{
    for (int i = 0; i < 3; ++i) {
        co_await sleepFor(0ms);
        co_yield int(item * 10 + i);
    }
}

struct Busy
{
    int running = 0;
    int most = 0;
};

AsyncIterator<int> counted(Busy *busy, int item)
{
    struct Running
    {
        explicit Running(Busy *b) : busy(b) { busy->most = std::max(busy->most, ++busy->running); }
        ~Running() { --busy->running; }
        Busy *busy;
    };
    const Running running(busy);
    for (int i = 0; i < item % 4; ++i) {
        co_await sleepFor(0ms);
        co_yield int(item);
    }
}

} // namespace

class tst_FlatMap : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itKeepsTheLaws()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | flatMap(single); }),
                 QStringList());
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | flatMap(singleLater); }),
                 QStringList());
    }

    void itKeepsTheLawsAtOnce()
    {
        QCOMPARE(brokenLaws([](AsyncIterator<int> items) { return std::move(items) | flatMap(single, 3); }, 3),
                 QStringList());
    }

    void oneStreamComesAfterTheOther()
    {
        QCOMPARE(all(numbers(3) | flatMap(tens)), (QList<int>{0, 1, 2, 10, 11, 12, 20, 21, 22}));
        QCOMPARE(all(numbers(4) | flatMap(numbers)), (QList<int>{0, 0, 1, 0, 1, 2}));
        const auto pipe = [](int i) { return numbers(i) | map([](int j) { return -j; }); };
        QCOMPARE(all(numbers(4) | flatMap(pipe)), (QList<int>{0, 0, -1, 0, -1, -2}));
    }

    void anItemIsPulledWhenTheStreamBeforeHasEnded()
    {
        int made = 0;
        auto items = endless(&made) | flatMap(tens);
        QList<int> got;
        run(gather(&items, &got, 3));
        QCOMPARE(made, 1);
        run(gather(&items, &got, 4));
        QCOMPARE(made, 2);
    }

    void streamsRunAtOnceUpToTheBound()
    {
        Busy busy;
        const auto function = [&busy](int i) { return counted(&busy, i); };
        QList<int> got = all(numbers(100) | flatMap(function, 5));
        QCOMPARE(busy.most, 5);
        QCOMPARE(busy.running, 0);
        QCOMPARE(got.size(), 25 * (1 + 2 + 3));
        QVERIFY(!std::is_sorted(got.begin(), got.end()));
        QCOMPARE(std::accumulate(got.begin(), got.end(), 0), 7550);
    }

    void aBoundCostsNothing()
    {
        QList<int> got = all(numbers(100) | flatMap(tens, SIZE_MAX));
        QCOMPARE(got.size(), 300);
        QCOMPARE(got.first(3), (QList<int>{0, 10, 20}));
    }

    void atOnceTheSourceIsPulledForAFreePlaceOnly()
    {
        for (const int places : {2, 3}) {
            int made = 0;
            Channel<int> silent(1);
            auto items = endless(&made) | flatMap([silent](int) { return silent.items(); }, std::size_t(places));
            QList<int> got;
            Scope scope;
            scope.spawn(gather(&items, &got));
            settle();
            QCOMPARE(made, places);
        }
    }

    void anErrorDestroysTheOthers()
    {
        for (const std::size_t concurrency : {1, 3}) {
            QStringList log;
            Channel<int> silent(1);
            const auto function = [&](int i) {
                if (i == 2)
                    throw std::runtime_error("two");
                return watched(&log, concurrency == 1 ? numbers(1) : silent.items());
            };
            const QStringList seen = run(outcome(waitingNumbers(5) | flatMap(function, concurrency)));
            QCOMPARE(seen.last(2), (QStringList{u"two"_s, u"end"_s}));
            QCOMPARE(log.size(), 2);
            log.clear();
            const auto failing = [&](int i) { return i == 1 ? failingAfter(0, true) : watched(&log, numbers(1)); };
            QCOMPARE(run(outcome(numbers(2) | flatMap(failing, concurrency))),
                     (QStringList{u"0"_s, u"broken"_s, u"end"_s}));
            QCOMPARE(log.size(), 1);
        }
    }

    void destroyedWhileItWaitsItUnwindsAllStreams()
    {
        QStringList log;
        Channel<int> silent(1);
        const auto function = [&](int i) { return watched(&log, silent.items(), QString::number(i)); };
        auto items = std::make_unique<AsyncIterator<int>>(numbers(10) | flatMap(function, 3));
        QList<int> got;
        Scope scope;
        scope.spawn(gather(items.get(), &got));
        settle();
        items.reset();
        log.sort();
        QCOMPARE(log, (QStringList{u"0"_s, u"1"_s, u"2"_s}));
        QTRY_VERIFY(scope.isEmpty());
    }

    void itemsThatCannotBeCopiedPass()
    {
        const auto inner = [](std::unique_ptr<int> item) { return owned(*item); };
        const auto look = [](std::unique_ptr<int> item) { return *item; };
        QCOMPARE(all(owned(4) | flatMap(inner) | map(look)), (QList<int>{0, 0, 1, 0, 1, 2}));
        QCOMPARE(all(owned(4) | flatMap(inner, 4) | map(look)).size(), 6);
    }
};

QTEST_GUILESS_MAIN(tst_FlatMap)
#include "tst_FlatMap.moc"
