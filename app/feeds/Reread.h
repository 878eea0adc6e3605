// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/feeds/FeedKinds.h"
#include "model/capture/FeedInfo.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Task.h>

namespace livebelt {

struct RereadProgress
{
    quint64 done = 0; ///< records and Notices
    quint64 total = 0;
};

/// Reads one feed of a capture again, with other options of its reader (parse=, value=, tz=, ...): what arrived is
/// there, byte for byte. One record becomes one record. What arrived, its number, its time of arrival, what its
/// protocol said of it (topic, event, file, peer) and the Notices stay; time, level, subject, text, value and fields
/// are those that are read now. The capture itself is only read. A value; any thread.
class Reread
{
public:
    using Options = QList<FeedAddress::Option>;

    /// options: names and values in place of those in the feed's address; an empty value takes one away, so that what
    /// is usual counts. Fails with a sentence where an option is wrong or cannot be changed afterwards (frame=), and
    /// for feeds whose records are not read by a reader: chat, rows, readings of this machine.
    static Result<Reread> of(const QString &capture, const FeedInfo &feed, const Options &options,
                             const FeedKinds &kinds);
    /// Which options there are; empty for a kind that cannot be read again. Their fallback is what is usual.
    static QList<FeedParameter> parameters(const FeedDescription &kind);

    /// The feed's address with the new options.
    const FeedAddress &address() const { return m_address; }

    /// The first `count` records from firstSeq on as they would be, Notices left out. Writes nothing. A Failure says
    /// why the capture cannot be read.
    async::Task<Result<Records>> preview(int count, quint64 firstSeq = 1) const;
    /// Writes the feed to a new capture, where nothing may stand yet, and gives its progress about ten times a second
    /// and at the end. The file is there when the iterator has ended: one that is destroyed before, or fails, leaves
    /// nothing. Throws std::runtime_error with a sentence. Reads and writes on a thread of its own.
    async::AsyncIterator<RereadProgress> write(QString to) const;

private:
    Reread() = default;

    QString m_capture;
    FeedInfo m_feed;
    FeedAddress m_before, m_address;
    FeedDescription m_kind;
    std::shared_ptr<LogFormatsOnDemand> m_logFormats;
};

} // namespace livebelt
