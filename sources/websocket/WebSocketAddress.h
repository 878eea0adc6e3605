// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/NetworkOptions.h"
#include "sources/parse/ParserOptions.h"
#include "sources/websocket/WebSocketDialect.h"
#include "sources/wire/WebSocketRequest.h"

#include <QByteArrayList>
#include <QStringList>
#include <chrono>
#include <optional>
#include <utility>

namespace livebelt {

/// Where a WebSocket feed connects to, how, and what it says first: a FeedAddress with its credentials, checked. A
/// plain value. It may hold secrets: url and headers are shown to nobody.
struct WebSocketAddress
{
    using Header = std::pair<QByteArray, QByteArray>;

    /// Or what is wrong with it, and how to write it.
    static Result<WebSocketAddress> check(const FeedAddress &address, const Credentials &credentials);

    /// "host:port", for people.
    QString where() const { return request().where(); }
    WebSocketRequest request() const;
    bool isSecure() const { return url.scheme() == QStringLiteral("wss"); }

    QUrl url;          ///< the server's own
    QByteArray target; ///< its path and query, to the byte
    quint16 port = 0;
    QString origin;                         ///< the Origin header (RFC 6454); empty: none
    QStringList subprotocols;               ///< in the order of preference
    QByteArrayList first;                   ///< messages to send as soon as a connection is up
    WebSocketDialect dialect;               ///< how they are said, and what is answered
    QList<Header> headers;                  ///< of the handshake, besides those of the protocol
    std::chrono::milliseconds ping{15'000}; ///< of silence before a ping; 0: none is sent
    quint64 longest = 16'000'000;           ///< bytes: a longer message is cut there
    bool compresses = true;                 ///< offers permessage-deflate (RFC 7692)
    ParserOptions parser;                   ///< where the address says how messages are to be understood
    NetworkOptions network;
};

} // namespace livebelt
