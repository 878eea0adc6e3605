// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/replay/ReplayQuery.h"

namespace livebelt {

/// Gives the records that are wanted, in order. Throws std::exception with a sentence for the person where the capture
/// cannot be read or the filter is wrong. Called, and iterated, on the I/O thread.
using ReplaySupplier = std::function<async::AsyncIterator<Record>(ReplayQuery query)>;

/// A capture, replayed: capture:/path/file.livebelt?speed=2. See ReplayAddress and ReplayFeed.
FeedKind replayKind(ReplaySupplier supplier);

} // namespace livebelt
