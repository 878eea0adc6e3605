// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Feed.h"
#include "sources/irc/IrcAddress.h"
#include "sources/irc/IrcTimes.h"

namespace livebelt {

/// Live chat: connects, joins, and gives what is said; connects again whenever the connection is lost.
std::unique_ptr<Feed> ircFeed(const IrcAddress &address, const IrcTimes &times = {});

} // namespace livebelt
