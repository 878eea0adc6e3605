// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"

namespace livebelt {

/// What the two ends say to each other to keep the connection, or that somebody types (IRCv3 typing): nothing that a
/// person would miss.
bool isIrcUpkeep(const IrcMessage &message);
/// What this program says to a bouncer's playback, or a password that it tells NickServ, where the server gives it
/// back.
bool isOwnIrcRequest(const IrcMessage &message);

} // namespace livebelt
