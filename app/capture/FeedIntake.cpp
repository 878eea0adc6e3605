// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/FeedIntake.h"

#include "model/records/Notice.h"
#include "model/records/Timestamp.h"

namespace livebelt {

namespace {

constexpr std::size_t batchSize = 8192;
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

void FeedIntake::add(async::Batch<Record> batch)
{
    m_taken += batch.dropsBefore + batch.items.size();
    addDropped(batch.dropsBefore);
    for (Record &record : batch.items) {
        m_batch.received += itemCount(record);
        if (record.footprint() > largestRecord)
            record = tooLarge(record);
        m_bytes += quint64(record.footprint());
    }
    if (m_batch.records.empty()) {
        m_batch.records = std::move(batch.items);
        return;
    }
    m_batch.records.reserve(m_batch.records.size() + batch.items.size());
    std::move(batch.items.begin(), batch.items.end(), std::back_inserter(m_batch.records));
}

void FeedIntake::add(Losses::Taken taken)
{
    m_taken += taken.records;
    std::move(taken.notices.begin(), taken.notices.end(), std::back_inserter(m_batch.records));
    addDropped(taken.items);
    add(std::move(taken.batch));
}

void FeedIntake::addDropped(quint64 items)
{
    if (items == 0)
        return;
    m_batch.records.push_back(makeDropped(items, "they came faster than they could be written"));
    m_batch.received += items;
}

void FeedIntake::topUp(quint64 mostBytes)
{
    while (!isFull(mostBytes)) {
        const async::BufferStatistics waiting = channel().statistics();
        const quint64 each = waiting.cost / std::max<quint64>(waiting.depth, 1) + 1; // on the average
        const quint64 some = std::max<quint64>(1, (mostBytes - m_bytes) / each);
        const size_t before = m_batch.records.size();
        Losses::Taken taken = m_intake.losses->take(channel(), std::min<quint64>(some, batchSize - before));
        const bool isAll = taken.batch.items.empty();
        add(std::move(taken));
        if (isAll)
            return;
    }
}

bool FeedIntake::isFull(quint64 mostBytes) const
{
    return m_batch.records.size() >= batchSize || m_bytes >= mostBytes;
}

void FeedIntake::rename(const QString &name, const QString &address)
{
    m_intake.name = name;
    m_intake.address = address;
    m_isRenamed = m_sinkFeed != 0;
}

Result<void> FeedIntake::introduce(RecordSink &sink)
{
    if (m_sinkFeed == 0) {
        const auto feed = sink.addFeed(m_intake.name, m_intake.address, m_intake.kind);
        if (!feed)
            return Failure{feed.error()};
        m_sinkFeed = *feed;
    }
    if (m_isRenamed) {
        const auto renamed = sink.renameFeed(m_sinkFeed, m_intake.name, m_intake.address);
        if (!renamed)
            return renamed;
        m_isRenamed = false;
    }
    return {};
}

FeedBatch FeedIntake::takeBatch()
{
    m_batch.feed = m_sinkFeed;
    m_askedRecords = m_batch.records.size();
    m_askedReceived = m_batch.received;
    return std::exchange(m_batch, {});
}

void FeedIntake::putBack(FeedBatch batch)
{
    m_batch = std::move(batch);
}

bool FeedIntake::stored(const FeedBatch &batch, RecordSink &sink, const Stored &tell)
{
    m_bytes = 0;
    const size_t cutOff = m_askedRecords > batch.records.size() ? m_askedRecords - batch.records.size() : 0;
    m_intake.progress->leftOut(m_askedReceived - batch.received);
    Told told;
    told.taken = m_isCut ? 0 : m_taken - cutOff;
    m_isCut = m_isCut || cutOff > 0;
    told.batch.end = m_end;
    if (!batch.records.empty()) {
        m_end = told.batch.end = batch.records.back().seq;
        for (const Record &record : batch.records)
            told.batch.books.add(record);
        told.batch.lag = nowMicros() - batch.records.front().received;
        tell(m_intake.id, batch);
    }
    m_told.push_back(told);
    return settle(sink);
}

bool FeedIntake::settle(RecordSink &sink)
{
    if (m_sinkFeed == 0)
        return false;
    const quint64 durable = sink.durable(m_sinkFeed);
    const qint64 captureFeed = sink.numberInCapture(m_sinkFeed);
    for (; !m_told.empty() && m_told.front().batch.end <= durable; m_told.pop_front()) {
        Told &told = m_told.front();
        told.batch.captureFeed = captureFeed;
        told.batch.durable = durable;
        m_intake.progress->stored(told.batch);
        if (told.taken > 0)
            m_intake.durable.trySend(told.taken);
    }
    return !m_told.empty();
}

} // namespace livebelt
