// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"

namespace livebelt {

/// The chats of Twitch: twitch:channel.
FeedKind twitchKind();

} // namespace livebelt
