// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/replay/ReplayFeed.h"

namespace livebelt {

/// capture:/path/file.livebelt?feed=NAME&speed=2&loop=1&maxgap=10: what supply reads, again.
FeedKind replayKind(RecordSupply supply);

} // namespace livebelt
