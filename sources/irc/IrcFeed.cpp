// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcFeed.h"

#include "model/records/Timestamp.h"
#include "sources/feed/ConnectedFeed.h"
#include "sources/irc/IrcConnection.h"

namespace livebelt {

std::unique_ptr<Feed> ircFeed(const IrcAddress &address, const IrcTimes &times)
{
    auto memory = std::make_shared<IrcMemory>(address);
    auto connect = [address, times, memory](ConnectionLog &log) {
        IrcAddress now = address;
        if (const auto port = address.tls ? std::nullopt : memory->strictTls.port(nowMicros())) {
            now.tls = true;
            now.port = *port;
        }
        return std::make_unique<IrcConnection>(now, times, log, *memory);
    };
    auto resume = [memory](const ResumePoints &points) {
        memory->history.continueAfter(points);
        memory->strictTls.continueAfter(points);
    };
    return std::make_unique<ConnectedFeed>(address.where(), std::move(connect),
                                           async::Backoff(times.firstRetry, times.longestRetry), std::move(resume));
}

} // namespace livebelt
