// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchFeed.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/irc/twitch/TwitchConnection.h"

namespace livebelt {

std::unique_ptr<Feed> twitchFeed(const TwitchAddress &address, const IrcTimes &times)
{
    auto pace = std::make_shared<JoinPace>(20, std::chrono::seconds(10));
    auto connect = [address, times, pace](ConnectionLog &log) {
        return std::make_unique<TwitchConnection>(address, times, log, *pace);
    };
    return std::make_unique<ConnectedFeed>(address.target.where, std::move(connect),
                                           async::Backoff(times.firstRetry, times.longestRetry));
}

} // namespace livebelt
