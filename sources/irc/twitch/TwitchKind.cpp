// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/twitch/TwitchKind.h"

#include "sources/feed/KindBuilder.h"
#include "sources/irc/twitch/TwitchFeed.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    return Parameters()
        .path("Channels", "One or more, with commas between: monstercat,twitchdev.")
        .required()
        .user("User name", "To write; reading needs none.")
        .password("OAuth token", "To write: a token with the scopes chat:read and chat:edit.")
        .choice("via", "Way there", "WebSocket gets through where only the web is let through.", {"tls", "websocket"})
        .fallback("tls")
        .text("server", "Another server", "host:port of one that stands in for Twitch, to try things out.")
        .choice("tls", "Its encryption", "0 for a server of that kind that has none.", {"1", "0"})
        .fallback("1")
        .with(NetworkOptions::tlsParameters())
        .with(NetworkOptions::proxyParameters());
}

QList<FieldDescription> fields()
{
    return fieldList({
        {"channel", "where it was said or happened"},
        {"login", "the author's login name, where Twitch says it"},
        {"display-name", "the author's name as it is shown"},
        {"room-id", "the channel's identity"},
        {"source-room-id", "of a shared chat: the channel it was said in"},
        {"id", "the message's identity"},
        {"user-id", "the author's identity"},
        {"badges", "the author's badges: moderator/1,subscriber/12"},
        {"badge-info", "how many months the author has subscribed"},
        {"color", "the colour the author has chosen"},
        {"emotes", "pictures in the text: 25:0-4,12-16/1902:6-10 (which, first and last character)"},
        {"bits", "how many bits were cheered"},
        {"reply-parent-msg-id", "the message this one answers"},
        {"reply-parent-display-name", "who wrote that"},
        {"reply-parent-msg-body", "what that said"},
        {"system-msg", "what Twitch says of it in words"},
        {"msg-id", "what Twitch calls it: sub, resub, subgift, raid, announcement, ..."},
        {"msg-param-NAME", "what belongs to that"},
        {"private", "true for a whisper"},
        {"action", "true for an action (/me)"},
        {"event", "what a moderator did: timeout, ban, clear, deletion"},
        {"target", "whose messages were removed"},
        {"target-msg-id", "the message that was deleted: the id of an earlier record"},
        {"ban-duration", "for how many seconds somebody is silenced"},
        {"presence", "join or part, where somebody came or went"},
        {"source", "\"server\" for what Twitch itself says"},
        {"command", "the command, where it is not PRIVMSG"},
    });
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
    return KindBuilder("twitch", "Live chat (Twitch)")
        .summary("What is said in the chats of Twitch channels, with badges, emotes, replies and bits; subscriptions, "
                 "raids, timeouts and deletions as events. What was deleted stays. While the capture is behind, the "
                 "oldest messages are dropped and counted.")
        .icon("chat")
        .view(ViewKind::Chat)
        .schemes({"twitch"})
        .forms({"twitch:channel[,channel][?via=websocket]"})
        .example("twitch:monstercat")
        .sends("Say something, or /me does something", "Channel")
        .parameters(parameters())
        .fields(fields())
        .overflow(async::Overflow::DropOldest)
        .opens(open);
}

} // namespace livebelt
