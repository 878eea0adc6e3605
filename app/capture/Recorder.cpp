// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Recorder.h"

#include <livebelt/async/Threads.h>
#include <livebelt/async/Timers.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace livebelt {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Under load a transaction waits for company: each costs one sync of the disk, however many records it holds.
constexpr auto gatheringTime = 15ms;
constexpr auto drainPatience = 5s;

} // namespace

class Recorder::Writer
{
public:
    Writer(SinkFactory makeSink, Stored stored, quint64 memory, Indexing &indexing)
        : m_makeSink(std::move(makeSink)), m_stored(std::move(stored)), m_memory(memory), m_indexing(indexing)
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
        const auto entry = std::make_shared<FeedIntake>(std::move(intake));
        auto before = std::exchange(m_latest[entry->id()], entry);
        m_scope->spawn(take(entry, std::move(before)));
    }
    void rename(int id, const QString &name, const QString &address)
    {
        const auto found = m_latest.find(id);
        if (found == m_latest.end())
            return;
        found->second->rename(name, address);
        if (found->second->isKnown())
            introduce(*found->second); // where that fails, it is tried again with the next batch
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
    HistoryState history() const
    {
        const std::lock_guard lock(m_mutex);
        return m_history;
    }
    void setLimits(const HistoryLimits &limits)
    {
        if (m_sink)
            m_sink->setLimits(limits);
    }

private:
    /// before: of the same feed, until it was stopped; its records come first.
    async::Task<void> take(std::shared_ptr<FeedIntake> entry, std::shared_ptr<FeedIntake> before)
    {
        if (before)
            co_await before->isOver.wait();
        before.reset();
        while (true) {
            entry->topUp(mostBytes());
            if (entry->isEmpty()) {
                async::Batch<Record> first = co_await entry->channel().receiveBatch(1);
                if (first.items.empty())
                    break;
                entry->add(std::move(first));
                entry->topUp(mostBytes());
            }
            m_pending.push_back(entry);
            m_work.set();
            co_await entry->hasRoom.wait();
        }
        entry->isOver.set();
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
                return entry->isAwaited() || entry->isFull(mostBytes());
            });
            if (mayWait && std::chrono::steady_clock::now() - m_lastWrite < 2 * gatheringTime)
                co_await async::sleepFor(gatheringTime);
            std::vector<std::shared_ptr<FeedIntake>> entries = std::exchange(m_pending, {});
            for (const auto &entry : entries) // what has come while the transaction waited goes with it
                entry->topUp(mostBytes());
            while (!store(entries)) {
                if (isTimeUp())
                    endDrain();
                co_await async::sleepFor(1s);
            }
            m_lastWrite = std::chrono::steady_clock::now();
            for (const auto &entry : entries)
                entry->hasRoom.set();
        }
    }

    /// What others do to the capture, or its disk, is seen within a second.
    async::Task<void> keepUp()
    {
        while (true) {
            co_await async::sleepFor(1s);
            m_sink->keepUp();
            std::erase_if(m_unsettled, [this](const auto &entry) { return !entry->settle(*m_sink); });
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

    /// A feed's part of the memory for what is being written.
    quint64 mostBytes() const { return m_memory / quint64(std::max(m_open, 1)); }

    bool introduce(FeedIntake &entry)
    {
        const auto introduced = entry.introduce(*m_sink);
        return introduced || done(introduced.error());
    }

    bool store(const std::vector<std::shared_ptr<FeedIntake>> &entries)
    {
        for (const auto &entry : entries) {
            if (!introduce(*entry))
                return false;
        }
        std::vector<FeedBatch> batches;
        batches.reserve(entries.size());
        for (const auto &entry : entries)
            batches.push_back(entry->takeBatch());
        const Result<void> result = m_sink->append(batches);
        if (result)
            m_indexing.stored(m_sink->path());
        for (size_t i = 0; i < entries.size(); ++i) {
            if (!result)
                entries[i]->putBack(std::move(batches[i]));
            else if (entries[i]->stored(batches[i], *m_sink, m_stored) && !isUnsettled(entries[i]))
                m_unsettled.push_back(entries[i]);
        }
        return done(result ? QString() : result.error());
    }
    bool isUnsettled(const std::shared_ptr<FeedIntake> &entry) const
    {
        return std::find(m_unsettled.begin(), m_unsettled.end(), entry) != m_unsettled.end();
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
        m_history = m_sink ? m_sink->history() : HistoryState();
        return problem.isEmpty();
    }

    SinkFactory m_makeSink;
    Stored m_stored;
    const quint64 m_memory;
    Indexing &m_indexing;
    std::unique_ptr<RecordSink> m_sink;
    std::map<int, std::shared_ptr<FeedIntake>> m_latest;  ///< of each feed
    std::vector<std::shared_ptr<FeedIntake>> m_pending;   ///< have a batch to be written
    std::vector<std::shared_ptr<FeedIntake>> m_unsettled; ///< have something taken that is not durable yet
    async::Event m_work;
    int m_open = 0; ///< channels not yet closed and emptied
    std::function<void()> m_whenDrained;
    std::chrono::steady_clock::time_point m_drainBegun{};
    std::chrono::steady_clock::time_point m_lastWrite{};
    mutable std::mutex m_mutex;
    QString m_problem, m_path;
    HistoryState m_history;
    QString m_failure;                   ///< of the last attempt to store
    std::optional<async::Scope> m_scope; ///< last: it refers to all the others
};

Recorder::Recorder(SinkFactory makeSink, Stored stored, quint64 memory)
    : m_thread(u"capture"_s)
    , m_writer(std::make_unique<Writer>(std::move(makeSink), std::move(stored), memory, m_indexing))
{
}

Recorder::~Recorder()
{
    m_indexing.stop(); // whoever closes the capture last tidies it up: that is the writer
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

HistoryState Recorder::history() const
{
    return m_writer->history();
}

void Recorder::setLimits(const HistoryLimits &limits)
{
    m_thread.post([this, limits] { m_writer->setLimits(limits); });
}

} // namespace livebelt
