// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/Exporter.h"

#include "model/capture/CaptureReader.h"
#include "model/capture/RecordCursor.h"
#include "model/formats/RecordWriter.h"
#include "model/records/Sentence.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSaveFile>
#include <cstdio>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;
constexpr int reportMilliseconds = 100;
constexpr quint64 rangeSize = 20'000; ///< progress is told at least after so many records

/// The file, or the standard output.
class Output
{
public:
    Result<void> open(const QString &to)
    {
        m_name = to;
        if (to == "-"_L1) {
            m_name = u"the standard output"_s;
            return m_stdout.open(stdout, QIODevice::WriteOnly) ? Result<void>() : failure(m_stdout);
        }
        m_file.setFileName(to);
        m_device = &m_file;
        return m_file.open(QIODevice::WriteOnly) ? Result<void>() : failure(m_file);
    }
    Result<void> write(TextBuilder &buffer)
    {
        if (m_device->write(buffer.view().data(), buffer.size()) != buffer.size())
            return failure(*m_device);
        m_bytes += buffer.size();
        buffer.clear();
        return {};
    }
    Result<void> commit()
    {
        if (m_device != &m_file)
            return m_stdout.flush() ? Result<void>() : failure(m_stdout);
        return m_file.commit() ? Result<void>() : failure(m_file);
    }
    qint64 bytes() const { return m_bytes; }

private:
    Failure failure(const QIODevice &device) const
    {
        return Failure{u"Cannot write %1: %2 Choose another place, or make room"_s.arg(
            m_name, fullSentence(device.errorString()))};
    }

    QString m_name;
    QSaveFile m_file;
    QFile m_stdout;
    QFileDevice *m_device = &m_stdout;
    qint64 m_bytes = 0;
};

Result<QList<FeedInfo>> chosenFeeds(CaptureReader &reader, const Exporter::Job &job)
{
    const auto all = reader.feeds();
    if (!all)
        return Failure{all.error()};
    QList<FeedInfo> chosen;
    QStringList names;
    for (const FeedInfo &info : *all) {
        names.append(info.name);
        if (job.feed ? info.id == job.feed
                     : job.feeds.isEmpty() || job.feeds.contains(info.name) || job.feeds.contains(info.address))
            chosen.append(info);
    }
    if (chosen.isEmpty() && (job.feed || !job.feeds.isEmpty())) {
        return Failure{u"There is no feed “%1” in %2: it has %3"_s.arg(
            job.feeds.join(u", "_s), job.capture, names.isEmpty() ? u"no feeds"_s : names.join(u", "_s))};
    }
    return chosen;
}

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

Result<Exporter::Outcome> copy(CaptureReader &reader, const Range &range, const QByteArray &feed, const Filter &filter,
                               RecordWriter &writer, Output &output, Exporter::Progress &progress,
                               const std::atomic<bool> &cancel)
{
    TextBuilder buffer;
    RecordCursor cursor(reader, range, filter, &cancel);
    while (const Record *record = cursor.next()) {
        writer.write(buffer, feed, *record);
        ++progress.written;
        if (buffer.size() < flushBytes)
            continue;
        if (const auto written = output.write(buffer); !written)
            return Failure{written.error()};
    }
    if (cursor.state() == RecordCursor::State::Failed)
        return Failure{cursor.error()};
    if (cursor.state() == RecordCursor::State::Aborted)
        return Exporter::Outcome::Cancelled;
    if (const auto written = output.write(buffer); !written)
        return Failure{written.error()};
    progress.bytes = output.bytes();
    return Exporter::Outcome::Finished;
}

} // namespace

Result<Exporter::Outcome> Exporter::run(const Job &job, const Report &report, const std::atomic<bool> &cancel)
{
    const auto filter = Filter::parse(job.filter);
    if (!filter)
        return Failure{filter.error()};
    const auto reader = CaptureReader::open(job.capture);
    if (!reader)
        return Failure{reader.error()};
    const auto feeds = chosenFeeds(**reader, job);
    if (!feeds)
        return Failure{feeds.error()};
    const auto writer = makeRecordWriter(job.format, feeds->size() > 1);
    if (!writer)
        return Failure{writer.error()};
    if (job.to != "-"_L1 && QFileInfo(job.to).canonicalFilePath() == QFileInfo(job.capture).canonicalFilePath())
        return Failure{u"%1 is the capture itself: choose another file to export to"_s.arg(job.to)};
    Output output;
    if (const auto opened = output.open(job.to); !opened)
        return Failure{opened.error()};

    Progress progress;
    for (const FeedInfo &feed : *feeds) {
        const quint64 last = job.lastSeq ? std::min(job.lastSeq, feed.count) : feed.count;
        progress.total += last >= job.firstSeq ? last - job.firstSeq + 1 : 0;
    }
    Meter meter(report);
    TextBuilder header;
    (*writer)->begin(header);
    if (const auto written = output.write(header); !written)
        return Failure{written.error()};
    for (const FeedInfo &feed : *feeds) {
        const quint64 last = job.lastSeq ? std::min(job.lastSeq, feed.count) : feed.count;
        if (last < job.firstSeq)
            continue;
        const quint64 before = progress.scanned;
        for (quint64 first = job.firstSeq; first <= last; first += rangeSize) {
            const Range range{feed.id, first, std::min(last, first + rangeSize - 1)};
            const auto copied = copy(**reader, range, feed.name.toUtf8(), *filter, **writer, output, progress, cancel);
            if (!copied)
                return Failure{copied.error()};
            if (*copied == Outcome::Cancelled)
                return Outcome::Cancelled;
            progress.scanned = before + range.lastSeq - job.firstSeq + 1;
            meter.tick(progress);
        }
    }
    if (const auto committed = output.commit(); !committed)
        return Failure{committed.error()};
    progress.bytes = output.bytes();
    meter.tick(progress, true);
    return Outcome::Finished;
}

} // namespace livebelt
