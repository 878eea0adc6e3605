// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/HistoryLimits.h"
#include "model/capture/CaptureWriter.h"
#include "model/records/Result.h"

#include <functional>
#include <memory>
#include <span>

namespace livebelt {

/// Where the recorder puts what the feeds deliver. Made, used and destroyed on the writer thread.
class RecordSink
{
public:
    RecordSink() = default;
    virtual ~RecordSink() = default;
    Q_DISABLE_COPY_MOVE(RecordSink)

    /// The number under which the feed's batches come.
    virtual Result<qint64> addFeed(const QString &name, const QString &address, const QString &kind) = 0;
    virtual Result<void> renameFeed(qint64 feed, const QString &name, const QString &address) = 0;
    /// Where the feed of that address continues after what has been kept; nothing where nothing is.
    virtual Result<ResumePoints> resumePoints(const QString &address);
    /// Takes all batches and numbers their records, or leaves all as they are and says why.
    virtual Result<void> append(std::span<FeedBatch> batches) = 0;
    /// The newest seq that survives a power cut; where nothing is kept, the newest.
    virtual quint64 durable(qint64 feed) const = 0;
    /// The feed's number in the capture; 0 while there is none.
    virtual qint64 numberInCapture(qint64 feed) const { return feed; }
    /// The capture that is written; empty where none is.
    virtual QString path() const { return {}; }
    /// Why what it has taken is not durable yet, as a sentence; empty where it is.
    virtual QString problem() const { return {}; }
    /// Called every second: looks after what has gone wrong.
    virtual void keepUp() {}
    /// Of the row of captures that is written, if one is.
    virtual HistoryState history() const { return {}; }
    virtual void setLimits(const HistoryLimits &) {}
    virtual Result<void> close() = 0;
};

using SinkFactory = std::function<Result<std::unique_ptr<RecordSink>>()>;

/// A capture file.
SinkFactory captureSink(const QString &path);
/// Nothing is kept: the records are only numbered, for what is watched and not recorded.
SinkFactory numberingSink();

} // namespace livebelt
