// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Timeline.h"
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/Map.h>
#include <livebelt/async/operators/Share.h>

#include <QRandomGenerator>
#include <QTest>
#include <thread>

using namespace livebelt::test;

namespace {

using Items = AsyncIterator<Received<int>>;

struct Seen
{
    quint64 items = 0;
    quint64 missed = 0;
    int last = -1;
    bool isInOrder = true;
    QString end; ///< empty: not yet
};

Task<void> see(Items items, Seen *seen, int leavesAfter = -1)
{
    try {
        while (leavesAfter < 0 || seen->items < quint64(leavesAfter)) {
            auto received = co_await items.next();
            if (!received)
                break;
            const bool isNext = seen->items == 0 || received->item == seen->last + 1 + int(received->lagged);
            seen->isInOrder = seen->isInOrder && isNext;
            seen->last = received->item;
            seen->missed += received->lagged;
            ++seen->items;
        }
        seen->end = u"end"_s;
    } catch (const std::exception &error) {
        seen->end = QString::fromUtf8(error.what());
    }
}

AsyncIterator<int> forever()
{
    for (int i = 0;; ++i) {
        if (i % 16 == 0)
            co_await sleepFor(0ms);
        co_yield int(i);
    }
}

/// Notes on which thread it is destroyed.
AsyncIterator<int> watched(std::atomic<std::thread::id> *destroyedOn)
{
    struct Watch
    {
        explicit Watch(std::atomic<std::thread::id> *t) : to(t) {}
        ~Watch() { *to = std::this_thread::get_id(); }
        std::atomic<std::thread::id> *to;
    };
    const Watch watch(destroyedOn);
    auto items = forever();
    while (auto item = co_await items.next())
        co_yield int(*item);
}

/// A thread whose coroutines work for seen results.
struct Place
{
    explicit Place(const QString &name) : worker(name) {}
    void start(const Shared<int> &shared, Seen *seen, quint64 capacity, Overflow policy, int leavesAfter = -1)
    {
        worker.run([&] {
            if (!scope)
                scope = std::make_unique<Scope>();
            scope->spawn(see(shared.subscribe(capacity, policy), seen, leavesAfter));
        });
    }
    bool isIdle()
    {
        bool idle = false;
        worker.run([&] { idle = !scope || scope->isEmpty(); });
        return idle;
    }
    void cancel()
    {
        worker.run([this] { scope.reset(); });
    }
    std::unique_ptr<Scope> scope;
    Worker worker;
};

/// Lets this thread's event loop run, which does not hear of what others do.
bool wait(const std::function<bool()> &condition)
{
    const QDeadlineTimer deadline(30s);
    while (!condition() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    return condition();
}

} // namespace

class tst_ShareThreads : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void everyThreadGetsEverythingInOrder()
    {
        constexpr int count = 3000;
        const Shared<int> shared = share(waitingNumbers(count));
        Seen seen[4];
        Place first(u"first"_s);
        Place second(u"second"_s);
        Scope here;
        here.spawn(see(shared.subscribe(8, Overflow::Block), &seen[0]));
        first.start(shared, &seen[1], 3, Overflow::Block);
        second.start(shared, &seen[2], 64, Overflow::Block);
        second.start(shared, &seen[3], 16, Overflow::DropOldest);
        QVERIFY(wait([&] { return here.isEmpty() && first.isIdle() && second.isIdle(); }));
        for (const Seen &one : seen) {
            QVERIFY(one.isInOrder);
            QCOMPARE(one.items + one.missed, quint64(count));
            QCOMPARE(one.last, count - 1);
            QCOMPARE(one.end, u"end"_s);
        }
        for (int i = 0; i < 3; ++i)
            QCOMPARE(seen[i].missed, 0u);
    }

    void theErrorReachesEveryThread()
    {
        const Shared<int> shared = share(play({{0ms, 1}, {0ms, 2}}, true));
        Seen seen[2];
        Place first(u"first"_s);
        Place second(u"second"_s);
        first.start(shared, &seen[0], 8, Overflow::Block);
        second.start(shared, &seen[1], 8, Overflow::KeepLatest);
        QVERIFY(wait([&] { return first.isIdle() && second.isIdle(); }));
        for (const Seen &one : seen)
            QCOMPARE(one.end, u"the source failed"_s);
    }

    void theSourceRunsAndGoesOnItsOwnThread()
    {
        std::atomic<std::thread::id> destroyedOn{};
        const Shared<int> shared = share(watched(&destroyedOn));
        Seen seen;
        Place place(u"other"_s);
        place.start(shared, &seen, 8, Overflow::Block, 100);
        QVERIFY(wait([&] { return destroyedOn.load() != std::thread::id(); }));
        QCOMPARE(destroyedOn.load(), std::this_thread::get_id());
        place.cancel();
        QCOMPARE(seen.items, 100u);
    }

    void whereTheThreadOfTheSourceEndsTheOthersHearOfIt()
    {
        std::atomic<std::thread::id> destroyedOn{};
        std::thread::id home;
        std::optional<Shared<int>> shared;
        auto worker = std::make_unique<Worker>(u"home"_s);
        worker->run([&] {
            home = std::this_thread::get_id();
            shared = share(watched(&destroyedOn));
        });
        Seen seen;
        Seen late;
        Scope scope;
        scope.spawn(see(shared->subscribe(8, Overflow::Block), &seen));
        QVERIFY(runUntil([&] { return seen.items > 100; }));
        worker.reset();
        QCOMPARE(destroyedOn.load(), home);
        run(scope.join());
        QCOMPARE(seen.end, QString::fromUtf8(ThreadGone().what()));
        run(see(shared->subscribe(), &late));
        QCOMPARE(late.end, seen.end);
    }

    void subscribingToAThreadThatHasEndedFails()
    {
        std::optional<Shared<int>> shared;
        {
            Worker worker(u"home"_s);
            worker.run([&] { shared = share([] { return numbers(3); }); });
        }
        for (int round = 0; round < 2; ++round) {
            Seen seen;
            run(see(shared->subscribe(), &seen));
            QCOMPARE(seen.end, QString::fromUtf8(ThreadGone().what()));
        }
    }

    void subscribersMayComeAndGoOnAnyThread()
    {
        const auto seed = quint32(QRandomGenerator::global()->generate());
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        std::atomic<int> running = 0;
        std::atomic<int> most = 0;
        const auto make = [&] {
            struct Running
            {
                Running(std::atomic<int> *r, std::atomic<int> *m) : running(r) { *m = std::max(m->load(), ++*r); }
                ~Running() { --*running; }
                std::atomic<int> *running;
            };
            auto held = std::make_shared<Running>(&running, &most);
            return forever() | map([held](int item) { return item; });
        };
        const Shared<int> shared = share(make, 3);
        std::vector<std::unique_ptr<Place>> places;
        for (const QString &name : {u"first"_s, u"second"_s, u"third"_s})
            places.push_back(std::make_unique<Place>(name));
        std::deque<Seen> seen;
        constexpr Overflow policies[] = {Overflow::Block, Overflow::DropOldest, Overflow::DropNewest,
                                         Overflow::KeepLatest};
        for (int step = 0; step < 300; ++step) {
            Place &place = *places[std::size_t(random.bounded(int(places.size())))];
            const int choice = random.bounded(4);
            if (choice == 0)
                place.cancel();
            else if (choice < 3)
                place.start(shared, &seen.emplace_back(), quint64(random.bounded(1, 9)), policies[random.bounded(4)],
                            random.bounded(50));
            QCoreApplication::processEvents();
        }
        for (auto &place : places)
            place->cancel();
        QVERIFY(wait([&] { return running == 0; }));
        QCOMPARE(most.load(), 1);
        for (const Seen &one : seen)
            QVERIFY(one.isInOrder);
    }
};

QTEST_GUILESS_MAIN(tst_ShareThreads)
#include "tst_ShareThreads.moc"
