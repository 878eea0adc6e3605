// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFeed.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/irc/IrcConnection.h"

namespace livebelt {

std::unique_ptr<Feed> ircFeed(const IrcAddress &address, const IrcTimes &times)
{
    auto connect = [address, times, memory = std::make_shared<IrcMemory>()](ConnectionLog &log) {
        return std::make_unique<IrcConnection>(address, times, log, *memory);
    };
    return std::make_unique<ConnectedFeed>(address.where(), std::move(connect),
                                           async::Backoff(times.firstRetry, times.longestRetry));
}

} // namespace livebelt
