// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/CommandLine.h"

namespace livebelt {

// What the program does without a window; each needs a QCoreApplication and returns the exit status.

int runWatch(const Invocation &invocation);
int runRecord(const Invocation &invocation);
int runExport(const Invocation &invocation);
int runReread(const Invocation &invocation);
int runInfo(const Invocation &invocation);
int runKinds();
int runFormats(const Invocation &invocation);

} // namespace livebelt
