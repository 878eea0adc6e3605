// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/CaptureFiles.h"
#include "app/capture/CaptureFolder.h"
#include "app/capture/LimitSink.h"
#include "app/capture/PatientSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"

namespace livebelt {

using namespace Qt::StringLiterals;

HistoryLimits chosenLimits(const Invocation &invocation, HistoryLimits otherwise)
{
    HistoryLimits limits = std::move(otherwise);
    limits.isChosen |= invocation.keepAge || invocation.keepBytes;
    if (invocation.keepAge)
        limits.keepAge = std::chrono::duration_cast<std::chrono::seconds>(*invocation.keepAge);
    if (invocation.keepBytes)
        limits.keepBytes = qint64(*invocation.keepBytes);
    return limits;
}

SinkFactory captureSink(const Invocation &invocation)
{
    const quint64 memory = invocation.memory.value_or(defaultMemory) / 8;
    return CaptureFolder::isMeantBy(invocation.to) ? historySink(invocation.to, chosenLimits(invocation), memory, true)
                                                   : patientSink(invocation.to, memory, true);
}

int runRecord(const Invocation &invocation)
{
    const auto place = OutputPlace::find(invocation.to);
    if (place && isBesideACapture(*place)) {
        Terminal().say(u"%1 belongs to the capture beside it: choose another file to record to"_s.arg(invocation.to));
        return 1;
    }
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    const SinkFactory capture = captureSink(invocation);
    const SinkFactory sink = invocation.count ? limitSink(capture, *invocation.count, Filter(), stop) : capture;
    HeadlessRun run(invocation, sink, [](int, const FeedBatch &) {});
    running = &run;
    return run.run();
}

} // namespace livebelt
