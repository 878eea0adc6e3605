// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt::bench {

/// The plain clients where no program is one. Each is run as a process of its own; the exit status.

/// A QWebSocket that writes each message to the standard output, until count have come.
int runPlainWebSocket(int argc, char *argv[], const QString &url, int count);

/// A bare QTimer of a millisecond that writes a line at each of count ticks.
int runPlainTimer(int argc, char *argv[], int count);

/// A bare loop of recv(), that writes each of count datagrams to the standard output.
int runPlainUdp(quint16 port, int count);

} // namespace livebelt::bench
