// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/RecordSink.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace livebelt {

Result<ResumePoints> RecordSink::resumePoints(const QString &)
{
    return ResumePoints();
}

namespace {

class CaptureSink final : public RecordSink
{
public:
    explicit CaptureSink(std::unique_ptr<CaptureWriter> writer) : m_writer(std::move(writer)) {}
    Result<qint64> addFeed(const QString &name, const QString &address, const QString &kind) override
    {
        return m_writer->addFeed(name, address, kind);
    }
    Result<void> renameFeed(qint64 feed, const QString &name, const QString &address) override
    {
        return m_writer->renameFeed(feed, name, address);
    }
    Result<ResumePoints> resumePoints(const QString &address) override { return m_writer->resumePoints(address); }
    Result<void> append(std::span<FeedBatch> batches) override { return m_writer->append(batches); }
    quint64 durable(qint64 feed) const override { return m_writer->durable(feed); }
    QString path() const override { return m_writer->path(); }
    Result<void> close() override { return m_writer->close(); }

private:
    std::unique_ptr<CaptureWriter> m_writer;
};

class NumberingSink final : public RecordSink
{
public:
    /// As in a capture, one that is started again goes on with its numbers.
    Result<qint64> addFeed(const QString &, const QString &address, const QString &) override
    {
        return m_feeds.try_emplace(address, qint64(m_feeds.size()) + 1).first->second;
    }
    Result<void> renameFeed(qint64 feed, const QString &, const QString &address) override
    {
        const auto known =
            std::find_if(m_feeds.begin(), m_feeds.end(), [feed](const auto &f) { return f.second == feed; });
        if (known != m_feeds.end())
            m_feeds.erase(known);
        m_feeds.insert_or_assign(address, feed);
        return {};
    }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        for (FeedBatch &batch : batches) {
            for (Record &record : batch.records)
                record.seq = ++m_ends[batch.feed];
        }
        return {};
    }
    quint64 durable(qint64 feed) const override
    {
        const auto found = m_ends.find(feed);
        return found == m_ends.end() ? 0 : found->second;
    }
    Result<void> close() override { return {}; }

private:
    std::map<QString, qint64> m_feeds; ///< by address
    std::unordered_map<qint64, quint64> m_ends;
};

} // namespace

SinkFactory captureSink(const QString &path)
{
    return [path]() -> Result<std::unique_ptr<RecordSink>> {
        auto writer = CaptureWriter::open(path);
        if (!writer)
            return Failure{writer.error()};
        return std::unique_ptr<RecordSink>(std::make_unique<CaptureSink>(std::move(*writer)));
    };
}

SinkFactory numberingSink()
{
    return []() -> Result<std::unique_ptr<RecordSink>> {
        return std::unique_ptr<RecordSink>(std::make_unique<NumberingSink>());
    };
}

} // namespace livebelt
