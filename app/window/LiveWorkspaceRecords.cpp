// SPDX-License-Identifier: GPL-3.0-or-later
// What LiveWorkspace shows of records, and does with them: lists, captures, the history, exports and readings again.
#include "app/window/LiveWorkspace.h"

#include "app/window/Rereads.h"
#include "app/window/StatusOf.h"
#include "model/lists/RecordListModel.h"

#include <QFileInfo>
#include <stdexcept>

namespace livebelt {

RecordListModel *LiveWorkspace::records(qint64 feed)
{
    const Entry *entry = find(feed);
    return entry ? entry->records : nullptr;
}

LatestValues *LiveWorkspace::latest(qint64 feed)
{
    const Entry *entry = find(feed);
    if (!entry)
        return nullptr;
    LatestValues &values = m_latest.of(feed, entry->status.isLive());
    if (const auto place = placeOf(feed); place.feed != 0)
        m_latest.setHistory(feed, place.capture, place.feed, entry->records->end());
    return &values;
}

RecordMarks *LiveWorkspace::marks(qint64 feed)
{
    if (!find(feed))
        return nullptr;
    m_marks.setPlace(feed, placeOf(feed));
    return &m_marks.of(feed);
}

void LiveWorkspace::showFrame()
{
    for (const FeedGrowth &growth : m_tail.take()) {
        Entry *entry = find(growth.feed);
        if (!entry)
            continue;
        if (growth.isNew)
            entry->records->startAnew();
        if (const qint64 feed = m_engine->progress(int(growth.feed)).captureFeed)
            m_marks.setPlace(growth.feed, entry->source->place = {listedCapture(), feed});
        entry->records->grow(growth);
        entry->status.end = growth.end;
        m_latest.take(growth);
        Q_EMIT grown(growth);
    }
}

/// What is on somebody's screen stays open.
void LiveWorkspace::keepOpen()
{
    std::vector<CaptureReaders::OnScreen> shown;
    for (const auto &[id, entry] : m_entries)
        shown.push_back({entry.source->place, entry.records->seqsRead()});
    m_readers->keepOpen(shown);
}

async::Task<Result<void>> LiveWorkspace::openCapture(QString path)
{
    if (!QFileInfo::exists(path))
        co_return Failure{tr("There is no file %1: check its name").arg(path)};
    const Result<QList<FeedInfo>> feeds = co_await m_readers->feeds(path);
    if (!feeds)
        co_return Failure{feeds.error()};
    showCapture(path, *feeds);
    co_return Result<void>();
}

void LiveWorkspace::showCapture(const QString &path, const QList<FeedInfo> &feeds)
{
    QList<qint64> shown;
    for (const FeedInfo &info : feeds) {
        FeedStatus status = statusOf(info, QFileInfo(path).fileName());
        status.id = --m_lastOpened;
        FeedGrowth growth;
        growth.feed = status.id;
        growth.first = info.first;
        growth.end = info.count;
        insert(std::move(status), {path, info.id}).records->grow(growth);
        shown.append(growth.feed);
    }
    Q_EMIT captureOpened(shown);
}

/// Asks what the history has of the feeds.
void LiveWorkspace::lookBack()
{
    if (!m_history.isEmpty() && m_lookingBack.isDone())
        m_lookingBack = m_tasks.spawn(askHistory());
}

async::Task<void> LiveWorkspace::askHistory()
{
    const Result<QList<FeedInfo>> feeds = co_await m_readers->feeds(m_history);
    if (feeds)
        showHistory(*feeds);
}

void LiveWorkspace::showHistory(const QList<FeedInfo> &feeds)
{
    for (auto &[id, entry] : m_entries) {
        const CapturePlace place = entry.source->place;
        const FeedInfo *found = nullptr;
        for (const FeedInfo &info : feeds) {
            const bool isIt = place.feed != 0 ? info.id == place.feed : info.address == entry.status.address;
            if (isIt && (!found || info.lastTime > found->lastTime))
                found = &info;
        }
        if (!entry.isLive || !found)
            continue;
        m_marks.setPlace(id, entry.source->place = {m_history, found->id});
        m_latest.setHistory(id, m_history, found->id, found->count);
        FeedGrowth growth;
        growth.feed = id;
        growth.first = found->first == 0 ? found->count + 1 : found->first;
        growth.end = found->count;
        entry.records->grow(growth);
        entry.status.end = std::max(entry.status.end, found->count);
        m_feeds.updateFeed(entry.status);
    }
}

/// Where the lists of live feeds find their records.
QString LiveWorkspace::listedCapture() const
{
    return m_history.isEmpty() ? m_engine->capturePath() : m_history;
}

CapturePlace LiveWorkspace::placeOf(qint64 feed) const
{
    const auto found = m_entries.find(feed);
    if (found == m_entries.end())
        return {};
    CapturePlace place = found->second.source->place;
    const qint64 number = found->second.isLive ? m_engine->progress(int(feed)).captureFeed : 0;
    if (number != 0)
        place.feed = number; // otherwise nothing has come since the start
    return place;
}

QList<FeedParameter> LiveWorkspace::rereadOptions(qint64 feed) const
{
    const auto found = m_entries.find(feed);
    const auto address = FeedAddress::parse(found == m_entries.end() ? QString() : found->second.status.address);
    const auto kind = address ? m_kinds.find(*address) : Result<const FeedKind *>(Failure{address.error()});
    return kind ? Reread::parameters((*kind)->description) : QList<FeedParameter>();
}

async::Task<Result<Records>> LiveWorkspace::previewReread(qint64 feed, QList<FeedAddress::Option> options, int count,
                                                          quint64 firstSeq)
{
    const CapturePlace place = placeOf(feed);
    Result<Reread> reread = co_await rereadOf(&m_kinds, place.capture, place.feed, std::move(options));
    if (!reread)
        co_return Failure{reread.error()};
    Result<Records> records = co_await reread->preview(count, firstSeq);
    co_return records;
}

async::AsyncIterator<RereadingProgress> LiveWorkspace::reread(qint64 feed, QList<FeedAddress::Option> options)
{
    const CapturePlace place = placeOf(feed);
    const Result<Reread> reread = co_await rereadOf(&m_kinds, place.capture, place.feed, std::move(options));
    if (!reread)
        throw std::runtime_error(reread.error().toStdString());
    const QString to = rereadPath(m_history.isEmpty() ? m_capturePath : m_history, place.capture);
    auto steps = reread->write(to);
    while (auto step = co_await steps.next()) {
        const RereadingProgress progress{step->done, step->total};
        co_yield RereadingProgress(progress);
    }
    const Result<void> opened = co_await openCapture(to);
    if (!opened)
        throw std::runtime_error(opened.error().toStdString());
}

Exporter::Job LiveWorkspace::jobOf(const ExportRequest &request) const
{
    Exporter::Job job;
    const CapturePlace place = placeOf(request.feed);
    job.capture = place.capture;
    job.feed = place.feed;
    job.filter = withTimeRange(request.filter, request.since, request.until);
    job.format = request.format;
    job.compression = request.compression;
    job.times = request.times;
    job.cells = request.hasPlainCsv ? CsvCells::Plain : CsvCells::Harmless;
    job.csvFields = request.csvFields;
    job.columns = request.columns;
    job.to = request.path;
    job.firstSeq = request.firstSeq;
    job.lastSeq = request.lastSeq;
    return job;
}

int LiveWorkspace::startExport(const ExportRequest &request)
{
    const Exporter::Job job = jobOf(request);
    if (!request.isLive)
        return m_exports.start(job);
    LiveFiles::Plan plan{job.to, job.format, job.compression};
    plan.options.cells = job.cells;
    plan.options.times = job.times;
    if (const auto columns = csvColumnsNamed(job.columns); columns)
        plan.options.columns = *columns;
    plan.after = request.rotateAfter;
    plan.size = request.rotateSize;
    return m_exports.follow(job, plan);
}

async::Task<Result<ExportEstimate>> LiveWorkspace::estimateExport(ExportRequest request)
{
    return Exports::estimate(jobOf(request));
}

} // namespace livebelt
