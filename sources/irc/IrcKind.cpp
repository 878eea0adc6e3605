// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/IrcKind.h"

#include "sources/feed/KindBuilder.h"
#include "sources/irc/IrcFeed.h"

namespace livebelt {

namespace {

QList<FeedParameter> parameters()
{
    return Parameters()
        .host("Server", "The server's name, such as irc.libera.chat.")
        .required()
        .port("Port", "6697 with TLS (ircs), 6667 without.")
        .fallback("6697")
        .path("Channels", "One or more, with commas between: #qt,#kde.")
        .required()
        .text("nick", "Nick", "The name others see; where it is taken, one like it is used.")
        .fallback("livebelt")
        .user("User name", "To log in with; of a bouncer with several networks such as alice/libera.")
        .choice("auth", "Log in by",
                "sasl or nickserv: to the user name's account. server: the server's or bouncer's own password, with or "
                "without a user name.",
                {"sasl", "nickserv", "server"})
        .fallback("sasl")
        .password("Password", "Sent over TLS only, or to this very machine.")
        .text("locked", "Locked channels", "Those of the channels that have a key, with commas between.")
        .secret(FeedParameter::Part::ChannelKeys, "channelKeys", "Their keys",
                "In the same order, with commas between.")
        .number(
            "history", "Earlier messages",
            "How many a channel begins with, where the server keeps them; later on all are fetched that were missed.")
        .fallback("100")
        .text("encoding", "Other encoding", "Of lines that are not UTF-8: windows-1252, koi8-r, shift_jis, ...")
        .fallback("windows-1252")
        .with(NetworkOptions::tlsParameters())
        .with(NetworkOptions::proxyParameters());
}

QList<FieldDescription> fields()
{
    return fieldList({
        {"channel", "where it was said or happened"},
        {"to", "whom it was said to, where that is not just a channel: your nick, or @#channel for its operators"},
        {"user", "the author's user name at their host"},
        {"host", "the author's host, as the server shows it"},
        {"account", "the account the author is logged in to"},
        {"msgid", "the message's identity, where the server gives one"},
        {"command", "the IRC command or reply number, where it is not PRIVMSG"},
        {"action", "true for an action (/me)"},
        {"private", "true for what is said to you alone"},
        {"ctcp", "the CTCP command of any other client-to-client query"},
        {"nick", "the new nick"},
        {"presence", "join, part, quit or nick, where somebody came, went or took another name"},
        {"styles", "bold, colours and the like: runs as 0-4:b 6-9:ic4,1 (first and last character, marks)"},
        {"batch", "netsplit or netjoin, where somebody went or came with a whole server"},
        {"history", "true for what was said before, or while there was no connection, and came later"},
        {"recovered", "how many messages were fetched"},
        {"source", "\"server\" for what the server says of itself: its replies by number, greetings, warnings"},
        {"code", "of a warning or refusal of the server: what it is about, in one word"},
        {"reaction", "what somebody answers a message with: an emoji"},
        {"realname", "the name that somebody is called now"},
        {"target", "who was kicked, invited or given a mode"},
        {"mode", "the modes set, with their parameters"},
        {"topic", "the channel's topic"},
        {"reason", "why somebody left, quit or was kicked"},
    });
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
    return KindBuilder("irc", "Live chat (IRC)")
        .summary("What is said in the channels of an IRC server, and who comes and goes. Colours and the like are "
                 "taken out of the text and kept as runs; the line as it came stays in raw. Further message tags "
                 "become fields of the same name. What was said before, while the connection was lost, or while "
                 "nothing was recorded, is fetched where the server or bouncer keeps it (chathistory, "
                 "znc.in/playback). While the capture is behind, the oldest messages are dropped and counted.")
        .icon("chat")
        .view(ViewKind::Chat)
        .schemes({"ircs", "irc"}, "ircs")
        .forms({"irc://[user@]host[:port]/#channel[,#channel]",
                "ircs://[user@]host[:port]/#channel[,#channel][?nick=NICK][&auth=server][&ca=FILE]"})
        .example("ircs://irc.libera.chat/#qt")
        .sends("Say something, or /me does something", "Channel or nick")
        .parameters(parameters())
        .fields(fields())
        .overflow(async::Overflow::DropOldest)
        .opens(open);
}

} // namespace livebelt
