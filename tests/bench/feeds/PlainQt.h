// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt::bench {

/// Plain clients where no program is one. Each is run as a process of its own, the Qt ones with an application object;
/// the exit status.

/// A QNetworkReply whose lines, or what follows "data:" in them, are read as JSON by QJsonDocument and written to the
/// standard output, until count have come.
int runPlainHttp(const QString &url, int count);

/// A QTimer that asks for the page ten times a second and writes each of its items, read by QJsonDocument, to the
/// standard output, until count pages have come.
int runPlainPoll(const QString &url, int count);

/// A bare QTimer of a millisecond that writes a line at each of count ticks.
int runPlainTimer(int count);

/// A bare loop of recv(), that writes each of count datagrams to the standard output.
int runPlainUdp(quint16 port, int count);

} // namespace livebelt::bench
