// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Exporter.h"

#include "app/capture/CaptureFiles.h"
#include "app/capture/OutputFile.h"
#include "app/history/History.h"
#include "model/capture/RecordCursor.h"
#include "model/formats/TerminalText.h"

#include <QElapsedTimer>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;
constexpr int reportMilliseconds = 100;
constexpr quint64 rangeSize = 20'000; ///< progress is told at least after so many records

/// What is exported, on its way: as it is, or harmless where it goes to a terminal.
class Output
{
public:
    Output(const OutputPlace &place, const QString &name, const std::atomic<bool> &cancel) : m_file(place, name, cancel)
    {
    }
    Result<void> open()
    {
        const auto opened = m_file.open();
        m_isTerminal = opened && m_file.isTerminal();
        return opened;
    }
    Result<void> write(TextBuilder &buffer)
    {
        m_bytes += buffer.size();
        TextBuilder shown;
        if (m_isTerminal)
            appendForTerminal(shown, buffer.view());
        const auto written = m_file.write(m_isTerminal ? shown.view() : buffer.view());
        buffer.clear();
        return written;
    }
    Result<void> commit() { return m_file.commit(); }
    const OutputFile &file() const { return m_file; }
    qint64 bytes() const { return m_bytes; }

private:
    OutputFile m_file;
    bool m_isTerminal = false;
    qint64 m_bytes = 0;
};

Result<QList<FeedInfo>> chosenFeeds(RecordPages &reader, const Exporter::Job &job)
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

Result<Exporter::Outcome> copy(RecordPages &reader, const Range &range, const QByteArray &feed, const Filter &filter,
                               RecordWriter &writer, Output &output, Exporter::Progress &progress,
                               const std::atomic<bool> &cancel)
{
    TextBuilder buffer;
    RecordCursor cursor(reader, range, filter, &cancel);
    while (const Record *record = cursor.next()) {
        const auto before = buffer.size();
        writer.write(buffer, feed, *record);
        progress.written += buffer.size() > before; // a Notice is no text
        if (buffer.size() < flushBytes)
            continue;
        if (const auto written = output.write(buffer); !written)
            return Failure{written.error()};
    }
    progress.unread += cursor.unread();
    if (!cursor.whyUnread().isEmpty())
        progress.whyUnread = cursor.whyUnread();
    if (cursor.state() == RecordCursor::State::Failed)
        return Failure{cursor.error()};
    if (cursor.state() == RecordCursor::State::Aborted)
        return Exporter::Outcome::Cancelled;
    if (const auto written = output.write(buffer); !written)
        return Failure{written.error()};
    progress.bytes = output.bytes();
    return Exporter::Outcome::Finished;
}

/// The first and the last record of a feed that are wanted; none where the last is before the first.
std::pair<quint64, quint64> rangeOf(const FeedInfo &feed, const Exporter::Job &job)
{
    if (feed.records() == 0)
        return {1, 0};
    return {std::max(job.firstSeq, feed.first), job.lastSeq ? std::min(job.lastSeq, feed.count) : feed.count};
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

/// The columns of CSV. nullopt: cancelled.
Result<std::optional<CsvColumns>> columnsFor(RecordPages &reader, const QList<FeedInfo> &feeds,
                                             const Exporter::Job &job, const Filter &filter,
                                             const std::atomic<bool> &cancel)
{
    using Columns = std::optional<CsvColumns>;
    if (job.format != "csv"_L1 || job.csvFields == CsvFields::Json)
        return Columns(csvColumnsWithJson());
    if (!job.columns.isEmpty()) {
        auto columns = csvColumnsNamed(job.columns);
        return columns ? Result(Columns(*std::move(columns))) : Failure{columns.error()};
    }
    CsvFieldNames names;
    for (const FeedInfo &feed : feeds) {
        const auto [first, last] = rangeOf(feed, job);
        if (last < first)
            continue;
        Range range{feed.id, first, last};
        range.goesOn = true;
        RecordCursor cursor(reader, range, filter, &cancel);
        const Record *record = nullptr;
        for (size_t i = 0; i < CsvFieldNames::mostRecords && (record = cursor.next()); ++i)
            names.add(*record);
        if (cursor.state() == RecordCursor::State::Failed)
            return Failure{cursor.error()};
        if (cursor.state() == RecordCursor::State::Aborted)
            return Columns();
    }
    return Columns(csvColumnsWith(names.names()));
}

Result<Exporter::Outcome> copyAll(RecordPages &reader, const QList<FeedInfo> &feeds, const Exporter::Job &job,
                                  const Filter &filter, RecordWriter &writer, Output &output,
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
        for (quint64 first = begin; first <= last; first += rangeSize) {
            Range range{feed.id, first, std::min(last, first + rangeSize - 1)};
            range.goesOn = true;
            const auto copied = copy(reader, range, feed.name.toUtf8(), filter, writer, output, progress, cancel);
            if (!copied || *copied != Outcome::Finished)
                return copied;
            progress.scanned = before + range.lastSeq - begin + 1;
            meter.tick(progress);
        }
    }
    if (const auto committed = output.commit(); !committed)
        return Failure{committed.error()};
    progress.bytes = output.bytes();
    meter.tick(progress, true);
    return Outcome::Finished;
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
    const auto writer = makeExportWriter(job.format, job.cells, **columns);
    if (!writer)
        return Failure{writer.error()};
    const bool isStandardOutput = job.to == "-"_L1;
    Output output(*place, isStandardOutput ? u"The standard output"_s : job.to, cancel);
    const auto opened = output.open();
    const auto outcome = opened ? copyAll(**reader, *feeds, job, *filter, **writer, output, report, cancel)
                                : Result<Outcome>(Failure{opened.error()});
    if (!outcome && output.file().isCancelled())
        return Outcome::Cancelled;
    if (!outcome && isStandardOutput && output.file().isUnread())
        return Outcome::Unread;
    return outcome;
}

} // namespace livebelt
