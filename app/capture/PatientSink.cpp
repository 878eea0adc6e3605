// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/PatientSink.h"

#include "app/capture/CaptureRow.h"
#include "model/capture/CaptureRemoval.h"
#include "model/records/Fields.h"
#include "model/records/Notice.h"
#include "model/records/Timestamp.h"
#include "sources/feed/Duration.h"

#include <QFileInfo>
#include <deque>
#include <map>
#include <optional>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// A name that nothing has yet: "chat.livebelt", "chat 2.livebelt".
QString freePath(const QString &path)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    QString free = path;
    for (int n = 2; QFileInfo::exists(free); ++n)
        free = u"%1/%2 %3%4"_s.arg(file.path(), file.completeBaseName()).arg(n).arg(suffix);
    return free;
}

class PatientSink final : public RecordSink
{
public:
    PatientSink(QString path, quint64 memory) : m_wanted(path), m_path(std::move(path)), m_memory(memory) {}
    PatientSink(QString folder, quint64 memory, HistoryLimits limits)
        : m_wanted(std::move(folder)), m_memory(memory), m_limits(std::move(limits))
    {
    }

    /// Tries to have a capture, with all in it that has been kept.
    Result<void> open()
    {
        if (!m_inner) {
            const Result<void> begun = begin();
            if (!begun)
                return fail(begun.error());
        }
        for (auto &[id, feed] : m_feeds) {
            if (feed.number != 0)
                continue;
            if (const auto introduced = introduce(feed, *m_inner); !introduced)
                return fail(introduced.error());
        }
        while (!m_kept.empty()) {
            FeedBatch &batch = m_kept.front();
            Feed &feed = m_feeds.at(batch.feed);
            const quint64 shown = batch.records.back().seq; // perhaps not what the capture makes of it
            const qint64 id = std::exchange(batch.feed, feed.number);
            const auto stored = m_inner->append({&batch, 1});
            batch.feed = id;
            if (!stored)
                return fail(stored.error());
            m_keptBytes -= bytesOf(batch);
            feed.durable = shown;
            m_kept.pop_front();
        }
        m_problem.clear();
        return {};
    }

    Result<qint64> addFeed(const QString &name, const QString &address, const QString &kind) override
    {
        for (const auto &[id, feed] : m_feeds) {
            if (feed.address == address)
                return id;
        }
        const qint64 id = qint64(m_feeds.size()) + 1;
        Feed &feed = m_feeds[id];
        feed = {name, address, kind};
        if (m_row)
            lookBack(feed);
        static_cast<void>(open());
        return id;
    }
    Result<void> renameFeed(qint64 id, const QString &name, const QString &address) override
    {
        Feed &feed = m_feeds.at(id);
        feed.name = name;
        feed.address = address;
        return feed.number != 0 ? m_inner->renameFeed(feed.number, name, address) : Result<void>();
    }
    Result<ResumePoints> resumePoints(const QString &address) override
    {
        auto points = m_inner ? m_inner->resumePoints(address) : ResumePoints();
        if (points && points->empty() && m_row)
            return m_row->before(address).origin.resume;
        return points;
    }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        for (FeedBatch &batch : batches)
            announce(batch);
        if (!m_inner)
            return keep(batches);
        if (m_row && std::chrono::steady_clock::now() >= m_nextTry && m_row->isDue(m_path))
            goOn();
        const Result<void> opened = open();
        return opened ? store(batches) : opened;
    }
    quint64 durable(qint64 id) const override
    {
        const Feed &feed = m_feeds.at(id);
        return feed.durable;
    }
    qint64 numberInCapture(qint64 id) const override
    {
        const Feed &feed = m_feeds.at(id);
        return m_limits ? feed.origin.created : feed.number;
    }
    QString path() const override { return m_path; }
    QString problem() const override { return m_problem; }
    HistoryState history() const override { return m_row ? m_row->state() : HistoryState(); }
    void keepUp() override
    {
        if (m_inner && m_inner->isAstray())
            leave();
        if (!m_problem.isEmpty() || !m_inner)
            static_cast<void>(open());
        if (m_row && m_turn++ % turnsBetweenLooks == 0)
            m_row->keepToLimits(m_path);
    }
    void setLimits(const HistoryLimits &limits) override
    {
        if (!m_limits)
            return;
        m_limits = limits;
        m_turn = 0;
        if (m_row)
            m_row->setLimits(limits);
    }
    Result<void> close() override
    {
        const Result<void> closed = m_inner ? m_inner->close() : Result<void>();
        m_row.reset();
        return closed;
    }

private:
    static constexpr int turnsBetweenLooks = 30; ///< seconds
    static constexpr auto timeBetweenTries = std::chrono::seconds(30);

    struct Feed
    {
        QString name, address, kind;
        qint64 number = 0; ///< in the capture; 0 while there is none
        quint64 end = 0;   ///< the newest seq given out
        quint64 durable = 0;
        std::optional<Record> news{}; ///< to be said with the next record
        FeedOrigin origin{};          ///< what it brings along into the next file of a row
    };

    Result<void> fail(const QString &why)
    {
        m_problem = why;
        return Failure{why};
    }
    static quint64 bytesOf(const FeedBatch &batch)
    {
        quint64 bytes = 0;
        for (const Record &record : batch.records)
            bytes += quint64(record.footprint());
        return bytes;
    }
    void announce(FeedBatch &batch)
    {
        Feed &feed = m_feeds.at(batch.feed);
        if (feed.news && !batch.records.empty()) {
            feed.news->received = nowMicros();
            batch.records.insert(batch.records.begin(), *std::exchange(feed.news, {}));
        }
    }
    /// Opens a file.
    Result<void> begin()
    {
        if (m_limits && !m_row) {
            auto row = CaptureRow::open(m_wanted, *m_limits);
            if (!row)
                return Failure{row.error()};
            m_row = std::move(*row);
            for (auto &[id, feed] : m_feeds)
                lookBack(feed);
        }
        if (m_row && m_path.isEmpty())
            m_path = m_row->firstFile();
        auto inner = CaptureWriter::open(m_path);
        if (!inner && m_row && QFileInfo(m_path).size() > 0) { // it will not do any more
            m_path = m_row->newFile();
            inner = CaptureWriter::open(m_path);
        }
        if (!inner)
            return Failure{inner.error()};
        m_inner = std::move(*inner);
        for (auto &[id, feed] : m_feeds)
            feed.number = 0;
        if (m_row)
            m_row->begun();
        return {};
    }
    Result<void> introduce(Feed &feed, CaptureWriter &to)
    {
        const auto number = to.addFeed(feed.name, feed.address, feed.kind, feed.origin);
        if (!number)
            return Failure{number.error()};
        feed.number = *number;
        feed.origin.created = to.created(*number);
        return {};
    }
    /// What the files before have of a feed.
    void lookBack(Feed &feed)
    {
        const CaptureRow::Before before = m_row->before(feed.address);
        feed.origin = before.origin;
        if (m_kept.empty())
            feed.end = feed.durable = before.origin.earlier;
        if (before.lastTime == noTime)
            return;
        const qint64 now = nowMicros();
        FieldsBuilder fields;
        fields.add("from", toRfc3339(before.closed));
        fields.add("to", toRfc3339(now));
        feed.news = makeNotice(
            NoticeType::Closed,
            (before.wasOpen ? "Livebelt was closed for " : "This feed was not open for ") +
                waitText(std::chrono::milliseconds(std::max<qint64>(0, now - before.closed) / 1000)).toUtf8(),
            fields.take());
    }
    /// Another file of the row follows. Where that fails, the one that is there goes on, and it is tried again later.
    void goOn()
    {
        const QString path = m_row->newFile();
        if (goOn(path))
            return;
        removeCapture(path);
        m_nextTry = std::chrono::steady_clock::now() + timeBetweenTries;
    }
    Result<void> goOn(const QString &path)
    {
        auto next = CaptureWriter::open(path);
        if (!next)
            return Failure{next.error()};
        std::map<qint64, qint64> numbers;
        for (auto &[id, feed] : m_feeds) {
            if (feed.number == 0)
                continue;
            const auto origin = m_inner->origin(feed.number, feed.address);
            const auto number = origin ? (*next)->addFeed(feed.name, feed.address, feed.kind, *origin)
                                       : Result<qint64>(Failure{origin.error()});
            if (!number)
                return Failure{number.error()};
            numbers[id] = *number;
        }
        static_cast<void>(m_inner->close()); // all that is in it is durable
        m_inner = std::move(*next);
        m_path = path;
        for (auto &[id, feed] : m_feeds)
            feed.number = numbers[id];
        m_row->begun();
        m_row->keepToLimits(m_path);
        return {};
    }
    Result<void> store(std::span<FeedBatch> batches)
    {
        std::vector<qint64> ids;
        for (FeedBatch &batch : batches)
            ids.push_back(std::exchange(batch.feed, m_feeds.at(batch.feed).number));
        const auto stored = m_inner->append(batches);
        for (size_t i = 0; i < batches.size(); ++i) {
            batches[i].feed = ids[i];
            if (!stored || batches[i].records.empty())
                continue;
            Feed &feed = m_feeds.at(ids[i]);
            feed.end = feed.durable = batches[i].records.back().seq;
        }
        m_problem = stored.error();
        return stored;
    }
    /// Numbers them as the capture will, and keeps them for it.
    Result<void> keep(std::span<FeedBatch> batches)
    {
        if (m_keptBytes > m_memory)
            return Failure{m_problem};
        for (FeedBatch &batch : batches) {
            if (batch.records.empty())
                continue;
            for (Record &record : batch.records)
                record.seq = ++m_feeds.at(batch.feed).end;
            m_keptBytes += bytesOf(batch);
            m_kept.push_back(batch);
        }
        return {};
    }
    /// Somebody has taken the file away. In a row the numbers go on.
    void leave()
    {
        const bool isReplaced = QFileInfo::exists(m_path);
        for (auto &[id, feed] : m_feeds) {
            const auto origin = m_row && feed.number != 0 ? m_inner->origin(feed.number, feed.address)
                                                          : Result<FeedOrigin>(FeedOrigin());
            feed.origin = origin ? *origin : FeedOrigin{feed.origin.created, feed.end, {}};
        }
        static_cast<void>(m_inner->close());
        m_inner.reset();
        m_path = m_row ? m_row->newFile() : freePath(m_wanted);
        const QString begins = m_row ? u"goes on there"_s : u"begins here"_s;
        const QString news = isReplaced
                                 ? u"The capture was replaced by another file while it was written: recording goes on "
                                   "in “%1”, and %2"_s
                                 : u"The capture was deleted or moved away while it was written: what it held is not "
                                   "in “%1”, which %2"_s;
        for (auto &[id, feed] : m_feeds) {
            feed.number = 0;
            if (!m_row)
                feed.end = feed.durable = 0;
            feed.news = makeNotice(NoticeType::Information, news.arg(m_path, begins).toUtf8());
        }
        m_problem = news.arg(m_path, begins);
    }

    const QString m_wanted; ///< a file, or the folder of a row
    QString m_path;         ///< the file that is written; empty while none has been chosen
    const quint64 m_memory;
    std::optional<HistoryLimits> m_limits; ///< of a row
    std::unique_ptr<CaptureRow> m_row;
    std::unique_ptr<CaptureWriter> m_inner;
    std::map<qint64, Feed> m_feeds; ///< by the number that is used outside
    std::deque<FeedBatch> m_kept;   ///< numbered, not stored
    quint64 m_keptBytes = 0;
    QString m_problem; ///< why there is no capture, or something is kept
    int m_turn = 0;
    std::chrono::steady_clock::time_point m_nextTry{}; ///< to go on in another file
};

template<class... Arguments>
SinkFactory factory(bool mustOpen, Arguments... arguments)
{
    return [=]() -> Result<std::unique_ptr<RecordSink>> {
        auto sink = std::make_unique<PatientSink>(arguments...);
        const Result<void> opened = sink->open();
        if (!opened && mustOpen)
            return Failure{opened.error()};
        return std::unique_ptr<RecordSink>(std::move(sink));
    };
}

} // namespace

SinkFactory patientSink(const QString &path, quint64 memory, bool mustOpen)
{
    return factory(mustOpen, path, memory);
}

SinkFactory historySink(const QString &folder, const HistoryLimits &limits, quint64 memory, bool mustOpen)
{
    return factory(mustOpen, folder, memory, limits);
}

} // namespace livebelt
