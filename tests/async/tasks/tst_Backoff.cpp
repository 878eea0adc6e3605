// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include <livebelt/async/Backoff.h>

#include <QList>
#include <QTest>

using namespace livebelt::async;
using namespace std::chrono_literals;

namespace {

QList<qint64> waits(Backoff backoff, int count)
{
    QList<qint64> all;
    for (int i = 0; i < count; ++i)
        all.append(backoff.next().count());
    return all;
}

} // namespace

class tst_Backoff : public livebelt::test::AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void theWaitDoublesUpToTheLongest()
    {
        QCOMPARE(waits(Backoff(100ms, 1s, 0), 6), (QList<qint64>{100, 200, 400, 800, 1000, 1000}));
    }

    void thePartLeftToChanceIsTheJitter()
    {
        const auto lowest = [] { return 0.0; };
        const auto middle = [] { return 0.5; };
        QCOMPARE(waits(Backoff(100ms, 400ms, 0.5, lowest), 4), (QList<qint64>{50, 100, 200, 200}));
        QCOMPARE(waits(Backoff(100ms, 400ms, 0.5, middle), 4), (QList<qint64>{75, 150, 300, 300}));
        QCOMPARE(waits(Backoff(100ms, 400ms, 1, lowest), 3), (QList<qint64>{0, 0, 0}));
        QCOMPARE(waits(Backoff(100ms, 400ms, 7, middle), 3), (QList<qint64>{50, 100, 200}));
    }

    void withoutASourceOfChanceTheWaitsStayWithinTheirBounds()
    {
        Backoff backoff(1s, 1s);
        for (int i = 0; i < 1000; ++i) {
            const auto wait = backoff.next();
            QVERIFY(wait >= 500ms && wait <= 1s);
        }
    }

    void resetStartsSmallAgain()
    {
        Backoff backoff(10ms, 1s, 0);
        QCOMPARE(backoff.next(), 10ms);
        QCOMPARE(backoff.next(), 20ms);
        backoff.reset();
        QCOMPARE(backoff.next(), 10ms);
    }

    void onlyAGoodSpellStartsSmallAgain()
    {
        Backoff backoff(10ms, 1s, 0);
        QCOMPARE(backoff.next(), 10ms);
        backoff.workedFor(29s);
        QCOMPARE(backoff.next(), 20ms);
        backoff.workedFor(30s);
        QCOMPARE(backoff.next(), 10ms);
    }

    void impossibleBoundsAreMended()
    {
        QCOMPARE(waits(Backoff(0ms, 0ms, 0), 2), (QList<qint64>{1, 1}));
        QCOMPARE(waits(Backoff(100ms, 10ms, -1), 2), (QList<qint64>{100, 100}));
        Backoff endless(1h, std::chrono::milliseconds::max(), 0);
        for (int i = 0; i < 100; ++i)
            QVERIFY(endless.next() >= 1h);
    }
};

QTEST_GUILESS_MAIN(tst_Backoff)
#include "tst_Backoff.moc"
