// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Asks.h"
#include "tests/async/tasks/Notebook.h"

#include <QTest>

using namespace livebelt::test;

namespace {

Task<int> askTwice(ActorRef<Notebook> actor)
{
    int sum = co_await actor.ask(&Notebook::write, u"a"_s);
    sum += co_await actor.ask(&Notebook::writeSlowly, u"b"_s, Clock::Duration(1s));
    co_return sum;
}

} // namespace

class tst_Actor : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void anAskIsAnswered()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        QCOMPARE(run(askTwice(actor)), 1 + 2);
        QCOMPARE(clock.elapsed(), 1s);
        QCOMPARE(log, (QStringList{u"made"_s, u"a"_s, u"(b"_s, u"b)"_s}));
    }

    void messagesAreHandledOneAtATimeInOrder()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        QVERIFY(actor.tell(&Notebook::writeSlowly, u"a"_s, Clock::Duration(3s)));
        QVERIFY(actor.tell(&Notebook::writeSlowly, u"b"_s, Clock::Duration(1s)));
        QVERIFY(actor.tell(&Notebook::write, u"c"_s));
        QCOMPARE(run(actor.ask(&Notebook::write, u"d"_s)), 4);
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"(b"_s, u"b)"_s, u"c"_s, u"d"_s}));
        QCOMPARE(clock.elapsed(), 4s);
        QCOMPARE(actor.statistics().handled, 4U);
        QCOMPARE(actor.statistics().mailbox.received, 4U);
        QCOMPARE(actor.statistics().phase, ActorPhase::Running);
    }

    void aMessageMayBeAnyFunctionOfTheObject()
    {
        QStringList log;
        auto actor = notebook(&log);
        const auto owned = std::make_shared<int>(7);
        auto plain = [owned](Notebook &notes) { return notes.write(u"x"_s) + *owned; };
        auto coroutine = [owned](Notebook &notes, QString text) -> Task<int> {
            co_await sleepFor(0ms);
            co_return notes.write(text) + *owned; // the message keeps what it has captured
        };
        QCOMPARE(run(actor.ask(plain)), 8);
        QCOMPARE(run(actor.ask(coroutine, u"y"_s)), 9);
        run(actor.ask([](Notebook &) {}));
        Actor<QString> text(nullptr, [] { return std::make_unique<QString>(u"text"_s); });
        QCOMPARE(run(text.ask(qOverload<>(&QString::size))), 4);
    }

    void nothingIsSentBeforeTheAskIsAwaited()
    {
        QStringList log;
        auto actor = notebook(&log);
        {
            const auto dropped = actor.ask(&Notebook::write, u"a"_s);
            settle();
        }
        QCOMPARE(log, QStringList{u"made"_s});
        QCOMPARE(actor.statistics().mailbox.sent, 0U);
    }

    void whoGoesBeforeItsTurnIsNotHandledAnyMore()
    {
        const VirtualClock clock;
        QStringList log;
        auto actor = notebook(&log);
        {
            Scope scope;
            scope.spawn(forget(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s))));
            settle();
            scope.spawn(forget(actor.ask(&Notebook::writeSlowly, u"b"_s, Clock::Duration(1s))));
        }
        run(actor.ask(&Notebook::write, u"c"_s));
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"c"_s})); // a had begun, for nobody in the end
    }

    void destroyingTheOneWhoAsksUnwindsIt()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        QStringList order;
        auto actor = notebook(&log);
        auto ask = forget(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s)));
        QCOMPARE(unwound(&order, std::move(ask), [&] { clock.advance(1s); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(actor.statistics().handled, 1U);
    }

    void aFullMailboxBlocksWhoAsksAndRefusesWhoTells()
    {
        const VirtualClock clock;
        QStringList log;
        ActorOptions options = predictable();
        options.capacity = 1;
        auto actor = notebook(&log, options);
        QVERIFY(actor.tell(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s)));
        Asks asks;
        asks.add(actor.ask(&Notebook::write, u"b"_s));
        asks.add(actor.ask(&Notebook::write, u"c"_s));
        QVERIFY(!actor.tell(&Notebook::write, u"d"_s));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"done"_s, u"done"_s}));
        QCOMPARE(log, (QStringList{u"made"_s, u"(a"_s, u"a)"_s, u"b"_s, u"c"_s}));
        QVERIFY(actor.statistics().mailbox.highest <= 1);
    }

    void aMailboxThatDropsSaysSoToWhoAsks()
    {
        const VirtualClock clock;
        QStringList log;
        ActorOptions options = predictable();
        options.capacity = 1;
        options.overflow = Overflow::DropOldest;
        auto actor = notebook(&log, options);
        Asks asks;
        asks.add(actor.ask(&Notebook::writeSlowly, u"a"_s, Clock::Duration(1s)));
        asks.add(actor.ask(&Notebook::write, u"b"_s));
        QVERIFY(actor.tell(&Notebook::write, u"c"_s));
        QVERIFY(actor.tell(&Notebook::write, u"d"_s));
        QCOMPARE(asks.inTheEnd(), (QStringList{u"done"_s, u"dropped"_s}));
        run(actor.ask(&Notebook::write, u"e"_s));
        QCOMPARE(log.last(), u"e"_s);
        QVERIFY(log.contains(u"d"_s) && !log.contains(u"b"_s));
        QVERIFY(actor.statistics().mailbox.dropped >= 1);
    }

    void anObjectMayTellItself()
    {
        QStringList log;
        auto actor = notebook(&log);
        run(actor.ask(&Notebook::tellItself, u"a"_s));
        run(actor.ask(&Notebook::write, u"b"_s));
        QCOMPARE(log, (QStringList{u"made"_s, u"a"_s, u"b"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_Actor)
#include "tst_Actor.moc"
