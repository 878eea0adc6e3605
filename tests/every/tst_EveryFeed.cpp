// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Fields.h"
#include "sources/every/EveryAddress.h"
#include "sources/every/EveryKind.h"
#include "tests/support/FeedRun.h"
#include "tests/support/WaitUntil.h"
#include <livebelt/async/VirtualClock.h>

#include <QTest>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

async::Task<void> takeSome(async::AsyncIterator<Record> *items, Records *records, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        auto record = co_await items->next();
        if (record)
            records->push_back(std::move(*record));
    }
}

} // namespace

class tst_EveryFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsItsAddress()
    {
        const auto read = [](const QString &text) { return EveryAddress::from(*FeedAddress::parse(text)); };
        QCOMPARE(read(u"every:1s"_s)->interval, 1000ms);
        QCOMPARE(read(u"every:1s"_s)->count, 0u);
        QCOMPARE(read(u"every:500ms?count=3"_s)->interval, 500ms);
        QCOMPARE(read(u"every:500ms?count=3"_s)->count, 3u);
        QCOMPARE(read(u"every:1.5min"_s)->interval, 90s);
        QCOMPARE(read(u"every:1d"_s)->interval, 24h);
        for (const QString &wrong : {u"every:"_s, u"every:0s"_s, u"every:0.5ms"_s, u"every:-1s"_s, u"every:25h"_s,
                                     u"every:1"_s, u"every:soon"_s, u"every:nans"_s, u"every:infs"_s,
                                     u"every:1s?count=0"_s, u"every:1s?count=x"_s, u"every:1s?count=-1"_s})
            QVERIFY2(!read(wrong), qPrintable(wrong));
    }

    void ticksAsOftenAsItIsAsked()
    {
        async::VirtualClock clock;
        FeedRun run(everyKind(), u"every:1h?count=48"_s);
        QVERIFY(waitUntil([&] { return run.hasEnded(); }));
        QCOMPARE(clock.elapsed(), async::Clock::Duration(48h));
        const Records ticks = run.data();
        QCOMPARE(ticks.size(), 48u);
        for (size_t i = 0; i < ticks.size(); ++i) {
            QVERIFY(ticks[i].kind == RecordKind::Measurement);
            QCOMPARE(ticks[i].value, 0.0);
            QCOMPARE(ticks[i].unit, "ms");
            QCOMPARE(fieldValue(ticks[i].fields, "count"), QByteArray::number(i + 1));
            QVERIFY(fieldValue(ticks[i].fields, "missed").isEmpty());
            QVERIFY(!fieldValue(ticks[i].fields, "drift").isEmpty());
        }
        QCOMPARE(run.count(NoticeType::Connected), 1);
        QCOMPARE(run.count(NoticeType::Ended), 1);
    }

    void saysHowManyTicksWereMissed()
    {
        async::VirtualClock clock(async::VirtualClock::Mode::Manual);
        const auto feed = *everyKind().open(*FeedAddress::parse(u"every:10s"_s), {});
        async::AsyncIterator<Record> items = feed->records();
        Records records;
        const auto take = [&](size_t count) {
            async::Scope scope;
            scope.spawn(takeSome(&items, &records, count));
            return waitUntil([&] {
                if (!scope.isEmpty())
                    clock.advance(1s);
                return scope.isEmpty();
            });
        };
        QVERIFY(take(2));    // Connected, and the first tick
        clock.advance(100s); // one tick waits, one more is to be handed over, and the rest is missed
        QVERIFY(take(3));
        QCOMPARE(records.size(), 5u);
        for (size_t i = 1; i < records.size(); ++i)
            QCOMPARE(fieldValue(records[i].fields, "count"), QByteArray::number(i));
        QVERIFY(fieldValue(records[3].fields, "missed").isEmpty());
        QCOMPARE(fieldValue(records[4].fields, "missed"), "7");
    }

    void measuresRealTime()
    {
        FeedRun run(everyKind(), u"every:1ms"_s);
        QVERIFY(run.waitForData(20));
        const Records ticks = run.data();
        for (const Record &tick : ticks)
            QVERIFY2(tick.value >= 0, tick.text.constData());
    }

    void closesWhileItWaits()
    {
        FeedRun run(everyKind(), u"every:24h"_s);
        QVERIFY(run.waitFor(NoticeType::Connected));
        QVERIFY(run.close() >= 0);
        QVERIFY(run.waitForEnd());
    }
};

QTEST_GUILESS_MAIN(tst_EveryFeed)
#include "tst_EveryFeed.moc"
