// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/FeedInfo.h"
#include "model/capture/RecordQuestion.h"
#include "model/index/BlockFilter.h"
#include "model/records/Record.h"
#include "model/records/Result.h"

#include <QList>
#include <functional>
#include <optional>

namespace livebelt {

/// Records by feed and seq: of one capture, or of a row of them. One thread each.
class RecordPages
{
public:
    RecordPages() = default;
    virtual ~RecordPages() = default;
    Q_DISABLE_COPY_MOVE(RecordPages)

    /// In the order in which they were added.
    virtual Result<QList<FeedInfo>> feeds() = 0;
    /// Puts the records from firstSeq on into out (what it held is gone), in order: count of them, or fewer at the end
    /// of the feed, or where they would take more than maxBytes of memory; at least one where there is one.
    virtual Result<void> page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out,
                              qsizetype maxBytes = 64 << 20) = 0;
    /// Shows those of the records from firstSeq to lastSeq that are wanted to visit, in order, until it says no. What
    /// it is shown is there only while it looks: ownRecord() keeps it. For ranges of some ten thousand: it is one look
    /// at the file, and a writer's checkpoint waits for its end. An abort is a Failure.
    virtual Result<void> scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                              const std::function<bool(const Record &)> &visit) = 0;
    /// Appends their seqs, ascending: the same without making any record.
    virtual Result<void> find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                              std::vector<quint64> &seqs) = 0;
    /// The first seq received at or after that time (microseconds since 1970 UTC); the newest + 1 where all are older.
    /// Where the clock was set back meanwhile, one of the places that fit.
    virtual Result<quint64> seqAtTime(qint64 feed, qint64 micros) = 0;
    /// Whether there is an index, as far as it goes. One that is made later is seen by the next call.
    virtual bool hasIndex() = 0;
    /// What the index has of a block: for those that lie in times altogether or in part, with what SummaryReader reads.
    struct BlockRow
    {
        quint64 firstSeq = 0;
        BlockRange times; ///< of Record::when()
        QByteArrayView summary;
    };
    /// Shows the blocks to visit that lie between these seqs altogether, in order, as far as there is an index; they
    /// are there only while it looks, and it asks nothing of the pages meanwhile.
    virtual Result<void> blocks(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                                const std::function<void(const BlockRow &)> &visit) = 0;
    /// Whether the block that begins with that record may have something for the filter; nullopt: it is not in the
    /// index.
    virtual std::optional<bool> blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter) = 0;
};

} // namespace livebelt
