// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketKind.h"

#include "sources/feed/ConnectedFeed.h"
#include "sources/feed/Parameter.h"
#include "sources/websocket/WebSocketConnection.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

QList<FeedParameter> parameters()
{
    using Part = FeedParameter::Part;
    using Type = FeedParameter::Type;
    QList<FeedParameter> own{
        required(parameter(Part::Host, Type::Text, u"host"_s, u"Server"_s,
                           u"The server's name, such as stream.example.com."_s)),
        parameter(Part::Port, Type::Number, u"port"_s, u"Port"_s, u"443 with TLS (wss), 80 without."_s, u"443"_s),
        parameter(Part::Path, Type::Text, u"path"_s, u"Path"_s,
                  u"The part behind the server's name, with its query: v1/stream?topic=a."_s),
        repeated(parameter(
            Part::Query, Type::Text, u"first"_s, u"Message to begin with"_s,
            u"Sent when the connection has been made: a subscription, usually. It can be given several times; "
            u"$USER and $PASSWORD stand for those."_s)),
        repeated(parameter(Part::Query, Type::Text, u"subprotocol"_s, u"Subprotocol"_s,
                           u"A word such as graphql-transport-ws; given several times, the server takes one."_s)),
        repeated(parameter(Part::Query, Type::Text, u"header"_s, u"Header"_s,
                           u"Of the request, as Name:Value; it can be given several times."_s)),
        parameter(Part::Query, Type::Text, u"origin"_s, u"Origin"_s,
                  u"The web page that the server expects to be asked by."_s),
        parameter(Part::User, Type::Text, u"user"_s, u"User name"_s, u"Where there is one."_s),
        parameter(Part::Password, Type::Text, u"password"_s, u"Password or token"_s, u"Where the server wants one."_s),
        parameter(
            Part::Query, Type::Text, u"auth"_s, u"How it is sent"_s,
            u"bearer, basic, header:NAME, query:NAME or first; bearer where there is no user name, else basic."_s),
        parameter(Part::Query, Type::Text, u"ping"_s, u"Ping after"_s,
                  u"So long a silence; a server that does not answer then is gone. 0s for no pings."_s, u"15s"_s),
        parameter(Part::Query, Type::Text, u"longest"_s, u"Longest message"_s,
                  u"Bytes, up to 1000MB; a longer one is cut there, and that is said."_s, u"16MB"_s),
        parameter(Part::Query, Type::Choice, u"compress"_s, u"Compressed"_s,
                  u"Whether the server may compress what it sends."_s, u"yes"_s, {u"yes"_s, u"no"_s}),
    };
    return own + WebSocketDialect::parameters() + ParserOptions::parameters() + NetworkOptions::tlsParameters() +
           NetworkOptions::proxyParameters();
}

FeedDescription description()
{
    FeedDescription result;
    result.kind = u"websocket"_s;
    result.title = u"API events (WebSocket)"_s;
    result.summary =
        u"The messages of a WebSocket, text and binary. What begins like JSON is read as JSON. Where "
        "messages come faster than they can be kept, the server is made to wait. GraphQL and Socket.IO are understood."_s;
    result.icon = u"websocket"_s;
    result.schemes = {u"wss"_s, u"ws"_s};
    result.secureScheme = u"wss"_s;
    result.forms = {
        u"wss://[user@]host[:port]/path[?query][#first=MESSAGE&subprotocol=NAME&header=Name:Value&auth=bearer&ping=30s]"_s,
        u"ws://host[:port]/path"_s};
    result.example = u"wss://stream.example.com/events#first={\"op\":\"subscribe\"}"_s;
    result.parameters = parameters();
    result.fields = {{u"direction"_s, u"“sent” for what was sent from here"_s},
                     {u"…"_s, u"what the JSON of the message has"_s}};
    result.sendPrompt = u"Message to the server"_s;
    return result;
}

Result<std::unique_ptr<Feed>> open(const FeedAddress &address, const Credentials &credentials)
{
    Result<WebSocketAddress> checked = WebSocketAddress::check(address, credentials);
    if (!checked)
        return Failure{checked.error()};
    const QString where = checked->where();
    auto session = std::make_shared<WebSocketSession>();
    session->address = *std::move(checked);
    auto connect = [session](ConnectionLog &log) -> std::unique_ptr<Connection> {
        return std::make_unique<WebSocketConnection>(*session, log);
    };
    return std::unique_ptr<Feed>(std::make_unique<ConnectedFeed>(where, std::move(connect)));
}

} // namespace

FeedKind webSocketKind()
{
    FeedKind kind;
    kind.description = description();
    kind.overflow = async::Overflow::Block;
    kind.open = &open;
    return kind;
}

} // namespace livebelt
