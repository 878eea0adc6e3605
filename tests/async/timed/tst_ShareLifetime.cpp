// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Share.h>

#include <QTest>

using namespace livebelt::test;

namespace {

using Items = AsyncIterator<Received<int>>;

Task<void> take(Items *items, QList<int> *to)
{
    while (auto received = co_await items->next())
        to->append(received->item);
}

Timeline hourly()
{
    return {{1h, 1}, {2h, 2}};
}

} // namespace

class tst_ShareLifetime : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void theSourceGoesWithItsLastSubscriberAtOnce()
    {
        const VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        const Shared<int> shared = share(markedPlay(&log, hourly()));
        auto first = std::make_unique<Items>(shared.subscribe());
        auto second = std::make_unique<Items>(shared.subscribe());
        settle();
        first.reset();
        QVERIFY(log.isEmpty());
        second.reset();
        QCOMPARE(log, QStringList{u"source"_s});
    }

    void afterThatItHasEnded()
    {
        const VirtualClock clock(VirtualClock::Mode::Manual);
        const Shared<int> shared = share(play({{0ms, 7}, {1h, 8}}), 1);
        auto first = std::make_unique<Items>(shared.subscribe());
        settle();
        first.reset();
        QList<int> got;
        auto late = shared.subscribe();
        run(take(&late, &got));
        QCOMPARE(got, QList<int>{7}); // what is replayed, and the end
    }

    void whatCanBeMadeAgainIsMadeForTheNextOne()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        int made = 0;
        const auto make = [&] {
            ++made;
            return markedPlay(&log, {{10ms, made}, {20ms, made}});
        };
        const Shared<int> shared = share(make, 5);
        QList<int> got;
        for (int round = 1; round <= 3; ++round) {
            Items items = shared.subscribe();
            Scope scope;
            scope.spawn(take(&items, &got));
            QCOMPARE(made, round - 1);
            settle();
            clock.advance(15ms);
            QCOMPARE(made, round);
        }
        QCOMPARE(got, (QList<int>{1, 2, 3})); // nothing of an earlier one is replayed
        QCOMPARE(log.size(), 3);
    }

    void oneThatIsLeftBeforeItStartsIsNeverStarted()
    {
        int made = 0;
        const auto make = [&made] {
            ++made;
            return numbers(3);
        };
        const Shared<int> shared = share(make);
        static_cast<void>(shared.subscribe());
        settle();
        QCOMPARE(made, 0);
    }

    void itLivesOnWithoutItsHandle()
    {
        QList<int> got;
        auto shared = std::make_unique<Shared<int>>(share(waitingNumbers(3)));
        Items items = shared->subscribe();
        shared.reset();
        run(take(&items, &got));
        QCOMPARE(got, (QList<int>{0, 1, 2}));
    }

    void neverSubscribedItGoesWithItsHandle()
    {
        QStringList log;
        struct Held
        {
            explicit Held(QStringList *log) : mark(std::make_unique<Mark>(log, u"held"_s)) {}
            std::unique_ptr<Mark> mark;
        };
        auto held = std::make_shared<Held>(&log);
        {
            const Shared<int> shared = share([held = std::move(held)] { return numbers(3); });
            QVERIFY(log.isEmpty());
        }
        QCOMPARE(log, QStringList{u"held"_s});
    }

    void aSubscriberThatIsCancelledLosesNothing()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        const Shared<int> shared = share(play({{10ms, 1}, {20ms, 2}, {30ms, 3}}));
        Items items = shared.subscribe();
        QList<int> got;
        {
            Scope scope;
            scope.spawn(take(&items, &got));
            settle();
            clock.advance(15ms);
        }
        clock.advance(1h);
        QCOMPARE(got, QList<int>{1});
        run(take(&items, &got));
        QCOMPARE(got, (QList<int>{1, 2, 3}));
    }

    void destroyedWhileItWaitsItUnwinds()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        const Shared<int> shared = share(markedPlay(&log, hourly()));
        auto scope = std::make_unique<Scope>();
        scope->spawn(markedConsumer<Items>(&log, shared.subscribe()));
        settle();
        QVERIFY(log.isEmpty());
        scope.reset();
        QCOMPARE(log, (QStringList{u"source"_s, u"consumer"_s}));
        clock.advance(3h);
        QCOMPARE(log.size(), 2);
    }

    void aSourceMayDropItsLastSubscriber()
    {
        QStringList log;
        std::unique_ptr<Items> items;
        const auto make = [&] {
            const auto drop = [&items](int item) {
                items.reset();
                return item;
            };
            return markedPlay(&log, {{0ms, 1}, {0ms, 2}}) | map(drop);
        };
        const Shared<int> shared = share(make);
        items = std::make_unique<Items>(shared.subscribe());
        settle();
        QCOMPARE(log, QStringList{u"source"_s});
    }
};

QTEST_GUILESS_MAIN(tst_ShareLifetime)
#include "tst_ShareLifetime.moc"
