// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/CommandLine.h"

namespace livebelt {

/// Opens the window and runs until it is closed; the exit status. Makes the QApplication: argc and argv have to live as
/// long.
int runWindow(const Invocation &invocation, int &argc, char *argv[]);

} // namespace livebelt
