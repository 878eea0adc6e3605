// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcUpkeep.h"

namespace livebelt {

namespace {

constexpr QByteArrayView playback = "*playback";
constexpr QByteArrayView nickServ = "nickserv";

/// A reaction that is sent besides is said.
bool isTyping(const IrcMessage &message)
{
    bool types = false, saysMore = false;
    for (IrcTags tag(message.tags); message.is("TAGMSG") && tag.next();) {
        const bool isTypingTag = tag.key() == "+typing" || tag.key() == "+draft/typing";
        types |= isTypingTag;
        saysMore |= !isTypingTag && tag.key().startsWith('+');
    }
    return types && !saysMore;
}

} // namespace

bool isIrcUpkeep(const IrcMessage &message)
{
    for (const char *command : {"PING", "PONG", "CAP", "AUTHENTICATE", "ACK", "CHATHISTORY"}) {
        if (message.is(command))
            return true;
    }
    return isTyping(message);
}

bool isOwnIrcRequest(const IrcMessage &message)
{
    const QByteArrayView target = message.parameter(0);
    if (sameBytes(target, playback))
        return true;
    return target.size() == nickServ.size() && message.parameter(1).startsWith("IDENTIFY ") &&
           ircFolded(target) == nickServ;
}

} // namespace livebelt
