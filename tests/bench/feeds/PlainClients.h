// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace livebelt::bench {

/// The command that runs a plain client of ours, where no program is one: bare-irc, qt-irc, qt-lines, qt-json, qt-poll,
/// timer or udp. where: its address or port.
QStringList plainCommand(const QString &client, const QString &where, int count);

/// Runs it, where this process was started by such a command; the exit status, or -1.
int runPlainClient(int argc, char *argv[]);

} // namespace livebelt::bench
