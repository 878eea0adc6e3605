// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Plates.h"
#include "tests/async/timed/Timeline.h"
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Share.h>
#include <livebelt/async/operators/Take.h>

#include <QTest>

using namespace livebelt::test;

namespace {

using Items = AsyncIterator<Received<int>>;

/// Numbers without end, as fast as they are taken.
AsyncIterator<int> naturals(int *made)
{
    while (true)
        co_yield int((*made)++);
}

AsyncIterator<int> failing()
{
    co_yield 1;
    throw std::runtime_error("the source failed");
}

/// Items and gaps as text: "1 2 +3 6", where +3 are missing.
Task<void> write(Items items, QStringList *to, Milliseconds work = Milliseconds(0))
{
    while (auto received = co_await items.next()) {
        if (received->lagged > 0)
            to->append(u"+%1"_s.arg(received->lagged));
        to->append(QString::number(received->item));
        if (work > Milliseconds(0))
            co_await sleepFor(work);
    }
    to->append(u"end"_s);
}

Task<void> writeFailure(Items items, QStringList *to)
{
    try {
        co_await write(std::move(items), to);
    } catch (const std::exception &error) {
        to->append(QString::fromUtf8(error.what()));
    }
}

template<typename T>
Task<void> pull(AsyncIterator<Received<T>> items, int count)
{
    for (int i = 0; i < count; ++i)
        co_await items.next();
}

} // namespace

class tst_Share : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyoneGetsEverythingInOrder()
    {
        const Shared<int> shared = share(waitingNumbers(4));
        QStringList got[3];
        Scope scope;
        for (QStringList &one : got)
            scope.spawn(write(shared.subscribe(), &one));
        run(scope.join());
        for (const QStringList &one : got)
            QCOMPARE(one.join(u' '), u"0 1 2 3 end"_s);
    }

    void aPipeCanBeSharedAndAShareGoesOnInAPipe()
    {
        const auto shared = share(numbers(5) | map([](int i) { return i * 10; }));
        auto items = shared.subscribe() | map([](const Received<int> &received) { return received.item; }) | batch(3);
        const auto got = recorded(std::move(items));
        QCOMPARE(got.size(), 2);
        QCOMPARE(got[1].item, (std::vector<int>{30, 40}));
    }

    void nothingRunsBeforeTheFirstSubscriber()
    {
        int made = 0;
        const Shared<int> shared = share(naturals(&made));
        settle();
        QCOMPARE(made, 0);
        const auto first = shared.subscribe(3, Overflow::Block);
        QCOMPARE(made, 0);
        settle();
        QCOMPARE(made, 3); // one of them waits for room
    }

    void whoComesLateStartsFromNow()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        const Shared<int> shared = share(play({{10ms, 1}, {20ms, 2}, {30ms, 3}}));
        QStringList first;
        QStringList second;
        Scope scope;
        scope.spawn(write(shared.subscribe(), &first));
        settle();
        clock.advance(25ms);
        scope.spawn(write(shared.subscribe(), &second));
        clock.advance(25ms);
        QCOMPARE(first.join(u' '), u"1 2 3 end"_s);
        QCOMPARE(second.join(u' '), u"3 end"_s);
    }

    void whoComesLateGetsWhatIsReplayed()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        const Shared<int> shared = share(play({{10ms, 1}, {20ms, 2}, {30ms, 3}, {40ms, 4}}), 2);
        QStringList got[4];
        Scope scope;
        scope.spawn(write(shared.subscribe(), &got[0]));
        settle();
        clock.advance(35ms);
        scope.spawn(write(shared.subscribe(), &got[1]));
        scope.spawn(write(shared.subscribe(1), &got[2])); // no more than it has room for
        clock.advance(25ms);
        scope.spawn(write(shared.subscribe(), &got[3]));
        settle();
        QCOMPARE(got[0].join(u' '), u"1 2 3 4 end"_s);
        QCOMPARE(got[1].join(u' '), u"2 3 4 end"_s);
        QCOMPARE(got[2].join(u' '), u"3 4 end"_s);
        QCOMPARE(got[3].join(u' '), u"3 4 end"_s);
    }

    void whoBlocksGetsWhatIsReplayedUpToHisCapacity()
    {
        const Shared<int> shared = share(numbers(5), 5);
        QStringList first;
        run(write(shared.subscribe(), &first));
        QCOMPARE(first.join(u' '), u"0 1 2 3 4 end"_s);
        for (const quint64 capacity : {1, 2, 3, 4, 5, 6, 100}) {
            for (const Overflow policy : {Overflow::Block, Overflow::DropOldest}) {
                QStringList got;
                run(write(shared.subscribe(capacity, policy), &got));
                QCOMPARE(got, first.last(1 + qsizetype(std::min<quint64>(capacity, 5))));
            }
        }
    }

    void whoBlocksIsNoFurtherBehindForWhatIsReplayed()
    {
        int made = 0;
        const Shared<int> shared = share(naturals(&made), 8);
        auto first = shared.subscribe(8, Overflow::Block);
        settle();
        QCOMPARE(made, 5); // one of them waits for room
        const auto second = shared.subscribe(4, Overflow::Block);
        QStringList got;
        Scope scope;
        scope.spawn(write(std::move(first), &got));
        settle();
        QCOMPARE(made, 6);
        QCOMPARE(shared.statistics().back().depth, 4u);
    }

    void itemsAreCopiedAndDestroyedWhereTheyMayUseWhatIsShared()
    {
        std::optional<Shared<Curious>> shared;
        int looks = 0;
        const auto look = [&] { looks += shared && shared->statistics().empty() ? 1 : 0; };
        const auto make = [](std::function<void()> function) -> AsyncIterator<Curious> {
            for (int i = 0; i < 10; ++i) {
                co_await sleepFor(0ms);
                co_yield Curious(function);
            }
        };
        const std::function<void()> function = look;
        shared.emplace(share([make, function] { return make(function); }, 3));
        for (int round = 0; round < 2; ++round) {
            const auto idle = shared->subscribe(2);
            Scope scope;
            scope.spawn(pull(shared->subscribe(2), 5));
            run(pull(shared->subscribe(20, Overflow::Block), 10));
        }
        shared.reset();
    }

    void onlyTheSlowOneLags()
    {
        const VirtualClock clock;
        const Shared<int> shared = share(beat(10ms) | take(10));
        QStringList fast;
        QStringList slow;
        QStringList newest;
        Scope scope;
        scope.spawn(write(shared.subscribe(2), &fast));
        scope.spawn(write(shared.subscribe(2), &slow, 44ms));
        scope.spawn(write(shared.subscribe(2, Overflow::DropNewest), &newest, 44ms));
        run(scope.join());
        QCOMPARE(fast.join(u' '), u"1 2 3 4 5 6 7 8 9 10 end"_s);
        QCOMPARE(slow.join(u' '), u"1 +2 4 +3 8 9 10 end"_s);
        QCOMPARE(newest.join(u' '), u"1 2 3 +2 6 +3 10 end"_s);
    }

    void theSlowestOfThoseWhoBlockSlowsTheSource()
    {
        const VirtualClock clock;
        int made = 0;
        const Shared<int> shared = share(naturals(&made) | take(5));
        QStringList fast;
        QStringList slow;
        Scope scope;
        scope.spawn(write(shared.subscribe(1, Overflow::Block), &fast));
        scope.spawn(write(shared.subscribe(1, Overflow::Block), &slow, 100ms));
        run(scope.join());
        QCOMPARE(fast.join(u' '), u"0 1 2 3 4 end"_s);
        QCOMPARE(slow, fast);
        QCOMPARE(clock.elapsed(), Clock::Duration(500ms));
    }

    void whoBlocksAndLeavesHoldsNobodyUp()
    {
        int made = 0;
        const Shared<int> shared = share(naturals(&made) | take(5));
        QStringList got;
        auto idle = std::make_unique<Items>(shared.subscribe(1, Overflow::Block));
        Scope scope;
        scope.spawn(write(shared.subscribe(1, Overflow::Block), &got));
        settle();
        QCOMPARE(got.join(u' '), u"0 1"_s);
        idle.reset();
        run(scope.join());
        QCOMPARE(got.join(u' '), u"0 1 2 3 4 end"_s);
    }

    void ofOneWhoFailsTheOthersDoNotHear()
    {
        const Shared<int> shared = share(waitingNumbers(5));
        QStringList got;
        QStringList failed;
        auto idle = shared.subscribe(2, Overflow::Fail);
        Scope scope;
        scope.spawn(write(shared.subscribe(), &got));
        run(scope.join());
        QCOMPARE(got.join(u' '), u"0 1 2 3 4 end"_s);
        run(writeFailure(std::move(idle), &failed));
        QCOMPARE(failed.mid(0, 2).join(u' '), u"0 1"_s);
        QCOMPARE(failed.last(), QString::fromUtf8(BufferOverflow().what()));
    }

    void theErrorReachesEveryoneAndWhoComesLate()
    {
        const Shared<int> shared = share(failing(), 1);
        QStringList got[3];
        auto idle = shared.subscribe();
        Scope scope;
        scope.spawn(writeFailure(shared.subscribe(), &got[0]));
        run(scope.join());
        run(writeFailure(shared.subscribe(), &got[1]));
        run(writeFailure(std::move(idle), &got[2]));
        for (const QStringList &one : got)
            QCOMPARE(one, (QStringList{u"1"_s, u"the source failed"_s}));
    }

    void withoutItemsThereIsTheEnd()
    {
        const Shared<int> shared = share(numbers(0), 3);
        QStringList got;
        run(write(shared.subscribe(), &got));
        run(write(shared.subscribe(), &got));
        QCOMPARE(got, (QStringList{u"end"_s, u"end"_s}));
    }

    void theStatisticsAreEachSubscribersOwn()
    {
        const Shared<int> shared = share(numbers(5));
        QVERIFY(shared.statistics().empty());
        const auto first = shared.subscribe(2);
        const auto second = shared.subscribe(10);
        settle();
        QCOMPARE(shared.statistics().size(), 2u);
        QCOMPARE(shared.statistics()[0].dropped, 3u);
        QCOMPARE(shared.statistics()[1].depth, 5u);
    }
};

QTEST_GUILESS_MAIN(tst_Share)
#include "tst_Share.moc"
