// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Channel.h>

#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> sendAll(Channel<int> channel, int from, int count, QList<bool> *results = nullptr)
{
    for (int i = from; i < from + count; ++i) {
        const bool sent = co_await channel.send(i);
        if (results)
            results->append(sent);
    }
}

Task<std::optional<int>> receiveOne(Channel<int> channel)
{
    auto item = co_await channel.receive();
    co_return item;
}

Task<Batch<int>> batchOf(Channel<int> channel, std::size_t max)
{
    Batch<int> batch = co_await channel.receiveBatch(max);
    co_return batch;
}

Task<void> collectBatches(Channel<int> channel, QList<int> *got)
{
    while (true) {
        Batch<int> batch = co_await channel.receiveBatch(10);
        if (batch.items.empty())
            break;
        for (const int item : batch.items)
            got->append(item);
    }
}

struct Bytes
{
    quint64 operator()(const QByteArray &bytes) const { return quint64(bytes.size()); }
};

bool addsUp(const BufferStatistics &statistics)
{
    return statistics.received + statistics.dropped + statistics.depth == statistics.sent;
}

} // namespace

class tst_Channel : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void blockMakesTheSenderWait()
    {
        Channel<int> channel(3);
        Scope scope;
        QList<bool> results;
        scope.spawn(sendAll(channel, 0, 10, &results));
        settle();
        QCOMPARE(results.size(), 3);
        int one = 1;
        QVERIFY(!channel.trySend(one));
        QList<int> got;
        Scope receiving;
        receiving.spawn(collect(channel.items(), &got));
        QTRY_VERIFY(scope.isEmpty());
        channel.close();
        QTRY_VERIFY(receiving.isEmpty());
        QCOMPARE(got, (QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QVERIFY(addsUp(channel.statistics()));
        QCOMPARE(channel.statistics().received, 10u);
        QCOMPARE(channel.statistics().highest, 3u);
    }

    void moreRoomLetsInWhatWaits()
    {
        Channel<int> channel(3);
        Scope scope;
        QList<bool> results;
        scope.spawn(sendAll(channel, 0, 10, &results));
        settle();
        channel.setCapacity(5);
        settle();
        QCOMPARE(results.size(), 5);
        channel.setCapacity(2); // nothing is lost by that
        QCOMPARE(channel.tryReceiveBatch(3).items, (std::vector<int>{0, 1, 2}));
        settle();
        QCOMPARE(results.size(), 5);
        QCOMPARE(channel.tryReceiveBatch(100).items, (std::vector<int>{3, 4}));
        settle();
        QCOMPARE(results.size(), 7);
        QCOMPARE(channel.capacity(), 2u);
        QVERIFY(addsUp(channel.statistics()));
    }

    void dropOldestKeepsTheNewestAndSaysBeforeWhichItemsAreMissing()
    {
        Channel<int> channel(3, Overflow::DropOldest);
        run(sendAll(channel, 0, 10));
        QVERIFY(addsUp(channel.statistics()));
        const Batch<int> batch = channel.tryReceiveBatch(100);
        QCOMPARE(batch.dropsBefore, 7u);
        QCOMPARE(batch.items, (std::vector<int>{7, 8, 9}));
        run(sendAll(channel, 10, 1));
        QCOMPARE(channel.tryReceiveBatch(100).dropsBefore, 0u);
        QVERIFY(addsUp(channel.statistics()));
    }

    void dropNewestKeepsTheOldestAndABatchEndsWhereItemsAreMissing()
    {
        Channel<int> channel(3, Overflow::DropNewest);
        run(sendAll(channel, 0, 5));
        QCOMPARE(run(receiveOne(channel)), 0);
        run(sendAll(channel, 5, 2)); // 5 is taken, 6 is not
        QVERIFY(addsUp(channel.statistics()));
        QCOMPARE(channel.statistics().dropped, 3u);
        const Batch<int> before = run(batchOf(channel, 100));
        QCOMPARE(before.items, (std::vector<int>{1, 2}));
        QCOMPARE(before.dropsBefore, 0u);
        const Batch<int> after = run(batchOf(channel, 100));
        QCOMPARE(after.items, (std::vector<int>{5}));
        QCOMPARE(after.dropsBefore, 2u);
        run(sendAll(channel, 7, 1));
        QCOMPARE(channel.tryReceiveBatch(100).dropsBefore, 1u);
    }

    void keepLatestKeepsOne()
    {
        Channel<int> channel(3, Overflow::KeepLatest);
        run(sendAll(channel, 0, 4));
        QCOMPARE(channel.statistics().dropped, 3u);
        const Batch<int> batch = channel.tryReceiveBatch(100);
        QCOMPARE(batch.dropsBefore, 3u);
        QCOMPARE(batch.items, (std::vector<int>{3}));
        QVERIFY(addsUp(channel.statistics()));
    }

    void failEndsTheStreamAfterTheRest()
    {
        Channel<int> channel(2, Overflow::Fail);
        QList<bool> results;
        run(sendAll(channel, 0, 4, &results));
        QCOMPARE(results, (QList<bool>{true, true, true, false}));
        QVERIFY(channel.isClosed());
        QVERIFY(addsUp(channel.statistics()));
        QCOMPARE(channel.statistics().dropped, 1u);
        QList<int> got;
        QVERIFY_THROWS_EXCEPTION(BufferOverflow, run(collect(channel.items(), &got)));
        QCOMPARE(got, (QList<int>{0, 1}));
        QVERIFY(!run(receiveOne(channel)));
    }

    void closeDeliversTheRestAndFreesTheSenders()
    {
        Channel<int> channel(2);
        QList<bool> results;
        Scope scope;
        scope.spawn(sendAll(channel, 0, 3, &results));
        channel.close();
        QTRY_COMPARE(results, (QList<bool>{true, true, false}));
        QList<int> got;
        run(collect(channel.items(), &got));
        QCOMPARE(got, (QList<int>{0, 1}));
    }

    void failThrowsAfterTheRest()
    {
        Channel<int> channel(5);
        run(sendAll(channel, 0, 2));
        channel.fail(std::make_exception_ptr(std::runtime_error("lost")));
        QCOMPARE(run(batchOf(channel, 10)).items.size(), 2u);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, run(batchOf(channel, 10)));
        QVERIFY(run(batchOf(channel, 10)).items.empty());
    }

    void closeAndFailWakeThoseWhoWait()
    {
        Channel<int> channel(5);
        std::optional<std::optional<int>> got;
        Scope scope;
        scope.spawn(keep(receiveOne(channel), &got));
        channel.close();
        QVERIFY(!got);
        QTRY_VERIFY(got);
        QVERIFY(!*got);
    }

    void itemsOutlivesTheHandleItWasAskedOf()
    {
        auto channel = std::make_unique<Channel<int>>(5);
        run(sendAll(*channel, 0, 3));
        AsyncIterator<int> items = channel->items();
        channel->close();
        channel.reset();
        QList<int> got;
        run(collect(std::move(items), &got));
        QCOMPARE(got, (QList<int>{0, 1, 2}));
    }

    void manyProducersAndConsumersShareEachItemOnce()
    {
        Channel<int> channel(4);
        QList<int> got;
        Scope producers;
        Scope consumers;
        for (int i = 0; i < 5; ++i)
            consumers.spawn(i % 2 ? collect(channel.items(), &got) : collectBatches(channel, &got));
        for (int i = 0; i < 7; ++i)
            producers.spawn(sendAll(channel, i * 100, 100));
        QTRY_VERIFY(producers.isEmpty());
        channel.close();
        QTRY_VERIFY(consumers.isEmpty());
        std::sort(got.begin(), got.end());
        for (int i = 0; i < 700; ++i)
            QCOMPARE(got.value(i), i);
        QCOMPARE(got.size(), 700);
    }

    void theCapacityIsInTheUnitOfTheCost()
    {
        Channel<QByteArray, Bytes> channel(10);
        QByteArray huge(100, 'x'); // taken as nothing else is there
        QVERIFY(channel.trySend(huge));
        QByteArray small("s");
        QVERIFY(!channel.trySend(small));
        QCOMPARE(small, "s");
        QCOMPARE(channel.statistics().cost, 100u);
        channel.tryReceiveBatch(1);
        for (int i = 0; i < 10; ++i) {
            QByteArray one("1");
            QVERIFY(channel.trySend(one));
        }
        QVERIFY(!channel.trySend(small));
        QCOMPARE(channel.statistics().cost, 10u);
        QVERIFY(channel.statistics().lateness >= 0ns);
    }
};

QTEST_GUILESS_MAIN(tst_Channel)
#include "tst_Channel.moc"
