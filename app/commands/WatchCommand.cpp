// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LimitSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"
#include "app/commands/StandardOutput.h"
#include "model/filter/Filter.h"
#include "model/formats/RecordWriter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype flushBytes = 256 * 1024;

} // namespace

int runWatch(const Invocation &invocation)
{
    Terminal terminal;
    const auto filter = Filter::parse(invocation.filter);
    if (!filter) {
        terminal.say(filter.error());
        return 2;
    }
    StandardOutput output;
    const auto columns = invocation.columns.isEmpty() ? CsvColumns() : csvColumnsNamed(invocation.columns);
    if (!columns) {
        terminal.say(columns.error());
        return 2;
    }
    const auto writer =
        makeRecordWriter(invocation.format, {.withFeeds = invocation.inputs.size() > 1,
                                             .cells = invocation.hasPlainCsv ? CsvCells::Plain : CsvCells::Harmless,
                                             .shape = output.isTerminal() ? TextShape::Harmless : TextShape::AsItCame,
                                             .columns = *columns,
                                             .times = chosenTimes(invocation)});
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
    return output.finish(run.run(), terminal);
}

} // namespace livebelt
