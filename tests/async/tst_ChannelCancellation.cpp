// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>
#include <livebelt/async/Worker.h>

#include <QRandomGenerator>
#include <QSemaphore>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

using Item = std::pair<int, int>; // producer and number

Task<void> receiveInto(Channel<int> channel, QList<int> *got)
{
    while (auto item = co_await channel.receive())
        got->append(*item);
}

Task<void> sendOne(Channel<int> channel, int item)
{
    co_await channel.send(item);
}

/// Sends, and says how far it has got: what was sent counts also where its coroutine is gone before it hears of it.
Task<void> produce(Channel<Item> channel, int producer, int *next)
{
    while (*next < 100) {
        Item item(producer, *next);
        co_await channel.send(item);
        ++*next;
    }
}

Task<void> consume(Channel<Item> channel, QList<Item> *got, std::size_t batch)
{
    while (true) {
        Batch<Item> items = co_await channel.receiveBatch(batch);
        if (items.items.empty())
            break;
        for (const Item &item : items.items)
            got->append(item);
    }
}

Task<void> produceThere(Channel<Item> channel, int producer, int count)
{
    for (int i = 0; i < count; ++i) {
        Item item(producer, i);
        co_await channel.send(item);
    }
}

} // namespace

class tst_ChannelCancellation : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aReceiverDestroyedWithAnItemOnItsWayGivesItBack()
    {
        Channel<int> channel(5, Overflow::DropOldest);
        QList<int> first;
        QList<int> second;
        {
            Scope scope;
            scope.spawn(receiveInto(channel, &first));
            for (int item : {1, 2, 3, 4, 5, 6})
                channel.trySend(item);
            QCOMPARE(channel.statistics().depth, 5u);
        }
        QCOMPARE(channel.statistics().depth, 6u); // one more than it takes otherwise: none is lost
        channel.close();
        run(receiveInto(channel, &second));
        QVERIFY(first.isEmpty());
        QCOMPARE(second, (QList<int>{1, 2, 3, 4, 5, 6}));
    }

    void whatIsGivenBackKeepsTheGapBeforeIt()
    {
        Channel<int> channel(1, Overflow::DropOldest);
        QList<int> got;
        for (int item : {1, 2, 3})
            channel.trySend(item);
        const Batch<int> before = channel.tryReceiveBatch(1);
        QCOMPARE(before.dropsBefore, 2u);
        {
            Scope scope;
            scope.spawn(receiveInto(channel, &got));
            for (int item : {4, 5, 6})
                channel.trySend(item);
        }
        const Batch<int> back = channel.tryReceiveBatch(10);
        QCOMPARE(back.items, std::vector<int>{4});
        QCOMPARE(back.dropsBefore, 0u);
        const Batch<int> after = channel.tryReceiveBatch(10);
        QCOMPARE(after.items, std::vector<int>{6});
        QCOMPARE(after.dropsBefore, 1u);
    }

    void anItemGivenBackAfterTheCloseIsStillReceived()
    {
        Channel<int> channel(5);
        QList<int> first;
        QList<int> second;
        Scope other;
        auto scope = std::make_unique<Scope>();
        scope->spawn(receiveInto(channel, &first));
        other.spawn(receiveInto(channel, &second));
        int item = 7;
        channel.trySend(item);
        channel.close();
        scope.reset();
        QTRY_VERIFY(other.isEmpty());
        QCOMPARE(second, QList<int>{7});
    }

    void aSenderDestroyedWhileItWaitsHasNotSent()
    {
        Channel<int> channel(1);
        QList<int> got;
        Scope scope;
        scope.spawn(sendOne(channel, 1));
        {
            Scope dropped;
            dropped.spawn(sendOne(channel, 2));
        }
        scope.spawn(sendOne(channel, 3));
        Scope receiving;
        receiving.spawn(receiveInto(channel, &got));
        QTRY_VERIFY(scope.isEmpty());
        channel.close();
        QTRY_VERIFY(receiving.isEmpty());
        QCOMPARE(got, (QList<int>{1, 3}));
    }

    void nothingIsLostOrDoubledHoweverReceiversComeAndGo()
    {
        const auto seed = quint32(QRandomGenerator::global()->generate());
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 30; ++round) {
            Channel<Item> channel(quint64(random.bounded(1, 6)));
            QList<Item> got;
            QList<int> next(4, 0);
            Scope producers;
            for (int i = 0; i < next.size(); ++i)
                producers.spawn(produce(channel, i, &next[i]));
            std::vector<std::unique_ptr<Scope>> consumers;
            for (int step = 0; step < 200; ++step) {
                if (random.bounded(3) > 0) {
                    consumers.push_back(std::make_unique<Scope>());
                    consumers.back()->spawn(consume(channel, &got, std::size_t(random.bounded(1, 5))));
                }
                if (random.bounded(3) > 0)
                    QCoreApplication::processEvents();
                if (!consumers.empty() && random.bounded(2) > 0)
                    consumers.erase(consumers.begin() + random.bounded(int(consumers.size())));
            }
            consumers.clear();
            Scope last;
            last.spawn(consume(channel, &got, 10));
            QVERIFY(runUntil([&] { return producers.isEmpty(); }));
            channel.close();
            QVERIFY(runUntil([&] { return last.isEmpty(); }));
            QCOMPARE(got.size(), 400);
            std::sort(got.begin(), got.end());
            for (int i = 0; i < 400; ++i)
                QCOMPARE(got[i], Item(i / 100, i % 100));
        }
    }

    void everyItemCrossesThreadsOnceInTheOrderOfItsProducer_data()
    {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<bool>("cancelling");
        QTest::newRow("one at a time") << 1 << false;
        QTest::newRow("many at a time") << 64 << false;
        QTest::newRow("consumers that come and go") << 8 << true;
    }

    void everyItemCrossesThreadsOnceInTheOrderOfItsProducer()
    {
        QFETCH(int, capacity);
        QFETCH(bool, cancelling);
        constexpr int count = 2'000;
        Channel<Item> channel{quint64(capacity)};
        QList<Item> here;
        QList<Item> there;
        QSemaphore ended;
        Worker first(u"first"_s);
        Worker second(u"second"_s);
        std::unique_ptr<Scope> scopes[2];
        first.run([&] {
            scopes[0] = std::make_unique<Scope>();
            scopes[0]->spawn(produceThere(channel, 0, count));
            scopes[0]->spawn(produceThere(channel, 1, count));
        });
        second.run([&] {
            scopes[1] = std::make_unique<Scope>();
            scopes[1]->spawn(produceThere(channel, 2, count));
            scopes[1]->spawn(consume(channel, &there, 3));
        });
        Scope consumer;
        consumer.spawn(consume(channel, &here, 5));
        while (channel.statistics().sent < 3 * count) {
            if (cancelling) {
                consumer = Scope();
                consumer.spawn(consume(channel, &here, 5));
            }
            QCoreApplication::processEvents();
        }
        channel.close();
        QVERIFY(runUntil([&] { return consumer.isEmpty(); }));
        const auto isIdle = [&] {
            bool idle = false;
            second.run([&] { idle = scopes[1]->isEmpty(); });
            return idle;
        };
        while (!isIdle()) {
        }
        first.run([&] { scopes[0].reset(); });
        second.run([&] { scopes[1].reset(); });
        for (const QList<Item> &list : {here, there}) {
            QList<int> newest(3, -1);
            for (const Item &item : list) {
                if (!cancelling || &list == &there) // an item given back is late
                    QVERIFY(item.second > newest[item.first]);
                newest[item.first] = item.second;
            }
        }
        QList<Item> all = here + there;
        std::sort(all.begin(), all.end());
        QCOMPARE(all.size(), 3 * count);
        for (int i = 0; i < all.size(); ++i)
            QCOMPARE(all[i], Item(i / count, i % count));
    }
};

QTEST_GUILESS_MAIN(tst_ChannelCancellation)
#include "tst_ChannelCancellation.moc"
