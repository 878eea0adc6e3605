// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/LiveExport.h"

#include "app/history/ExportPlan.h"
#include "model/capture/RecordCursor.h"

namespace livebelt {

LiveExport::LiveExport(Exporter::Job job, LiveFiles::Plan plan, const std::atomic<bool> &cancel)
    : m_job(std::move(job)), m_cancel(cancel), m_files(std::move(plan), cancel)
{
}

Result<FeedInfo> LiveExport::feed()
{
    const auto feeds = chosenFeeds(*m_history, m_job);
    return feeds ? Result<FeedInfo>(feeds->constFirst()) : Failure{feeds.error()};
}

Result<void> LiveExport::open()
{
    const auto filter = Filter::parse(m_job.filter);
    if (!filter)
        return Failure{filter.error()};
    m_filter = *filter;
    auto history = History::open(m_job.capture);
    if (!history)
        return Failure{history.error()};
    m_history = *std::move(history);
    const auto known = feed();
    if (!known)
        return Failure{known.error()};
    m_first = m_next = known->count + 1;
    return m_files.open();
}

Result<void> LiveExport::follow()
{
    const auto now = feed();
    if (!now)
        return Failure{now.error()};
    if (now->count >= m_next) {
        RecordCursor::Range range{now->id, m_next, now->count};
        range.goesOn = true;
        RecordCursor cursor(*m_history, range, m_filter, &m_cancel);
        const QByteArray name = now->name.toUtf8();
        while (const Record *record = cursor.next()) {
            if (const auto written = m_files.write(name, *record); !written)
                return written;
        }
        if (cursor.state() == RecordCursor::State::Failed)
            return Failure{cursor.error()};
        m_unread += cursor.unread();
        m_whyUnread = cursor.unread() > 0 ? cursor.whyUnread() : m_whyUnread;
        m_next = now->count + 1;
    }
    return m_files.flush();
}

Exporter::Progress LiveExport::progress() const
{
    Exporter::Progress progress;
    progress.written = m_files.records();
    progress.scanned = m_next - m_first;
    progress.bytes = m_files.bytes();
    progress.unread = m_unread;
    progress.whyUnread = m_whyUnread;
    return progress;
}

} // namespace livebelt
