// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

AsyncIterator<int> failingAfter(int count, bool wait)
{
    for (int i = 0; i < count; ++i)
        co_yield int(i);
    if (wait)
        co_await sleepFor(0ms);
    throw std::runtime_error("broken");
}

Task<QStringList> describe(AsyncIterator<int> items)
{
    QStringList seen;
    for (int turn = 0; turn < 5; ++turn) {
        try {
            auto item = co_await items.next();
            seen.append(item ? QString::number(*item) : u"end"_s);
        } catch (const std::runtime_error &error) {
            seen.append(QString::fromUtf8(error.what()));
        }
    }
    co_return seen;
}

AsyncIterator<int> relay(AsyncIterator<int> items)
{
    while (auto item = co_await items.next())
        co_yield int(*item + 1);
}

AsyncIterator<QString> constants(const QString *text)
{
    co_yield *text;
    QString copy = *text;
    co_yield copy;
    copy.append(u'!');
    co_yield std::move(copy);
}

AsyncIterator<std::unique_ptr<int>> owned()
{
    for (int i = 0; i < 3; ++i)
        co_yield std::make_unique<int>(i);
}

Task<qint64> sum(AsyncIterator<int> items)
{
    qint64 total = 0;
    while (auto item = co_await items.next())
        total += *item;
    co_return total;
}

Task<qint64> count(AsyncIterator<std::unique_ptr<int>> items)
{
    qint64 total = 0;
    while (auto item = co_await items.next())
        total += **item + 1;
    co_return total;
}

AsyncIterator<QString> handedOn(AsyncIterator<QString> items)
{
    while (QString *item = co_await items.borrow())
        co_yield std::move(*item);
}

AsyncIterator<QString> reusing(const void **memory)
{
    QString text = u"first"_s;
    for (int i = 0; i < 3; ++i) {
        *memory = text.constData();
        co_yield std::move(text);
        text += u'!'; // NOLINT(bugprone-use-after-move): where it was only looked at, it is still there
    }
}

/// Looks at the first two, and takes the third.
Task<QStringList> looking(AsyncIterator<QString> items, const void *const *memory)
{
    QStringList seen;
    while (QString *item = co_await items.borrow()) {
        seen.append(seen.size() < 2 ? item->sliced(0) : std::move(*item));
        if (item->constData() != *memory && !item->isEmpty())
            seen.append(u"moved"_s);
    }
    co_return seen;
}

Task<QStringList> describeBorrowed(AsyncIterator<int> items)
{
    QStringList seen;
    for (int turn = 0; turn < 5; ++turn) {
        try {
            const int *item = co_await items.borrow();
            seen.append(item ? QString::number(*item) : u"end"_s);
        } catch (const std::runtime_error &error) {
            seen.append(QString::fromUtf8(error.what()));
        }
    }
    co_return seen;
}

AsyncIterator<int> counting(int *made)
{
    while (true)
        co_yield int(++*made);
}

AsyncIterator<int> eachTime(Event *event)
{
    for (int i = 0; true; ++i) {
        co_await event->wait();
        co_yield int(i);
    }
}

AsyncIterator<int> ofItself(std::optional<AsyncIterator<int>> *self)
{
    auto item = co_await (*self)->next();
    co_yield int(*item);
}

} // namespace

class tst_AsyncIterator : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itGivesEachItemAndThenTheEndForEver()
    {
        const QStringList all{u"0"_s, u"1"_s, u"end"_s, u"end"_s, u"end"_s};
        QCOMPARE(run(describe(numbers(2))), all);
        QCOMPARE(run(describe(waitingNumbers(2))), all);
    }

    void anExceptionIsThrownOnceAndThenItHasEnded()
    {
        const QStringList all{u"0"_s, u"1"_s, u"broken"_s, u"end"_s, u"end"_s};
        QCOMPARE(run(describe(failingAfter(2, false))), all);
        QCOMPARE(run(describe(failingAfter(2, true))), all);
    }

    void itMovesWhatIsTemporaryAndCopiesWhatIsNot()
    {
        const QString text = u"text"_s;
        QList<QString> got;
        run(collect(constants(&text), &got));
        QCOMPARE(got, (QList<QString>{u"text"_s, u"text"_s, u"text!"_s}));
        QCOMPARE(text, u"text"_s);
        QCOMPARE(run(count(owned())), 6);
    }

    void whatIsBorrowedStaysWhereItIs()
    {
        const void *memory = nullptr;
        AsyncIterator<QString> items = reusing(&memory);
        QCOMPARE(run(looking(std::move(items), &memory)), (QStringList{u"first"_s, u"first!"_s, u"first!!"_s}));
        const QString text = u"text"_s;
        QList<QString> got;
        run(collect(handedOn(constants(&text)), &got));
        QCOMPARE(got, (QList<QString>{u"text"_s, u"text"_s, u"text!"_s}));
        QCOMPARE(text, u"text"_s); // a copy was handed on
    }

    void whatIsBorrowedEndsAndThrowsAsItDoesOtherwise()
    {
        const QStringList all{u"0"_s, u"1"_s, u"end"_s, u"end"_s, u"end"_s};
        QCOMPARE(run(describeBorrowed(numbers(2))), all);
        QCOMPARE(run(describeBorrowed(waitingNumbers(2))), all);
        const QStringList broken{u"0"_s, u"1"_s, u"broken"_s, u"end"_s, u"end"_s};
        QCOMPARE(run(describeBorrowed(failingAfter(2, false))), broken);
        QCOMPARE(run(describeBorrowed(failingAfter(2, true))), broken);
    }

    void itRunsOnlyWhileAnItemIsAwaited()
    {
        int made = 0;
        AsyncIterator<int> items = counting(&made);
        settle();
        QCOMPARE(made, 0);
        QList<int> got;
        run(collectFrom(&items, &got, 3));
        settle();
        QCOMPARE(made, 3);
    }

    void aMillionItemsTakeNoStack()
    {
        QCOMPARE(run(sum(numbers(1'000'000))), 499'999'500'000);
        QCOMPARE(run(sum(waitingNumbers(20'000))), 199'990'000);
    }

    void aChainOf64GeneratorsWorks()
    {
        for (const bool wait : {false, true}) {
            AsyncIterator<int> items = wait ? waitingNumbers(100) : numbers(100);
            for (int i = 0; i < 64; ++i)
                items = relay(std::move(items));
            QCOMPARE(run(sum(std::move(items))), 4950 + 6400);
        }
        AsyncIterator<int> dropped = waitingNumbers(100);
        for (int i = 0; i < 64; ++i)
            dropped = relay(std::move(dropped));
        QList<int> got;
        run(collectFrom(&dropped, &got, 5));
        Scope scope;
        scope.spawn(collectFrom(&dropped, &got));
    }

    void twoConsumersAtOnceAreALogicError()
    {
        Event event;
        AsyncIterator<int> items = eachTime(&event);
        QList<int> first;
        Scope scope;
        scope.spawn(collectFrom(&items, &first, 1));
        QList<int> second;
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(collectFrom(&items, &second)));
        event.set();
        QTRY_COMPARE(first, QList<int>{0});
        std::optional<AsyncIterator<int>> self;
        self.emplace(ofItself(&self));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, run(collectFrom(&*self, &second)));
    }

    void aConsumerDestroyedWhileItWaitsLosesNoItem()
    {
        Event event;
        AsyncIterator<int> items = eachTime(&event);
        QList<int> got;
        {
            Scope scope;
            scope.spawn(collectFrom(&items, &got));
            event.set();
        }
        settle();
        event.set();
        settle();
        QVERIFY(got.isEmpty());
        run(collectFrom(&items, &got, 1));
        QCOMPARE(got, QList<int>{0}); // the item that the first consumer had waited for
    }

    void anIteratorDestroyedUnderAWaitingConsumerShowsTheEndFromAWake()
    {
        Event event;
        std::optional<AsyncIterator<int>> items(eachTime(&event));
        QList<int> got;
        Scope scope;
        scope.spawn(collectFrom(&*items, &got));
        items.reset();
        QVERIFY(!scope.isEmpty());
        QTRY_VERIFY(scope.isEmpty());
        QVERIFY(got.isEmpty());
    }

    void itMayBeMovedWhileItIsConsumed()
    {
        auto items = std::make_unique<AsyncIterator<int>>(waitingNumbers(1));
        QList<int> got;
        Scope scope;
        scope.spawn(collectFrom(items.get(), &got, 1));
        AsyncIterator<int> moved = std::move(*items);
        QTRY_COMPARE(got, QList<int>{0});
        QCOMPARE(run(describe(std::move(*items))).constFirst(), u"end"_s);
    }
};

QTEST_GUILESS_MAIN(tst_AsyncIterator)
#include "tst_AsyncIterator.moc"
