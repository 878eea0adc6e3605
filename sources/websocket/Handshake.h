// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/feed/Connection.h"
#include "sources/websocket/WebSocketAddress.h"

#include <QNetworkRequest>
#include <QWebSocketHandshakeOptions>

class QWebSocket;

namespace livebelt {

/// What is asked for in the opening handshake (RFC 6455 section 4.1).
QNetworkRequest handshakeRequest(const WebSocketAddress &address);
QWebSocketHandshakeOptions handshakeOptions(const WebSocketAddress &address);

/// Why a socket that never got connected did not: the network, TLS, or the status the server answered. tls: what it
/// found wrong with the certificate.
Ending handshakeProblem(const QWebSocket &socket, const QList<QSslError> &tls, const WebSocketAddress &address);

/// The same for an HTTP status (RFC 9110 section 15) other than 101.
Ending statusProblem(int status, const QString &host);

} // namespace livebelt
