// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

#include <vector>

namespace livebelt {

/// The rows of a query: postgresql://host/database?query=..., mysql://..., sqlite:/path?query=..., odbc:DSN?query=...
/// See SqlAddress, RowRecords. While the capture is behind, the query waits (Block), and the database with it.
std::vector<FeedKind> sqlKinds();
/// One of them, by its name, which is its first scheme: "postgresql", "mysql", "sqlite", "odbc".
FeedKind sqlKind(const QString &name);
/// What an address of the kind odbc has loaded or run here (OdbcSource.h), or nothing.
QString whatOdbcRuns(const FeedAddress &address);

} // namespace livebelt
