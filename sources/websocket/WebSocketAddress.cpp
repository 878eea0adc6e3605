// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/websocket/WebSocketAddress.h"

#include "sources/feed/Duration.h"
#include "sources/websocket/Secrets.h"

#include <QRegularExpression>
#include <QUrlQuery>

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

/// A header of the handshake from header=Name:Value.
Result<WebSocketAddress::Header> parseHeader(const QString &text)
{
    // RFC 9110 sections 5.1 and 5.5: a token, and no control characters.
    static const QRegularExpression form(u"^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([^\\x00-\\x1f\\x7f]*)$"_s);
    static const QRegularExpression own(
        u"^(host|upgrade|connection|origin|content-length|transfer-encoding|sec-websocket-.*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return Failure{u"“%1” is no header: write it like header=X-Client:livebelt"_s.arg(text)};
    const QString name = match.captured(1);
    if (isSecretName(name))
        return Failure{u"Leave the value of %1 out of the address: give it as the password, and write "
                       "auth=bearer or auth=header:%1"_s.arg(name)};
    if (own.match(name).hasMatch())
        return Failure{u"The header %1 is made by the connection itself: take it out of the address (there are "
                       "origin= and subprotocol=)"_s.arg(name)};
    return WebSocketAddress::Header(name.toLatin1(), match.captured(2).trimmed().toUtf8());
}

Result<void> readQuery(WebSocketAddress &webSocket, const FeedAddress &address)
{
    static const QRegularExpression token(u"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"_s);
    webSocket.origin = address.query(u"origin"_s);
    if (webSocket.origin.contains(u'\n') || webSocket.origin.contains(u'\r'))
        return Failure{u"origin holds a line break: write it like origin=https://example.com"_s};
    for (const QString &name : address.queries(u"subprotocol"_s)) {
        if (!token.match(name).hasMatch())
            return Failure{u"“%1” is no subprotocol: it is a word such as mqtt or graphql-transport-ws"_s.arg(name)};
        webSocket.subprotocols.append(name);
    }
    for (const QString &message : address.queries(u"first"_s)) {
        if (holdsSecret(message))
            return Failure{
                u"Leave the secret out of first=: write $PASSWORD in its place, and give it as the password"_s};
        webSocket.first.append(message.toUtf8());
    }
    for (const QString &text : address.queries(u"header"_s)) {
        auto header = parseHeader(text);
        if (!header)
            return Failure{header.error()};
        webSocket.headers.append(*std::move(header));
    }
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
    return {};
}

/// As it stands in the address, which holds no secret.
Result<QUrl> serverUrl(const FeedAddress &address)
{
    QUrl url(address.serverUrl());
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        if (isSecretName(name) && !value.isEmpty())
            return Failure{u"Leave the value of ?%1= out of the address: give it as the password, and write "
                           "auth=query:%1"_s.arg(name)};
    }
    return url;
}

} // namespace

QString WebSocketAddress::where() const
{
    return (url.host().contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(url.host()).arg(port);
}

Result<WebSocketAddress> WebSocketAddress::check(const FeedAddress &address, const Credentials &credentials)
{
    WebSocketAddress webSocket;
    auto url = serverUrl(address);
    if (!url)
        return Failure{url.error()};
    webSocket.url = *std::move(url);
    webSocket.port = address.port(webSocket.isSecure() ? 443 : 80);
    if (webSocket.port == 0)
        return Failure{u"Port 0 cannot be connected to: leave it out for %1"_s.arg(webSocket.isSecure() ? 443 : 80)};
    if (auto read = readQuery(webSocket, address); !read)
        return Failure{read.error()};
    if (address.hasQuery(u"parse"_s)) {
        auto parser = ParserOptions::from(address);
        if (!parser)
            return Failure{parser.error()};
        webSocket.parser = *std::move(parser);
    }
    auto network = NetworkOptions::from(address, credentials);
    if (!network)
        return Failure{network.error()};
    webSocket.network = *std::move(network);
    const QString user = credentials.user.isEmpty() ? address.user() : credentials.user;
    const Result<void> put = putSecrets(webSocket, address.query(u"auth"_s), user, credentials.password);
    if (!put)
        return Failure{put.error()};
    return webSocket;
}

} // namespace livebelt
