// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/BlockTable.h"
#include "model/capture/RecordScan.h"
#include "model/index/BlockBuilder.h"
#include "model/records/Result.h"

#include <memory>
#include <unordered_map>

namespace livebelt {

/// Makes the index of a capture, block by block, behind whoever writes it: what is missing is found in the file, read
/// from it and stored in a transaction of its own that syncs nothing. Two of them over one file, or a crash, do no
/// harm. One thread.
class BlockIndexer
{
public:
    /// Opens a capture that is there, for writing. Makes its table where there is none.
    static Result<std::unique_ptr<BlockIndexer>> open(const QString &path);
    ~BlockIndexer();
    Q_DISABLE_COPY_MOVE(BlockIndexer)

    /// Makes a block that is missing: what came lately first, then the older ones, the newest of them first. False:
    /// there is none, as of now. A failure may be over the next time. What is damaged is left out.
    Result<bool> step();
    /// Nobody writes the capture any more: what is in the -wal file is to become part of it.
    void leave();
    /// Whether the file has been deleted, moved away or replaced.
    bool isAstray() const;

private:
    explicit BlockIndexer(QString path);
    Result<void> start();
    /// Of one feed, in numbers of blocks: those from below on, and up to top, are there, or have been given up.
    struct Progress
    {
        quint64 below = 0, top = 0;
    };
    struct Ends
    {
        qint64 feed = 0;
        quint64 last = 0, first = 0;
    };
    int ends(std::vector<Ends> &feeds);
    int goOn(const Ends &ends, Progress &progress, bool &isMade);
    int make(qint64 feed, quint64 firstSeq, bool &isMade);
    Failure failure(int code) const;

    QString m_path;
    RecordScan m_scan; ///< before the connection, which refers to it
    SqliteConnection m_database;
    Statement m_ends;
    BlockTable m_table;
    BlockBuilder m_builder;
    std::unordered_map<qint64, Progress> m_progress;
};

} // namespace livebelt
