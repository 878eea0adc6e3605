// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcKind.h"

#include "sources/feed/Parameter.h"
#include "sources/irc/IrcFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    return QList<FeedParameter>{
               required(parameter(Part::Host, Type::Text, u"host"_s, u"Server"_s,
                                  u"The server's name, such as irc.libera.chat."_s)),
               parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s, u"6697 with TLS (ircs), 6667 without."_s,
                         u"6697"_s),
               required(parameter(Part::Path, Type::Text, u"path"_s, u"Channels"_s,
                                  u"One or more, with commas between: #qt,#kde."_s)),
               parameter(Part::Query, Type::Text, u"nick"_s, u"Nick"_s,
                         u"The name others see; where it is taken, one like it is used."_s, u"livebelt"_s),
               parameter(Part::User, Type::Text, u"user"_s, u"User name"_s,
                         u"To log in with; of a bouncer with several networks such as alice/libera."_s),
               parameter(
                   Part::Query, Type::Choice, u"auth"_s, u"Log in by"_s,
                   u"sasl or nickserv: to the user name's account. server: the server's or bouncer's own password, "
                   "with or without a user name."_s,
                   u"sasl"_s, {u"sasl"_s, u"nickserv"_s, u"server"_s}),
               parameter(Part::Password, Type::Text, u"password"_s, u"Password"_s,
                         u"Sent over TLS only, or to this very machine."_s),
               parameter(Part::Query, Type::Text, u"locked"_s, u"Locked channels"_s,
                         u"Those of the channels that have a key, with commas between."_s),
               parameter(Part::ChannelKeys, Type::Text, u"channelKeys"_s, u"Their keys"_s,
                         u"In the same order, with commas between."_s),
               parameter(Part::Query, Type::Number, u"history"_s, u"Earlier messages"_s,
                         u"How many a channel begins with, where the server keeps them; later on all are fetched that "
                         "were missed."_s,
                         u"100"_s),
               parameter(Part::Query, Type::Text, u"encoding"_s, u"Other encoding"_s,
                         u"Of lines that are not UTF-8: windows-1252, koi8-r, shift_jis, ..."_s, u"windows-1252"_s),
           } +
           NetworkOptions::tlsParameters() + NetworkOptions::proxyParameters();
}

QList<FieldDescription> fields()
{
    return {
        {u"channel"_s, u"where it was said or happened"_s},
        {u"to"_s,
         u"whom it was said to, where that is not just a channel: your nick, or @#channel for its operators"_s},
        {u"user"_s, u"the author's user name at their host"_s},
        {u"host"_s, u"the author's host, as the server shows it"_s},
        {u"account"_s, u"the account the author is logged in to"_s},
        {u"msgid"_s, u"the message's identity, where the server gives one"_s},
        {u"command"_s, u"the IRC command or reply number, where it is not PRIVMSG"_s},
        {u"action"_s, u"true for an action (/me)"_s},
        {u"private"_s, u"true for what is said to you alone"_s},
        {u"ctcp"_s, u"the CTCP command of any other client-to-client query"_s},
        {u"nick"_s, u"the new nick"_s},
        {u"presence"_s, u"join, part, quit or nick, where somebody came, went or took another name"_s},
        {u"styles"_s, u"bold, colours and the like: runs as 0-4:b 6-9:ic4,1 (first and last character, marks)"_s},
        {u"batch"_s, u"netsplit or netjoin, where somebody went or came with a whole server"_s},
        {u"history"_s, u"true for what was said before, or while there was no connection, and came later"_s},
        {u"recovered"_s, u"how many messages were fetched"_s},
        {u"source"_s, u"\"server\" for what the server says of itself: its replies by number, greetings, warnings"_s},
        {u"code"_s, u"of a warning or refusal of the server: what it is about, in one word"_s},
        {u"reaction"_s, u"what somebody answers a message with: an emoji"_s},
        {u"realname"_s, u"the name that somebody is called now"_s},
        {u"target"_s, u"who was kicked, invited or given a mode"_s},
        {u"mode"_s, u"the modes set, with their parameters"_s},
        {u"topic"_s, u"the channel's topic"_s},
        {u"reason"_s, u"why somebody left, quit or was kicked"_s},
    };
}

FeedDescription description()
{
    FeedDescription irc;
    irc.kind = u"irc"_s;
    irc.title = u"Live chat (IRC)"_s;
    irc.summary =
        u"What is said in the channels of an IRC server, and who comes and goes. Colours and the like are taken out of "
        "the text and kept as runs; the line as it came stays in raw. Further message tags become fields of the same "
        "name. What was said before, while the connection was lost, or while nothing was recorded, is fetched where "
        "the "
        "server or bouncer keeps it (chathistory, znc.in/playback). While the capture is "
        "behind, the oldest messages are dropped and counted."_s;
    irc.icon = u"chat"_s;
    irc.schemes = {u"ircs"_s, u"irc"_s};
    irc.secureScheme = u"ircs"_s;
    irc.forms = {u"irc://[user@]host[:port]/#channel[,#channel]"_s,
                 u"ircs://[user@]host[:port]/#channel[,#channel][?nick=NICK][&auth=server][&ca=FILE]"_s};
    irc.example = u"ircs://irc.libera.chat/#qt"_s;
    irc.sendPrompt = u"Say something, or /me does something"_s;
    irc.sendTarget = u"Channel or nick"_s;
    irc.parameters = parameters();
    irc.fields = fields();
    return irc;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<IrcAddress> checked = IrcAddress::check(address, credentials);
    if (!checked)
        return Failure{checked.error()};
    return ircFeed(*checked);
}

} // namespace

FeedKind ircKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::DropOldest;
    kind.open = open;
    return kind;
}

} // namespace livebelt
