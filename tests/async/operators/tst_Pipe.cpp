// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/operators/Laws.h"
#include <livebelt/async/operators/Filter.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>

using namespace livebelt::test;

namespace {

const auto addOne = [](int i) { return i + 1; };
const auto isEven = [](int i) { return i % 2 == 0; };

template<int Count, typename S>
auto mapped(S items)
{
    if constexpr (Count == 0)
        return items;
    else
        return mapped<Count - 1>(std::move(items) | map(addOne));
}

Task<qint64> sumOf(AsyncIterator<int> items)
{
    qint64 sum = 0;
    while (auto item = co_await items.next())
        sum += *item;
    co_return sum;
}

AsyncIterator<int> doubled(AsyncIterator<int> items)
{
    while (auto item = co_await items.next()) {
        co_yield int(*item);
        co_yield int(*item);
    }
}

template<typename S>
Task<void> pullOnce(std::unique_ptr<S> *items, QList<int> *got)
{
    auto item = co_await (*items)->next();
    if (item)
        got->append(*item);
}

/// What comes of a stream with a function that destroys the stream when it is called: the items, and whether what the
/// function had captured, and the source, were there until it had returned, and no longer.
template<typename Make>
QStringList destroyedWithin(const Make &make, AsyncIterator<int> source)
{
    QStringList log;
    QStringList seen;
    std::function<void()> destroy;
    auto captured = std::make_shared<int>(1);
    const std::weak_ptr<int> life = captured;
    auto function = [&, captured = std::move(captured)](int i) {
        destroy();
        seen.append(life.expired() || !log.isEmpty() ? u"gone"_s : u"there"_s);
        return i;
    };
    using Items = decltype(make(std::move(source), function));
    auto items = std::make_unique<Items>(make(watched(&log, std::move(source)), std::move(function)));
    destroy = [&items] { items.reset(); };
    QList<int> got;
    run(pullOnce(&items, &got));
    for (const int item : got)
        seen.append(QString::number(item));
    seen.append(life.expired() && !log.isEmpty() ? u"gone"_s : u"there"_s);
    return seen;
}

} // namespace

class tst_Pipe : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void stagesRunInTheOrderOfTheirWriting()
    {
        QCOMPARE(all(numbers(10) | map(addOne) | filter(isEven) | take(3)), (QList<int>{2, 4, 6}));
        QCOMPARE(all(numbers(10) | take(3) | filter(isEven) | map(addOne)), (QList<int>{1, 3}));
    }

    void itIsMadeOfStagesThatAreValues()
    {
        const auto even = filter(isEven);
        const auto firstTwo = take(2);
        QCOMPARE(all(numbers(10) | even | firstTwo), (QList<int>{0, 2}));
        QCOMPARE(all(numbers(10) | even | firstTwo), (QList<int>{0, 2}));
    }

    void stagesAndCoroutinesMix()
    {
        QCOMPARE(all(numbers(4) | map(addOne) | doubled | filter(isEven)), (QList<int>{2, 2, 4, 4}));
        QCOMPARE(all(numbers(2) | doubled), (QList<int>{0, 0, 1, 1}));
    }

    void itBecomesAnAsyncIteratorAtAnyTime()
    {
        QCOMPARE(run(sumOf(numbers(4) | map(addOne))), 10);
        QCOMPARE(run(sumOf(numbers(4) | filter(isEven))), 2);
        auto total = numbers(4) | map(addOne);
        auto partial = numbers(8) | filter(isEven);
        QList<int> first;
        run(gather(&total, &first, 1));
        run(gather(&partial, &first, 2));
        QCOMPARE(first, (QList<int>{1, 0}));
        QCOMPARE(run(sumOf(std::move(total))), 2 + 3 + 4);
        QCOMPARE(run(sumOf(std::move(partial))), 2 + 4 + 6);
    }

    void itCannotBeExtendedOnceItHasBeenStarted()
    {
        auto total = numbers(4) | map(addOne);
        auto partial = numbers(4) | filter(isEven);
        QList<int> first;
        run(gather(&total, &first, 1));
        run(gather(&partial, &first, 2));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)(std::move(total) | take(1)));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)(std::move(partial) | take(1)));
    }

    void nothingIsCalledBeforeTheFirstPull()
    {
        int calls = 0;
        const auto count = [&calls](int i) { return calls += 1, i; };
        auto total = numbers(3) | map(count);
        auto partial = numbers(3) | map(count) | take(2);
        const AsyncIterator<int> dropped = numbers(3) | map(count);
        settle();
        QCOMPARE(calls, 0);
    }

    void aMillionItemsThroughManyStagesTakeNoStack()
    {
        QCOMPARE(run(sumOf(mapped<64>(numbers(1'000'000)))), 499'999'500'000 + 64'000'000);
        QCOMPARE(run(sumOf(numbers(1'000'000) | filter([](int i) { return i == 999'999; }))), 999'999);
        AsyncIterator<int> one = numbers(10'000);
        for (int i = 0; i < 64; ++i)
            one = std::move(one) | map(addOne);
        QCOMPARE(run(sumOf(std::move(one))), 49'995'000 + 640'000);
    }

    void theSourceGoesWhenAFunctionThrows()
    {
        const QStringList seen{u"0"_s, u"1"_s, u"two"_s, u"end"_s};
        const auto failing = [](int i) {
            if (i == 2)
                throw std::runtime_error("two");
            return i;
        };
        const auto accepting = [failing](int i) { return failing(i) >= 0; };
        for (const bool wait : {false, true}) {
            QStringList log;
            auto source = [&log, wait] { return watched(&log, wait ? waitingNumbers(5) : numbers(5)); };
            auto total = source() | map(failing);
            QCOMPARE(run(outcome(std::move(total))), seen);
            QCOMPARE(run(outcome(source() | filter(accepting))), seen);
            QCOMPARE(log.size(), 2);
        }
        QStringList log;
        auto total = watched(&log, numbers(5)) | map(failing);
        QList<int> got;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(gather(&total, &got)));
        QCOMPARE(log.size(), 1); // before the pipe itself goes
    }

    void aFunctionMayDestroyThePipe()
    {
        const auto total = [](AsyncIterator<int> items, auto function) { return std::move(items) | map(function); };
        const auto longer = [](AsyncIterator<int> items, auto function) {
            return std::move(items) | map(addOne) | map(function) | map(addOne);
        };
        const auto partial = [](AsyncIterator<int> items, auto function) {
            return std::move(items) | filter([function](int i) mutable { return function(i) >= 0; });
        };
        const QStringList handedOn{u"there"_s, u"0"_s, u"gone"_s};
        for (const bool wait : {false, true}) {
            const auto source = [wait] { return wait ? waitingNumbers(5) : numbers(5); };
            QCOMPARE(destroyedWithin(total, source()), handedOn);
            QCOMPARE(destroyedWithin(longer, source()), (QStringList{u"there"_s, u"2"_s, u"gone"_s}));
            QCOMPARE(destroyedWithin(partial, source()), (QStringList{u"there"_s, u"gone"_s}));
        }
    }

    void twoConsumersAtOnceAreALogicError()
    {
        auto total = waitingNumbers(3) | map(addOne);
        QList<int> first;
        QList<int> second;
        Scope scope;
        scope.spawn(gather(&total, &first));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(gather(&total, &second)));
        QVERIFY(runUntil([&] { return scope.isEmpty(); }));
        QCOMPARE(first, (QList<int>{1, 2, 3}));
    }
};

QTEST_GUILESS_MAIN(tst_Pipe)
#include "tst_Pipe.moc"
