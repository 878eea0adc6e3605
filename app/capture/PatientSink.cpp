// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/PatientSink.h"

#include "model/records/Notice.h"

#include <QFileInfo>
#include <deque>
#include <map>

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

    /// Tries to have a capture, with all in it that has been kept.
    Result<void> open()
    {
        if (!m_inner) {
            auto inner = captureSink(m_path)();
            if (!inner)
                return fail(inner.error());
            m_inner = std::move(*inner);
            for (auto &[id, feed] : m_feeds)
                feed.number = 0;
        }
        for (auto &[id, feed] : m_feeds) {
            if (feed.number != 0)
                continue;
            const auto number = m_inner->addFeed(feed.name, feed.address, feed.kind);
            if (!number)
                return fail(number.error());
            feed.number = *number;
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
        return m_inner ? m_inner->resumePoints(address) : ResumePoints();
    }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        for (FeedBatch &batch : batches)
            announce(batch);
        if (!m_inner)
            return keep(batches);
        const Result<void> opened = open();
        return opened ? store(batches) : opened;
    }
    quint64 durable(qint64 id) const override
    {
        const Feed &feed = m_feeds.at(id);
        return feed.durable;
    }
    qint64 numberInCapture(qint64 id) const override { return m_feeds.at(id).number; }
    QString path() const override { return m_path; }
    QString problem() const override { return m_problem; }
    void keepUp() override
    {
        if (m_inner && m_inner->isAstray())
            leave();
        if (!m_problem.isEmpty() || !m_inner)
            static_cast<void>(open());
    }
    Result<void> close() override { return m_inner ? m_inner->close() : Result<void>(); }

private:
    struct Feed
    {
        QString name, address, kind;
        qint64 number = 0; ///< in the capture; 0 while there is none
        quint64 end = 0;   ///< the newest seq given out
        quint64 durable = 0;
        QByteArray news{}; ///< to be said with the next record
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
        if (!feed.news.isEmpty() && !batch.records.empty()) {
            batch.records.insert(batch.records.begin(), makeNotice(NoticeType::Information, feed.news));
            feed.news.clear();
        }
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
    /// Somebody has taken the file away.
    void leave()
    {
        const bool isReplaced = QFileInfo::exists(m_path);
        static_cast<void>(m_inner->close());
        m_inner.reset();
        m_path = freePath(m_wanted);
        const QString news = isReplaced
                                 ? u"The capture was replaced by another file while it was written: recording goes on "
                                   "in “%1”, and begins here"_s
                                 : u"The capture was deleted or moved away while it was written: what it held is not "
                                   "in “%1”, which begins here"_s;
        for (auto &[id, feed] : m_feeds) {
            feed.number = 0;
            feed.end = feed.durable = 0;
            feed.news = news.arg(m_path).toUtf8();
        }
        m_problem = news.arg(m_path);
    }

    const QString m_wanted;
    QString m_path;
    const quint64 m_memory;
    std::unique_ptr<RecordSink> m_inner;
    std::map<qint64, Feed> m_feeds; ///< by the number that is used outside
    std::deque<FeedBatch> m_kept;   ///< numbered, not stored
    quint64 m_keptBytes = 0;
    QString m_problem; ///< why there is no capture, or something is kept
};

} // namespace

SinkFactory patientSink(const QString &path, quint64 memory, bool mustOpen)
{
    return [=]() -> Result<std::unique_ptr<RecordSink>> {
        auto sink = std::make_unique<PatientSink>(path, memory);
        const Result<void> opened = sink->open();
        if (!opened && mustOpen)
            return Failure{opened.error()};
        return std::unique_ptr<RecordSink>(std::move(sink));
    };
}

} // namespace livebelt
