// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LimitSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"
#include "model/filter/Filter.h"
#include "model/formats/RecordWriter.h"

namespace livebelt {

using namespace Qt::StringLiterals;

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
    const auto print = [&](int id, const FeedBatch &batch) {
        const QByteArray feed = running->feedName(id).toUtf8();
        QByteArray out;
        for (const Record &record : batch.records) {
            if (filter->matches(record, feed))
                (*writer)->write(out, feed, record);
        }
        if (!printOut(out))
            running->stop();
    };
    const SinkFactory sink =
        invocation.count ? limitSink(numberingSink(), *invocation.count, *filter, stop) : numberingSink();
    HeadlessRun run(invocation, sink, print);
    running = &run;
    QByteArray header;
    (*writer)->begin(header);
    printOut(header);
    return run.run();
}

} // namespace livebelt
