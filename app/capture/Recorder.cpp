// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Recorder.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/async/Threads.h"
#include "sources/async/Timers.h"

#include <map>
#include <mutex>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t batchSize = 8192;
/// Under load a transaction waits for company: each costs one sync of the disk, however many records it holds.
constexpr auto gatheringTime = 15ms;
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
    quint64 dropped = 0;
    quint64 taken = 0;  ///< from the channel, those dropped in it as well
    bool isCut = false; ///< the sink wants no more of it: what is taken now is not kept
    async::Event stored;
};

class Recorder::Writer
{
public:
    Writer(SinkFactory makeSink, Stored stored) : m_makeSink(std::move(makeSink)), m_stored(std::move(stored)) {}

    Result<void> open()
    {
        auto sink = m_makeSink();
        if (!sink)
            return Failure{sink.error()};
        m_sink = std::move(*sink);
        m_scope.emplace();
        m_scope->spawn(write());
        return {};
    }
    void attach(Intake intake)
    {
        ++m_open;
        const auto entry = std::make_shared<Entry>(std::move(intake));
        m_latest[entry->intake.id] = entry;
        m_scope->spawn(take(entry));
    }
    void rename(int id, const QString &name)
    {
        const auto found = m_latest.find(id);
        if (found == m_latest.end())
            return;
        Entry &entry = *found->second;
        entry.intake.name = name;
        entry.isRenamed = entry.sinkFeed != 0;
        tellName(entry); // where that fails, it is tried again with the next batch
    }
    ResumePoints resumePoints(const QString &address)
    {
        auto points = m_sink ? m_sink->resumePoints(address) : Result<ResumePoints>(ResumePoints());
        note(points ? QString() : points.error());
        return points ? *std::move(points) : ResumePoints();
    }
    void drain(std::function<void()> done)
    {
        m_whenDrained = std::move(done);
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

private:
    async::Task<void> take(std::shared_ptr<Entry> entry)
    {
        while (true) {
            async::Batch<Record> batch = co_await entry->intake.channel.receiveBatch(batchSize);
            if (batch.items.empty())
                break;
            add(*entry, std::move(batch));
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
                if (m_open == 0 && m_whenDrained)
                    std::exchange(m_whenDrained, {})();
                co_await m_work.wait();
            }
            const bool isFull = m_pending.front()->batch.records.size() >= batchSize;
            if (!isFull && std::chrono::steady_clock::now() - m_lastWrite < 2 * gatheringTime)
                co_await async::sleepFor(gatheringTime);
            std::vector<std::shared_ptr<Entry>> entries = std::exchange(m_pending, {});
            topUp(entries);
            while (!store(entries))
                co_await async::sleepFor(1s);
            m_lastWrite = std::chrono::steady_clock::now();
            for (const auto &entry : entries)
                entry->stored.set();
        }
    }

    bool tellName(Entry &entry)
    {
        if (!entry.isRenamed)
            return true;
        const auto renamed = m_sink->renameFeed(entry.sinkFeed, entry.intake.name);
        entry.isRenamed = !renamed;
        return note(renamed ? QString() : renamed.error());
    }

    static void add(Entry &entry, async::Batch<Record> batch)
    {
        FeedBatch &to = entry.batch;
        entry.taken += batch.dropsBefore + batch.items.size();
        if (batch.dropsBefore > 0) {
            to.records.push_back(makeDropped(batch.dropsBefore, "they came faster than they could be written"));
            to.received += batch.dropsBefore;
            entry.dropped += batch.dropsBefore;
        }
        for (Record &record : batch.items) {
            if (record.kind != RecordKind::Notice || noticeType(record) == NoticeType::Quarantined)
                ++to.received;
            if (record.footprint() > largestRecord)
                record = tooLarge(record);
        }
        if (to.records.empty()) {
            to.records = std::move(batch.items);
            return;
        }
        to.records.reserve(to.records.size() + batch.items.size());
        std::move(batch.items.begin(), batch.items.end(), std::back_inserter(to.records));
    }

    /// What has come while the transaction waited goes with it.
    static void topUp(const std::vector<std::shared_ptr<Entry>> &entries)
    {
        for (const auto &entry : entries) {
            if (entry->batch.records.size() < batchSize)
                add(*entry, entry->intake.channel.tryReceiveBatch(batchSize - entry->batch.records.size()));
        }
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
                    return note(feed.error());
                entry->sinkFeed = *feed;
            }
            if (!tellName(*entry))
                return false;
            entry->batch.feed = entry->sinkFeed;
        }
        std::vector<size_t> sizes;
        for (const auto &entry : entries) {
            sizes.push_back(entry->batch.records.size());
            batches.push_back(std::move(entry->batch));
        }
        result = m_sink->append(batches);
        for (size_t i = 0; i < entries.size(); ++i) {
            if (result)
                tell(*entries[i], batches[i], sizes[i] - batches[i].records.size());
            entries[i]->batch = result ? FeedBatch() : std::move(batches[i]);
        }
        return note(result ? QString() : result.error());
    }

    void tell(Entry &entry, const FeedBatch &batch, size_t cutOff)
    {
        if (!batch.records.empty())
            tell(entry, batch);
        if (!entry.isCut) {
            quint64 durable = entry.taken - cutOff;
            entry.intake.durable.trySend(durable);
        }
        entry.isCut = entry.isCut || cutOff > 0;
    }
    void tell(Entry &entry, const FeedBatch &batch)
    {
        entry.intake.progress->stored(entry.sinkFeed, batch.records.back().seq, m_sink->durable(entry.sinkFeed),
                                      std::exchange(entry.dropped, 0), nowMicros() - batch.records.front().received);
        m_stored(entry.intake.id, batch);
    }

    bool note(const QString &problem)
    {
        const std::lock_guard lock(m_mutex);
        m_problem = problem;
        return problem.isEmpty();
    }

    SinkFactory m_makeSink;
    Stored m_stored;
    std::unique_ptr<RecordSink> m_sink;
    std::map<int, std::shared_ptr<Entry>> m_latest; ///< of each feed
    std::vector<std::shared_ptr<Entry>> m_pending;  ///< have a batch to be written
    async::Event m_work;
    int m_open = 0; ///< channels not yet closed and emptied
    std::function<void()> m_whenDrained;
    std::chrono::steady_clock::time_point m_lastWrite{};
    mutable std::mutex m_mutex;
    QString m_problem;
    std::optional<async::Scope> m_scope; ///< last: it refers to all the others
};

Recorder::Recorder(SinkFactory makeSink, Stored stored)
    : m_thread(u"capture"_s), m_writer(std::make_unique<Writer>(std::move(makeSink), std::move(stored)))
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

void Recorder::rename(int id, const QString &name)
{
    m_thread.post([this, id, name] { m_writer->rename(id, name); });
}

void Recorder::drain(std::function<void()> done)
{
    m_thread.post([this, done = std::move(done)] { m_writer->drain(done); });
}

QString Recorder::problem() const
{
    return m_writer->problem();
}

} // namespace livebelt
