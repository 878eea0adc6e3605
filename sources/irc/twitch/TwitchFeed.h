// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/irc/IrcTimes.h"
#include "sources/irc/twitch/TwitchAddress.h"

namespace livebelt {

/// The chats of Twitch: connects, joins, and gives what is said; connects again whenever the connection is lost.
std::unique_ptr<Feed> twitchFeed(const TwitchAddress &address, const IrcTimes &times = {});

} // namespace livebelt
