// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace livebelt::bench {

/// The plain IRC client: a socket, read() into 64 KiB, lines counted, PING answered. Leaves after count messages.
/// Run as a process of its own; the exit status.
int runBareReader(unsigned short port, int count);

} // namespace livebelt::bench
