// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/RecordListModel.h"

#include "model/records/Notice.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr int mostRowsRead = 1024;

bool tellsOfALoss(NoticeType type)
{
    switch (type) {
    case NoticeType::Disconnected:
    case NoticeType::Reconnected:
    case NoticeType::Failed:
    case NoticeType::Dropped:
    case NoticeType::Quarantined:
    case NoticeType::Truncated:
    case NoticeType::Closed:
        return true;
    case NoticeType::Connected:
    case NoticeType::Ended:
    case NoticeType::Information:
        return false;
    }
    return false;
}

} // namespace

RecordListModel::RecordListModel(qint64 feed, std::shared_ptr<RecordSource> source, QObject *parent, int mostRows)
    : RecordModel(parent), m_feed(feed), m_source(std::move(source)), m_mostRows(quint64(mostRows))
{
    m_asking.setSingleShot(true);
    m_asking.setInterval(0);
    connect(&m_asking, &QTimer::timeout, this, &RecordListModel::askNext);
}

RecordListModel::Statistics RecordListModel::statistics() const
{
    return {m_tail.records() + m_pages.records(), m_tail.bytes() + m_pages.bytes(), m_pages.pages(), m_pagesAsked};
}

int RecordListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(rows());
}

quint64 RecordListModel::seqAt(int row) const
{
    return row < 0 || quint64(row) >= rows() ? 0 : m_base + quint64(row) + 1;
}

int RecordListModel::rowOfSeq(quint64 seq) const
{
    return seq <= m_base || seq > m_end ? -1 : int(seq - m_base - 1);
}

int RecordListModel::rowAtOrBefore(quint64 seq) const
{
    return rowOfSeq(std::min(seq, m_end));
}

const Record *RecordListModel::record(int row) const
{
    const quint64 seq = seqAt(row);
    if (seq == 0)
        return nullptr;
    if (const Record *found = inMemory(seq))
        return found;
    if (!m_pages.isLost(seq)) {
        m_requests.want(PageCache::firstOf(seq));
        m_asking.start();
    }
    return nullptr;
}

const Record *RecordListModel::inMemory(quint64 seq) const
{
    if (m_whole.seq == seq)
        return &m_whole;
    const Record *found = m_tail.find(seq);
    return found ? found : m_pages.find(seq);
}

QString RecordListModel::missingText(int row) const
{
    const quint64 seq = seqAt(row);
    if (m_pages.isLost(seq))
        return tr("This record is missing from the capture.");
    return m_requests.failure(PageCache::firstOf(seq));
}

void RecordListModel::setReading(const QObject *reader, int firstRow, int lastRow)
{
    std::vector<quint64> seqs;
    lastRow = std::min({lastRow, firstRow + mostRowsRead - 1, rowCount() - 1});
    for (int row = std::max(0, firstRow); row <= lastRow; row += PageCache::pageSize)
        seqs.push_back(seqAt(row));
    if (!seqs.empty())
        seqs.push_back(seqAt(lastRow));
    setReadingSeqs(reader, seqs);
}

void RecordListModel::setReadingSeqs(const QObject *reader, const std::vector<quint64> &seqs)
{
    std::vector<quint64> pages;
    for (const quint64 seq : seqs) {
        const quint64 page = PageCache::firstOf(seq);
        if (pages.empty() || pages.back() != page)
            pages.push_back(page);
    }
    if (!m_readers.contains(reader)) {
        m_readers.insert(reader);
        connect(reader, &QObject::destroyed, this, [this, reader] {
            m_readers.remove(reader);
            m_pages.release(reader);
        });
    }
    if (m_pages.hold(reader, std::move(pages)))
        m_requests.forgetFailures(); // whoever moves about may try again
}

bool RecordListModel::isExcerpt(int row) const
{
    const quint64 seq = seqAt(row);
    return seq != 0 && m_whole.seq != seq && (m_tail.isExcerpt(seq) || m_pages.isExcerpt(seq));
}

void RecordListModel::requestWhole(int row)
{
    const quint64 seq = seqAt(row);
    if (!isExcerpt(row) || m_wholeAsked == seq || !m_source)
        return;
    m_wholeAsked = seq;
    ++m_pagesAsked;
    m_readingWhole.cancel();
    m_readingWhole = m_reading.spawn(readWhole(seq));
}

async::Task<void> RecordListModel::readWhole(quint64 seq)
{
    Result<Records> found = co_await m_source->page(SeqRange{seq, seq});
    m_wholeAsked = 0;
    if (!found || found->empty())
        co_return; // what there is of it stays
    m_whole = std::move(found->front());
    announce({seq, seq});
}

/// They have no row any more.
void RecordListModel::dropBefore(quint64 seq)
{
    if (seq <= m_base + 1)
        return;
    const quint64 surplus = seq - m_base - 1;
    const quint64 removed = std::min(surplus, rows());
    if (removed > 0) {
        beginRemoveRows({}, 0, int(removed - 1));
        m_base += removed;
        endRemoveRows();
    }
    m_base += surplus - removed; // came and went within one growth
    m_end = std::max(m_end, m_base);
}

void RecordListModel::grow(const FeedGrowth &growth)
{
    const quint64 firstBefore = first();
    dropBefore(growth.first);
    if (growth.end <= m_end) {
        if (first() > firstBefore)
            Q_EMIT grown(growth);
        return;
    }
    const quint64 all = growth.end - m_base;
    if (all > m_mostRows)
        dropBefore(growth.end - m_mostRows + 1);
    beginInsertRows({}, int(rows()), int(growth.end - m_base - 1));
    m_end = growth.end;
    const bool continues = !growth.tail.empty() && growth.tail.back().seq == growth.end;
    const Records gone = continues ? m_tail.append(growth.tail) : m_tail.clear();
    for (const Record &record : gone) {
        if (m_pages.isHeld(PageCache::firstOf(record.seq)))
            m_pages.keep(record);
    }
    for (const Record &record : growth.tail)
        mark(record);
    endInsertRows();
    Q_EMIT grown(growth);
}

void RecordListModel::startAnew()
{
    beginResetModel();
    m_reading = async::Scope();
    m_end = m_base = 0;
    m_tail.clear();
    m_pages = PageCache();
    m_requests = PageRequests();
    m_marks.clear();
    m_whole = {};
    m_wholeAsked = 0;
    endResetModel();
}

void RecordListModel::askNext()
{
    while (const auto first = m_source ? m_requests.next() : std::nullopt) {
        m_requests.begun(*first);
        ++m_pagesAsked;
        m_reading.spawn(readPage({*first, std::min(m_end, *first + PageCache::pageSize - 1)}));
    }
}

async::Task<void> RecordListModel::readPage(SeqRange page)
{
    const Result<Records> records = co_await m_source->page(page);
    if (records) {
        m_requests.finished(page.first);
        for (const Record &record : *records)
            mark(record);
        m_pages.put(page.first, page.last, *records);
    } else {
        m_requests.failed(page.first, records.error());
    }
    announce(page);
    askNext();
}

void RecordListModel::announce(SeqRange range)
{
    Q_EMIT recordsArrived(range.first, range.last);
    const int first = rowOfSeq(std::max(range.first, m_base + 1));
    const int last = rowAtOrBefore(range.last);
    if (first >= 0 && last >= first)
        Q_EMIT dataChanged(index(first), index(last));
}

void RecordListModel::mark(const Record &record)
{
    if (record.kind != RecordKind::Notice)
        return;
    const auto type = noticeType(record);
    m_marks.add(record.seq, type && tellsOfALoss(*type) ? MarkBuckets::Gap : MarkBuckets::Note);
}

} // namespace livebelt
