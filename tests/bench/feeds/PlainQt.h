// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt::bench {

/// The plain Qt client where no program is one: a QWebSocket that writes each message to the standard output, until
/// count have come. Run as a process of its own; the exit status.
int runPlainWebSocket(int argc, char *argv[], const QString &url, int count);

} // namespace livebelt::bench
