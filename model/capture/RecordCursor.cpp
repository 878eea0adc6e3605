// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordCursor.h"

#include <algorithm>

namespace livebelt {

namespace {
constexpr qsizetype chunkRecords = 1000;
constexpr qsizetype chunkBytes = 4 << 20;
} // namespace

RecordCursor::RecordCursor(CaptureReader &reader, Range range, Filter filter, const std::atomic<bool> *abort)
    : m_reader(reader), m_range(range), m_filter(std::move(filter)), m_abort(abort)
{
    const auto feeds = m_reader.feeds();
    if (!feeds) {
        fail(feeds.error());
        return;
    }
    const auto found =
        std::find_if(feeds->begin(), feeds->end(), [&](const FeedInfo &info) { return info.id == range.feed; });
    if (found == feeds->end()) {
        m_range.lastSeq = 0;
        stop(State::Finished);
        return;
    }
    m_feedName = found->name.toUtf8();
    m_range.firstSeq = std::max<quint64>(1, m_range.firstSeq);
    m_range.lastSeq = m_range.lastSeq == 0 ? found->count : std::min(m_range.lastSeq, found->count);
    m_nextSeq = m_range.firstSeq;
    if (m_range.lastSeq >= m_range.firstSeq)
        m_total = m_range.lastSeq - m_range.firstSeq + 1;
}

const Record *RecordCursor::next()
{
    while (m_state == State::Reading) {
        if (m_abort && m_abort->load(std::memory_order_relaxed))
            return stop(State::Aborted);
        if (m_at == m_chunk.size() && !fill())
            return nullptr;
        const Record &record = m_chunk[m_at++];
        ++m_scanned;
        if (m_filter.matches(record, m_feedName))
            return &record;
    }
    return nullptr;
}

bool RecordCursor::fill()
{
    m_at = 0;
    if (m_nextSeq > m_range.lastSeq) {
        stop(State::Finished);
        return false;
    }
    const auto wanted = qsizetype(std::min<quint64>(chunkRecords, m_range.lastSeq - m_nextSeq + 1));
    const auto read = m_reader.page(m_range.feed, m_nextSeq, wanted, m_chunk, chunkBytes);
    if (!read) {
        fail(read.error());
        return false;
    }
    if (m_chunk.empty()) {
        stop(State::Finished);
        return false;
    }
    m_nextSeq = m_chunk.back().seq + 1;
    return true;
}

const Record *RecordCursor::stop(State state)
{
    m_state = state;
    m_chunk.clear();
    return nullptr;
}

const Record *RecordCursor::fail(const QString &error)
{
    m_error = error;
    return stop(State::Failed);
}

} // namespace livebelt
