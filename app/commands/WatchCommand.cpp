// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LimitSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"
#include "app/commands/StandardOutput.h"
#include "app/history/LiveFiles.h"
#include "model/filter/Filter.h"
#include "model/formats/ExportFormat.h"

#include <QLocale>
#include <mutex>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;
constexpr auto flushInterval = std::chrono::seconds(1);

WriterOptions writerOptions(const Invocation &invocation, const CsvColumns &columns)
{
    return {.withFeeds = invocation.inputs.size() > 1,
            .cells = invocation.hasPlainCsv ? CsvCells::Plain : CsvCells::Harmless,
            .columns = columns,
            .times = chosenTimes(invocation)};
}

/// Files that the writer's thread fills, and the main thread flushes.
class SharedFiles
{
public:
    SharedFiles(const Invocation &invocation, const CsvColumns &columns)
        : m_files({invocation.to, invocation.format, invocation.compression.value_or(Compression::None),
                   writerOptions(invocation, columns), invocation.rotateAfter, invocation.rotateSize},
                  m_cancel)
    {
    }
    Result<void> open() { return m_files.open(); }
    /// False from the first failure on.
    bool write(QByteArrayView feed, const Records &records, const Filter &filter)
    {
        const std::lock_guard lock(m_mutex);
        for (const Record &record : records) {
            if (m_problem.isEmpty() && filter.matches(record, feed))
                keep(m_files.write(feed, record));
        }
        return m_problem.isEmpty();
    }
    bool flush()
    {
        const std::lock_guard lock(m_mutex);
        if (m_problem.isEmpty())
            keep(m_files.flush());
        return m_problem.isEmpty();
    }
    /// The person wants to leave: a reader that does not read is left.
    void hurry() { m_cancel = true; }
    int finish(int status, Terminal &terminal)
    {
        if (m_problem.isEmpty())
            keep(m_files.close());
        const QLocale locale;
        const QString where = m_files.files() == 1
                                  ? m_files.path()
                                  : u"%1 files, the last one %2"_s.arg(m_files.files()).arg(m_files.path());
        if (m_problem.isEmpty())
            terminal.say(u"%1 records are in %2"_s.arg(locale.toString(m_files.records()), where));
        else
            terminal.say(m_problem);
        return m_problem.isEmpty() ? status : 1;
    }

private:
    void keep(const Result<void> &result)
    {
        if (!result)
            m_problem = result.error();
    }
    std::mutex m_mutex;
    std::atomic<bool> m_cancel = false;
    LiveFiles m_files;
    QString m_problem;
};

int watchIntoFiles(const Invocation &invocation, const Filter &filter, const CsvColumns &columns)
{
    Terminal terminal;
    SharedFiles files(invocation, columns);
    if (const auto opened = files.open(); !opened) {
        terminal.say(opened.error());
        return 1;
    }
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    const auto write = [&](int id, const FeedBatch &batch) {
        if (!files.write(running->feedName(id).toUtf8(), batch.records, filter))
            running->stop();
    };
    const SinkFactory sink =
        invocation.count ? limitSink(numberingSink(), *invocation.count, filter, stop) : numberingSink();
    HeadlessRun run(invocation, sink, write);
    running = &run;
    QTimer flushing;
    QObject::connect(&flushing, &QTimer::timeout, &run, [&] {
        if (!files.flush())
            run.stop();
    });
    flushing.start(flushInterval);
    QObject::connect(&run, &HeadlessRun::interrupted, &run, [&files] { files.hurry(); });
    return files.finish(run.run(), terminal);
}

} // namespace

int runWatch(const Invocation &invocation)
{
    Terminal terminal;
    const auto filter = Filter::parse(invocation.filter);
    if (!filter) {
        terminal.say(filter.error());
        return 2;
    }
    const auto columns = invocation.columns.isEmpty() ? CsvColumns() : csvColumnsNamed(invocation.columns);
    if (!columns) {
        terminal.say(columns.error());
        return 2;
    }
    if (!invocation.to.isEmpty() && invocation.to != "-"_L1)
        return watchIntoFiles(invocation, *filter, *columns);
    StandardOutput output;
    if (output.isTerminal() && exportFormat(invocation.format)->has(ExportFormat::Binary)) {
        terminal.say(u"A database is nothing for a terminal: write it to a file with --to"_s);
        return 2;
    }
    WriterOptions options = writerOptions(invocation, *columns);
    options.shape = output.isTerminal() ? TextShape::Harmless : TextShape::AsItCame;
    const auto writer = makeRecordWriter(invocation.format, options);
    if (!writer) {
        terminal.say(writer.error());
        return 2;
    }
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    TextBuilder out;
    const auto print = [&](int id, const FeedBatch &batch) {
        const QByteArray feed = running->feedName(id).toUtf8();
        bool isWritten = true;
        const auto flush = [&] {
            isWritten = output.write(out.view());
            out.clear();
        };
        for (const Record &record : batch.records) {
            if (filter->matches(record, feed))
                (*writer)->write(out, feed, record);
            if (out.size() >= flushBytes)
                flush();
        }
        flush();
        if (!isWritten)
            running->stop();
    };
    const SinkFactory sink =
        invocation.count ? limitSink(numberingSink(), *invocation.count, *filter, stop) : numberingSink();
    HeadlessRun run(invocation, sink, print);
    running = &run;
    TextBuilder header;
    (*writer)->begin(header);
    if (!output.write(header.view()))
        return output.finish(1, terminal);
    QObject::connect(&run, &HeadlessRun::interrupted, &run, [&output] { output.hurry(); });
    const int status = run.run();
    TextBuilder rest;
    for (bool isMore = true; isMore;) {
        isMore = (*writer)->end(rest);
        if (!output.write(rest.view()))
            break;
        rest.clear();
    }
    if (!(*writer)->problem().isEmpty())
        terminal.say((*writer)->problem());
    return output.finish((*writer)->problem().isEmpty() ? status : 1, terminal);
}

} // namespace livebelt
