// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/records/Notice.h"
#include "sources/async/Scope.h"
#include "sources/replay/ReplayClock.h"
#include "sources/replay/ReplayKind.h"

#include <QTest>
#include <stdexcept>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_Replay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsKeepTheirDistances();
    void aSpeedDividesThem();
    void longSilencesAreCut();
    void aClockSetBackCostsNoTime();
    void speedZeroNeverWaits();
    void recordsComeWithTheirOldTimesAndAnEnd();
    void aLoopStartsAgainUntilClosed();
    void anUnreadableCaptureFails();
    void wrongAddressesAreRefused_data();
    void wrongAddressesAreRefused();
};

static const auto start = ReplayClock::Clock::time_point(1h);

void tst_Replay::recordsKeepTheirDistances()
{
    ReplayClock clock(1, 10s);
    QCOMPARE(clock.wait(5'000'000, start).count(), 0);
    QCOMPARE(clock.wait(5'500'000, start).count(), 500);
    QCOMPARE(clock.wait(5'500'000, start + 500ms).count(), 0);
    QCOMPARE(clock.wait(6'500'000, start + 700ms).count(), 800);
}

void tst_Replay::aSpeedDividesThem()
{
    ReplayClock clock(4, 10s);
    QCOMPARE(clock.wait(0, start).count(), 0);
    QCOMPARE(clock.wait(2'000'000, start).count(), 500);
}

void tst_Replay::longSilencesAreCut()
{
    ReplayClock clock(1, 3s);
    QCOMPARE(clock.wait(0, start).count(), 0);
    QCOMPARE(clock.wait(3'600'000'000, start).count(), 3000);
}

void tst_Replay::aClockSetBackCostsNoTime()
{
    ReplayClock clock(1, 10s);
    QCOMPARE(clock.wait(9'000'000, start).count(), 0);
    QCOMPARE(clock.wait(1'000'000, start).count(), 0);
    QCOMPARE(clock.wait(2'000'000, start).count(), 1000);
}

void tst_Replay::speedZeroNeverWaits()
{
    ReplayClock clock(0, 10s);
    QCOMPARE(clock.wait(0, start).count(), 0);
    QCOMPARE(clock.wait(9'000'000, start).count(), 0);
}

static async::AsyncIterator<Record> threeRecords(QString path, QString)
{
    if (path != "good"_L1)
        throw std::runtime_error("it cannot be read");
    for (int i = 0; i < 3; ++i) {
        Record record;
        record.seq = quint64(40 + i);
        record.received = 1'000'000 * i;
        record.kind = i == 1 ? RecordKind::Notice : RecordKind::Message;
        record.text = QByteArray::number(i);
        co_yield std::move(record);
    }
}

static async::Task<void> collect(Feed *feed, Records *to, size_t closeAfter)
{
    auto records = feed->records();
    while (auto record = co_await records.next()) {
        to->push_back(std::move(*record));
        if (to->size() == closeAfter)
            co_await feed->close();
    }
}

static Records play(const QString &address, size_t closeAfter = 0)
{
    const FeedKind kind = replayKind(&threeRecords);
    auto feed = kind.open(*FeedAddress::parse(address), {});
    Records records;
    if (!feed)
        return records;
    async::Scope scope;
    scope.spawn(collect(feed->get(), &records, closeAfter));
    [&] { QTRY_VERIFY(scope.isEmpty()); }();
    return records;
}

void tst_Replay::recordsComeWithTheirOldTimesAndAnEnd()
{
    const Records records = play(u"capture:good?speed=0"_s);
    QCOMPARE(records.size(), 4u);
    QCOMPARE(records[2].text, QByteArray("2"));
    QCOMPARE(records[2].time, 2'000'000);
    QCOMPARE(records[2].seq, 0u);
    QVERIFY(records[2].received > 1'000'000'000);
    QCOMPARE(records[1].kind, RecordKind::Event);
    QCOMPARE(noticeType(records[3]), NoticeType::Ended);
}

void tst_Replay::aLoopStartsAgainUntilClosed()
{
    const Records records = play(u"capture:good?speed=0&loop=1"_s, 10);
    QCOMPARE(records.size(), 11u);
    QCOMPARE(records[9].text, QByteArray("0"));
    QCOMPARE(noticeType(records[10]), NoticeType::Ended);
}

void tst_Replay::anUnreadableCaptureFails()
{
    const Records records = play(u"capture:bad"_s);
    QCOMPARE(records.size(), 1u);
    QCOMPARE(noticeType(records[0]), NoticeType::Failed);
    QVERIFY(records[0].text.contains("cannot be read"));
}

void tst_Replay::wrongAddressesAreRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("no file") << u"capture:"_s;
    QTest::newRow("speed") << u"capture:good?speed=fast"_s;
    QTest::newRow("negative") << u"capture:good?speed=-1"_s;
    QTest::newRow("gap") << u"capture:good?maxgap=x"_s;
}

void tst_Replay::wrongAddressesAreRefused()
{
    QFETCH(const QString, address);
    const auto parsed = FeedAddress::parse(address);
    QVERIFY(!parsed || !replayKind(&threeRecords).open(*parsed, {}));
}

QTEST_GUILESS_MAIN(tst_Replay)
#include "tst_Replay.moc"
