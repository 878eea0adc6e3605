// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Unwound.h"
#include "tests/async/tasks/Racers.h"
#include <livebelt/async/tasks/AsyncCache.h>
#include <livebelt/async/tasks/WhenAll.h>

#include <QTest>

using namespace livebelt::test;

namespace {

using Cache = AsyncCache<QString, int>;

/// Looks up the length of a name, in a second. "bad" fails.
struct Library
{
    Task<int> lookUp(QString name)
    {
        asked.append(name);
        const Mark mark(&left, name);
        co_await sleepFor(1s);
        if (name == u"bad"_s)
            throw std::runtime_error("no such name");
        co_return int(name.size());
    }
    Cache cache(CacheOptions options = {})
    {
        return Cache([this](QString name) { return lookUp(std::move(name)); }, options);
    }
    QStringList asked;
    QStringList left;
};

struct Weight
{
    quint64 operator()(int value) const { return quint64(value); }
};

CacheOptions ofCapacity(quint64 capacity)
{
    CacheOptions options;
    options.capacity = capacity;
    return options;
}

} // namespace

class tst_AsyncCache : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsThereIsNotLookedUpAgain()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache();
        QCOMPARE(run(cache.get(u"abc"_s)), 3);
        QCOMPARE(run(cache.get(u"abc"_s)), 3);
        QCOMPARE(run(cache.get(u"de"_s)), 2);
        QCOMPARE(library.asked, (QStringList{u"abc"_s, u"de"_s}));
        QCOMPARE(clock.elapsed(), 2s);
        QCOMPARE(cache.statistics().hits, 1U);
        QCOMPARE(cache.statistics().misses, 2U);
        QCOMPARE(cache.statistics().size, 2U);
    }

    void whoAsksMeanwhileSharesTheLookUp()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache();
        auto all = together(cache.get(u"abc"_s), cache.get(u"abc"_s), cache.get(u"d"_s), cache.get(u"abc"_s));
        QCOMPARE(run(whenAll(std::move(all))), (std::vector<int>{3, 3, 1, 3}));
        QCOMPARE(library.asked, (QStringList{u"abc"_s, u"d"_s}));
        QCOMPARE(cache.statistics().shared, 2U);
        QCOMPARE(clock.elapsed(), 1s);
    }

    void answersGoWithTheirTime()
    {
        const VirtualClock clock;
        Library library;
        CacheOptions options;
        options.timeToLive = 1min;
        Cache cache = library.cache(options);
        run(forget(cache.get(u"abc"_s)));
        run(pause(59s));
        run(forget(cache.get(u"abc"_s)));
        QCOMPARE(library.asked.size(), 1);
        run(pause(1s)); // having been asked for does not prolong it
        run(forget(cache.get(u"abc"_s)));
        QCOMPARE(library.asked.size(), 2);
        QCOMPARE(cache.statistics().expired, 1U);
        options.timeToLive = Clock::Duration::max();
        Cache forEver = library.cache(options);
        run(forget(forEver.get(u"abc"_s)));
        run(pause(std::chrono::hours(24 * 365)));
        run(forget(forEver.get(u"abc"_s)));
        QCOMPARE(forEver.statistics().hits, 1U);
    }

    void theOneThatWasNotAskedForTheLongestMakesRoom()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache(ofCapacity(2));
        for (const QString &name : {u"a"_s, u"b"_s, u"a"_s, u"c"_s, u"a"_s, u"b"_s})
            run(forget(cache.get(name)));
        QCOMPARE(library.asked, (QStringList{u"a"_s, u"b"_s, u"c"_s, u"b"_s}));
        QCOMPARE(cache.statistics().evictions, 2U);
        QCOMPARE(cache.statistics().size, 2U);
    }

    void theBoundMayBeOfWeight()
    {
        const VirtualClock clock;
        Library library;
        AsyncCache<QString, int, Weight> cache([&](QString name) { return library.lookUp(name); }, ofCapacity(5));
        for (const QString &name : {u"abc"_s, u"de"_s, u"f"_s, u"too long"_s, u"de"_s, u"f"_s, u"abc"_s})
            run(forget(cache.get(name)));
        QCOMPARE(library.asked, (QStringList{u"abc"_s, u"de"_s, u"f"_s, u"too long"_s, u"abc"_s}));
        QCOMPARE(cache.statistics().cost, 4U);
        Cache none = library.cache(ofCapacity(0));
        QCOMPARE(run(none.get(u"abc"_s)), 3);
        QCOMPARE(none.statistics().size, 0U);
    }

    void anErrorIsAnAnswerForAShorterTime()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache();
        auto both = together(cache.get(u"bad"_s), cache.get(u"bad"_s));
        QCOMPARE(errorOf(whenAll(std::move(both))), u"no such name"_s);
        QCOMPARE(errorOf(cache.get(u"bad"_s)), u"no such name"_s);
        QCOMPARE(library.asked.size(), 1);
        run(pause(10s));
        QCOMPARE(errorOf(cache.get(u"bad"_s)), u"no such name"_s);
        QCOMPARE(library.asked.size(), 2);
        CacheOptions options;
        options.negativeTimeToLive = Clock::Duration::zero();
        Cache forgetful = library.cache(options);
        QCOMPARE(errorOf(forgetful.get(u"bad"_s)), u"no such name"_s);
        QCOMPARE(forgetful.statistics().size, 0U);
    }

    void anEmptyOptionalIsANegativeAnswer()
    {
        const VirtualClock clock;
        int asked = 0;
        AsyncCache<int, std::optional<int>> cache([&](int key) -> Task<std::optional<int>> {
            ++asked;
            std::optional<int> answer;
            if (key > 0)
                answer = key;
            co_return answer;
        });
        QCOMPARE(run(cache.get(0)), std::nullopt);
        QCOMPARE(run(cache.get(1)), 1);
        run(pause(10s));
        QCOMPARE(run(cache.get(0)), std::nullopt);
        QCOMPARE(run(cache.get(1)), 1);
        QCOMPARE(asked, 3);
    }

    void whoLeavesTakesNothingFromTheOthers()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Library library;
        Cache cache = library.cache();
        std::optional<int> got;
        Scope staying;
        {
            Scope leaving;
            leaving.spawn(forget(cache.get(u"abc"_s))); // the one that started it
            staying.spawn(keep(cache.get(u"abc"_s), &got));
        }
        clock.advance(1s);
        settle();
        QCOMPARE(got, 3);
        QCOMPARE(cache.statistics().cancelled, 0U);
    }

    void whenAllHaveLeftTheLookUpIsCancelled()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache();
        {
            Scope leaving;
            leaving.spawn(forget(cache.get(u"abc"_s)));
            leaving.spawn(forget(cache.get(u"abc"_s)));
        }
        QCOMPARE(library.left, QStringList{u"abc"_s});
        QCOMPARE(cache.statistics().cancelled, 1U);
        QCOMPARE(cache.statistics().size, 0U);
        QCOMPARE(run(cache.get(u"abc"_s)), 3);
        QCOMPARE(library.asked.size(), 2);
    }

    void destroyingTheOneWhoWaitsUnwindsIt()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Library library;
        Cache cache = library.cache();
        QStringList order;
        QCOMPARE(unwound(&order, forget(cache.get(u"abc"_s)), [&] { clock.advance(1s); }),
                 (QStringList{u"generator"_s, u"consumer"_s}));
        QCOMPARE(library.left, QStringList{u"abc"_s});
    }

    void whatIsInvalidatedOnItsWayIsAnsweredButNotKept()
    {
        const VirtualClock clock;
        Library library;
        Cache cache = library.cache();
        std::optional<int> first;
        std::optional<int> second;
        Scope scope;
        scope.spawn(keep(cache.get(u"abc"_s), &first));
        cache.invalidate(u"abc"_s);
        run(scope.join());
        QCOMPARE(first, 3);
        QCOMPARE(cache.statistics().size, 0U);
        scope.spawn(keep(cache.get(u"abc"_s), &first));
        cache.clear();
        scope.spawn(keep(cache.get(u"abc"_s), &second));
        run(scope.join());
        QCOMPARE(library.asked.size(), 3);
        QCOMPARE(cache.statistics().size, 1U);
        cache.invalidate(u"abc"_s);
        QCOMPARE(cache.statistics().size, 0U);
        QCOMPARE(run(cache.get(u"abc"_s)), 3);
        cache.clear();
        QCOMPARE(cache.statistics().cost, 0U);
    }

    void destroyingTheCacheCancelsItsLookUpsAndSaysSo()
    {
        VirtualClock clock(VirtualClock::Mode::Manual);
        Library library;
        std::optional<Cache> cache(library.cache());
        const auto late = cache->get(u"never awaited"_s);
        std::exception_ptr error;
        Scope scope;
        scope.onFailure([&](std::exception_ptr e) { error = std::move(e); });
        scope.spawn(forget(cache->get(u"abc"_s)));
        cache->invalidate(u"abc"_s); // cut off from the cache, and yet its own
        cache.reset();
        QCOMPARE(library.left, QStringList{u"abc"_s});
        settle();
        QVERIFY_THROWS_EXCEPTION(CacheGone, std::rethrow_exception(error));
    }

    void aLookUpMayDestroyItsCache()
    {
        for (const bool atOnce : {true, false}) {
            std::optional<Cache> cache;
            cache.emplace([&](QString name) -> Task<int> {
                if (!atOnce)
                    co_await sleepFor(0ms);
                cache.reset();
                co_return int(name.size());
            });
            QVERIFY_THROWS_EXCEPTION(CacheGone, run(forget(cache->get(u"abc"_s))));
        }
    }

    void aLookUpMayDestroyThoseWhoWaitForIt()
    {
        std::unique_ptr<Scope> waiting = std::make_unique<Scope>();
        QStringList left;
        Cache cache([&](QString name) -> Task<int> {
            const Mark mark(&left, name);
            co_await sleepFor(0ms);
            waiting.reset();
            co_return 1;
        });
        waiting->spawn(forget(cache.get(u"abc"_s)));
        settle();
        QVERIFY(!waiting);
        QCOMPARE(left, QStringList{u"abc"_s});
        QCOMPARE(cache.statistics().cancelled, 1U);
        QCOMPARE(cache.statistics().size, 0U);
    }
};

QTEST_GUILESS_MAIN(tst_AsyncCache)
#include "tst_AsyncCache.moc"
