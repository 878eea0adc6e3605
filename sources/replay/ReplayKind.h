// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// Gives the records of one feed of a capture in order: the capture's path, and the feed's name or address (empty for
/// the first). Throws std::exception with a sentence for the person where it cannot be read. Called, and iterated, on
/// the I/O thread.
using ReplaySupplier = std::function<async::AsyncIterator<Record>(QString path, QString feed)>;

/// A capture, replayed: capture:/path/file.livebelt?speed=2. See ReplayAddress and ReplayFeed.
FeedKind replayKind(ReplaySupplier supplier);

} // namespace livebelt
