// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace livebelt {

/// How patient a chat feed is. A peer that has silently gone is noticed after idle + silence.
struct IrcTimes
{
    using Duration = std::chrono::milliseconds;
    Duration answer = std::chrono::seconds(30);  ///< for connecting, TLS and the welcome together
    Duration idle = std::chrono::seconds(15);    ///< without a line: then we send a PING
    Duration silence = std::chrono::seconds(10); ///< without a line after that: the connection is dead
    Duration knock = std::chrono::seconds(60);   ///< before a full channel is tried again, at first
    Duration goodbye = std::chrono::seconds(1);  ///< for the server to close after our QUIT
    Duration firstRetry = std::chrono::milliseconds(500);
    Duration longestRetry = std::chrono::seconds(60);
};

} // namespace livebelt
