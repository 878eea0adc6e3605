// SPDX-License-Identifier: MIT
#include "tests/async/AsyncTest.h"
#include "tests/async/Support.h"

#include <QElapsedTimer>
#include <QTest>

using namespace livebelt::test;
using namespace Qt::StringLiterals;

namespace {

Task<void> say(QStringList *log, QString name, std::chrono::milliseconds after)
{
    co_await sleepFor(after);
    log->append(name);
}

Task<void> sleepTwice(int *wakes)
{
    co_await sleepFor(1ms);
    ++*wakes;
    co_await sleepFor(1ms);
    ++*wakes;
}

} // namespace

class tst_Timers : public AsyncTest
{
    Q_OBJECT
private Q_SLOTS:
    void aSleepLastsAtLeastItsTime()
    {
        QElapsedTimer timer;
        timer.start();
        run(sleepAndEnd(20ms));
        QVERIFY(timer.nsecsElapsed() >= 20'000'000);
    }

    void sleepsEndInTheOrderOfTheirTimes()
    {
        QStringList log;
        Scope scope;
        scope.spawn(say(&log, u"late"_s, 30ms));
        scope.spawn(say(&log, u"soon"_s, 2ms));
        scope.spawn(say(&log, u"now"_s, 0ms));
        scope.spawn(say(&log, u"before"_s, -5ms));
        QVERIFY(log.isEmpty());
        QTRY_COMPARE(log, (QStringList{u"now"_s, u"before"_s, u"soon"_s, u"late"_s}));
    }

    void aSleepOfZeroLetsWhatIsReadyGoFirst()
    {
        QStringList log;
        QMetaObject::invokeMethod(
            this, [&] { log.append(u"posted"_s); }, Qt::QueuedConnection);
        Scope scope;
        scope.spawn(say(&log, u"slept"_s, 0ms));
        QTRY_COMPARE(log, (QStringList{u"posted"_s, u"slept"_s}));
    }

    void destroyingTheSleeperStopsTheTimer()
    {
        int wakes = 0;
        QStringList log;
        Scope other;
        {
            Scope scope;
            for (int i = 0; i < 100; ++i)
                scope.spawn(sleepTwice(&wakes));
            const QDeadlineTimer due(3);
            while (!due.hasExpired()) {
            }
            QCoreApplication::processEvents(); // some have fired, some are on their way
        }
        const int before = wakes;
        other.spawn(say(&log, u"later"_s, 5ms));
        QTRY_COMPARE(log, QStringList{u"later"_s});
        QCOMPARE(wakes, before);
    }

private:
    static Task<void> sleepAndEnd(std::chrono::milliseconds time) { co_await sleepFor(time); }
};

QTEST_GUILESS_MAIN(tst_Timers)
#include "tst_Timers.moc"
