// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/NetworkOptions.h"

#include <QStringList>
#include <QUrl>
#include <chrono>

namespace livebelt {

/// Where a WebSocket is to be opened, and how. A plain value. url and headers may hold secrets: they are shown to
/// nobody.
struct WebSocketRequest
{
    QUrl url; ///< ws or wss
    quint16 port = 0;
    QString origin;                                   ///< the Origin header (RFC 6454); empty: none
    QStringList subprotocols;                         ///< in the order of preference
    QList<std::pair<QByteArray, QByteArray>> headers; ///< besides those of the protocol
    bool compresses = true;                           ///< offers permessage-deflate
    NetworkOptions network;

    quint64 longest = 16'000'000;               ///< bytes of a message: a longer one is cut there
    bool isInPieces = false;                    ///< binary messages as they come, in pieces
    std::chrono::milliseconds patience{30'000}; ///< for connecting, up to the end of the handshake
    std::chrono::milliseconds ping{15'000};     ///< of silence before a ping; 0: none is sent

    bool isSecure() const { return url.scheme() == QStringLiteral("wss"); }
    /// "host:port", for people.
    QString where() const;
};

} // namespace livebelt
