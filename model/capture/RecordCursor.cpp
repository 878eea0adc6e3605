// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/capture/RecordCursor.h"

#include "model/capture/RecordRows.h"

#include <algorithm>

namespace livebelt {

namespace {
constexpr size_t chunkRecords = 1000;
constexpr quint64 chunkScanned = 16 * 1024; ///< a writer's checkpoint waits for no more
constexpr qsizetype chunkBytes = 4 << 20;
} // namespace

RecordCursor::RecordCursor(RecordPages &pages, Range range, Filter filter, const std::atomic<bool> *abort)
    : m_pages(pages), m_range(range), m_question{std::move(filter), {}, abort}
{
    const auto feeds = m_pages.feeds();
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
    m_question.feedName = found->name.toUtf8();
    m_range.firstSeq = std::max({quint64(1), found->first, m_range.firstSeq});
    m_range.lastSeq = m_range.lastSeq == 0 ? found->count : std::min(m_range.lastSeq, found->count);
    m_nextSeq = m_range.firstSeq;
    if (BlockFilter blocks(m_question.filter.required()); blocks.isOfUse() && m_pages.hasIndex())
        m_blockFilter = std::move(blocks);
    if (m_range.lastSeq >= m_range.firstSeq)
        m_total = m_range.lastSeq - m_range.firstSeq + 1;
}

const Record *RecordCursor::next()
{
    while (m_state == State::Reading) {
        if (m_question.isAborted())
            return stop(State::Aborted);
        if (m_at == m_chunk.size() && !fill())
            return nullptr;
        if (m_at == m_chunk.size()) {
            m_scanned = m_nextSeq - m_range.firstSeq;
            continue;
        }
        const Record &record = m_chunk[m_at++];
        m_scanned = record.seq - m_range.firstSeq + 1;
        return &record;
    }
    return nullptr;
}

/// Goes over blocks that have nothing for the filter.
void RecordCursor::skipBlocks()
{
    while (m_nextSeq <= m_range.lastSeq && m_nextSeq > m_worthReading) {
        const quint64 block = (m_nextSeq - 1) / blockRecords, end = (block + 1) * blockRecords;
        const bool mayMatch =
            m_pages.blockMayMatch(m_range.feed, block * blockRecords + 1, *m_blockFilter).value_or(true);
        if (mayMatch) {
            m_worthReading = end;
            return;
        }
        m_nextSeq = std::min(end, m_range.lastSeq) + 1;
        if (m_question.isAborted())
            return;
    }
}

bool RecordCursor::fill()
{
    m_at = 0;
    if (m_blockFilter)
        skipBlocks();
    if (m_nextSeq > m_range.lastSeq) {
        m_scanned = m_total;
        stop(State::Finished);
        return false;
    }
    quint64 last = std::min(m_range.lastSeq, m_nextSeq + chunkScanned - 1);
    if (m_blockFilter && m_worthReading >= m_nextSeq)
        last = std::min(last, m_worthReading);
    m_chunk.clear();
    qsizetype bytes = 0;
    bool isThrough = true;
    const auto look = [&](const Record &record) {
        m_nextSeq = record.seq + 1;
        m_chunk.push_back(ownRecord(record));
        bytes += m_chunk.back().footprint();
        isThrough = m_chunk.size() < chunkRecords && bytes < chunkBytes;
        return isThrough;
    };
    const auto scanned = m_pages.scan(m_range.feed, m_nextSeq, last, m_question, look);
    if (!scanned && m_question.isAborted()) {
        stop(State::Aborted);
        return false;
    }
    if (!scanned && m_range.goesOn && passDamage(scanned.error()))
        return true;
    if (!scanned) {
        fail(scanned.error());
        return false;
    }
    if (isThrough)
        m_nextSeq = last + 1;
    return true;
}

/// Goes on with the first record that can be read behind m_nextSeq, which cannot. False where there was none at all.
bool RecordCursor::passDamage(const QString &why)
{
    const quint64 begin = m_nextSeq;
    Records probe;
    const auto isReadable = [&](quint64 seq) {
        return bool(m_pages.page(m_range.feed, seq, 1, probe)) && !probe.empty();
    };
    // Pages are lost as a whole: one by one for some, then in larger and larger steps, and back again by halves.
    constexpr quint64 oneByOne = 128;
    quint64 lost = begin, step = 1;
    while (lost + step <= m_range.lastSeq && !isReadable(lost + step)) {
        lost += step;
        step = lost - begin < oneByOne ? 1 : step * 2;
    }
    quint64 good = std::min(lost + step, m_range.lastSeq);
    if (good == lost || !isReadable(good)) {
        if (begin == m_range.firstSeq && m_range.lastSeq - begin >= oneByOne)
            return false;
        good = m_range.lastSeq + 1;
    } else {
        while (good - lost > 1) {
            const quint64 middle = lost + (good - lost) / 2;
            (isReadable(middle) ? good : lost) = middle;
        }
    }
    m_unread += good - begin;
    m_whyUnread = why;
    m_nextSeq = good;
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
