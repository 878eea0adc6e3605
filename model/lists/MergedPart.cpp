// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MergedPart.h"

#include <algorithm>

namespace livebelt {

namespace {
constexpr size_t page = 64;
constexpr size_t mostDue = 4096;
} // namespace

MergedPart::MergedPart(RecordListModel &list, int number, const Filter &filter, MergedOrder order)
    : m_list(list), m_number(number), m_order(order)
{
    if (!filter.isEmpty()) {
        m_filtered = std::make_unique<FilteredRecordModel>(list);
        m_filtered->setFilter(filter);
    }
    restart();
}

RecordModel &MergedPart::shown() const
{
    return m_filtered ? static_cast<RecordModel &>(*m_filtered) : m_list;
}

void MergedPart::restart()
{
    m_due.clear();
    m_ready.clear();
    m_readyNewer.clear();
    m_isReadingOlder = false;
    m_newest = m_list.end();
    m_oldest = m_newest + 1;
}

bool MergedPart::noteInserted(int firstRow, int lastRow, bool isLive)
{
    firstRow = std::max(firstRow, shown().rowAtOrBefore(m_oldest - 1) + 1);
    if (!isLive)
        lastRow = std::min(lastRow, shown().rowAtOrBefore(m_newest));
    if (lastRow < firstRow)
        return true;
    if (m_due.size() + size_t(lastRow - firstRow) >= mostDue)
        return false;
    for (int row = firstRow; row <= lastRow; ++row)
        m_due.push_back(shown().seqAt(row));
    m_newest = std::max(m_newest, m_due.back());
    return true;
}

bool MergedPart::hasMore() const
{
    return shown().rowAtOrBefore(m_oldest - 1) >= 0;
}

bool MergedPart::hasMoreNewer() const
{
    return shown().rowAtOrBefore(m_newest) + 1 < shown().rowCount();
}

MergedRow MergedPart::rowOf(const Record &record) const
{
    return {m_order == MergedOrder::Source ? record.when() : record.received, m_number, record.seq, 0};
}

async::Task<std::vector<MergedRow>> MergedPart::takeDue()
{
    const size_t count = std::min(page, m_due.size());
    std::vector<quint64> seqs(m_due.begin(), m_due.begin() + std::ptrdiff_t(count));
    m_due.erase(m_due.begin(), m_due.begin() + std::ptrdiff_t(count));
    std::sort(seqs.begin(), seqs.end());
    std::vector<MergedRow> rows = co_await read(std::move(seqs));
    std::sort(rows.begin(), rows.end());
    co_return rows;
}

async::Task<void> MergedPart::readOlder()
{
    const int last = shown().rowAtOrBefore(m_oldest - 1);
    std::vector<quint64> seqs;
    for (int row = std::max(0, last - int(page) + 1); row <= last; ++row)
        seqs.push_back(shown().seqAt(row));
    if (seqs.empty())
        co_return;
    m_oldest = seqs.front();
    m_isReadingOlder = true;
    std::vector<MergedRow> rows = co_await read(std::move(seqs));
    m_isReadingOlder = false;
    // As the feed has them: where its clock went back, that is the order.
    std::copy(rows.rbegin(), rows.rend(), std::back_inserter(m_ready));
}

/// The seqs ascend. What the source has not got is left out.
async::Task<std::vector<MergedRow>> MergedPart::read(std::vector<quint64> seqs) const
{
    std::vector<MergedRow> rows;
    size_t at = 0;
    while (at < seqs.size()) {
        if (const Record *record = m_list.inMemory(seqs[at])) {
            rows.push_back(rowOf(*record));
            ++at;
            continue;
        }
        size_t end = at + 1;
        while (end < seqs.size() && seqs[end] < seqs[at] + page)
            ++end;
        if (m_list.source()) {
            const SeqRange range{seqs[at], seqs[end - 1]};
            const Result<Records> records = co_await m_list.source()->page(range);
            for (const Record &record : records ? *records : Records()) {
                if (std::binary_search(seqs.begin(), seqs.end(), record.seq))
                    rows.push_back(rowOf(record));
            }
        }
        at = end;
    }
    co_return rows;
}

MergedRow MergedPart::takeNext()
{
    const MergedRow row = m_ready.front();
    m_ready.pop_front();
    return row;
}

async::Task<void> MergedPart::readNewer()
{
    const int first = shown().rowAtOrBefore(m_newest) + 1;
    std::vector<quint64> seqs;
    for (int row = first; row < std::min(first + int(page), shown().rowCount()); ++row)
        seqs.push_back(shown().seqAt(row));
    if (seqs.empty())
        co_return;
    m_newest = seqs.back();
    std::vector<MergedRow> rows = co_await read(std::move(seqs));
    m_readyNewer.insert(m_readyNewer.end(), rows.begin(), rows.end());
}

MergedRow MergedPart::takeNewer()
{
    const MergedRow row = m_readyNewer.front();
    m_readyNewer.pop_front();
    return row;
}

async::Task<void> MergedPart::seek(qint64 time)
{
    restart();
    quint64 low = m_list.first(), high = m_list.end() + 1; // the wanted one is from low to high
    while (low < high) {
        const quint64 middle = low + (high - low) / 2;
        const std::vector<MergedRow> found = co_await read(std::vector<quint64>(1, middle));
        if (!found.empty() && found.front().time < time)
            low = middle + 1;
        else
            high = middle;
    }
    m_oldest = low;
    m_newest = low - 1;
}

void MergedPart::giveBack(quint64 seq)
{
    m_ready.clear();
    m_oldest = std::max(m_oldest, seq + 1);
}

} // namespace livebelt
