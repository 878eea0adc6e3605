// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/feed/HostNames.h"
#include "tests/async/AsyncTest.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/VirtualClock.h>

#include <QTest>

using namespace Qt::StringLiterals;
using namespace livebelt;
using namespace livebelt::test;

using Addresses = HostNames::Addresses;

namespace {

/// Knows one name, takes a second for every answer, and counts what it is asked and how many of those went on to an
/// end.
struct Resolver
{
    Task<Addresses> lookUp(QString name)
    {
        asked.append(name);
        co_await sleepFor(1s);
        ++answered;
        if (name == u"here.example"_s)
            co_return Addresses{QHostAddress(u"192.0.2.1"_s), QHostAddress(u"2001:db8::1"_s)};
        co_return Addresses{};
    }
    HostNames names()
    {
        return HostNames([this](QString name) { return lookUp(std::move(name)); });
    }
    QStringList asked;
    int answered = 0;
};

} // namespace

/// Host names, asked of a resolver that counts.
class tst_HostNames : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void oneWhoComesBackInTimeDoesNotAskAgain()
    {
        const VirtualClock clock;
        Resolver resolver;
        HostNames names = resolver.names();
        const Addresses first = run(names.addresses(u"here.example"_s));
        QCOMPARE(first.size(), 2);
        run(pause(HostNames::timeToLive - 1s));
        QCOMPARE(run(names.addresses(u"here.example"_s)), first);
        QCOMPARE(resolver.asked, QStringList{u"here.example"_s});
        run(pause(1s));
        QCOMPARE(run(names.addresses(u"here.example"_s)), first);
        QCOMPARE(resolver.asked.size(), 2);
    }

    void thatThereIsNoSuchHostIsKeptBriefly()
    {
        const VirtualClock clock;
        Resolver resolver;
        HostNames names = resolver.names();
        QVERIFY(run(names.addresses(u"gone.example"_s)).isEmpty());
        run(pause(HostNames::negativeTimeToLive - 1s));
        QVERIFY(run(names.addresses(u"gone.example"_s)).isEmpty());
        QCOMPARE(resolver.asked.size(), 1);
        run(pause(1s));
        QVERIFY(run(names.addresses(u"gone.example"_s)).isEmpty());
        QCOMPARE(resolver.asked.size(), 2);
    }

    void whoAsksMeanwhileSharesTheQuestion()
    {
        const VirtualClock clock;
        Resolver resolver;
        HostNames names = resolver.names();
        std::optional<Addresses> got[3];
        Scope scope;
        for (std::optional<Addresses> &one : got)
            scope.spawn(keep(names.addresses(u"here.example"_s), &one));
        run(scope.join());
        for (const std::optional<Addresses> &one : got)
            QCOMPARE(one.value_or(Addresses()).size(), 2);
        QCOMPARE(resolver.asked.size(), 1);
        QCOMPARE(clock.elapsed(), Clock::Duration(1s));
    }

    void whoLeavesTakesNothingFromTheOthers()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Resolver resolver;
        HostNames names = resolver.names();
        std::optional<Addresses> staying;
        std::optional<Addresses> left;
        Scope scope;
        {
            Scope leaving; // the one that started it
            leaving.spawn(keep(names.addresses(u"here.example"_s), &left));
            scope.spawn(keep(names.addresses(u"here.example"_s), &staying));
        }
        clock.advance(1s);
        settle();
        QCOMPARE(staying.value_or(Addresses()).size(), 2);
        QVERIFY(!left);
        QCOMPARE(resolver.answered, 1);
    }

    void theLastToLeaveTakesTheQuestionBack()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Resolver resolver;
        HostNames names = resolver.names();
        std::optional<Addresses> left;
        {
            Scope leaving;
            leaving.spawn(keep(names.addresses(u"here.example"_s), &left));
            leaving.spawn(keep(names.addresses(u"here.example"_s), &left));
        }
        clock.advance(1h);
        settle();
        QCOMPARE(resolver.asked.size(), 1);
        QCOMPARE(resolver.answered, 0);
        QCOMPARE(names.statistics().cancelled, 1U);
    }

    void theSystemKnowsThisComputer()
    {
        HostNames names;
        const Addresses found = run(names.addresses(u"localhost"_s));
        QVERIFY(!found.isEmpty());
        QVERIFY(found.first().isLoopback());
        QCOMPARE(run(names.addresses(u"localhost"_s)), found);
        QCOMPARE(names.statistics().hits, 1U);
    }
};

QTEST_GUILESS_MAIN(tst_HostNames)
#include "tst_HostNames.moc"
