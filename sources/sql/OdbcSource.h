// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace livebelt {

/// What the source of an ODBC address, a DSN or a connection string (SQLDriverConnect, ODBC 3), has loaded or run on
/// this computer, for the question to the person; nothing for a DSN, which somebody has set up here, with no more than
/// words on where the data are. A driver is a library, and its own settings may load more (SQLite's LoadExt) or run
/// statements: whatever is not known to be harmless counts.
QString whatSourceRuns(const QString &source);

} // namespace livebelt
