// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt::bench {

/// A bare Qt loop of canReadLine() and readLine() that writes each line to the standard output, until count have come.
/// Run as a process of its own, with an application object; the exit status. address: tcp:host:port, unix:path,
/// serial:path, or exec:command.
int runPlainLines(const QString &address, int count);

/// The same on a chat server: it joins #flood, answers PING, and counts what is said there.
int runPlainIrc(quint16 port, int count);

} // namespace livebelt::bench
