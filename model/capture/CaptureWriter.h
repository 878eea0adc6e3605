// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capture/CaptureLock.h"
#include "model/capture/FeedTable.h"
#include "model/capture/RecordRows.h"
#include "model/capture/ResumeTable.h"
#include "model/capture/Sqlite.h"
#include "model/records/Record.h"
#include "model/records/Result.h"

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>

namespace livebelt {

struct CaptureOptions
{
    enum class Synchronous {
        Full,  ///< a commit survives a power cut
        Normal ///< only a checkpoint does: durable() lags behind
    };
    Synchronous synchronous = Synchronous::Full;
};

/// What a feed brings along from captures before: it goes on behind the seq earlier.
struct FeedOrigin
{
    qint64 created = 0; ///< FeedInfo::created; 0: it is new
    quint64 earlier = 0;
    ResumePoints resume;
};

/// What one feed delivered since the last batch.
struct FeedBatch
{
    qint64 feed = 0;      ///< from addFeed()
    Records records;      ///< in order, Notices in their places; append() numbers them
    quint64 received = 0; ///< items that came from the source for these records, with those quarantined or dropped
    quint64 firstSeq = 0; ///< they are numbered from here on, which leaves a hole; 0: they go on from those before
};

/// Appends to a capture file (SQLite, WAL): the only one that does, for as long as it lives. One thread, the one it was
/// opened on; blocks for as long as the disk takes. Destruction is close(). Readers may come and go meanwhile.
class CaptureWriter
{
public:
    /// Opens a capture, or makes a new one. Fails when it is no capture, comes from a newer version, may not be
    /// written, or another Livebelt is writing it.
    static Result<std::unique_ptr<CaptureWriter>> open(const QString &path, const CaptureOptions &options = {});
    ~CaptureWriter();
    Q_DISABLE_COPY_MOVE(CaptureWriter)

    QString path() const { return m_path; }
    /// Whether the file has been deleted, moved away or replaced: what is appended goes where nobody finds it.
    bool isAstray() const;

    /// The feed's id. One whose address is there already keeps its id and name and goes on with its numbers; another
    /// one goes on from its origin.
    Result<qint64> addFeed(const QString &name, const QString &address, const QString &kind,
                           const FeedOrigin &origin = {});
    /// FeedInfo::created.
    qint64 created(qint64 feed) const;
    /// What a feed, which has that address, brings along into the next capture.
    Result<FeedOrigin> origin(qint64 feed, const QString &address);
    /// Name and address from now on; the address is no other feed's. Under another address it resumes from nothing.
    Result<void> renameFeed(qint64 feed, const QString &name, const QString &address);
    /// Where the feed of that address continues after what is stored; nothing for one that is not in the capture.
    Result<ResumePoints> resumePoints(const QString &address);

    /// Stores all batches in one transaction, and gives their records their seq. On failure nothing is stored, every
    /// seq is 0 and the batches are as they were: try again later (a full disk may have space then). One record may
    /// hold up to 1 GB.
    Result<void> append(std::span<FeedBatch> batches);

    /// The newest seq stored; 0 where there is none.
    quint64 end(qint64 feed) const;
    /// Everything up to this seq survives a power cut. Moves only after the commit.
    quint64 durable(qint64 feed) const;
    FeedCounters counters(qint64 feed) const;

    /// The capture grows no further than this many bytes: then append() fails as on a full disk. 0: as the disk allows.
    void limitSize(qint64 bytes);

    /// Moves what is in the -wal file into the capture proper. Otherwise done when the -wal file has grown to 16 MB.
    Result<void> checkpoint();
    /// Checkpoints and lets go of the file; nothing can be appended afterwards.
    Result<void> close();

private:
    explicit CaptureWriter(QString path, CaptureLock lock);
    Result<void> start(const CaptureOptions &options);
    int prepare(int version);
    int store(std::span<FeedBatch> batches, std::unordered_map<qint64, FeedBooks> &feeds);
    int checkpoint(int mode);
    void rollBack();
    Failure failure(int code) const;

    QString m_path;
    std::optional<CaptureLock> m_lock; ///< before the connection: let go of after it
    SqliteConnection m_database;
    Statement m_begin, m_commit;
    RecordInsert m_insert;
    FeedTable m_table;
    ResumeTable m_resume;
    std::unordered_map<qint64, FeedBooks> m_feeds;
    int m_walPages = 0;
    int m_walPagesSeen = 0; ///< at the last checkpoint
    bool m_full = true;
};

} // namespace livebelt
