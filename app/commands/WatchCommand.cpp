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
    const auto writer =
        makeRecordWriter(invocation.format.isEmpty() ? u"text"_s : invocation.format, invocation.inputs.size() > 1);
    if (!writer) {
        terminal.say(writer.error());
        return 2;
    }
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    StandardOutput output;
    TextBuilder out;
    const auto print = [&](int id, const FeedBatch &batch) {
        const QByteArray feed = running->feedName(id).toUtf8();
        bool isRead = true;
        const auto flush = [&] {
            isRead = isRead && output.write(out.view());
            out.clear();
        };
        for (const Record &record : batch.records) {
            if (filter->matches(record, feed))
                (*writer)->write(out, feed, record);
            if (out.size() >= flushBytes)
                flush();
        }
        flush();
        if (!isRead)
            running->stop();
    };
    const SinkFactory sink =
        invocation.count ? limitSink(numberingSink(), *invocation.count, *filter, stop) : numberingSink();
    HeadlessRun run(invocation, sink, print);
    running = &run;
    TextBuilder header;
    (*writer)->begin(header);
    output.write(header.view());
    QObject::connect(&run, &HeadlessRun::interrupted, &run, [&output] { output.hurry(); });
    const int status = run.run();
    if (!output.isGivenUp())
        return status;
    terminal.say(u"Nobody reads the output: the rest of what had come is left out"_s);
    return 1;
}

} // namespace livebelt
