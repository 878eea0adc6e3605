// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// The feeds over HTTP: schemes sse+http and sse+https, ndjson+http and ndjson+https, poll+http and poll+https. What is
/// not taken fast enough waits at the server: TCP holds it back, at most 64 kB are read ahead.
FeedKind sseKind();
FeedKind ndjsonKind();
FeedKind pollKind();

} // namespace livebelt
