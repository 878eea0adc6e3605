// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Exporter.h"

#include "app/capture/CaptureFiles.h"
#include "app/history/ExportOutput.h"
#include "app/history/ExportPlan.h"
#include "app/history/History.h"
#include "app/history/MarkedFilter.h"
#include "model/capture/RecordCursor.h"
#include "model/filter/FilterAdvice.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;
constexpr int reportMilliseconds = 100;
constexpr quint64 rangeSize = 20'000; ///< progress is told at least after so many records

class Meter
{
public:
    explicit Meter(const Exporter::Report &report) : m_report(report) { m_watch.start(); }
    void tick(Exporter::Progress &progress, bool last = false)
    {
        const qint64 now = m_watch.elapsed();
        if (!last && now - m_reported < reportMilliseconds)
            return;
        m_reported = now;
        const double seconds = double(std::max<qint64>(now, 1)) / 1000;
        progress.rate = double(progress.scanned) / seconds;
        progress.secondsLeft = progress.rate > 0 ? double(progress.total - progress.scanned) / progress.rate : 0;
        if (m_report)
            m_report(progress);
    }

private:
    const Exporter::Report &m_report;
    QElapsedTimer m_watch;
    qint64 m_reported = 0;
};

using Range = RecordCursor::Range;

Result<Exporter::Outcome> copy(RecordPages &reader, const Range &range, const QByteArray &feed, const Filter &filter,
                               RecordWriter &writer, ExportOutput &output, Exporter::Progress &progress,
                               const std::atomic<bool> &cancel)
{
    TextBuilder buffer;
    RecordCursor cursor(reader, range, filter, &cancel);
    while (const Record *record = cursor.next()) {
        const auto before = buffer.size();
        writer.write(buffer, feed, *record);
        progress.written += !writer.leavesSomeOut() || buffer.size() > before;
        if (buffer.size() < flushBytes)
            continue;
        if (const auto written = output.write(buffer); !written)
            return Failure{written.error()};
        if (!writer.problem().isEmpty())
            break;
    }
    if (!writer.problem().isEmpty())
        return Failure{writer.problem()};
    progress.unread += cursor.unread();
    if (!cursor.whyUnread().isEmpty())
        progress.whyUnread = cursor.whyUnread();
    if (cursor.state() == RecordCursor::State::Failed)
        return Failure{cursor.error()};
    if (cursor.state() == RecordCursor::State::Aborted)
        return Exporter::Outcome::Cancelled;
    if (const auto written = output.write(buffer); !written)
        return Failure{written.error()};
    progress.bytes = output.bytes() + writer.waiting();
    return Exporter::Outcome::Finished;
}

/// Where it is to go, unless that would destroy a capture.
Result<OutputPlace> placeFor(const Exporter::Job &job)
{
    auto place = job.to == "-"_L1 ? Result(OutputPlace::standardOutput()) : OutputPlace::find(job.to);
    if (!place)
        return place;
    const QString name = job.to == "-"_L1 ? u"The standard output"_s : job.to;
    if (isPartOf(*place, job.capture))
        return Failure{u"%1 is the capture itself, or a part of it: choose another file to export to"_s.arg(name)};
    if (isPartOfACapture(*place))
        return Failure{u"%1 is a capture, or a part of one: choose another file to export to"_s.arg(name)};
    return place;
}

Result<Exporter::Outcome> copyAll(RecordPages &reader, const QList<FeedInfo> &feeds, const Exporter::Job &job,
                                  const Filter &filter, RecordWriter &writer, ExportOutput &output,
                                  const Exporter::Report &report, const std::atomic<bool> &cancel)
{
    using Outcome = Exporter::Outcome;
    Exporter::Progress progress;
    for (const FeedInfo &feed : feeds) {
        const auto [first, last] = rangeOf(feed, job);
        progress.total += last >= first ? last - first + 1 : 0;
        progress.captured.add(feed.counters);
    }
    Meter meter(report);
    TextBuilder header;
    writer.begin(header);
    if (const auto written = output.write(header); !written)
        return Failure{written.error()};
    for (const FeedInfo &feed : feeds) {
        const auto [begin, last] = rangeOf(feed, job);
        const quint64 before = progress.scanned;
        const auto asked = withMarksOf(feed, job.capture, filter);
        if (!asked)
            return Failure{asked.error()};
        for (quint64 first = begin; first <= last; first += rangeSize) {
            Range range{feed.id, first, std::min(last, first + rangeSize - 1)};
            range.goesOn = true;
            const auto copied = copy(reader, range, feed.name.toUtf8(), *asked, writer, output, progress, cancel);
            if (!copied || *copied != Outcome::Finished)
                return copied;
            progress.scanned = before + range.lastSeq - begin + 1;
            meter.tick(progress);
        }
    }
    if (const auto finished = output.finish(writer); !finished)
        return cancel ? Result(Outcome::Cancelled) : Failure{finished.error()};
    progress.bytes = output.bytes();
    meter.tick(progress, true);
    return Outcome::Finished;
}

/// The folder of a file that is made, which has the room for all of it: a database is made there first.
QString scratchFor(const OutputPlace &place)
{
    const bool isFile = place.kind == OutputPlace::Kind::File || place.kind == OutputPlace::Kind::Nothing;
    const QFileInfo folder(QFileInfo(QFile::decodeName(place.path)).path());
    return isFile && folder.isWritable() ? folder.filePath() : QString();
}

} // namespace

Result<Exporter::Outcome> Exporter::run(const Job &job, const Report &report, const std::atomic<bool> &cancel)
{
    const auto filter = Filter::parse(job.filter);
    if (!filter)
        return Failure{filter.error()};
    const auto reader = History::open(job.capture);
    if (!reader)
        return Failure{reader.error()};
    const auto feeds = chosenFeeds(**reader, job);
    if (!feeds)
        return Failure{feeds.error()};
    const auto place = placeFor(job);
    if (!place)
        return Failure{place.error()};
    const auto columns = columnsFor(**reader, *feeds, job, *filter, cancel);
    if (!columns)
        return Failure{columns.error()};
    if (!*columns)
        return Outcome::Cancelled;
    const auto writer = makeExportWriter(job.format, {.withFeeds = feeds->size() > 1,
                                                      .cells = job.cells,
                                                      .columns = **columns,
                                                      .times = job.times,
                                                      .scratch = scratchFor(*place)});
    if (!writer)
        return Failure{writer.error()};
    const bool isStandardOutput = job.to == "-"_L1;
    ExportOutput output(*place, isStandardOutput ? u"The standard output"_s : job.to, job.compression, cancel);
    const auto opened = output.open(exportFormat(job.format)->has(ExportFormat::Binary));
    const auto outcome = opened ? copyAll(**reader, *feeds, job, *filter, **writer, output, report, cancel)
                                : Result<Outcome>(Failure{opened.error()});
    if (!outcome && output.isCancelled())
        return Outcome::Cancelled;
    if (!outcome && isStandardOutput && output.isUnread())
        return Outcome::Unread;
    return outcome;
}

QStringList Exporter::advice(const Job &job)
{
    constexpr quint64 newest = 500;
    const auto reader = History::open(job.capture);
    const auto feeds = reader ? chosenFeeds(**reader, job) : Result<QList<FeedInfo>>(Failure{reader.error()});
    if (!feeds)
        return {};
    FilterCatalog catalog;
    for (const FeedInfo &feed : *feeds) {
        const auto [first, last] = rangeOf(feed, job);
        Records records;
        const quint64 from = std::max(first, last > newest ? last - newest + 1 : 1);
        if (last < from || !(*reader)->page(feed.id, from, qsizetype(last - from + 1), records))
            continue;
        for (const Record &record : records)
            catalog.add(record);
    }
    QStringList sentences;
    const auto remarks = adviceOn(Filter::read(job.filter), catalog);
    for (const FilterRemark &remark : remarks)
        sentences.append(pointedOut(remark, job.filter));
    return sentences;
}

} // namespace livebelt
