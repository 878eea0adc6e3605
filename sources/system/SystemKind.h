// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// This computer itself: system: and system:cpu. See SystemAddress and SystemFeed.
FeedKind systemKind();

} // namespace livebelt
