// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Emitter.h"
#include "tests/async/Support.h"
#include <livebelt/async/Signals.h>
#include <livebelt/async/Worker.h>
#include <livebelt/async/operators/Map.h>

#include <QTest>
#include <atomic>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int many = 20'000;

void emitNames(Emitter *emitter, const QString &name, int count)
{
    for (int i = 0; i < count; ++i)
        Q_EMIT emitter->named(name, i);
}

using Named = std::tuple<QString, int>;

/// Whether each name's numbers count up.
bool areInOrder(const QList<Named> &items)
{
    QHash<QString, int> last;
    for (const auto &[name, number] : items) {
        if (number <= last.value(name, -1))
            return false;
        last[name] = number;
    }
    return true;
}

Task<void> noteThread(AsyncIterator<int> items, QList<QThread *> *threads)
{
    while (auto item = co_await items.next())
        threads->append(QThread::currentThread());
}

bool addsUp(const BufferStatistics &statistics)
{
    return statistics.received + statistics.dropped + statistics.depth == statistics.sent;
}

} // namespace

/// Signals that are emitted on other threads than the one that consumes them.
class tst_SignalThreads : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void everyEmissionOfEveryThreadComesOnceAndInItsOrder()
    {
        auto emitter = std::make_unique<Emitter>();
        QList<Named> got;
        Scope scope;
        scope.spawn(collect(signalsOf(emitter.get(), &Emitter::named, 1'000'000), &got));
        {
            const Aside first([&] { emitNames(emitter.get(), u"first"_s, many); });
            const Aside second([&] { emitNames(emitter.get(), u"second"_s, many); });
            for (int i = 0; i < many; ++i) {
                Q_EMIT emitter->named(u"here"_s, i);
                if (i % 100 == 0)
                    QCoreApplication::processEvents();
            }
            QTRY_VERIFY_WITH_TIMEOUT(got.size() == 3 * many, 60'000);
        }
        emitter.reset();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(got.size(), 3 * many);
        QVERIFY(areInOrder(got));
    }

    void whatHappensBeforeComesBefore()
    {
        Emitter emitter;
        SignalQueue<int> queue(&emitter, &Emitter::levelChanged, 100, Overflow::DropOldest);
        QVERIFY(queue.mustWait());
        QList<int> got;
        for (int round = 0; round < 10; ++round) {
            emitter.setLevel(3 * round);
            Aside([&] { emitter.setLevel(3 * round + 1); }).wait();
            emitter.setLevel(3 * round + 2);
        }
        while (!queue.mustWait())
            got.append(*queue.take());
        QList<int> expected(30);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(got, expected);
    }

    void anObjectThatIsMovedIsHeardFromItsNewThread()
    {
        Worker worker(u"worker"_s);
        auto emitter = std::make_unique<Emitter>();
        QList<int> got;
        QList<QThread *> threads;
        Scope scope;
        scope.spawn(collect(signalsOf(emitter.get(), &Emitter::levelChanged), &got));
        scope.spawn(noteThread(signalsOf(emitter.get(), &Emitter::levelChanged), &threads));
        emitter->setLevel(1);
        emitter->moveToThread(worker.context()->thread());
        worker.run([&] {
            emitter->setLevel(2);
            emitter->setLevel(3);
        });
        worker.run([&] { emitter.reset(); });
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(got, (QList<int>{1, 2, 3}));
        QCOMPARE(threads, QList<QThread *>(3, QThread::currentThread()));
    }

    void theEndOfAThreadIsHeard()
    {
        QThread thread;
        auto finished = nextSignal(&thread, &QThread::finished);
        auto started = nextSignal(&thread, &QThread::started);
        thread.start();
        thread.quit();
        QVERIFY(run(std::move(started)));
        QVERIFY(run(std::move(finished)));
        QVERIFY(thread.wait());
    }

    void oneEmissionElsewhereWakesTheOneWhoWaits()
    {
        for (int i = 0; i < 200; ++i) {
            Emitter emitter;
            std::optional<std::optional<QString>> got;
            Scope scope;
            scope.spawn(keep(nextSignal(&emitter, &Emitter::looked), &got));
            settle();
            const Aside aside([&] { Q_EMIT emitter.looked(u"far"_s); });
            QVERIFY(runUntil([&] { return got.has_value(); }));
            QCOMPARE(**got, u"far"_s);
        }
    }

    void itIsConsumedOnTheThreadOfTheFirstNext()
    {
        Worker worker(u"worker"_s);
        auto emitter = std::make_unique<Emitter>();
        auto items = std::make_unique<AsyncIterator<int>>(signalsOf(emitter.get(), &Emitter::levelChanged));
        QList<QThread *> threads;
        std::unique_ptr<Scope> scope;
        emitter->setLevel(1);
        worker.run([&] {
            scope = std::make_unique<Scope>();
            scope->spawn(noteThread(std::move(*items), &threads));
        });
        for (int i = 0; i < 100; ++i)
            emitter->setLevel(i);
        emitter.reset();
        bool isOver = false;
        while (!isOver)
            worker.run([&] { isOver = scope->isEmpty(); });
        worker.run([&] { scope.reset(); });
        QCOMPARE(threads, QList<QThread *>(101, worker.context()->thread()));
    }

    void aConsumerMayLeaveWhileItIsEmitted()
    {
        constexpr int rounds = 300;
        Emitter emitter;
        std::atomic<int> begun = 0;
        std::atomic<int> done = 0;
        const Aside aside([&] {
            for (int round = 1; round <= rounds; ++round) {
                while (begun.load() < round)
                    QThread::yieldCurrentThread();
                emitNames(&emitter, u"name"_s, 100);
                done.store(round);
            }
        });
        for (int round = 1; round <= rounds; ++round) {
            QList<Named> got;
            Scope scope;
            scope.spawn(collect(signalsOf(&emitter, &Emitter::named, 10), &got));
            scope.spawn(collect(signalsOf(&emitter, &Emitter::named, 10), &got));
            // The threads meet here for those who check them: how Qt hands connections over they cannot see.
            begun.store(round);
            if (round % 2 == 0)
                QCoreApplication::processEvents();
            scope.cancel();
            while (done.load() < round)
                QThread::yieldCurrentThread();
        }
    }

    void theBoundHoldsAcrossThreadsAndWhatIsDroppedIsCounted_data()
    {
        QTest::addColumn<Overflow>("policy");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("the oldest") << Overflow::DropOldest << QList<int>{7, 8, 9};
        QTest::newRow("the newest") << Overflow::DropNewest << QList<int>{0, 1, 2};
        QTest::newRow("all but the latest") << Overflow::KeepLatest << QList<int>(); // how many depends on when
    }

    void theBoundHoldsAcrossThreadsAndWhatIsDroppedIsCounted()
    {
        QFETCH(Overflow, policy);
        QFETCH(QList<int>, expected);
        for (int here = 0; here <= 10; ++here) { // so many of ten are emitted on this thread, and the rest elsewhere
            for (const bool isLooked : {false, true}) {
                Emitter emitter;
                auto items = signalsOf(&emitter, &Emitter::levelChanged, 3, policy);
                if (isLooked)
                    settle();
                QList<int> got;
                Scope scope;
                if (isLooked) {
                    scope.spawn(collectFrom(static_cast<AsyncIterator<int> *>(&items), &got, 1));
                    emitter.setLevel(-1);
                    QVERIFY(runUntil([&] { return scope.isEmpty(); }));
                    got.clear();
                }
                for (int i = 0; i < here; ++i)
                    emitter.setLevel(i);
                Aside([&] {
                    for (int i = here; i < 10; ++i)
                        emitter.setLevel(i);
                }).wait();
                const BufferStatistics before = items.statistics();
                QVERIFY(addsUp(before));
                QVERIFY(before.depth <= 3);
                QCOMPARE(before.dropped + before.depth, 10u);
                scope.spawn(collectFrom(static_cast<AsyncIterator<int> *>(&items), &got, qsizetype(before.depth)));
                QVERIFY(runUntil([&] { return scope.isEmpty(); }));
                if (policy == Overflow::KeepLatest)
                    QCOMPARE(got.last(), 9);
                else
                    QCOMPARE(got, expected);
                QVERIFY(addsUp(items.statistics()));
            }
        }
    }

    void tooManyElsewhereFail()
    {
        for (const int here : {0, 1, 2, 3}) {
            Emitter emitter;
            SignalQueue<int> queue(&emitter, &Emitter::levelChanged, 2, Overflow::Fail);
            QVERIFY(queue.mustWait());
            for (int i = 0; i < here; ++i)
                emitter.setLevel(i);
            Aside([&] {
                for (int i = here; i < 5; ++i)
                    emitter.setLevel(i);
            }).wait();
            QCOMPARE(*queue.take(), 0);
            QCOMPARE(*queue.take(), 1);
            QVERIFY_THROWS_EXCEPTION(BufferOverflow, queue.take());
        }
    }

    void theStreamInAChainStillSaysWhatWasDropped()
    {
        auto emitter = std::make_unique<Emitter>();
        auto items = signalsOf(emitter.get(), &Emitter::levelChanged, 2);
        QList<int> got;
        Scope scope;
        scope.spawn(collect(AsyncIterator<int>(std::move(items) | map([](int i) { return -i; })), &got));
        for (int i = 0; i < 5; ++i)
            emitter->setLevel(i);
        emitter.reset();
        QTRY_VERIFY(scope.isEmpty());
        QCOMPARE(got, (QList<int>{-3, -4}));
        QCOMPARE(items.statistics().dropped, 3u); // NOLINT(bugprone-use-after-move): only the iterator was moved
    }
};

QTEST_GUILESS_MAIN(tst_SignalThreads)
#include "tst_SignalThreads.moc"
