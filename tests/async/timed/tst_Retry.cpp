// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/timed/Interruption.h"
#include <livebelt/async/operators/Batch.h>
#include <livebelt/async/operators/Retry.h>
#include <livebelt/async/operators/Timeout.h>

#include <QTest>

using namespace livebelt::test;

namespace {

/// Waits of 100, 200, 400 ... at most 1000 ms.
RetryPolicy policy(int attempts)
{
    RetryPolicy policy;
    policy.backoff = Backoff(100ms, 1s, 0);
    policy.attempts = attempts;
    return policy;
}

/// Makes the streams of a script, one after the other, and says when.
class Script
{
public:
    struct Stream
    {
        Timeline items;
        bool fails = true;
    };
    explicit Script(QList<Stream> streams) : m_streams(std::move(streams)) {}

    auto maker()
    {
        return [this] {
            m_made.append(sinceStart(m_start));
            const Stream stream = m_streams.value(m_made.size() - 1);
            return play(stream.items, stream.fails);
        };
    }
    QList<Milliseconds> made() const { return m_made; }

private:
    Clock::TimePoint m_start = Loop::current().clock().now();
    QList<Stream> m_streams;
    QList<Milliseconds> m_made;
};

bool isRuntimeError(const std::exception_ptr &error)
{
    try {
        std::rethrow_exception(error);
    } catch (const std::runtime_error &) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace

class tst_Retry : public AsyncTest
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamThatEndsIsNotStartedAgain()
    {
        const VirtualClock clock;
        Script script({{{{0ms, 1}, {10ms, 2}}, false}});
        QCOMPARE(recorded(retry(script.maker(), policy(3))), (Timeline{{0ms, 1}, {10ms, 2}}));
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms}));
    }

    void oneThatFailsIsMadeAnewAfterWaitsThatGrow()
    {
        const VirtualClock clock;
        Script script({{{{0ms, 1}}}, {{}}, {{{5ms, 2}}}, {{}}, {{}}, {{}}, {{{0ms, 3}}, false}});
        QCOMPARE(recorded(retry(script.maker(), policy(0))), (Timeline{{0ms, 1}, {305ms, 2}, {3505ms, 3}}));
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms, 100ms, 300ms, 705ms, 1505ms, 2505ms, 3505ms}));
    }

    void afterTheLastAttemptItFailsWithTheLastError()
    {
        const VirtualClock clock;
        Script script({});
        Timeline got;
        auto count = [made = 0, make = script.maker()]() mutable {
            if (++made == 3)
                throw std::logic_error("the third");
            return make();
        };
        QCOMPARE(failureOf(retry(std::move(count), policy(3)), &got), u"the third"_s);
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms, 100ms}));
        QCOMPARE(clock.elapsed(), Clock::Duration(300ms));
    }

    void aGoodSpellMakesTheNextFailureTheFirst()
    {
        const VirtualClock clock;
        Script script({{{}}, {{{0ms, 1}, {30'000ms, 2}}}, {{}}, {{}}});
        Timeline got;
        QCOMPARE(failureOf(retry(script.maker(), policy(3)), &got), u"the source failed"_s);
        QCOMPARE(got, (Timeline{{100ms, 1}, {30'100ms, 2}}));
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms, 100ms, 30'200ms, 30'400ms}));
    }

    void aLongWaitForTheFirstItemIsNoGoodSpell()
    {
        const VirtualClock clock;
        Script script({{{{40'000ms, 1}}}, {{{40'000ms, 2}}}});
        Timeline got;
        QCOMPARE(failureOf(retry(script.maker(), policy(2)), &got), u"the source failed"_s);
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms, 40'100ms}));
    }

    void anErrorThatIsNotWorthItEndsIt()
    {
        const VirtualClock clock;
        RetryPolicy choosy = policy(0);
        choosy.isWorthIt = isRuntimeError;
        auto make = [made = 0]() mutable {
            if (++made == 2)
                throw std::logic_error("wrong password");
            return play({}, true);
        };
        Timeline got;
        QCOMPARE(failureOf(retry(std::move(make), choosy), &got), u"wrong password"_s);
        QCOMPARE(clock.elapsed(), Clock::Duration(100ms));
    }

    void aStreamThatHangsIsMadeAnewByATimeout()
    {
        const VirtualClock clock;
        Script script({{{{0ms, 1}, {1000ms, 2}}}, {{{0ms, 3}}, false}});
        auto make = [inner = script.maker()] { return inner() | timeout(200ms); };
        QCOMPARE(recorded(retry(std::move(make), policy(3))), (Timeline{{0ms, 1}, {300ms, 3}}));
    }

    void itGoesOnInAPipe()
    {
        const VirtualClock clock;
        Script script({{{{0ms, 1}, {10ms, 2}}}, {{{0ms, 3}}, false}});
        const auto got = recorded(retry(script.maker(), policy(3)) | batch(2));
        QCOMPARE(got, (QList<At<std::vector<int>>>{{10ms, {1, 2}}, {110ms, {3}}}));
    }

    void aFailedStreamHasGoneBeforeTheWait()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        auto make = [&log] { return markedPlay(&log, {{0ms, 1}, {100ms, 2}}) | timeout(50ms); };
        AsyncIterator<int> items = retry(std::move(make), policy(3));
        QList<int> got;
        Scope scope;
        scope.spawn(collectFrom(&items, &got));
        clock.advance(60ms);
        QCOMPARE(log, QStringList{u"source"_s});
    }

    void aConsumerThatIsCancelledLosesNothing()
    {
        Script script({{{}}, {{{50ms, 1}}, false}});
        const auto got = interruptedAt(50ms, retry(script.maker(), policy(3)));
        QVERIFY(got.before.isEmpty());
        QCOMPARE(got.all, QList<int>{1});
    }

    void destroyedWhileItWaitsItIsNotMadeAnew_data()
    {
        QTest::addColumn<Milliseconds>("time");
        QTest::newRow("for an item") << Milliseconds(50);
        QTest::newRow("for the next attempt") << Milliseconds(150);
    }

    void destroyedWhileItWaitsItIsNotMadeAnew()
    {
        QFETCH(Milliseconds, time);
        VirtualClock clock(VirtualClock::Mode::Manual);
        QStringList log;
        Script script({{{{100ms, 1}}}, {{{0ms, 1}}, false}});
        destroyedAt(&clock, time, &log, retry(script.maker(), policy(3)));
        QCOMPARE(log.last(), u"consumer"_s);
        QCOMPARE(script.made(), (QList<Milliseconds>{0ms}));
    }
};

QTEST_GUILESS_MAIN(tst_Retry)
#include "tst_Retry.moc"
