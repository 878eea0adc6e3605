// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LimitSink.h"

#include "model/records/Notice.h"

namespace livebelt {

namespace {

class LimitSink final : public RecordSink
{
public:
    LimitSink(std::unique_ptr<RecordSink> inner, quint64 count, Filter filter, std::function<void()> reached)
        : m_inner(std::move(inner)), m_left(count), m_filter(std::move(filter)), m_reached(std::move(reached))
    {
    }

    Result<qint64> addFeed(const QString &name, const QString &address, const QString &kind) override
    {
        auto feed = m_inner->addFeed(name, address, kind);
        if (feed)
            m_names[*feed] = name.toUtf8();
        return feed;
    }
    Result<void> renameFeed(qint64 feed, const QString &name, const QString &address) override
    {
        m_names[feed] = name.toUtf8();
        return m_inner->renameFeed(feed, name, address);
    }
    Result<ResumePoints> resumePoints(const QString &address) override { return m_inner->resumePoints(address); }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        quint64 left = m_left;
        for (FeedBatch &batch : batches)
            cut(batch, left);
        const auto appended = m_inner->append(batches);
        if (!appended)
            return appended; // what was cut off stays off: it had not been asked for
        m_left = left;
        if (m_left == 0 && m_reached)
            std::exchange(m_reached, {})();
        return appended;
    }
    quint64 durable(qint64 feed) const override { return m_inner->durable(feed); }
    qint64 numberInCapture(qint64 feed) const override { return m_inner->numberInCapture(feed); }
    QString path() const override { return m_inner->path(); }
    QString problem() const override { return m_inner->problem(); }
    void keepUp() override { m_inner->keepUp(); }
    Result<void> close() override { return m_inner->close(); }

private:
    void cut(FeedBatch &batch, quint64 &left) const
    {
        const QByteArray name = m_names.value(batch.feed);
        for (size_t i = 0; i < batch.records.size(); ++i) {
            const Record &record = batch.records[i];
            if (record.kind == RecordKind::Notice || !m_filter.matches(record, name))
                continue;
            if (left == 0) {
                removeFrom(batch, i);
                return;
            }
            --left;
        }
    }
    static void removeFrom(FeedBatch &batch, size_t first)
    {
        const auto from = batch.records.begin() + qptrdiff(first);
        for (auto record = from; record != batch.records.end(); ++record) {
            batch.received -= itemCount(*record);
        }
        batch.records.erase(from, batch.records.end());
    }

    std::unique_ptr<RecordSink> m_inner;
    quint64 m_left;
    Filter m_filter;
    std::function<void()> m_reached;
    QHash<qint64, QByteArray> m_names;
};

} // namespace

SinkFactory limitSink(SinkFactory inner, quint64 count, const Filter &filter, std::function<void()> reached)
{
    return [=]() -> Result<std::unique_ptr<RecordSink>> {
        auto sink = inner();
        if (!sink)
            return Failure{sink.error()};
        return std::unique_ptr<RecordSink>(std::make_unique<LimitSink>(std::move(*sink), count, filter, reached));
    };
}

} // namespace livebelt
