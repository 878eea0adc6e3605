// SPDX-License-Identifier: GPL-3.0-or-later
// How rows come into a MergedRecordModel: from either side of what is there, and between.
#include "model/lists/MergedRecordModel.h"

#include <algorithm>

namespace livebelt {

void MergedRecordModel::work()
{
    if (!m_isFilling)
        m_filling = m_work.spawn(fill());
    Q_EMIT progressed();
}

async::Task<void> MergedRecordModel::fill()
{
    m_isFilling = true;
    bool goesOn = true;
    while (goesOn) {
        goesOn = false;
        for (const auto &part : m_parts) {
            if (part->hasDue()) {
                const std::vector<MergedRow> rows = co_await part->takeDue();
                insert(rows);
                goesOn = true;
            }
            if (part->mustRead()) {
                co_await part->readOlder();
                goesOn = true;
            }
            if (m_wantedNewer > 0 && part->mustReadNewer()) {
                co_await part->readNewer();
                goesOn = true;
            }
        }
        const std::vector<MergedRow> newer = takeNewer();
        insert(newer);
        goesOn = goesOn || !newer.empty();
        const std::vector<MergedRow> older = takeOlder();
        insert(older);
        goesOn = goesOn || !older.empty();
    }
    m_isLive =
        m_isLive || std::none_of(m_parts.begin(), m_parts.end(), [](const auto &part) { return part->hasNewer(); });
    trim();
    m_isFilling = false;
    Q_EMIT progressed();
}

/// As many of those that have been read as are wanted, in order, up to where one feed has to be read on; and all that
/// belong between what is shown.
std::vector<MergedRow> MergedRecordModel::takeOlder()
{
    std::vector<MergedRow> rows;
    while (true) {
        MergedPart *newest = nullptr;
        bool mustRead = false;
        for (const auto &part : m_parts) {
            mustRead = mustRead || part->mustRead();
            if (part->next() && (!newest || *newest->next() < *part->next()))
                newest = part.get();
        }
        const bool isWanted = newest && (m_wanted > 0 || (!m_rows.isEmpty() && m_rows.at(0) < *newest->next()));
        if (mustRead || !isWanted)
            break;
        rows.push_back(newest->takeNext());
        m_wanted = std::max(0, m_wanted - 1);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MergedRecordModel::insert(const std::vector<MergedRow> &rows)
{
    for (const MergedRows::Run &run : m_rows.runs(rows)) {
        const int count = int(run.last - run.first) + 1;
        beginInsertRows({}, run.row, run.row + count - 1);
        const bool hasRoom = m_rows.insert(rows, run);
        if (!hasRoom)
            m_rows.relabel();
        const bool isIn = hasRoom || m_rows.insert(rows, run);
        Q_ASSERT(isIn);
        Q_UNUSED(isIn)
        endInsertRows();
        if (!hasRoom) {
            beginResetModel(); // the labels are others
            endResetModel();
        }
    }
}

void MergedRecordModel::trim()
{
    const int surplus = m_rows.size() - m_mostRows;
    if (surplus <= 0 || m_readFirst < surplus)
        return;
    for (int row = 0; row < surplus; ++row)
        m_parts[size_t(m_rows.at(row).part)]->giveBack(m_rows.at(row).seq);
    beginRemoveRows({}, 0, surplus - 1);
    m_rows.remove(0, surplus - 1);
    endRemoveRows();
}

void MergedRecordModel::fetchOlder()
{
    m_wanted = mergedAtOnce;
    work();
}

void MergedRecordModel::fetchNewer()
{
    if (m_isLive)
        return;
    m_wantedNewer = mergedAtOnce;
    work();
}

std::vector<MergedRow> MergedRecordModel::takeNewer()
{
    std::vector<MergedRow> rows;
    while (m_wantedNewer > 0) {
        MergedPart *oldest = nullptr;
        bool mustRead = false;
        for (const auto &part : m_parts) {
            mustRead = mustRead || part->mustReadNewer();
            if (part->nextNewer() && (!oldest || *part->nextNewer() < *oldest->nextNewer()))
                oldest = part.get();
        }
        if (mustRead || !oldest)
            break;
        rows.push_back(oldest->takeNewer());
        --m_wantedNewer;
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void MergedRecordModel::goTo(qint64 micros)
{
    clear();
    m_isLive = false;
    m_isFilling = true; // not before each part is where it is to be
    m_filling = m_work.spawn(seek(micros));
}

async::Task<void> MergedRecordModel::seek(qint64 micros)
{
    for (const auto &part : m_parts)
        co_await part->seek(micros);
    m_wantedNewer = mergedAtOnce;
    co_await fill();
    int row = 0;
    while (row + 1 < m_rows.size() && m_rows.at(row).time < micros)
        ++row;
    if (row < m_rows.size())
        Q_EMIT reached(m_rows.at(row).label);
}

} // namespace livebelt
