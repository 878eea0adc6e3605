// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lists/MergedRecordModel.h"

#include <algorithm>

namespace livebelt {

namespace {
constexpr int mostRowsRead = 1024;
} // namespace

MergedRecordModel::MergedRecordModel(QObject *parent, int mostRows) : RecordModel(parent), m_mostRows(mostRows) {}

MergedRecordModel::~MergedRecordModel() = default;

void MergedRecordModel::setLists(const std::vector<RecordListModel *> &lists)
{
    if (lists == m_lists)
        return;
    for (RecordListModel *list : m_lists)
        disconnect(list, &QObject::destroyed, this, nullptr);
    m_lists = lists;
    for (RecordListModel *list : m_lists) {
        connect(list, &QObject::destroyed, this, [this, list] {
            std::vector<RecordListModel *> left = m_lists;
            std::erase(left, list);
            setLists(left);
        });
    }
    restart();
}

void MergedRecordModel::setFilter(const Filter &filter)
{
    m_filter = filter;
    restart();
}

void MergedRecordModel::setOrder(MergedOrder order)
{
    if (std::exchange(m_order, order) != order)
        restart();
}

void MergedRecordModel::restart()
{
    clear();
    m_parts.clear();
    for (RecordListModel *list : m_lists) {
        m_parts.push_back(std::make_unique<MergedPart>(*list, int(m_parts.size()), m_filter, m_order));
        watch(*m_parts.back());
    }
    work();
}

/// From the newest records on.
void MergedRecordModel::rewind()
{
    clear();
    for (const auto &part : m_parts)
        part->restart();
    work();
}

void MergedRecordModel::clear()
{
    m_filling.cancel();
    m_isFilling = false;
    m_wanted = mergedAtOnce;
    m_wantedNewer = 0;
    m_isLive = true;
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void MergedRecordModel::watch(MergedPart &part)
{
    const int number = int(m_parts.size()) - 1;
    QObject *context = part.context();
    connect(&part.shown(), &QAbstractItemModel::rowsInserted, context,
            [this, &part](const QModelIndex &, int first, int last) { takeInserted(part, first, last); });
    connect(&part.shown(), &QAbstractItemModel::rowsRemoved, context, [this, &part] { dropGone(part); });
    connect(&part.list(), &RecordListModel::recordsArrived, context,
            [this, number](quint64 first, quint64 last) { takeArrived(number, first, last); });
    if (const FilteredRecordModel *filtered = part.filtered())
        connect(filtered, &FilteredRecordModel::progressed, context, [this] { work(); });
    connect(&part.list(), &QAbstractItemModel::modelReset, context, [this] { rewind(); });
}

void MergedRecordModel::takeInserted(MergedPart &part, int first, int last)
{
    if (part.noteInserted(first, last, m_isLive))
        work();
    else
        rewind();
}

/// The feed has not got its oldest records any more.
void MergedRecordModel::dropGone(MergedPart &part)
{
    const int number =
        int(std::find_if(m_parts.begin(), m_parts.end(), [&](const auto &p) { return p.get() == &part; }) -
            m_parts.begin());
    for (int row = m_rows.size() - 1; row >= 0; --row) {
        const auto isGone = [&](int at) {
            return at >= 0 && m_rows.at(at).part == number && m_rows.at(at).seq < part.list().first();
        };
        const int last = row;
        while (isGone(row))
            --row;
        if (row < last) {
            beginRemoveRows({}, row + 1, last);
            m_rows.remove(row + 1, last);
            endRemoveRows();
        }
    }
}

void MergedRecordModel::takeArrived(int part, quint64 firstSeq, quint64 lastSeq)
{
    for (int row = std::max(0, m_readFirst); row <= std::min(m_readLast, m_rows.size() - 1); ++row) {
        const MergedRow &at = m_rows.at(row);
        if (at.part == part && at.seq >= firstSeq && at.seq <= lastSeq)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

bool MergedRecordModel::hasOlder() const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [](const auto &part) { return part->hasOlder(); });
}

quint64 MergedRecordModel::matches() const
{
    quint64 sum = 0;
    for (const auto &part : m_parts)
        sum += quint64(part->shown().rowCount());
    return sum;
}

quint64 MergedRecordModel::total() const
{
    quint64 sum = 0;
    for (const auto &part : m_parts)
        sum += quint64(part->list().rowCount());
    return sum;
}

quint64 MergedRecordModel::scanned() const
{
    quint64 left = 0;
    for (const auto &part : m_parts) {
        if (part->filtered())
            left += part->list().end() - std::min(part->list().end(), part->filtered()->scanned());
    }
    return total() - std::min(total(), left);
}

bool MergedRecordModel::isSearching() const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [](const auto &part) { return part->filtered() && part->filtered()->isSearching(); });
}

QString MergedRecordModel::problem() const
{
    for (const auto &part : m_parts) {
        if (part->filtered() && !part->filtered()->problem().isEmpty())
            return part->filtered()->problem();
    }
    return {};
}

const MergedRow *MergedRecordModel::at(int row) const
{
    return row < 0 || row >= m_rows.size() ? nullptr : &m_rows.at(row);
}

MergedRecordModel::Origin MergedRecordModel::originAt(int row) const
{
    const MergedRow *found = at(row);
    return found ? Origin{m_parts[size_t(found->part)]->list().feed(), found->seq} : Origin();
}

QString MergedRecordModel::originName(int row) const
{
    const MergedRow *found = at(row);
    return found ? QString::fromUtf8(m_parts[size_t(found->part)]->list().feedName()) : QString();
}

int MergedRecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.size();
}

const Record *MergedRecordModel::record(int row) const
{
    const MergedRow *found = at(row);
    if (!found)
        return nullptr;
    const RecordListModel &list = m_parts[size_t(found->part)]->list();
    return list.record(list.rowOfSeq(found->seq));
}

quint64 MergedRecordModel::seqAt(int row) const
{
    const MergedRow *found = at(row);
    return found ? found->label : 0;
}

int MergedRecordModel::rowOfSeq(quint64 seq) const
{
    const int row = rowAtOrBefore(seq);
    return seqAt(row) == seq ? row : -1;
}

QString MergedRecordModel::missingText(int row) const
{
    const MergedRow *found = at(row);
    if (!found)
        return {};
    const RecordListModel &list = m_parts[size_t(found->part)]->list();
    return list.missingText(list.rowOfSeq(found->seq));
}

void MergedRecordModel::setReading(const QObject *reader, int firstRow, int lastRow)
{
    m_readFirst = std::max(0, firstRow);
    m_readLast = std::min({lastRow, firstRow + mostRowsRead - 1, m_rows.size() - 1});
    std::vector<std::vector<quint64>> seqs(m_parts.size());
    for (int row = m_readFirst; row <= m_readLast; ++row)
        seqs[size_t(m_rows.at(row).part)].push_back(m_rows.at(row).seq);
    for (size_t i = 0; i < m_parts.size(); ++i) {
        std::sort(seqs[i].begin(), seqs[i].end());
        m_parts[i]->list().setReadingSeqs(reader, seqs[i]);
    }
}

bool MergedRecordModel::isExcerpt(int row) const
{
    const MergedRow *found = at(row);
    if (!found)
        return false;
    const RecordListModel &list = m_parts[size_t(found->part)]->list();
    return list.isExcerpt(list.rowOfSeq(found->seq));
}

void MergedRecordModel::requestWhole(int row)
{
    if (const MergedRow *found = at(row)) {
        RecordListModel &list = m_parts[size_t(found->part)]->list();
        list.requestWhole(list.rowOfSeq(found->seq));
    }
}

} // namespace livebelt
