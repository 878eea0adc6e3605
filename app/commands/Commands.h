// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/capture/HistoryLimits.h"
#include "app/capture/RecordSink.h"
#include "app/commands/CommandLine.h"

namespace livebelt {

// What the program does without a window; each needs a QCoreApplication and returns the exit status.

/// What --keep and --keep-size say, or otherwise.
HistoryLimits chosenLimits(const Invocation &invocation, HistoryLimits otherwise = {});

/// What --time-format and --tz say; nothing: as is usual in the format.
std::optional<TimeStyle> chosenTimes(const Invocation &invocation);

/// Where --to says what arrives is to be recorded.
SinkFactory captureSink(const Invocation &invocation);

int runWatch(const Invocation &invocation);
int runRecord(const Invocation &invocation);
int runExport(const Invocation &invocation);
int runImport(const Invocation &invocation);
int runReread(const Invocation &invocation);
int runServe(const Invocation &invocation);
int runInfo(const Invocation &invocation);
int runCheck(const Invocation &invocation);
int runSalvage(const Invocation &invocation);
int runKinds();
int runFormats(const Invocation &invocation);

} // namespace livebelt
