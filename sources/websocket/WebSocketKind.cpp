// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/KindBuilder.h"
#include "sources/websocket/WebSocketConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    return Parameters()
        .host("Server", "The server's name, such as stream.example.com.")
        .required()
        .port("Port", "443 with TLS (wss), 80 without.")
        .fallback("443")
        .path("Path", "The part behind the server's name, with its query: v1/stream?topic=a.")
        .text("first", "Message to begin with",
              "Sent when the connection has been made: a subscription, usually. It can be given several times; "
              "$USER and $PASSWORD stand for those.")
        .repeated()
        .text("subprotocol", "Subprotocol",
              "A word such as graphql-transport-ws; given several times, the server takes one.")
        .repeated()
        .text("header", "Header", "Of the request, as Name:Value; it can be given several times.")
        .repeated()
        .text("origin", "Origin", "The web page that the server expects to be asked by.")
        .user("User name", "Where there is one.")
        .password("Password or token", "Where the server wants one.")
        .text("auth", "How it is sent",
              "bearer, basic, header:NAME, query:NAME or first; bearer where there is no user name, else basic.")
        .text("ping", "Ping after", "So long a silence; a server that does not answer then is gone. 0s for no pings.")
        .fallback("15s")
        .text("longest", "Longest message", "Bytes, up to 1000MB; a longer one is cut there, and that is said.")
        .fallback("16MB")
        .choice("compress", "Compressed", "Whether the server may compress what it sends.", {"yes", "no"})
        .fallback("yes")
        .with(WebSocketDialect::parameters())
        .with(ParserOptions::parameters())
        .with(NetworkOptions::tlsParameters())
        .with(NetworkOptions::proxyParameters());
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const FeedContext &context)
{
    Result<WebSocketAddress> checked = WebSocketAddress::check(address, context);
    if (!checked)
        return Failure{checked.error()};
    const QString where = checked->where();
    auto session = std::make_shared<WebSocketSession>();
    session->address = *std::move(checked);
    session->address.parser.logFormats = context.logFormats;
    auto connect = [session](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<WebSocketConnection>(*session, log);
    };
    return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(where, std::move(connect)));
}

} // namespace

FeedKind webSocketKind()
{
    return KindBuilder("websocket", "API events (WebSocket)")
        .summary("The messages of a WebSocket, text and binary. What begins like JSON is read as JSON. Where messages "
                 "come faster than they can be kept, the server is made to wait. GraphQL and Socket.IO are understood.")
        .icon("websocket")
        .schemes({"wss", "ws"}, "wss")
        .forms({"wss://[user@]host[:port]/"
                "path[?query][#first=MESSAGE&subprotocol=NAME&header=Name:Value&auth=bearer&ping=30s]",
                "ws://host[:port]/path"})
        .example("wss://stream.example.com/events#first={\"op\":\"subscribe\"}")
        .parameters(parameters())
        .fields({{"direction", "“sent” for what was sent from here"}, {"…", "what the JSON of the message has"}})
        .sends("Message to the server")
        .overflow(async::Overflow::Block)
        .opens(&open);
}

} // namespace livebelt
