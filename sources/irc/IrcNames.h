// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/irc/IrcMessage.h"

namespace livebelt {

/// Whether it can be a channel: begins with one of # & + !, and holds no space, comma or control character (RFC 2812
/// section 1.3).
bool isIrcChannel(QByteArrayView name);
/// Whether it can be a nick (RFC 2812 section 2.3.1, but of any length and with letters of any script).
bool isIrcNick(QByteArrayView name);
/// Whether it can stand where a message goes to: a channel, or a nick with whatever a bouncer adds to it.
bool isIrcTarget(QByteArrayView name);
/// Whether a message comes from a server, not from a person: its prefix is a server's name, or there is none.
bool isFromIrcServer(const IrcMessage &message);

/// The channel in a target, where "@#chat" means the operators of #chat (STATUSMSG); empty where it is none.
QByteArrayView ircChannelOf(QByteArrayView target);
/// Where a PRIVMSG, NOTICE or TAGMSG belongs: its channel, or the other one's nick; nothing: to the server.
QByteArrayView ircConversation(const IrcMessage &message, QByteArrayView ownNick);

} // namespace livebelt
