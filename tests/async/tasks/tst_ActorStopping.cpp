// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/tasks/Asks.h"
#include "tests/async/tasks/Notebook.h"

#include <QTest>

using namespace livebelt::test;

class tst_ActorStopping : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void stopLetsTheCurrentMessageEndAndDropsTheOthers()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        Asks asks;
        asks.add(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s)));
        asks.add(actor.ask(&Notebook::write, u"b"_s));
        QVERIFY(runUntil([&] { return log.contains(u"(a"_s); }));
        run(actor.stop());
        QCOMPARE(clock.elapsed(), 1s);
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"gone"_s}));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"done"_s, u"stopped"_s}));
        QVERIFY(!actor.tell(&Notebook::write, u"c"_s));
        run(actor.stop());
    }

    void stopEndsTheBackgroundAtOnce()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        actor.tell(&Notebook::workInBackground, Clock::Duration(1h), false);
        run(actor.ask(&Notebook::write, u"a"_s));
        run(actor.stop());
        QCOMPARE(clock.elapsed(), 0s);
        QCOMPARE(log, (QStringList{u"made"_s, u"a"_s, u"work ends"_s, u"gone"_s}));
    }

    void stopDoesNotWaitForARestart()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        QCOMPARE(errorOf(actor.ask(&Notebook::fail)), u"torn"_s);
        QCOMPARE(actor.statistics().phase, ActorPhase::Restarting);
        run(actor.stop());
        QCOMPARE(clock.elapsed(), 0s);
        QCOMPARE(log, (QStringList{u"made"_s, u"gone"_s}));
    }

    void aStopThatNobodyWaitsForAnyMoreStopsAllTheSame()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto actor = notebook(&log);
        actor.tell(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s));
        settle();
        {
            Scope scope;
            scope.spawn(actor.stop());
            scope.spawn(actor.stop());
            settle();
            QVERIFY(!scope.isEmpty());
        }
        clock.advance(1s);
        settle();
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"gone"_s}));
    }

    void anObjectMayStopItsActor()
    {
        QStringList log;
        auto actor = notebook(&log);
        run(actor.ask(&Notebook::stopItself));
        settle();
        QCOMPARE(log, (QStringList{u"made"_s, u"gone"_s}));
        QCOMPARE(actor.statistics().phase, ActorPhase::Stopped);
    }

    void destroyingTheActorCancelsAllAtOnce()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        Asks asks;
        {
            auto actor = notebook(&log);
            actor.tell(&Notebook::workInBackground, Clock::Duration(1h), false);
            asks.add(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s)));
            asks.add(actor.ask(&Notebook::write, u"b"_s));
            settle();
        }
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"work ends"_s, u"gone"_s}));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"stopped"_s, u"stopped"_s}));
    }

    void theActorEndsWithItsContext()
    {
        QStringList log;
        auto context = std::make_unique<QObject>();
        auto actor = notebook(&log, predictable(), context.get());
        Asks asks;
        asks.add(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1h)));
        settle();
        context.reset();
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"gone"_s}));
        QCOMPARE(asks.inTheEnd(), QStringList{u"stopped"_s});
        run(actor.stop());
    }

    void anObjectMayDestroyItsActor()
    {
        QStringList log;
        std::optional<Actor<Notebook>> actor(notebook(&log));
        Asks asks;
        asks.add(actor->ask([&](Notebook &) {
            actor.reset();
            log.append(u"reset"_s);
        }));
        settle();
        QCOMPARE(log, (QStringList{u"made"_s, u"reset"_s, u"gone"_s}));
        QVERIFY(!asks.soFar().constFirst().isEmpty());
    }

    void anActorCanBeMovedAndReplaced()
    {
        QStringList log;
        QStringList otherLog;
        auto actor = notebook(&log);
        const ActorRef<Notebook> old = actor;
        auto moved = std::move(actor);
        QCOMPARE(run(old.ask(&Notebook::write, u"a"_s)), 1);
        moved = notebook(&otherLog);
        QCOMPARE(log, (QStringList{u"made"_s, u"a"_s, u"gone"_s}));
        QVERIFY(old.isStopping());
        QCOMPARE(run(moved.ask(&Notebook::write, u"b"_s)), 1);
    }

    void aMailboxThatFailsEndsTheActor()
    {
        const VirtualClock clock;
        QStringList log;
        ActorOptions options = predictable();
        options.capacity = 1;
        options.overflow = Overflow::Fail;
        auto actor = notebook(&log, options);
        actor.tell(&Notebook::write, u"a"_s);
        actor.tell(&Notebook::write, u"b"_s);
        actor.tell(&Notebook::write, u"c"_s);
        Asks asks;
        asks.add(actor.ask(&Notebook::write, u"d"_s));
        QCOMPARE(asks.inTheEnd(), QStringList{u"stopped"_s});
        settle();
        QCOMPARE(actor.statistics().phase, ActorPhase::Stopped);
        QCOMPARE(actor.statistics().failed, 1U);
    }
};

QTEST_GUILESS_MAIN(tst_ActorStopping)
#include "tst_ActorStopping.moc"
