// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/LimitSink.h"
#include "app/commands/Commands.h"
#include "app/commands/HeadlessRun.h"

namespace livebelt {

int runRecord(const Invocation &invocation)
{
    HeadlessRun *running = nullptr;
    const auto stop = [&running] { running->stop(); };
    const SinkFactory sink = invocation.count ? limitSink(captureSink(invocation.to), *invocation.count, Filter(), stop)
                                              : captureSink(invocation.to);
    HeadlessRun run(invocation, sink, [](int, const FeedBatch &) {});
    running = &run;
    return run.run();
}

} // namespace livebelt
