// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Recorder.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t batchSize = 8192;
/// Under load a transaction waits for company: each costs one sync of the disk, however many records it holds.
constexpr auto gatheringTime = 15ms;
constexpr auto drainPatience = 5s;
/// A capture takes a record of 1 GB at most; what is larger would be refused for ever.
constexpr qsizetype largestRecord = 900'000'000;

/// Stands in the place of a record that cannot be kept whole.
Record tooLarge(const Record &record)
{
    constexpr qsizetype kept = 1'000'000;
    Record notice = makeNotice(NoticeType::Quarantined,
                               "A record of " + QByteArray::number(record.footprint()) +
                                   " bytes is too large for a capture; here is its beginning",
                               {}, (record.raw.isEmpty() ? record.text : record.raw).left(kept));
    notice.received = record.received;
    notice.resume = record.resume;
    return notice;
}

} // namespace

struct Recorder::Entry
{
    explicit Entry(Intake i) : intake(std::move(i)) {}
    Intake intake;
    qint64 sinkFeed = 0;
    bool isRenamed = false; ///< the sink has not been told yet
    FeedBatch batch;
    quint64 batchBytes = 0;
    quint64 taken = 0;  ///< from the channel, those dropped in it as well
    bool isCut = false; ///< the sink wants no more of it: what is taken now is not kept
    /// What the sink has taken.
    struct Told
    {
        FeedProgress::Batch batch;
        quint64 taken = 0; ///< how far that is in the channel; 0: it is not to be told
    };
    std::deque<Told> told; ///< and is not durable yet
    quint64 end = 0;       ///< the newest seq
    async::Event stored;
};

class Recorder::Writer
{
public:
    Writer(SinkFactory makeSink, Stored stored, quint64 memory)
        : m_makeSink(std::move(makeSink)), m_stored(std::move(stored)), m_memory(memory)
    {
    }

    Result<void> open()
    {
        auto sink = m_makeSink();
        if (!sink)
            return Failure{sink.error()};
        m_sink = std::move(*sink);
        note(m_sink->problem());
        m_scope.emplace();
        m_scope->spawn(write());
        m_scope->spawn(keepUp());
        return {};
    }
    void attach(Intake intake)
    {
        ++m_open;
        const auto entry = std::make_shared<Entry>(std::move(intake));
        m_latest[entry->intake.id] = entry;
        m_scope->spawn(take(entry));
    }
    void rename(int id, const QString &name, const QString &address)
    {
        const auto found = m_latest.find(id);
        if (found == m_latest.end())
            return;
        Entry &entry = *found->second;
        entry.intake.name = name;
        entry.intake.address = address;
        entry.isRenamed = entry.sinkFeed != 0;
        tellName(entry); // where that fails, it is tried again with the next batch
    }
    ResumePoints resumePoints(const QString &address)
    {
        auto points = m_sink ? m_sink->resumePoints(address) : Result<ResumePoints>(ResumePoints());
        if (!points)
            note(points.error());
        return points ? *std::move(points) : ResumePoints();
    }
    void drain(std::function<void()> done)
    {
        m_whenDrained = std::move(done);
        m_drainBegun = std::chrono::steady_clock::now();
        m_work.set();
    }
    void close()
    {
        m_scope.reset();
        if (!m_sink)
            return;
        if (const auto closed = m_sink->close(); !closed)
            qWarning("%s", qUtf8Printable(closed.error()));
        m_sink.reset();
    }
    QString problem() const
    {
        const std::lock_guard lock(m_mutex);
        return m_problem;
    }
    QString path() const
    {
        const std::lock_guard lock(m_mutex);
        return m_path;
    }

private:
    struct Size
    {
        size_t records = 0;
        quint64 received = 0;
    };

    async::Task<void> take(std::shared_ptr<Entry> entry)
    {
        while (true) {
            topUp(*entry);
            if (entry->batch.records.empty()) {
                async::Batch<Record> first = co_await entry->intake.channel.receiveBatch(1);
                if (first.items.empty())
                    break;
                add(*entry, std::move(first));
                topUp(*entry);
            }
            m_pending.push_back(entry);
            m_work.set();
            co_await entry->stored.wait();
        }
        --m_open;
        m_work.set();
    }

    async::Task<void> write()
    {
        while (true) {
            while (m_pending.empty()) {
                if (m_open == 0 && (m_unsettled.empty() || isTimeUp()))
                    endDrain();
                co_await m_work.wait();
            }
            const bool mayWait = std::none_of(m_pending.begin(), m_pending.end(), [this](const auto &entry) {
                return entry->intake.isAwaited || isFull(*entry);
            });
            if (mayWait && std::chrono::steady_clock::now() - m_lastWrite < 2 * gatheringTime)
                co_await async::sleepFor(gatheringTime);
            std::vector<std::shared_ptr<Entry>> entries = std::exchange(m_pending, {});
            for (const auto &entry : entries)
                topUp(*entry);
            while (!store(entries)) {
                if (isTimeUp())
                    endDrain();
                co_await async::sleepFor(1s);
            }
            m_lastWrite = std::chrono::steady_clock::now();
            for (const auto &entry : entries)
                entry->stored.set();
        }
    }

    /// What others do to the capture, or its disk, is seen within a second.
    async::Task<void> keepUp()
    {
        while (true) {
            co_await async::sleepFor(1s);
            m_sink->keepUp();
            for (const auto &entry : m_unsettled)
                settle(*entry);
            std::erase_if(m_unsettled, [](const auto &entry) { return entry->told.empty(); });
            note(m_sink->problem().isEmpty() ? m_failure : m_sink->problem());
            m_work.set();
        }
    }
    /// Who is to end does not wait for ever for a disk that is full.
    bool isTimeUp() const { return m_whenDrained && std::chrono::steady_clock::now() - m_drainBegun > drainPatience; }
    void endDrain()
    {
        if (m_whenDrained)
            std::exchange(m_whenDrained, {})();
    }

    bool tellName(Entry &entry)
    {
        if (!entry.isRenamed)
            return true;
        const auto renamed = m_sink->renameFeed(entry.sinkFeed, entry.intake.name, entry.intake.address);
        entry.isRenamed = !renamed;
        return done(renamed ? QString() : renamed.error());
    }

    static void add(Entry &entry, async::Batch<Record> batch)
    {
        FeedBatch &to = entry.batch;
        entry.taken += batch.dropsBefore + batch.items.size();
        addDropped(entry, batch.dropsBefore);
        for (Record &record : batch.items) {
            to.received += itemCount(record);
            if (record.footprint() > largestRecord)
                record = tooLarge(record);
            entry.batchBytes += quint64(record.footprint());
        }
        if (to.records.empty()) {
            to.records = std::move(batch.items);
            return;
        }
        to.records.reserve(to.records.size() + batch.items.size());
        std::move(batch.items.begin(), batch.items.end(), std::back_inserter(to.records));
    }

    /// Its part of the memory for what is being written.
    quint64 mostBytes() const { return m_memory / quint64(std::max(m_open, 1)); }
    bool isFull(const Entry &entry) const
    {
        return entry.batch.records.size() >= batchSize || entry.batchBytes >= mostBytes();
    }
    /// What has come while the transaction waited goes with it.
    void topUp(Entry &entry)
    {
        while (!isFull(entry)) {
            const async::BufferStatistics waiting = entry.intake.channel.statistics();
            const quint64 each = waiting.cost / std::max<quint64>(waiting.depth, 1) + 1; // on the average
            const quint64 some = std::max<quint64>(1, (mostBytes() - entry.batchBytes) / each);
            const size_t before = entry.batch.records.size();
            Losses::Taken taken =
                entry.intake.losses->take(entry.intake.channel, std::min<quint64>(some, batchSize - before));
            const bool isAll = taken.batch.items.empty();
            add(entry, std::move(taken));
            if (isAll)
                return;
        }
    }
    static void add(Entry &entry, Losses::Taken taken)
    {
        entry.taken += taken.records;
        std::move(taken.notices.begin(), taken.notices.end(), std::back_inserter(entry.batch.records));
        addDropped(entry, taken.items);
        add(entry, std::move(taken.batch));
    }
    static void addDropped(Entry &entry, quint64 items)
    {
        if (items == 0)
            return;
        entry.batch.records.push_back(makeDropped(items, "they came faster than they could be written"));
        entry.batch.received += items;
    }

    bool store(const std::vector<std::shared_ptr<Entry>> &entries)
    {
        std::vector<FeedBatch> batches;
        batches.reserve(entries.size());
        Result<void> result;
        for (const auto &entry : entries) {
            if (entry->sinkFeed == 0) {
                const Intake &intake = entry->intake;
                const auto feed = m_sink->addFeed(intake.name, intake.address, intake.kind);
                if (!feed)
                    return done(feed.error());
                entry->sinkFeed = *feed;
            }
            if (!tellName(*entry))
                return false;
            entry->batch.feed = entry->sinkFeed;
        }
        std::vector<Size> sizes;
        for (const auto &entry : entries) {
            sizes.push_back({entry->batch.records.size(), entry->batch.received});
            batches.push_back(std::move(entry->batch));
        }
        result = m_sink->append(batches);
        for (size_t i = 0; i < entries.size(); ++i) {
            if (result)
                tell(entries[i], batches[i], sizes[i]);
            entries[i]->batch = result ? FeedBatch() : std::move(batches[i]);
            entries[i]->batchBytes = result ? 0 : entries[i]->batchBytes;
        }
        return done(result ? QString() : result.error());
    }

    /// asked: of the batch before the sink took of it what it wants.
    void tell(const std::shared_ptr<Entry> &shared, const FeedBatch &batch, const Size &asked)
    {
        Entry &entry = *shared;
        const size_t cutOff = asked.records > batch.records.size() ? asked.records - batch.records.size() : 0;
        entry.intake.progress->leftOut(asked.received - batch.received);
        Entry::Told told;
        told.taken = entry.isCut ? 0 : entry.taken - cutOff;
        entry.isCut = entry.isCut || cutOff > 0;
        told.batch.end = entry.end;
        if (!batch.records.empty()) {
            entry.end = told.batch.end = batch.records.back().seq;
            for (const Record &record : batch.records)
                told.batch.books.add(record);
            told.batch.lag = nowMicros() - batch.records.front().received;
            m_stored(entry.intake.id, batch);
        }
        entry.told.push_back(told);
        settle(entry);
        if (entry.told.size() == 1)
            m_unsettled.push_back(shared);
    }
    /// Tells of what has become durable.
    void settle(Entry &entry)
    {
        if (entry.sinkFeed == 0)
            return;
        const quint64 durable = m_sink->durable(entry.sinkFeed);
        const qint64 captureFeed = m_sink->numberInCapture(entry.sinkFeed);
        for (; !entry.told.empty() && entry.told.front().batch.end <= durable; entry.told.pop_front()) {
            Entry::Told &told = entry.told.front();
            told.batch.captureFeed = captureFeed;
            told.batch.durable = durable;
            entry.intake.progress->stored(told.batch);
            if (told.taken > 0)
                entry.intake.durable.trySend(told.taken);
        }
    }

    bool done(const QString &failure)
    {
        m_failure = failure;
        note(failure.isEmpty() ? m_sink->problem() : failure);
        return failure.isEmpty();
    }
    bool note(const QString &problem)
    {
        const std::lock_guard lock(m_mutex);
        m_problem = problem;
        m_path = m_sink ? m_sink->path() : QString();
        return problem.isEmpty();
    }

    SinkFactory m_makeSink;
    Stored m_stored;
    const quint64 m_memory;
    std::unique_ptr<RecordSink> m_sink;
    std::map<int, std::shared_ptr<Entry>> m_latest;  ///< of each feed
    std::vector<std::shared_ptr<Entry>> m_pending;   ///< have a batch to be written
    std::vector<std::shared_ptr<Entry>> m_unsettled; ///< have something taken that is not durable yet
    async::Event m_work;
    int m_open = 0; ///< channels not yet closed and emptied
    std::function<void()> m_whenDrained;
    std::chrono::steady_clock::time_point m_drainBegun{};
    std::chrono::steady_clock::time_point m_lastWrite{};
    mutable std::mutex m_mutex;
    QString m_problem, m_path;
    QString m_failure;                   ///< of the last attempt to store
    std::optional<async::Scope> m_scope; ///< last: it refers to all the others
};

Recorder::Recorder(SinkFactory makeSink, Stored stored, quint64 memory)
    : m_thread(u"capture"_s), m_writer(std::make_unique<Writer>(std::move(makeSink), std::move(stored), memory))
{
}

Recorder::~Recorder()
{
    m_thread.run([this] {
        m_writer->close();
        m_writer.reset();
    });
}

Result<void> Recorder::open()
{
    Result<void> result;
    m_thread.run([&] { result = m_writer->open(); });
    return result;
}

void Recorder::attach(Intake intake)
{
    m_thread.post([this, intake = std::move(intake)] { m_writer->attach(intake); });
}

async::Task<ResumePoints> Recorder::resumePoints(QString address)
{
    const auto ask = [writer = m_writer.get(), address] { return writer->resumePoints(address); };
    co_return co_await async::onThread(m_thread.context(), ask);
}

void Recorder::rename(int id, const QString &name, const QString &address)
{
    m_thread.post([this, id, name, address] { m_writer->rename(id, name, address); });
}

void Recorder::drain(std::function<void()> done)
{
    m_thread.post([this, done = std::move(done)] { m_writer->drain(done); });
}

QString Recorder::problem() const
{
    return m_writer->problem();
}

QString Recorder::path() const
{
    return m_writer->path();
}

} // namespace livebelt
