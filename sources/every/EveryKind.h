// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// A clock: every:1s. See EveryAddress and EveryFeed.
FeedKind everyKind();

} // namespace livebelt
