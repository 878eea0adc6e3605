// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/RecordSink.h"
#include "model/capture/FeedInfo.h"

#include <atomic>
#include <chrono>
#include <semaphore>

namespace livebelt::test {

/// A disk that takes a while for each batch, until it is told to be fast, and counts what it has been given.
class SlowSink final : public RecordSink
{
public:
    /// Both outlive it; books are for one thread at a time.
    SlowSink(FeedCounters &books, const std::atomic<bool> &isSlow) : m_books(books), m_isSlow(isSlow) {}
    Result<qint64> addFeed(const QString &, const QString &, const QString &) override { return 1; }
    Result<void> renameFeed(qint64, const QString &, const QString &) override { return {}; }
    Result<void> append(std::span<FeedBatch> batches) override
    {
        if (m_isSlow)
            static_cast<void>(
                m_disk.try_acquire_for(std::chrono::milliseconds(50))); // nobody gives: it takes that long
        for (FeedBatch &batch : batches) {
            m_books.received += batch.received;
            for (Record &record : batch.records) {
                record.seq = ++m_end;
                m_books.add(record);
            }
        }
        return {};
    }
    quint64 durable(qint64) const override { return m_end; }
    Result<void> close() override { return {}; }

private:
    FeedCounters &m_books;
    const std::atomic<bool> &m_isSlow;
    quint64 m_end = 0;
    std::binary_semaphore m_disk{0};
};

} // namespace livebelt::test
