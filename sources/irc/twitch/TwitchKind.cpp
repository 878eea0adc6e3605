// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchKind.h"

#include "sources/feed/Parameter.h"
#include "sources/irc/twitch/TwitchFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    return QList<FeedParameter>{
               required(parameter(Part::Path, Type::Text, u"path"_s, u"Channels"_s,
                                  u"One or more, with commas between: monstercat,twitchdev."_s)),
               parameter(Part::User, Type::Text, u"user"_s, u"User name"_s, u"To write; reading needs none."_s),
               parameter(Part::Password, Type::Text, u"password"_s, u"OAuth token"_s,
                         u"To write: a token with the scopes chat:read and chat:edit."_s),
               parameter(Part::Query, Type::Choice, u"via"_s, u"Way there"_s,
                         u"WebSocket gets through where only the web is let through."_s, u"tls"_s,
                         {u"tls"_s, u"websocket"_s}),
               parameter(Part::Query, Type::Text, u"server"_s, u"Another server"_s,
                         u"host:port of one that stands in for Twitch, to try things out."_s),
               parameter(Part::Query, Type::Choice, u"tls"_s, u"Its encryption"_s,
                         u"0 for a server of that kind that has none."_s, u"1"_s, {u"1"_s, u"0"_s}),
           } +
           NetworkOptions::tlsParameters() + NetworkOptions::proxyParameters();
}

QList<FieldDescription> fields()
{
    return {
        {u"channel"_s, u"where it was said or happened"_s},
        {u"login"_s, u"the author's login name, where Twitch says it"_s},
        {u"display-name"_s, u"the author's name as it is shown"_s},
        {u"room-id"_s, u"the channel's identity"_s},
        {u"source-room-id"_s, u"of a shared chat: the channel it was said in"_s},
        {u"id"_s, u"the message's identity"_s},
        {u"user-id"_s, u"the author's identity"_s},
        {u"badges"_s, u"the author's badges: moderator/1,subscriber/12"_s},
        {u"badge-info"_s, u"how many months the author has subscribed"_s},
        {u"color"_s, u"the colour the author has chosen"_s},
        {u"emotes"_s, u"pictures in the text: 25:0-4,12-16/1902:6-10 (which, first and last character)"_s},
        {u"bits"_s, u"how many bits were cheered"_s},
        {u"reply-parent-msg-id"_s, u"the message this one answers"_s},
        {u"reply-parent-display-name"_s, u"who wrote that"_s},
        {u"reply-parent-msg-body"_s, u"what that said"_s},
        {u"system-msg"_s, u"what Twitch says of it in words"_s},
        {u"msg-id"_s, u"what Twitch calls it: sub, resub, subgift, raid, announcement, ..."_s},
        {u"msg-param-NAME"_s, u"what belongs to that"_s},
        {u"private"_s, u"true for a whisper"_s},
        {u"action"_s, u"true for an action (/me)"_s},
        {u"event"_s, u"what a moderator did: timeout, ban, clear, deletion"_s},
        {u"target"_s, u"whose messages were removed"_s},
        {u"target-msg-id"_s, u"the message that was deleted: the id of an earlier record"_s},
        {u"ban-duration"_s, u"for how many seconds somebody is silenced"_s},
        {u"presence"_s, u"join or part, where somebody came or went"_s},
        {u"source"_s, u"\"server\" for what Twitch itself says"_s},
        {u"command"_s, u"the command, where it is not PRIVMSG"_s},
    };
}

FeedDescription description()
{
    FeedDescription twitch;
    twitch.kind = u"twitch"_s;
    twitch.title = u"Live chat (Twitch)"_s;
    twitch.summary =
        u"What is said in the chats of Twitch channels, with badges, emotes, replies and bits; subscriptions, raids, "
        "timeouts and deletions as events. What was deleted stays. While the capture is behind, the oldest messages "
        "are "
        "dropped and counted."_s;
    twitch.icon = u"chat"_s;
    twitch.schemes = {u"twitch"_s};
    twitch.forms = {u"twitch:channel[,channel][?via=websocket]"_s};
    twitch.example = u"twitch:monstercat"_s;
    twitch.sendPrompt = u"Say something, or /me does something"_s;
    twitch.sendTarget = u"Channel"_s;
    twitch.parameters = parameters();
    twitch.fields = fields();
    return twitch;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    const Result<TwitchAddress> checked = TwitchAddress::check(address, credentials);
    if (!checked)
        return Failure{checked.error()};
    return twitchFeed(*checked);
}

} // namespace

FeedKind twitchKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::DropOldest;
    kind.open = open;
    return kind;
}

} // namespace livebelt
