// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// A stream of Redis: redis://host/stream?group=NAME&from=all. See RedisAddress, RedisConnection.
FeedKind redisKind();

} // namespace livebelt
