// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketAddress.h"

#include "sources/feed/Duration.h"
#include "sources/feed/RequestSecrets.h"

#include <QRegularExpression>

namespace livebelt {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// "16MB", "64k", "1000": bytes; nothing where it is no size from 1 byte to 1 GB.
std::optional<quint64> parseSize(const QString &text)
{
    static const QRegularExpression size(u"^(\\d{1,10})\\s?(k|kB|M|MB)?$"_s);
    const auto match = size.match(text);
    const QString unit = match.captured(2);
    const quint64 factor = unit.startsWith(u'k') ? 1'000 : unit.startsWith(u'M') ? 1'000'000 : 1;
    const quint64 bytes = match.captured(1).toULongLong() * factor;
    return match.hasMatch() && bytes >= 1 && bytes <= 1'000'000'000 ? std::optional(bytes) : std::nullopt;
}

Result<void> readQuery(WebSocketAddress &webSocket, const FeedAddress &address, const RequestSecrets &secrets)
{
    webSocket.origin = address.query(u"origin"_s);
    if (webSocket.origin.contains(u'\n') || webSocket.origin.contains(u'\r'))
        return Failure{u"origin holds a line break: write it like origin=https://example.com"_s};
    for (const QString &name : address.queries(u"subprotocol"_s)) {
        if (!isHttpToken(name.toUtf8()))
            return Failure{u"“%1” is no subprotocol: it is a word such as mqtt or graphql-transport-ws"_s.arg(name)};
        webSocket.subprotocols.append(name);
    }
    for (const QString &text : address.queries(u"first"_s)) {
        Result<QByteArray> message = secrets.message(u"first"_s, text);
        if (!message)
            return Failure{message.error()};
        webSocket.first.append(*std::move(message));
    }
    for (const QString &text : address.queries(u"header"_s)) {
        auto header = secrets.header(text);
        if (!header)
            return Failure{header.error()};
        webSocket.headers.append(*std::move(header));
    }
    if (!secrets.authorization().second.isEmpty())
        webSocket.headers.append(secrets.authorization());
    if (address.hasQuery(u"ping"_s)) {
        const auto ping = parseDuration(address.query(u"ping"_s));
        if (!ping || (*ping != 0s && (*ping < 100ms || *ping > 1h)))
            return Failure{
                u"ping is from 100ms to 1h, or 0s for none, as in ping=30s, not “%1”"_s.arg(address.query(u"ping"_s))};
        webSocket.ping = *ping;
    }
    if (address.hasQuery(u"longest"_s)) {
        const auto longest = parseSize(address.query(u"longest"_s));
        if (!longest)
            return Failure{u"longest is a number of bytes up to 1000MB, as in longest=64MB, not “%1”"_s.arg(
                address.query(u"longest"_s))};
        webSocket.longest = *longest;
    }
    const QString compress = address.query(u"compress"_s, u"yes"_s);
    if (compress != "yes"_L1 && compress != "no"_L1)
        return Failure{u"compress is yes or no, not “%1”"_s.arg(compress)};
    webSocket.compresses = compress == "yes"_L1;
    auto dialect = WebSocketDialect::from(address);
    if (!dialect)
        return Failure{dialect.error()};
    webSocket.dialect = *dialect;
    return {};
}

} // namespace

WebSocketRequest WebSocketAddress::request() const
{
    WebSocketRequest request;
    request.url = url;
    request.port = port;
    request.origin = origin;
    request.subprotocols = subprotocols;
    request.headers = headers;
    request.compresses = compresses;
    request.network = network;
    request.longest = longest;
    request.ping = ping;
    return request;
}

Result<WebSocketAddress> WebSocketAddress::check(const FeedAddress &address, const Credentials &credentials)
{
    WebSocketAddress webSocket;
    const Result<RequestSecrets> secrets = RequestSecrets::from(address, credentials, u"bearer"_s);
    if (!secrets)
        return Failure{secrets.error()};
    const QUrl server(address.serverUrl());
    webSocket.target = secrets->target(address);
    webSocket.url =
        QUrl(server.scheme() + u"://"_s + server.authority(QUrl::FullyEncoded) + QString::fromLatin1(webSocket.target));
    webSocket.port = address.port(webSocket.isSecure() ? 443 : 80);
    if (webSocket.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(webSocket.isSecure() ? 443 : 80)};
    if (auto read = readQuery(webSocket, address, *secrets); !read)
        return Failure{read.error()};
    Result<ParserOptions> parser = ParserOptions::from(address);
    if (!parser)
        return Failure{parser.error()};
    webSocket.parser = *std::move(parser);
    webSocket.parser.kind = RecordKind::Event;
    webSocket.parser.isMixed = true;
    auto network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    webSocket.network = *std::move(network);
    return webSocket;
}

} // namespace livebelt
