// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/replay/ReplayAddress.h"
#include "sources/replay/ReplayClock.h"
#include "sources/replay/ReplayCommand.h"

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

    void theSpeedCanChangeDuringAWait()
    {
        ReplayClock clock(1, 0s);
        clock.wait(start, t0);
        QVERIFY(clock.wait(start + 8 * second, t0) == 8s);
        clock.setSpeed(4, t0 + 4s); // half of the wait is over
        QVERIFY(clock.remaining(t0 + 4s) == 1s);
        clock.setSpeed(0, t0 + 4s);
        QVERIFY(clock.remaining(t0 + 4s) == 0us);
        QVERIFY(clock.wait(start + 100 * second, t0 + 4s) == 0us);
        clock.setSpeed(2, t0 + 5s);
        QVERIFY(clock.wait(start + 102 * second, t0 + 5s) == 1s);
    }

    void aPauseDelaysAllThatComes()
    {
        ReplayClock clock(1, 0s);
        clock.wait(start, t0);
        clock.wait(start + 2 * second, t0);
        clock.delay(10s);
        QVERIFY(clock.remaining(t0 + 11s) == 1s);
        QVERIFY(clock.wait(start + 3 * second, t0 + 12s) == 1s);
    }

    void afterAJumpTheNextRecordIsDueAtOnce()
    {
        ReplayClock clock(1, 0s);
        clock.wait(start, t0);
        clock.jump();
        QVERIFY(clock.wait(start + 500 * second, t0 + 1s) == 0us);
        QVERIFY(clock.wait(start + 501 * second, t0 + 1s) == 1s);
    }

    void readsPlacesAndCommands()
    {
        using Kind = ReplayPlace::Kind;
        const auto place = [](const QString &text) { return *ReplayPlace::from(text); };
        QVERIFY(place(u"seq:120"_s).kind == Kind::Seq && place(u"seq:120"_s).number == 120);
        QVERIFY(place(u"2023-11-14T22:13:20Z"_s).kind == Kind::Time);
        QCOMPARE(place(u"2023-11-14T22:13:20Z"_s).number, start);
        QCOMPARE(place(u"2023-11-14T23:13:20.5+01:00"_s).number, start + second / 2);
        QVERIFY(place(u"12:30"_s).kind == Kind::Clock);
        QCOMPARE(place(u"12:30:01"_s).number, (12 * 3600 + 30 * 60 + 1) * second);
        QCOMPARE(place(u"+1.5m"_s).number, 90 * second);
        QCOMPARE(place(u"-30s"_s).number, -30 * second);
        for (const auto &wrong : {u""_s, u"seq:0"_s, u"seq:x"_s, u"25:00"_s, u"yesterday"_s, u"+"_s, u"12"_s})
            QVERIFY2(!ReplayPlace::from(wrong), qPrintable(wrong));
        QVERIFY(ReplayCommand::from(u" Pause "_s)->kind == ReplayCommand::Kind::Pause);
        QVERIFY(ReplayCommand::from(u"speed max"_s)->speed == 0);
        QVERIFY(ReplayCommand::from(u"speed  4"_s)->speed == 4);
        QVERIFY(ReplayCommand::from(u"seek seq:9"_s)->place.number == 9);
        for (const auto &wrong : {u""_s, u"stop"_s, u"speed"_s, u"speed -1"_s, u"seek"_s, u"pause now"_s})
            QVERIFY2(!ReplayCommand::from(wrong), qPrintable(wrong));
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
        QCOMPARE(plain->query.path, u"/tmp/a b.livebelt"_s);
        QVERIFY(plain->speed == 1 && plain->maxGap == 10s && !plain->loops && plain->query.feed.isEmpty());
        const auto full = read(u"capture:demo?feed=%23launchpad&speed=2.5&loop=1&maxgap=30s"_s);
        QCOMPARE(full->query.path, u"demo"_s);
        QCOMPARE(full->query.feed, u"#launchpad"_s);
        QVERIFY(full->speed == 2.5 && full->maxGap == 30s && full->loops);
        QVERIFY(read(u"capture:demo?speed=max"_s)->speed == 0 && read(u"capture:demo?speed=0"_s)->speed == 0);
        for (const QString &wrong :
             {u"capture:"_s, u"capture:demo?speed=-1"_s, u"capture:demo?speed=x"_s, u"capture:demo?speed=nan"_s,
              u"capture:demo?speed=1e9"_s, u"capture:demo?loop=yes"_s, u"capture:demo?maxgap=-1"_s,
              u"capture:demo?maxgap=1h"_s, u"capture:demo?from=noon"_s, u"capture:demo?to=seq:-1"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(tst_ReplayClock)
#include "tst_ReplayClock.moc"
