// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/feeds/Engine.h"
#include "model/records/Notice.h"
#include "tests/app/SlowSink.h"
#include <livebelt/async/Timers.h>

#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <atomic>

using namespace livebelt;
using namespace livebelt::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A feed that cannot wait: what it has been given and nobody has taken is in an inbox of its own.
class Flood final : public Feed
{
public:
    Flood(int textSize, std::shared_ptr<std::atomic<quint64>> made) : m_text(textSize, 'x'), m_made(std::move(made)) {}
    async::AsyncIterator<Record> records() override
    {
        while (!m_isClosed) {
            for (int i = 0; i < 500; ++i)
                m_inbox.push_back(item());
            if (m_inbox.size() >= 1'000) { // it drops by itself, too, and says so
                const quint64 lost = m_inbox.size() / 2;
                m_inbox.resize(m_inbox.size() - lost);
                Record dropped = makeDropped(lost, "the inbox was full");
                co_yield std::move(dropped);
            }
            Record odd = makeNotice(NoticeType::Quarantined, "not understood", {}, "?");
            ++*m_made;
            co_yield std::move(odd);
            for (int i = 0; i < 100; ++i)
                co_yield take();
            co_await async::sleepFor(0ms);
        }
        while (!m_inbox.empty())
            co_yield take();
    }
    async::Task<void> close() override
    {
        m_isClosed = true;
        co_return;
    }

private:
    Record item()
    {
        Record record;
        record.received = qint64(++*m_made);
        record.text = m_text + QByteArray::number(record.received);
        return record;
    }
    Record take()
    {
        Record record = std::move(m_inbox.back());
        m_inbox.pop_back();
        return record;
    }
    QByteArray m_text;
    std::shared_ptr<std::atomic<quint64>> m_made;
    Records m_inbox;
    bool m_isClosed = false;
};

FeedKind floodKind(int textSize, const std::shared_ptr<std::atomic<quint64>> &made, async::Overflow overflow)
{
    FeedKind kind;
    kind.overflow = overflow;
    kind.open = [=](const FeedAddress &, const Credentials &) -> Result<std::unique_ptr<Feed>> {
        return std::unique_ptr<Feed>(std::make_unique<Flood>(textSize, made));
    };
    return kind;
}

size_t residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toULongLong() * 4096;
}

} // namespace

/// What comes faster than it can be stored: all of it is stored or counted, and memory stays bounded.
class tst_Overload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStopStoresOrCountsAllThatHadArrived_data();
    void aStopStoresOrCountsAllThatHadArrived();
    void theBooksAddUpAtEachMoment();
    void tenFeedsShareOneBudget();
};

void tst_Overload::aStopStoresOrCountsAllThatHadArrived_data()
{
    QTest::addColumn<async::Overflow>("overflow");
    QTest::addColumn<bool>("isRestarted");
    QTest::newRow("block") << async::Overflow::Block << false;
    QTest::newRow("drop") << async::Overflow::DropOldest << false;
    QTest::newRow("block, reconnected") << async::Overflow::Block << true;
    QTest::newRow("drop, reconnected") << async::Overflow::DropOldest << true;
}

void tst_Overload::aStopStoresOrCountsAllThatHadArrived()
{
    QFETCH(async::Overflow, overflow);
    QFETCH(bool, isRestarted);
    const auto made = std::make_shared<std::atomic<quint64>>(0);
    const FeedKind kind = floodKind(200, made, overflow);
    FeedCounters books;
    std::atomic<bool> isSlow = true;
    Engine engine(
        [&]() -> Result<std::unique_ptr<RecordSink>> {
            return std::unique_ptr<RecordSink>(std::make_unique<SlowSink>(books, isSlow));
        },
        [](int, const FeedBatch &) {}, 4 << 20);
    QVERIFY(engine.open());
    const int id = *engine.add(kind, *FeedAddress::parse(u"flood:x"_s), {}, {});
    engine.start(id);
    QTRY_VERIFY_WITH_TIMEOUT(*made > 40'000, 60'000);
    if (isRestarted) {
        engine.restart(id);
        const quint64 before = *made;
        QTRY_VERIFY_WITH_TIMEOUT(*made > before + 40'000, 60'000);
    }
    QSignalSpy done(&engine, &Engine::shutDownDone);
    engine.shutDown();
    isSlow = false;
    QVERIFY(done.wait(60'000));
    QVERIFY(books.addUp());
    QCOMPARE(books.received, made->load());
    const auto progress = engine.progress(id);
    QCOMPARE(progress.received, books.received);
    QCOMPARE(progress.stored, books.stored);
    QCOMPARE(progress.dropped, books.dropped);
    QCOMPARE(progress.quarantined, books.quarantined);
    QCOMPARE(progress.waiting(), 0u);
    QVERIFY(books.dropped > 0 && books.quarantined > 0);
}

void tst_Overload::theBooksAddUpAtEachMoment()
{
    const auto made = std::make_shared<std::atomic<quint64>>(0);
    const FeedKind kind = floodKind(200, made, async::Overflow::DropOldest);
    FeedCounters books;
    std::atomic<bool> isSlow = true;
    Engine engine(
        [&]() -> Result<std::unique_ptr<RecordSink>> {
            return std::unique_ptr<RecordSink>(std::make_unique<SlowSink>(books, isSlow));
        },
        [](int, const FeedBatch &) {}, 4 << 20);
    QVERIFY(engine.open());
    const int id = *engine.add(kind, *FeedAddress::parse(u"flood:x"_s), {}, {});
    engine.start(id);
    while (*made < 60'000) {
        const auto now = engine.progress(id);
        QVERIFY2(now.received >= now.stored + now.quarantined + now.dropped, "what waits is no negative number");
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    isSlow = false;
}

void tst_Overload::tenFeedsShareOneBudget()
{
    constexpr quint64 memory = 64 << 20;
    const auto made = std::make_shared<std::atomic<quint64>>(0);
    const FeedKind kind = floodKind(2'000, made, async::Overflow::DropOldest);
    FeedCounters books;
    std::atomic<bool> isSlow = true;
    Engine engine(
        [&]() -> Result<std::unique_ptr<RecordSink>> {
            return std::unique_ptr<RecordSink>(std::make_unique<SlowSink>(books, isSlow));
        },
        [](int, const FeedBatch &) {}, memory);
    QVERIFY(engine.open());
    const size_t before = residentBytes();
    for (int i = 0; i < 10; ++i)
        engine.start(*engine.add(kind, *FeedAddress::parse(u"flood:%1"_s.arg(i)), {}, {}));
    size_t most = 0;
    while (*made < 400'000) { // 800 MB
        most = std::max(most, residentBytes());
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
    QVERIFY2(most < before + 2 * memory, qPrintable(u"%1 MB"_s.arg((most - before) >> 20)));
    QSignalSpy done(&engine, &Engine::shutDownDone);
    isSlow = false;
    engine.shutDown();
    QVERIFY(done.wait(60'000));
    QVERIFY(books.addUp());
    QCOMPARE(books.received, made->load());
}

QTEST_GUILESS_MAIN(tst_Overload)
#include "tst_Overload.moc"
