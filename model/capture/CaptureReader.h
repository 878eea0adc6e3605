// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/BlockTable.h"
#include "model/capture/FeedInfo.h"
#include "model/capture/Sqlite.h"
#include "model/records/Record.h"
#include "model/records/Result.h"

#include <QList>
#include <functional>
#include <memory>

namespace livebelt {

/// Reads a capture, also while it is being written to by this or another process. One thread each; as many readers as
/// one likes. Every call sees what was committed when it was made, and holds nothing afterwards that a writer could
/// wait for.
class CaptureReader
{
public:
    /// Fails when there is no such file, it is no capture, comes from a newer version or is damaged.
    static Result<std::unique_ptr<CaptureReader>> open(const QString &path);
    ~CaptureReader();
    Q_DISABLE_COPY_MOVE(CaptureReader)

    QString path() const { return m_path; }

    /// In the order in which they were added.
    Result<QList<FeedInfo>> feeds();
    /// The newest seq of a feed; 0 where there is none.
    Result<quint64> end(qint64 feed);

    /// Puts the records from firstSeq on into out (what it held is gone), in order: count of them, or fewer at the end
    /// of the feed, or where they would take more than maxBytes of memory; at least one where there is one.
    Result<void> page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out, qsizetype maxBytes = 64 << 20);

    /// Shows the records from firstSeq to lastSeq to visit, in order, until it says no. What it is shown is there only
    /// while it looks: ownRecord() keeps it. For ranges of some ten thousand: it is one look at the file, and a
    /// writer's checkpoint waits for its end.
    Result<void> scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const std::function<bool(const Record &)> &visit);

    /// The first seq received at or after that time (microseconds since 1970 UTC); end + 1 where all are older.
    /// Where the clock was set back meanwhile, one of the places that fit.
    Result<quint64> seqAtTime(qint64 feed, qint64 micros);

    /// Where a feed ends, at one moment.
    struct End
    {
        quint64 seq = 0;     ///< the newest one; 0 where there is none
        ResumePoints points; ///< where the feed goes on after that: the newest of each key
    };
    Result<End> endWithPoints(qint64 feed);

    /// Whether there is an index, as far as it goes. One that is made later is seen by the next call.
    bool hasIndex();
    /// Whether the block that begins with that record may have something for the filter; nullopt: it is not in the
    /// index.
    std::optional<bool> blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter);
    /// All that the index has of that block; nullopt where it has none, or nothing that can be read.
    std::optional<Block> block(qint64 feed, quint64 firstSeq);

private:
    explicit CaptureReader(QString path) : m_path(std::move(path)) {}
    Result<void> start();
    int openConnection(bool immutable);
    int readPoints(qint64 feed, ResumePoints &points);
    Failure failure(int code) const;
    qint64 rowOf(qint64 feed, quint64 seq);

    QString m_path;
    SqliteConnection m_database;
    Statement m_feeds, m_page, m_end, m_received, m_rowOf, m_inOrder;
    BlockTable m_blocks;
};

} // namespace livebelt
