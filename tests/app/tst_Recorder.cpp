// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"
#include "model/records/Notice.h"
#include <livebelt/async/Timers.h>

#include <QSignalSpy>
#include <QTest>
#include <atomic>
#include <mutex>

using namespace livebelt;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// So many records as fast as they are taken, and then, if it is patient, nothing more; until it is closed.
class CountingFeed final : public Feed
{
public:
    CountingFeed(int count, bool isPatient, QByteArray raw)
        : m_count(count), m_isPatient(isPatient), m_raw(std::move(raw))
    {
    }
    async::AsyncIterator<Record> records() override
    {
        for (int i = 0; i < m_count && !m_isClosed; ++i) {
            Record record;
            record.received = i;
            record.text = QByteArray::number(i);
            record.raw = m_raw;
            co_yield std::move(record);
        }
        while (m_isPatient && !m_isClosed)
            co_await async::sleepFor(1ms);
    }
    async::Task<void> close() override
    {
        m_isClosed = true;
        co_return;
    }

private:
    int m_count;
    bool m_isPatient;
    QByteArray m_raw;
    bool m_isClosed = false;
};

FeedKind countingKind(int count, bool isPatient, async::Overflow overflow, const QByteArray &raw = {})
{
    FeedKind kind;
    kind.overflow = overflow;
    kind.open = [=](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        return std::unique_ptr<Feed>(std::make_unique<CountingFeed>(count, isPatient, raw));
    };
    return kind;
}

/// A disk that is full for as long as it is told to be.
class FullSink final : public RecordSink
{
public:
    FullSink(std::atomic<bool> &isFull, std::atomic<int> &refusals) : m_isFull(isFull), m_refusals(refusals) {}
    Result<qint64> addFeed(const QString &, const QString &, const QString &) override { return 1; }
    Result<void> renameFeed(qint64, const QString &, const QString &) override { return {}; }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        if (m_isFull) {
            ++m_refusals;
            return Failure{u"The disk is full: make room"_s};
        }
        for (FeedBatch &batch : batches) {
            for (Record &record : batch.records)
                record.seq = ++m_end;
        }
        return {};
    }
    quint64 durable(qint64) const override { return m_end; }
    Result<void> close() override { return {}; }

private:
    std::atomic<bool> &m_isFull;
    std::atomic<int> &m_refusals;
    quint64 m_end = 0;
};

SinkFactory fullSink(std::atomic<bool> &isFull, std::atomic<int> &refusals)
{
    return [&]() -> Result<std::unique_ptr<RecordSink>> {
        return std::unique_ptr<RecordSink>(std::make_unique<FullSink>(isFull, refusals));
    };
}

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingArrivesInOrder();
    void shuttingDownWritesWhatHasArrived();
    void aFullDiskLosesNothingWhereTheSourceCanWait();
    void aFullDiskLosesNothingOfAFeedThatIsStopped();
    void whatIsDroppedIsCountedAtItsPlace();
    void whatAFeedGaveBeforeItWasStartedAgainIsStoredFirst();
    void aFeedCanBeStoppedAndStartedAgain();
};

static const FeedAddress &anyAddress()
{
    static const FeedAddress address = *FeedAddress::parse(u"count:x"_s);
    return address;
}

/// What was stored, from the writer thread.
struct Stored
{
    void operator()(int, const FeedBatch &batch)
    {
        const std::lock_guard lock(mutex);
        records.insert(records.end(), batch.records.begin(), batch.records.end());
        received += batch.received;
    }
    size_t size()
    {
        const std::lock_guard lock(mutex);
        return records.size();
    }
    std::mutex mutex;
    Records records;
    quint64 received = 0;
};

void tst_Recorder::everythingArrivesInOrder()
{
    Stored stored;
    Engine engine(numberingSink(), std::ref(stored));
    const FeedKind kind = countingKind(50'000, false, async::Overflow::Block);
    QVERIFY(engine.open());
    const int id = *engine.add(kind, anyAddress(), {}, {});
    QSignalSpy done(&engine, &Engine::shutDownDone);
    connect(&engine, &Engine::finished, &engine, &Engine::shutDown);
    engine.start(id);
    QVERIFY(done.wait(30'000));
    QCOMPARE(stored.records.size(), 50'000u);
    for (size_t i = 0; i < stored.records.size(); ++i) {
        QCOMPARE(stored.records[i].seq, i + 1);
        QCOMPARE(stored.records[i].received, qint64(i));
    }
    QCOMPARE(engine.progress(id).state, FeedState::Ended);
    QCOMPARE(engine.progress(id).received, 50'000u);
}

void tst_Recorder::shuttingDownWritesWhatHasArrived()
{
    Stored stored;
    Engine engine(numberingSink(), std::ref(stored));
    const FeedKind kind = countingKind(1000, true, async::Overflow::Block);
    QVERIFY(engine.open());
    const int id = *engine.add(kind, anyAddress(), {}, {});
    engine.start(id);
    QTRY_COMPARE(engine.progress(id).received, 1000u);
    QSignalSpy done(&engine, &Engine::shutDownDone);
    engine.shutDown();
    QVERIFY(done.wait(30'000));
    QCOMPARE(stored.size(), 1000u);
    QCOMPARE(engine.progress(id).state, FeedState::Stopped);
}

void tst_Recorder::aFullDiskLosesNothingWhereTheSourceCanWait()
{
    std::atomic<bool> isFull = true;
    std::atomic<int> refusals = 0;
    Stored stored;
    Engine engine(fullSink(isFull, refusals), std::ref(stored));
    const FeedKind kind = countingKind(5000, false, async::Overflow::Block);
    QVERIFY(engine.open());
    QSignalSpy done(&engine, &Engine::shutDownDone);
    connect(&engine, &Engine::finished, &engine, &Engine::shutDown);
    engine.start(*engine.add(kind, anyAddress(), {}, {}));
    QTRY_VERIFY(refusals > 0);
    QTRY_COMPARE(engine.problem(), u"The disk is full: make room"_s);
    isFull = false;
    QVERIFY(done.wait(30'000));
    QCOMPARE(stored.records.size(), 5000u);
    QVERIFY(engine.problem().isEmpty());
}

void tst_Recorder::aFullDiskLosesNothingOfAFeedThatIsStopped()
{
    std::atomic<bool> isFull = true;
    std::atomic<int> refusals = 0;
    Stored stored;
    Engine engine(fullSink(isFull, refusals), std::ref(stored));
    const FeedKind kind = countingKind(1'000'000, true, async::Overflow::Block, QByteArray(1'000'000, 'x'));
    QVERIFY(engine.open());
    const int id = *engine.add(kind, anyAddress(), {}, {});
    engine.start(id);
    QTRY_VERIFY(refusals > 0);
    quint64 received = 0;
    const auto isStuck = [&] {
        const quint64 before = std::exchange(received, engine.progress(id).received);
        return received == before;
    };
    QTRY_VERIFY(isStuck());
    QSignalSpy finished(&engine, &Engine::finished);
    engine.stop(id);
    QVERIFY(finished.wait(30'000));
    QSignalSpy done(&engine, &Engine::shutDownDone);
    isFull = false;
    engine.shutDown();
    QVERIFY(done.wait(30'000));
    QVERIFY(stored.received >= received);
    QCOMPARE(stored.received, engine.progress(id).received);
}

void tst_Recorder::whatIsDroppedIsCountedAtItsPlace()
{
    RecordChannel channel(20'000, async::Overflow::DropOldest);
    const auto progress = std::make_shared<FeedProgress>();
    for (int i = 0; i < 1000; ++i) {
        Record record;
        record.received = i;
        record.text = QByteArray(100, 'x');
        QVERIFY(channel.trySend(record));
    }
    channel.close();
    const quint64 kept = channel.statistics().depth;
    QVERIFY(kept > 0 && kept < 1000);
    Stored stored;
    {
        Recorder recorder(numberingSink(), std::ref(stored));
        QVERIFY(recorder.open());
        recorder.attach({1, u"f"_s, u"a"_s, u"k"_s, channel, progress});
        QTRY_COMPARE(stored.size(), kept + 1);
    }
    QCOMPARE(noticeType(stored.records.front()), NoticeType::Dropped);
    QCOMPARE(droppedCount(stored.records.front()), 1000 - kept);
    QCOMPARE(stored.records[1].received, qint64(1000 - kept));
    QCOMPARE(stored.received, 1000u);
    QCOMPARE(progress->snapshot().dropped, 1000 - kept);
}

void tst_Recorder::whatAFeedGaveBeforeItWasStartedAgainIsStoredFirst()
{
    constexpr int before = 20'000, after = 100; // more than goes into one transaction
    std::atomic<bool> isFull = true;
    std::atomic<int> refusals = 0;
    Stored stored;
    Recorder recorder(fullSink(isFull, refusals), std::ref(stored));
    QVERIFY(recorder.open());
    int number = 0;
    for (const int count : {before, after}) {
        RecordChannel channel(quint64(64) << 20);
        Records records;
        for (int i = 0; i < count; ++i) {
            Record record;
            record.received = number++;
            records.push_back(std::move(record));
        }
        QCOMPARE(channel.trySendSome(records), size_t(count));
        channel.close();
        recorder.attach({1, u"f"_s, u"a"_s, u"k"_s, channel, std::make_shared<FeedProgress>()});
        QTRY_VERIFY_WITH_TIMEOUT(refusals > 0, 30'000);
    }
    isFull = false;
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), size_t(before + after), 30'000);
    for (int i = 0; i < before + after; ++i)
        QCOMPARE(stored.records[size_t(i)].received, i);
}

void tst_Recorder::aFeedCanBeStoppedAndStartedAgain()
{
    Stored stored;
    Engine engine(numberingSink(), std::ref(stored));
    const FeedKind kind = countingKind(10, true, async::Overflow::Block);
    QVERIFY(engine.open());
    const int id = *engine.add(kind, anyAddress(), {}, {});
    engine.start(id);
    QTRY_COMPARE(stored.size(), 10u);
    engine.stop(id);
    QTRY_COMPARE(engine.progress(id).state, FeedState::Stopped);
    engine.start(id);
    QTRY_COMPARE(stored.size(), 20u);
    engine.restart(id);
    QTRY_COMPARE(stored.size(), 30u);
    QSignalSpy done(&engine, &Engine::shutDownDone);
    engine.shutDown();
    QVERIFY(done.wait(30'000));
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_Recorder.moc"
