// SPDX-License-Identifier: MIT
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>

#include <QTest>
#include <numeric>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

// What g++ 12 gets wrong in coroutines has a form that every compiler gets right. These are the right forms; the rules
// that keep the wrong ones out are in the comments.

namespace {

/// Counts the objects alive, so that one destroyed twice, or never, shows.
class Counted
{
public:
    explicit Counted(int value) : m_value(value) { ++alive; }
    Counted(const Counted &other) : m_value(other.m_value) { ++alive; }
    Counted(Counted &&other) noexcept : m_value(std::exchange(other.m_value, -1)) { ++alive; }
    Counted &operator=(const Counted &) = default;
    ~Counted() { --alive; }
    int value() const { return m_value; }

    static inline int alive = 0;

private:
    int m_value;
};

struct Aggregate
{
    Counted first;
    QString second;
};

Task<bool> isSmall(int value)
{
    co_return value < 10;
}

/// The result is named: a co_await that is the whole condition of an if or while, in a coroutine without a local
/// variable, may never run.
Task<int> conditionsAreNamed()
{
    int turns = 0;
    while (true) {
        const bool small = co_await isSmall(turns);
        if (!small)
            break;
        ++turns;
    }
    co_return turns;
}

/// The loop over an iterator declares its item in the condition.
Task<int> itemsAreDeclaredInTheCondition()
{
    AsyncIterator<int> items = waitingNumbers(3);
    int sum = 0;
    while (auto item = co_await items.next())
        sum += *item;
    co_return sum;
}

template<typename Function>
Task<int> call(Function function)
{
    co_await sleepFor(0ms);
    co_return function();
}

/// A lambda with a capture is named and moved.
Task<int> lambdasAreNamed()
{
    const Counted captured(5);
    auto function = [captured] { return captured.value(); };
    const int value = co_await call(std::move(function));
    co_return value;
}

Task<int> weigh(Aggregate aggregate)
{
    co_await sleepFor(0ms);
    co_return aggregate.first.value() + int(aggregate.second.size());
}

AsyncIterator<Aggregate> aggregates()
{
    for (int i = 0; i < 3; ++i) {
        Aggregate named{Counted(i), u"ab"_s};
        co_yield std::move(named);
    }
}

/// A braced aggregate is named and moved.
Task<int> aggregatesAreNamed()
{
    Aggregate named{Counted(1), u"abc"_s};
    int sum = co_await weigh(std::move(named));
    auto items = aggregates();
    while (auto item = co_await items.next())
        sum += item->first.value() + int(item->second.size());
    co_return sum;
}

/// An if, where a ternary of class type would stand around an await.
Task<Counted> choicesAreStatements(bool first)
{
    auto make = [](int value) -> Task<Counted> { co_return Counted(value); };
    if (first) {
        Counted made = co_await make(1);
        co_return made;
    }
    Counted made = co_await make(2);
    co_return made;
}

Task<int> sumOf(std::vector<int> values)
{
    co_await sleepFor(0ms);
    co_return std::accumulate(values.begin(), values.end(), 0);
}

/// A list is named.
Task<int> listsAreNamed()
{
    std::vector<int> values{1, 2, 3};
    const int sum = co_await sumOf(std::move(values));
    co_return sum;
}

/// A pair is named and taken apart afterwards.
Task<int> pairsAreTakenApartAfterwards()
{
    auto make = []() -> Task<std::pair<Counted, QString>> {
        co_await sleepFor(0ms);
        std::pair<Counted, QString> made(Counted(4), u"ab"_s);
        co_return made;
    };
    const std::pair<Counted, QString> made = co_await make();
    const auto &[counted, text] = made;
    co_return counted.value() + int(text.size());
}

/// Awaiters that own something, in a full expression with temporaries that own something.
Task<int> temporariesOfAnAwaitLiveOnce(Channel<Counted> channel)
{
    const bool sent = co_await channel.send(Counted(6));
    auto received = co_await channel.receive();
    std::optional<Counted> kept = std::move(received);
    const Counted last = co_await choicesAreStatements(sent);
    co_return kept->value() + last.value();
}

} // namespace

class tst_CompilerTraps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QCOMPARE(Counted::alive, 0); }

    void theSafeFormsWork()
    {
        QCOMPARE(run(conditionsAreNamed()), 10);
        QCOMPARE(run(itemsAreDeclaredInTheCondition()), 3);
        QCOMPARE(run(lambdasAreNamed()), 5);
        QCOMPARE(run(aggregatesAreNamed()), 1 + 3 + 3 + 6);
        QCOMPARE(run(choicesAreStatements(true)).value(), 1);
        QCOMPARE(run(choicesAreStatements(false)).value(), 2);
        QCOMPARE(run(listsAreNamed()), 6);
        QCOMPARE(run(pairsAreTakenApartAfterwards()), 6);
        QCOMPARE(run(temporariesOfAnAwaitLiveOnce(Channel<Counted>(2))), 7);
    }

    void theSafeFormsUnwind()
    {
        Scope scope;
        scope.spawn(discard(lambdasAreNamed()));
        scope.spawn(discard(aggregatesAreNamed()));
        scope.spawn(discard(pairsAreTakenApartAfterwards()));
        QVERIFY(Counted::alive > 0);
        scope.cancel();
    }

    void awaitersCanBeNeitherCopiedNorMoved()
    {
        static_assert(!std::is_move_constructible_v<Waiter> && !std::is_copy_constructible_v<Waiter>);
        static_assert(!std::is_move_constructible_v<SleepAwaiter> && !std::is_aggregate_v<SleepAwaiter>);
        using Next = decltype(std::declval<AsyncIterator<int> &>().next().operator co_await());
        static_assert(!std::is_move_constructible_v<Next> && !std::is_aggregate_v<Next>);
        using Receive = decltype(std::declval<Channel<int> &>().receive());
        static_assert(!std::is_move_constructible_v<Receive> && !std::is_aggregate_v<Receive>);
        using Join = decltype(std::declval<Task<int>>().operator co_await());
        static_assert(!std::is_move_constructible_v<Join> && !std::is_aggregate_v<Join>);
    }

private:
    static Task<void> discard(Task<int> task) { co_await std::move(task); }
};

QTEST_GUILESS_MAIN(tst_CompilerTraps)
#include "tst_CompilerTraps.moc"
