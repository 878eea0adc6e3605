// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/lists/FilteredRecordModel.h"
#include "model/lists/MergedRows.h"
#include "model/lists/RecordListModel.h"

#include <deque>
#include <memory>

namespace livebelt {

/// Which time a merged list goes by: of the arrival here, or that which the source says.
enum class MergedOrder { Arrival, Source };

/// So many rows of a merged list are fetched at a time.
inline constexpr int mergedAtOnce = 256;

/// One feed of a merged list: how far it has been taken in, towards older and towards newer records. UI thread only.
/// The list must outlive it.
class MergedPart
{
public:
    MergedPart(RecordListModel &list, int number, const Filter &filter, MergedOrder order);

    /// For connections that are to end with it.
    QObject *context() { return &m_context; }
    RecordListModel &list() const { return m_list; }
    FilteredRecordModel *filtered() const { return m_filtered.get(); }
    /// What is to be shown of it.
    RecordModel &shown() const;

    /// Begins anew at the end.
    void restart();
    /// It shows these rows now as well. Those among what has been taken are due; those behind it are so where isLive,
    /// else readNewer() gets to them. False: they are too many, and it is better to begin anew.
    bool noteInserted(int firstRow, int lastRow, bool isLive);
    bool hasDue() const { return !m_due.empty(); }
    /// At most a page of them, in the order of time.
    async::Task<std::vector<MergedRow>> takeDue();

    bool hasOlder() const { return !m_ready.empty() || m_isReadingOlder || hasMore(); }
    /// There is an older one, and it has to be read first.
    bool mustRead() const { return m_ready.empty() && hasMore(); }
    async::Task<void> readOlder();
    /// The next older one, where it has been read.
    const MergedRow *next() const { return m_ready.empty() ? nullptr : &m_ready.front(); }
    MergedRow takeNext();
    /// What is older than this one, or is it, has not been taken.
    void giveBack(quint64 seq);

    /// Begins anew in the middle: where its first record of that time or later is.
    async::Task<void> seek(qint64 time);
    bool hasNewer() const { return !m_readyNewer.empty() || hasMoreNewer(); }
    bool mustReadNewer() const { return m_readyNewer.empty() && hasMoreNewer(); }
    async::Task<void> readNewer();
    const MergedRow *nextNewer() const { return m_readyNewer.empty() ? nullptr : &m_readyNewer.front(); }
    MergedRow takeNewer();

private:
    bool hasMore() const;
    bool hasMoreNewer() const;
    async::Task<std::vector<MergedRow>> read(std::vector<quint64> seqs) const;
    MergedRow rowOf(const Record &record) const;

    QObject m_context;
    RecordListModel &m_list;
    std::unique_ptr<FilteredRecordModel> m_filtered;
    int m_number;
    MergedOrder m_order;
    quint64 m_oldest = 1; ///< older ones have not been read
    bool m_isReadingOlder = false;
    quint64 m_newest = 0;               ///< nor have newer ones, but for those that are due
    std::deque<quint64> m_due;          ///< ascending runs
    std::deque<MergedRow> m_ready;      ///< the newest first
    std::deque<MergedRow> m_readyNewer; ///< the oldest first
};

} // namespace livebelt
