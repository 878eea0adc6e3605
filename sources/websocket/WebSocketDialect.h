// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/records/FeedAddress.h"
#include "model/records/FeedDescription.h"

#include <QUrl>

namespace livebelt {

/// What is spoken over a WebSocket, and what is said again after a reconnection. A plain value.
struct WebSocketDialect
{
    enum class Protocol : quint8 {
        Automatic, ///< by the subprotocol (graphql-transport-ws, graphql-ws), or the path /socket.io/
        Plain,
        Graphql,
        SocketIo
    };
    enum class Resend : quint8 {
        None,
        First, ///< the first messages
        All    ///< and those a person has sent since
    };

    /// By the options protocol and resend; or what is wrong with them.
    static Result<WebSocketDialect> from(const FeedAddress &address);
    static QList<FeedParameter> parameters();

    /// Never Automatic. subprotocol: the one the server has chosen.
    Protocol protocolOf(const QUrl &url, const QString &subprotocol) const;

    Protocol protocol = Protocol::Automatic;
    Resend resend = Resend::First;
};

/// Whether the address asks for revision 3 of Engine.IO, as servers of Socket.IO 2 speak it.
bool isEngineIo3(const QUrl &url);

} // namespace livebelt
