// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/BlockTable.h"
#include "model/capture/RecordPages.h"
#include "model/capture/RecordScan.h"
#include "model/capture/Sqlite.h"

#include <memory>

namespace livebelt {

/// Reads a capture, also while it is being written to by this or another process. One thread each; as many readers as
/// one likes. Every call sees what was committed when it was made, and holds nothing afterwards that a writer could
/// wait for.
class CaptureReader final : public RecordPages
{
public:
    enum class Use {
        Shared,
        Still ///< nobody writes it, nor begins to for as long as this lives: it leaves no trace beside the file
    };
    /// Fails when there is no such file, it is no capture, comes from a newer version or is damaged.
    static Result<std::unique_ptr<CaptureReader>> open(const QString &path, Use use = Use::Shared);
    ~CaptureReader() override;

    QString path() const { return m_path; }
    RecordTable table() const { return m_table; }

    Result<QList<FeedInfo>> feeds() override;
    /// The newest seq of a feed that is here; 0 where there is none.
    Result<quint64> end(qint64 feed);
    Result<void> page(qint64 feed, quint64 firstSeq, qsizetype count, Records &out,
                      qsizetype maxBytes = 64 << 20) override;
    Result<void> scan(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      const std::function<bool(const Record &)> &visit) override;
    Result<void> find(qint64 feed, quint64 firstSeq, quint64 lastSeq, const RecordQuestion &question,
                      std::vector<quint64> &seqs) override;
    Result<quint64> seqAtTime(qint64 feed, qint64 micros) override;

    /// Where a feed ends, at one moment.
    struct End
    {
        quint64 seq = 0;     ///< the newest one; 0 where there is none
        ResumePoints points; ///< where the feed goes on after that: the newest of each key
    };
    Result<End> endWithPoints(qint64 feed);

    Result<void> blocks(qint64 feed, quint64 firstSeq, quint64 lastSeq, BlockRange times,
                        const std::function<void(const BlockRow &)> &visit) override;

    /// Whether there is an index, as far as it goes. One that is made later is seen by the next call.
    bool hasIndex() override;
    /// Whether the block that begins with that record may have something for the filter; nullopt: it is not in the
    /// index.
    std::optional<bool> blockMayMatch(qint64 feed, quint64 firstSeq, const BlockFilter &filter) override;
    /// All that the index has of that block; nullopt where it has none, or nothing that can be read.
    std::optional<Block> block(qint64 feed, quint64 firstSeq);

private:
    explicit CaptureReader(QString path);
    Result<void> start(Use use);
    int openConnection(bool immutable);
    int readPoints(qint64 feed, ResumePoints &points);
    Result<std::pair<quint64, quint64>> ends(qint64 feed); ///< the oldest and the newest seq; 0 where there is none
    bool arePlausible(qint64 first, qint64 last);
    Failure failure(int code) const;

    QString m_path;
    RecordTable m_table;
    std::unique_ptr<RecordScan> m_scan; ///< before the connection, which refers to it
    SqliteConnection m_database;
    Statement m_feeds, m_page, m_ends, m_received;
    BlockTable m_blocks;
};

} // namespace livebelt
