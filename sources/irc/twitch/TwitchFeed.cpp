// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchFeed.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/irc/twitch/TwitchConnection.h"

namespace livebelt {

std::unique_ptr<Feed> twitchFeed(const TwitchAddress &address, const IrcTimes &times)
{
    // How fast Twitch lets channels be joined, over all connections of the feed.
    auto joins = std::make_shared<async::RateLimiter>(20, std::chrono::seconds(10));
    auto connect = [address, times, joins](ConnectionLog &log) {
        return std::make_unique<TwitchConnection>(address, times, log, *joins);
    };
    return std::make_unique<ConnectedFeed>(address.target.where, std::move(connect),
                                           async::Backoff(times.firstRetry, times.longestRetry));
}

} // namespace livebelt
