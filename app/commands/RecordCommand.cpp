// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFiles.h"
#include "app/capture/LimitSink.h"
#include "app/capture/PatientSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"

namespace livebelt {

using namespace Qt::StringLiterals;

int runRecord(const Invocation &invocation)
{
    const auto place = OutputPlace::find(invocation.to);
    if (place && isBesideACapture(*place)) {
        Terminal().say(u"%1 belongs to the capture beside it: choose another file to record to"_s.arg(invocation.to));
        return 1;
    }
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    const SinkFactory capture = patientSink(invocation.to, invocation.memory.value_or(defaultMemory) / 8, true);
    const SinkFactory sink = invocation.count ? limitSink(capture, *invocation.count, Filter(), stop) : capture;
    HeadlessRun run(invocation, sink, [](int, const FeedBatch &) {});
    running = &run;
    return run.run();
}

} // namespace livebelt
