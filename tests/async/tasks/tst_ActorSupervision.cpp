// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/tasks/Asks.h"
#include "tests/async/tasks/Notebook.h"

#include <QTest>

using namespace livebelt::test;

class tst_ActorSupervision : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aFailureRestartsTheObjectAndTheMessagesBehindWait()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        Asks asks;
        asks.add(actor.ask(&Notebook::failSlowly));
        asks.add(actor.ask(&Notebook::write, u"a"_s));
        QVERIFY(runUntil([&] { return !asks.soFar().constFirst().isEmpty(); }));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"torn slowly"_s, u"done"_s}));
        QCOMPARE(log, (QStringList{u"made"_s, u"gone"_s, u"made"_s, u"a"_s}));
        QCOMPARE(clock.elapsed(), 1s + 1s);
        QCOMPARE(actor.statistics().failed, 1U);
        QCOMPARE(actor.statistics().restarts, 1U);
    }

    void theWaitsGrowUntilAGoodSpell()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        QList<Clock::Duration> waits;
        for (const auto spell : {0s, 0s, 0s, 29s, 30s, 0s}) {
            run(pause(spell));
            actor.tell(&Notebook::fail);
            const auto since = clock.elapsed();
            run(actor.ask(&Notebook::write, u"a"_s));
            waits.append(clock.elapsed() - since);
        }
        QCOMPARE(waits, (QList<Clock::Duration>{1s, 2s, 4s, 8s, 1s, 2s}));
    }

    void withStopAFailureIsTheEnd()
    {
        QStringList log;
        auto actor = notebook(&log, predictable(OnFailure::Stop));
        Asks asks;
        asks.add(actor.ask(&Notebook::fail));
        asks.add(actor.ask(&Notebook::write, u"a"_s));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"torn"_s, u"stopped"_s}));
        asks.add(actor.ask(&Notebook::write, u"b"_s));
        QCOMPARE(asks.inTheEnd().constLast(), u"stopped"_s);
        QVERIFY(!actor.tell(&Notebook::write, u"c"_s));
        QCOMPARE(log, (QStringList{u"made"_s, u"gone"_s}));
        QCOMPARE(actor.statistics().phase, ActorPhase::Stopped);
    }

    void withResumeTheObjectStays()
    {
        QStringList log;
        auto actor = notebook(&log, predictable(OnFailure::Resume));
        run(actor.ask(&Notebook::write, u"a"_s));
        QCOMPARE(errorOf(actor.ask(&Notebook::fail)), u"torn"_s);
        QCOMPARE(run(actor.ask(&Notebook::write, u"b"_s)), 2);
        QCOMPARE(log, (QStringList{u"made"_s, u"a"_s, u"b"_s}));
        QCOMPARE(actor.statistics().failed, 1U);
    }

    void aBackgroundThatFailsIsAFailureOfTheObject()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        run(actor.ask(&Notebook::workInBackground, Clock::Duration(1s), true));
        Asks asks;
        asks.add(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(5s)));
        asks.add(actor.ask(&Notebook::write, u"b"_s));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"work failed"_s, u"done"_s}));
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"work done"_s, u"work ends"_s, u"a)"_s, u"gone"_s, u"made"_s,
                                   u"b"_s}));
        QCOMPARE(clock.elapsed(), 1s + 1s);
    }

    void aFailedBackgroundLetsNoOtherMessageIn()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        actor.tell(&Notebook::workInBackground, Clock::Duration(0), true);
        actor.tell([](Notebook &) { return pause(0s); });
        for (int i = 0; i < 3; ++i)
            actor.tell(&Notebook::write, u"a"_s);
        run(actor.ask(&Notebook::write, u"b"_s));
        QCOMPARE(log, (QStringList{u"made"_s, u"work done"_s, u"work ends"_s, u"gone"_s, u"made"_s, u"a"_s, u"a"_s,
                                   u"a"_s, u"b"_s}));
    }

    void aRestartEndsTheBackgroundBeforeTheObject()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        actor.tell(&Notebook::workInBackground, Clock::Duration(1h), false);
        actor.tell(&Notebook::fail);
        run(actor.ask(&Notebook::write, u"a"_s));
        QCOMPARE(log, (QStringList{u"made"_s, u"work ends"_s, u"gone"_s, u"made"_s, u"a"_s}));
    }

    void aFactoryThatThrowsIsTriedAgain()
    {
        const VirtualClock clock;
        int attempts = 0;
        QStringList errors;
        ActorOptions options = predictable();
        options.onError = [&](std::exception_ptr error) {
            try {
                std::rethrow_exception(error);
            } catch (const std::exception &e) {
                errors.append(QString::fromUtf8(e.what()));
            }
        };
        Actor<QString> actor(
            nullptr,
            [&] {
                if (++attempts < 4)
                    throw std::runtime_error("no pen");
                return std::make_unique<QString>(u"text"_s);
            },
            options);
        QCOMPARE(actor.statistics().phase, ActorPhase::Restarting);
        QCOMPARE(run(actor.ask([](QString &text) { return text; })), u"text"_s);
        QCOMPARE(clock.elapsed(), 1s + 2s + 4s);
        QCOMPARE(errors, (QStringList{u"no pen"_s, u"no pen"_s, u"no pen"_s}));
        QCOMPARE(actor.statistics().restarts, 3U);
        Actor<QString> another(
            nullptr, [&]() -> std::unique_ptr<QString> { throw std::runtime_error("no pen"); },
            predictable(OnFailure::Stop));
        QCOMPARE(another.statistics().phase, ActorPhase::Stopped);
    }
};

QTEST_GUILESS_MAIN(tst_ActorSupervision)
#include "tst_ActorSupervision.moc"
