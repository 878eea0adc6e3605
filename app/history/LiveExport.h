// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Exporter.h"
#include "app/history/History.h"
#include "app/history/LiveFiles.h"
#include "model/filter/Filter.h"

namespace livebelt {

/// Writes what a feed stores from now on, as it is stored: nothing is left out, however fast it comes. One thread at a
/// time; blocks for as long as the disk takes.
class LiveExport
{
public:
    /// Of the job the feed by its number. cancel, which outlives it, may be set from any thread while it waits for the
    /// reader of a stream.
    LiveExport(Exporter::Job job, LiveFiles::Plan plan, const std::atomic<bool> &cancel);

    /// From what is stored afterwards on.
    Result<void> open();
    /// Writes what has been stored since, and sees to it that others can read it.
    Result<void> follow();
    /// Ends the file.
    Result<void> close() { return m_files.close(); }
    Exporter::Progress progress() const;
    const LiveFiles &files() const { return m_files; }

private:
    Result<FeedInfo> feed();

    const Exporter::Job m_job;
    const std::atomic<bool> &m_cancel;
    LiveFiles m_files;
    Filter m_filter;
    std::unique_ptr<History> m_history;
    quint64 m_first = 1; ///< the seq of the first record
    quint64 m_next = 1;
    quint64 m_unread = 0;
    QString m_whyUnread;
};

} // namespace livebelt
