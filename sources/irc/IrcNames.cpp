// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcNames.h"

#include <algorithm>

namespace livebelt {

namespace {

constexpr qsizetype longestName = 200;

bool isControlOrSpace(char c)
{
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f;
}

} // namespace

bool isIrcTarget(QByteArrayView name)
{
    if (name.isEmpty() || name.size() > longestName || name[0] == ':')
        return false;
    return std::none_of(name.begin(), name.end(), [](char c) { return isControlOrSpace(c) || c == ','; });
}

bool isIrcChannel(QByteArrayView name)
{
    return name.size() > 1 && QByteArrayView("#&+!").contains(name[0]) && isIrcTarget(name);
}

bool isIrcNick(QByteArrayView name)
{
    if (name.isEmpty() || (name[0] >= '0' && name[0] <= '9') || name[0] == '-')
        return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (c >= 'A' && c <= '}') || (c >= '0' && c <= '9') || c == '-' || u >= 0x80;
    });
}

bool isFromIrcServer(const IrcMessage &message)
{
    return message.user.isEmpty() && message.host.isEmpty() &&
           (message.prefix.isEmpty() || message.prefix.contains('.'));
}

QByteArrayView ircChannelOf(QByteArrayView target)
{
    while (target.size() > 2 && QByteArrayView("~&@%+").contains(target[0]) && target.sliced(1).contains('#'))
        target = target.sliced(1);
    return isIrcChannel(target) ? target : QByteArrayView();
}

QByteArrayView ircConversation(const IrcMessage &message, QByteArrayView ownNick)
{
    const QByteArrayView channel = ircChannelOf(message.parameter(0));
    if (!channel.isEmpty() || isFromIrcServer(message))
        return channel;
    return ircFolded(message.nick) == ircFolded(ownNick) ? message.parameter(0) : message.nick;
}

} // namespace livebelt
