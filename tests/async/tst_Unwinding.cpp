// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"
#include <livebelt/async/Event.h>

#include <QEventLoop>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

using Owner = std::unique_ptr<Scope>;

/// What a coroutine under test knows: its owner, which it destroys, and where it says what happens.
struct Stage
{
    QStringList log;
    Owner owner = std::make_unique<Scope>();
    std::optional<AsyncIterator<int>> items;

    void destroyOwner()
    {
        owner.reset();
        log.append(u"destroyed"_s);
    }
};

Task<void> destroyThenWait(Stage *stage, bool waitFirst)
{
    const Mark mark(&stage->log, u"child"_s);
    if (waitFirst)
        co_await sleepFor(0ms);
    stage->destroyOwner();
    co_await sleepFor(0ms);
    stage->log.append(u"resumed"_s);
}

Task<void> destroyThenFinish(Stage *stage, bool waitFirst)
{
    const Mark mark(&stage->log, u"child"_s);
    if (waitFirst)
        co_await sleepFor(0ms);
    stage->destroyOwner();
}

Task<void> destroyThenThrow(Stage *stage)
{
    const Mark mark(&stage->log, u"child"_s);
    co_await sleepFor(0ms);
    stage->destroyOwner();
    throw std::runtime_error("after the end");
}

Task<void> outer(Stage *stage, Task<void> child)
{
    const Mark mark(&stage->log, u"parent"_s);
    Task<void> own = std::move(child);
    co_await std::move(own);
    stage->log.append(u"went on"_s);
    co_await sleepFor(0ms);
    stage->log.append(u"resumed"_s);
}

AsyncIterator<int> destroyingGenerator(Stage *stage, bool waitFirst)
{
    const Mark mark(&stage->log, u"generator"_s);
    if (waitFirst)
        co_await sleepFor(0ms);
    stage->destroyOwner();
    co_yield 1;
    stage->log.append(u"resumed"_s);
}

AsyncIterator<int> relay(Stage *stage, AsyncIterator<int> items)
{
    const Mark mark(&stage->log, u"relay"_s);
    AsyncIterator<int> own = std::move(items);
    while (auto item = co_await own.next())
        co_yield int(*item);
}

Task<void> consumer(Stage *stage, AsyncIterator<int> items)
{
    const Mark mark(&stage->log, u"consumer"_s);
    AsyncIterator<int> own = std::move(items);
    while (auto item = co_await own.next()) {
        stage->log.append(u"item"_s);
        co_await sleepFor(0ms);
        stage->log.append(u"resumed"_s);
    }
}

AsyncIterator<int> destroyingItself(Stage *stage, bool waitFirst)
{
    const Mark mark(&stage->log, u"generator"_s);
    if (waitFirst)
        co_await sleepFor(0ms);
    stage->items.reset();
    stage->log.append(u"destroyed"_s);
    co_yield 1;
    stage->log.append(u"resumed"_s);
}

Task<void> consumeStaged(Stage *stage)
{
    auto item = co_await stage->items->next();
    stage->log.append(item ? u"item"_s : u"end"_s);
}

Task<void> destroyInNestedLoop(Stage *stage)
{
    const Mark mark(&stage->log, u"child"_s);
    co_await sleepFor(0ms);
    QEventLoop loop;
    QTimer::singleShot(0, &loop, [&] {
        stage->destroyOwner();
        loop.quit();
    });
    loop.exec();
    stage->log.append(u"after the loop"_s);
    co_await sleepFor(0ms);
    stage->log.append(u"resumed"_s);
}

struct Again
{
    Stage *stage;
    ~Again()
    {
        if (stage->owner) {
            stage->owner->spawn(destroyThenFinish(stage, true));
            stage->owner->cancel();
        }
        stage->log.append(u"again"_s);
    }
};

Task<void> cancelOnUnwinding(Stage *stage)
{
    const Again again{stage};
    co_await sleepFor(1h);
}

} // namespace

class tst_Unwinding : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aTaskDestroysItsScopeAndIsDestroyedAsSoonAsItSuspends()
    {
        for (const bool waitFirst : {false, true}) {
            Stage stage;
            stage.owner->spawn(destroyThenWait(&stage, waitFirst));
            settle();
            QCOMPARE(stage.log, (QStringList{u"destroyed"_s, u"child"_s}));
        }
    }

    void aChildThatStartedAtOnceDestroysTheScopeOfItsParent()
    {
        Stage waiting;
        waiting.owner->spawn(outer(&waiting, destroyThenWait(&waiting, false)));
        settle();
        QCOMPARE(waiting.log, (QStringList{u"destroyed"_s, u"child"_s, u"parent"_s}));
        // Here nothing has suspended before the parent goes on: it ends at its next wait.
        Stage finishing;
        finishing.owner->spawn(outer(&finishing, destroyThenFinish(&finishing, false)));
        settle();
        QCOMPARE(finishing.log, (QStringList{u"destroyed"_s, u"child"_s, u"went on"_s, u"parent"_s}));
    }

    void aChildResumedByAWakeDestroysTheScopeOfItsParentWhichNeverGoesOn()
    {
        const QStringList order{u"destroyed"_s, u"child"_s, u"parent"_s, u"parent"_s};
        Stage waiting;
        waiting.owner->spawn(outer(&waiting, outer(&waiting, destroyThenWait(&waiting, true))));
        settle();
        QCOMPARE(waiting.log, order);
        Stage finishing;
        finishing.owner->spawn(outer(&finishing, outer(&finishing, destroyThenFinish(&finishing, true))));
        settle();
        QCOMPARE(finishing.log, order);
        Stage failing;
        failing.owner->spawn(outer(&failing, outer(&failing, destroyThenThrow(&failing))));
        settle();
        QCOMPARE(failing.log, order);
    }

    void aNestedGeneratorDestroysTheScopeOfItsConsumer()
    {
        Stage stage;
        stage.owner->spawn(consumer(&stage, relay(&stage, destroyingGenerator(&stage, true))));
        settle();
        QCOMPARE(stage.log, (QStringList{u"destroyed"_s, u"generator"_s, u"relay"_s, u"consumer"_s}));
        Stage atOnce;
        atOnce.owner->spawn(consumer(&atOnce, relay(&atOnce, destroyingGenerator(&atOnce, false))));
        settle();
        QCOMPARE(atOnce.log, (QStringList{u"destroyed"_s, u"item"_s, u"generator"_s, u"relay"_s, u"consumer"_s}));
    }

    void aGeneratorDestroysItsOwnIteratorAndTheConsumerSeesTheEnd()
    {
        for (const bool waitFirst : {false, true}) {
            Stage stage;
            stage.items.emplace(destroyingItself(&stage, waitFirst));
            stage.owner->spawn(consumeStaged(&stage));
            settle();
            QCOMPARE(stage.log, (QStringList{u"destroyed"_s, u"generator"_s, u"end"_s}));
            QVERIFY(stage.owner->isEmpty());
        }
    }

    void aConsumerDestroyedByAGeneratorAboutToHandOverLosesNoItem()
    {
        Stage stage;
        QList<int> got;
        QList<int> first;
        stage.items.emplace(destroyingGenerator(&stage, true));
        stage.owner->spawn(collectFrom(&*stage.items, &first));
        settle();
        QCOMPARE(stage.log, QStringList{u"destroyed"_s});
        QVERIFY(first.isEmpty());
        run(collectFrom(&*stage.items, &got));
        QCOMPARE(got, QList<int>{1});
    }

    void aScopeIsDestroyedInANestedEventLoopOfItsTask()
    {
        Stage stage;
        stage.owner->spawn(outer(&stage, destroyInNestedLoop(&stage)));
        QVERIFY(runUntil([&] { return stage.log.contains(u"parent"_s); }));
        settle();
        QCOMPARE(stage.log, (QStringList{u"destroyed"_s, u"after the loop"_s, u"child"_s, u"parent"_s}));
    }

    void destructorsMaySpawnIntoAndCancelTheScopeThatUnwindsThem()
    {
        Stage stage;
        for (int i = 0; i < 2; ++i)
            stage.owner->spawn(cancelOnUnwinding(&stage));
        stage.owner->cancel();
        settle();
        QCOMPARE(stage.log, (QStringList{u"again"_s, u"again"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Unwinding)
#include "tst_Unwinding.moc"
