// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Plates.h"
#include "tests/async/Support.h"
#include <livebelt/async/SendAll.h>
#include <livebelt/async/Worker.h>

#include <QTest>

using namespace livebelt::test;

namespace {

template<typename T>
Task<void> produce(Channel<T> channel, int count)
{
    for (int i = 0; i < count; ++i)
        co_await channel.send(T(i));
    channel.close();
}

template<typename T>
Task<void> sendTogether(Channel<T> channel, int count)
{
    std::vector<T> items;
    for (int i = 0; i < count; ++i)
        items.push_back(T(i));
    co_await sendAll(channel, std::move(items));
    channel.close();
}

template<typename T>
Task<void> consume(Channel<T> channel, QList<int> *to)
{
    while (auto item = co_await channel.receive())
        to->append(numberOf(*item));
}

template<typename T>
Task<void> consumeBatches(Channel<T> channel, QList<int> *to)
{
    while (true) {
        Batch<T> batch = co_await channel.receiveBatch(5);
        if (batch.items.empty())
            break;
        for (std::size_t i = 0; i < batch.items.size(); ++i)
            to->append(numberOf(batch.items[i]));
    }
}

/// What of the numbers 0 to 299 comes out, one by one and in batches, from waiting and other senders.
template<typename T>
bool passes()
{
    QList<int> expected;
    for (int i = 0; i < 300; ++i)
        expected.append(numberOf(T(i)));
    for (const bool together : {false, true}) {
        for (const bool inBatches : {false, true}) {
            QList<int> got;
            Channel<T> channel(100);
            Scope scope;
            scope.spawn(together ? sendTogether(channel, 300) : produce(channel, 300));
            scope.spawn(inBatches ? consumeBatches(channel, &got) : consume(channel, &got));
            if (!runUntil([&] { return scope.isEmpty(); }) || got != expected)
                return false;
        }
    }
    Channel<T> full(1);
    T first(1);
    T second(1);
    const bool isTaken = full.trySend(first) && !full.trySend(second) && numberOf(second) == 1;
    return isTaken && full.tryReceiveBatch(10).items.size() == 1;
}

Task<void> note(Channel<Stubborn> channel, QStringList *log)
{
    while (!channel.isClosed() || channel.statistics().depth > 0) {
        try {
            auto item = co_await channel.receive();
            if (item)
                log->append(QString::number(item->number));
        } catch (const std::exception &) {
            log->append(QStringLiteral("lost"));
        }
    }
}

Task<void> noteBatches(Channel<Stubborn> channel, QStringList *log)
{
    while (!channel.isClosed() || channel.statistics().depth > 0) {
        try {
            Batch<Stubborn> batch = co_await channel.receiveBatch(10);
            for (const Stubborn &item : batch.items)
                log->append(QString::number(item.number));
        } catch (const std::exception &) {
            log->append(QStringLiteral("lost"));
        }
    }
}

Task<void> sendOne(Channel<Curious> channel, Curious item)
{
    co_await channel.send(std::move(item));
}

Task<void> receiveAll(Channel<Curious> channel)
{
    while (auto item = co_await channel.receive()) {
    }
}

} // namespace

/// What items may be, and what becomes of them.
class tst_ChannelItems : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void itemsOfEveryKindPass()
    {
        QVERIFY(passes<bool>());
        QVERIFY(passes<Constant>());
        QVERIFY(passes<Unassignable>());
        QVERIFY(passes<Stubborn>());
    }

    void itemsLieInPlacesOfTheirKind()
    {
        Channel<Wide> channel(100);
        for (int i = 0; i < 3; ++i) {
            Wide one(i);
            channel.trySend(one);
            std::vector<Wide> several;
            for (int j = 0; j < 10; ++j)
                several.emplace_back(j);
            channel.trySendSome(several);
        }
        QCOMPARE(channel.tryReceiveBatch(100).items.size(), 33u);
        QVERIFY(Wide::isInPlace);
    }

    void whatIsReceivedIsNoLongerInTheChannel()
    {
        {
            Channel<Counted> channel(100);
            std::vector<Counted> items(10);
            QCOMPARE(channel.trySendSome(items), 10u);
            items.clear();
            QCOMPARE(Counted::count, 10);
            channel.tryReceiveBatch(4);
            QCOMPARE(Counted::count, 6);
            for (int i = 0; i < 3; ++i) {
                auto next = channel.receive();
                QVERIFY(next.await_ready());
                QVERIFY(next.await_resume());
                QCOMPARE(Counted::count, 5 - i);
            }
            QCOMPARE(Counted::count, 3);
        }
        QCOMPARE(Counted::count, 0);
    }

    void whatIsDroppedIsGoneAtOnce()
    {
        for (const Overflow policy : {Overflow::DropOldest, Overflow::DropNewest, Overflow::KeepLatest}) {
            Channel<Counted> channel(3, policy);
            for (int i = 0; i < 10; ++i) {
                Counted item;
                channel.trySend(item);
            }
            QCOMPARE(quint64(Counted::count), channel.statistics().depth);
        }
        QCOMPARE(Counted::count, 0);
    }

    void whatItemsDoMayUseTheChannel()
    {
        for (const Overflow policy :
             {Overflow::Block, Overflow::DropOldest, Overflow::DropNewest, Overflow::KeepLatest, Overflow::Fail}) {
            quint64 looks = 0;
            Channel<Curious> channel(2, policy);
            const auto look = [&] { looks += 1 + channel.statistics().depth; };
            Scope scope;
            for (int i = 0; i < 5; ++i) {
                Curious item(look);
                channel.trySend(item);
            }
            std::vector<Curious> several;
            for (int i = 0; i < 5; ++i)
                several.emplace_back(look);
            channel.trySendSome(several);
            channel.tryReceiveBatch(2);
            for (int i = 0; i < 5; ++i)
                scope.spawn(sendOne(channel, Curious(look)));
            {
                Scope cancelled;
                cancelled.spawn(receiveAll(channel));
                cancelled.spawn(sendOne(channel, Curious(look)));
            }
            scope.spawn(receiveAll(channel));
            settle();
            channel.close();
            settle();
            channel.setCapacity(1);
            QVERIFY(looks > 0);
        }
    }

    void aMoveThatThrowsLeavesNobodyWaiting_data()
    {
        QTest::addColumn<bool>("inBatches");
        QTest::addColumn<bool>("waiting");
        for (const bool inBatches : {false, true}) {
            for (const bool waiting : {false, true})
                QTest::addRow("%s, %s", inBatches ? "batches" : "items", waiting ? "waiting" : "ready")
                    << inBatches << waiting;
        }
    }

    void aMoveThatThrowsLeavesNobodyWaiting()
    {
        QFETCH(bool, inBatches);
        QFETCH(bool, waiting);
        for (int movesLeft = 0; movesLeft < 6; ++movesLeft) {
            Channel<Stubborn> channel(100);
            QStringList log;
            Scope scope;
            const auto listen = [&] { scope.spawn(inBatches ? noteBatches(channel, &log) : note(channel, &log)); };
            if (waiting)
                listen();
            int sent = 0;
            for (int i = 0; i < 4; ++i) {
                Stubborn item(i, i == 1 ? movesLeft : 1'000'000);
                try {
                    sent += channel.trySend(item) ? 1 : 0;
                } catch (const std::exception &) {
                    QCOMPARE(i, 1);
                    QCOMPARE(item.number, 1);
                }
            }
            if (!waiting)
                listen();
            settle();
            channel.close();
            QVERIFY(runUntil([&] { return scope.isEmpty(); }));
            QCOMPARE(log.size(), sent);
            log.removeAll(QStringLiteral("1"));
            log.removeAll(QStringLiteral("lost"));
            QCOMPARE(log, (QStringList{QStringLiteral("0"), QStringLiteral("2"), QStringLiteral("3")}));
            const BufferStatistics statistics = channel.statistics();
            QCOMPARE(statistics.received + statistics.dropped + statistics.depth, statistics.sent);
        }
    }

    void ofSeveralWhoseMovesThrowThoseBeforeAreIn()
    {
        Channel<Stubborn> channel(100);
        std::vector<Stubborn> items;
        items.reserve(4);
        for (int i = 0; i < 4; ++i)
            items.emplace_back(i, i == 2 ? 0 : 1'000'000);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, channel.trySendSome(items));
        QCOMPARE(channel.statistics().depth, 2u);
        QCOMPARE(channel.statistics().sent, 2u);
        QCOMPARE(channel.trySendSome(items, 3), 4u);
        const Batch<Stubborn> batch = channel.tryReceiveBatch(10);
        QCOMPARE(batch.items.size(), 3u);
        QCOMPARE(batch.items.back().number, 3);
    }

    void aChannelThatIsClosedWhileAnItemIsPackedHasNotLostIt()
    {
        Channel<Curious> channel(10);
        bool closing = false;
        const auto close = [&] {
            if (std::exchange(closing, false))
                channel.close();
        };
        Curious item(close);
        closing = true;
        QVERIFY(channel.trySend(item));
        QVERIFY(channel.isClosed());
        QCOMPARE(channel.tryReceiveBatch(10).items.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(tst_ChannelItems)
#include "tst_ChannelItems.moc"
