// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/FilteredRecordModel.h"

#include "model/lists/RecordListModel.h"

#include <algorithm>
#include <utility>

namespace livebelt {

namespace {

constexpr size_t mostHoles = 64;
constexpr int mostRowsRead = 1024;

} // namespace

FilteredRecordModel::FilteredRecordModel(RecordListModel &source, QObject *parent)
    : RecordModel(parent), m_source(source), m_end(source.end())
{
    connect(&source, &RecordListModel::grown, this, &FilteredRecordModel::takeGrowth);
    connect(&source, &RecordListModel::recordsArrived, this, &FilteredRecordModel::takeArrived);
    connect(&source, &QAbstractItemModel::modelReset, this, [this] { setFilter(Filter(m_filter)); });
}

void FilteredRecordModel::setFilter(const Filter &filter)
{
    m_search.cancel();
    beginResetModel();
    m_filter = filter;
    m_seqs.clear();
    m_unscanned.clear();
    m_marks.clear();
    m_problem.clear();
    m_end = m_source.end();
    if (!m_filter.isEmpty())
        m_unscanned.addNewest({m_source.first(), m_end});
    endResetModel();
    search();
    Q_EMIT progressed();
}

quint64 FilteredRecordModel::scanned() const
{
    return m_end - m_unscanned.records();
}

int FilteredRecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_seqs.size());
}

const Record *FilteredRecordModel::record(int row) const
{
    const quint64 seq = seqAt(row);
    return seq == 0 ? nullptr : m_source.record(m_source.rowOfSeq(seq));
}

quint64 FilteredRecordModel::seqAt(int row) const
{
    return row < 0 ? 0 : m_seqs.at(quint64(row));
}

int FilteredRecordModel::rowOfSeq(quint64 seq) const
{
    const int row = rowAtOrBefore(seq);
    return seqAt(row) == seq ? row : -1;
}

int FilteredRecordModel::rowAtOrBefore(quint64 seq) const
{
    return int(m_seqs.countThrough(seq)) - 1;
}

QString FilteredRecordModel::missingText(int row) const
{
    return m_source.missingText(m_source.rowOfSeq(seqAt(row)));
}

void FilteredRecordModel::setReading(const QObject *reader, int firstRow, int lastRow)
{
    std::vector<quint64> seqs;
    lastRow = std::min({lastRow, firstRow + mostRowsRead - 1, rowCount() - 1});
    for (int row = std::max(0, firstRow); row <= lastRow; ++row)
        seqs.push_back(seqAt(row));
    m_source.setReadingSeqs(reader, seqs);
}

bool FilteredRecordModel::isExcerpt(int row) const
{
    return m_source.isExcerpt(m_source.rowOfSeq(seqAt(row)));
}

void FilteredRecordModel::requestWhole(int row)
{
    m_source.requestWhole(m_source.rowOfSeq(seqAt(row)));
}

void FilteredRecordModel::takeGrowth(const FeedGrowth &growth)
{
    const quint64 known = std::exchange(m_end, std::max(m_end, growth.end));
    if (m_filter.isEmpty())
        return;
    dropBefore(m_source.first());
    if (growth.end <= known) {
        Q_EMIT progressed();
        return;
    }
    const quint64 tailBegins = growth.tail.empty() ? growth.end + 1 : growth.tail.front().seq;
    // Many holes at once mean that the search is behind: then it takes over all, and the holes grow together.
    const bool behind = m_unscanned.size() >= mostHoles;
    const quint64 matchFrom = behind ? growth.end + 1 : std::max(known + 1, tailBegins);
    m_unscanned.addNewest({known + 1, matchFrom - 1});
    std::vector<quint64> found;
    for (const Record &record : growth.tail) {
        if (record.seq >= matchFrom && m_filter.matches(record, m_source.feedName()))
            found.push_back(record.seq);
    }
    insert(found);
    search();
    Q_EMIT progressed();
}

void FilteredRecordModel::takeArrived(quint64 firstSeq, quint64 lastSeq)
{
    const int first = rowAtOrBefore(firstSeq - 1) + 1;
    const int last = rowAtOrBefore(lastSeq);
    if (last >= first)
        Q_EMIT dataChanged(index(first), index(last));
}

void FilteredRecordModel::search()
{
    if (m_search.isDone() && !m_unscanned.isEmpty() && m_source.source())
        m_search = m_searching.spawn(searchAll());
}

async::Task<void> FilteredRecordModel::searchAll()
{
    try {
        while (!m_unscanned.isEmpty()) {
            const SeqRange range = m_unscanned.newest();
            auto found = m_source.source()->matches(m_filter, range, SearchOrder::NewestFirst);
            while (const auto matches = co_await found.next())
                take(*matches);
            m_unscanned.remove(range); // what the source has not got
        }
    } catch (const std::exception &failure) {
        m_problem = QString::fromUtf8(failure.what());
        m_unscanned.clear();
    }
    const auto over = std::exchange(m_search, {}); // this task, for who asks now
    Q_EMIT progressed();
}

void FilteredRecordModel::take(const Matches &matches)
{
    std::vector<quint64> seqs;
    const quint64 first = std::max(matches.scanned.first, m_source.first()); // older ones may have gone meanwhile
    for (const quint64 seq : matches.seqs) {
        if (seq >= first)
            seqs.push_back(seq);
    }
    m_unscanned.remove(matches.scanned);
    insert(seqs);
    Q_EMIT progressed();
}

void FilteredRecordModel::insert(const std::vector<quint64> &seqs)
{
    if (seqs.empty())
        return;
    const int row = rowAtOrBefore(seqs.front()) + 1;
    beginInsertRows({}, row, row + int(seqs.size()) - 1);
    m_seqs.add(seqs);
    for (const quint64 seq : seqs)
        m_marks.add(seq, MarkBuckets::Match);
    endInsertRows();
}

/// The source has not got them any more.
void FilteredRecordModel::dropBefore(quint64 seq)
{
    m_unscanned.dropBefore(seq);
    const int gone = rowAtOrBefore(seq - 1) + 1;
    if (gone == 0)
        return;
    beginRemoveRows({}, 0, gone - 1);
    m_seqs.dropBefore(seq);
    endRemoveRows();
}

async::Task<std::optional<quint64>> FilteredRecordModel::nextMatch(quint64 seq, bool isNewer)
{
    const int row = isNewer ? rowAtOrBefore(seq) + 1 : rowAtOrBefore(seq - 1);
    const quint64 known = seqAt(row); // 0: none
    const SeqRange between =
        isNewer ? SeqRange{seq + 1, known != 0 ? known - 1 : m_end} : SeqRange{known + 1, std::min(seq - 1, m_end)};
    const SeqRange unscanned = m_unscanned.part(between);
    if (!unscanned.isEmpty() && m_source.source()) {
        const auto order = isNewer ? SearchOrder::OldestFirst : SearchOrder::NewestFirst;
        auto found = m_source.source()->matches(m_filter, unscanned, order);
        while (const auto matches = co_await found.next()) {
            const auto &seqs = matches->seqs;
            if (!seqs.empty())
                co_return isNewer ? seqs.front() : seqs.back();
        }
    }
    if (known == 0)
        co_return std::nullopt;
    co_return known;
}

} // namespace livebelt
