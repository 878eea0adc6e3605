// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayAddress.h"
#include "sources/replay/ReplayClock.h"

#include <QTest>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qint64 second = 1'000'000;
constexpr qint64 start = 1'700'000'000 * second;
const ReplayClock::Time t0(1000h);
} // namespace

class tst_ReplayClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRecordIsDueAtOnce() { QVERIFY(ReplayClock(1, 10s).wait(start, t0) == 0us); }

    void theGapsAreThoseOfTheRecording()
    {
        ReplayClock clock(1, 10s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start + 2 * second, t0) == 2s);
        QVERIFY(clock.wait(start + 5 * second, t0 + 2s) == 3s);
        QVERIFY(clock.wait(start + 5 * second, t0 + 5s) == 0us);
    }

    void aDelayIsMadeUpFor()
    {
        ReplayClock clock(1, 10s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start + second, t0) == 1s);
        QVERIFY(clock.wait(start + 2 * second, t0 + 1300ms) == 700ms);
    }

    void aLongHoldUpIsNotMadeUpFor()
    {
        ReplayClock clock(1, 10s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start + second, t0 + 1h) == 0us);
        QVERIFY(clock.wait(start + 3 * second, t0 + 1h) == 2s);
    }

    void theSpeedDividesTheGaps()
    {
        ReplayClock twice(2, 10s), half(0.5, 10s);
        twice.wait(start, t0);
        half.wait(start, t0);
        QVERIFY(twice.wait(start + 4 * second, t0) == 2s);
        QVERIFY(half.wait(start + 4 * second, t0) == 8s);
    }

    void longSilencesAreCut()
    {
        ReplayClock cut(1, 10s), whole(1, 0s);
        cut.wait(start, t0);
        whole.wait(start, t0);
        QVERIFY(cut.wait(start + 3600 * second, t0) == 10s);
        QVERIFY(whole.wait(start + 3600 * second, t0) == 3600s);
    }

    void aClockThatWasSetBackMakesNoWait()
    {
        ReplayClock clock(1, 10s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start - 3600 * second, t0) == 0us);
        QVERIFY(clock.wait(start - 3599 * second, t0) == 1s);
    }

    void withoutASpeedNothingWaits()
    {
        ReplayClock clock(0, 10s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start + 100 * second, t0) == 0us);
        clock.restart();
        QVERIFY(clock.wait(start, t0) == 0us);
    }

    void theNextRoundBeginsAfterAPause()
    {
        ReplayClock clock(1, 10s);
        clock.wait(start, t0);
        clock.restart();
        QVERIFY(clock.wait(start, t0) == 2s);
        QVERIFY(clock.wait(start + second, t0 + 2s) == 1s);
    }

    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return ReplayAddress::from(*FeedAddress::parse(text)); };
        const auto plain = read(u"capture:/tmp/a b.livebelt"_s);
        QCOMPARE(plain->path, u"/tmp/a b.livebelt"_s);
        QVERIFY(plain->speed == 1 && plain->maxGap == 10s && !plain->loops && plain->feed.isEmpty());
        const auto full = read(u"capture:demo?feed=%23launchpad&speed=2.5&loop=1&maxgap=30s"_s);
        QCOMPARE(full->path, u"demo"_s);
        QCOMPARE(full->feed, u"#launchpad"_s);
        QVERIFY(full->speed == 2.5 && full->maxGap == 30s && full->loops);
        QVERIFY(read(u"capture:demo?speed=max"_s)->speed == 0 && read(u"capture:demo?speed=0"_s)->speed == 0);
        for (const QString &wrong :
             {u"capture:"_s, u"capture:demo?speed=-1"_s, u"capture:demo?speed=x"_s, u"capture:demo?speed=nan"_s,
              u"capture:demo?speed=1e9"_s, u"capture:demo?loop=yes"_s, u"capture:demo?maxgap=-1"_s,
              u"capture:demo?maxgap=1h"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_ReplayClock)
#include "tst_ReplayClock.moc"
