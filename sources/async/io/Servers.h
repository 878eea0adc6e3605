// SPDX-License-Identifier: MIT
#pragma once

#include <livebelt/async/AsyncIterator.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>
#include <memory>

class QNetworkDatagram;

namespace livebelt::async {

/// The connections that a listening server takes, each as a socket of the consumer's own. A server that was closed
/// gives none, but the stream goes on, since it may listen again: it ends when the server is destroyed. The server
/// lives on this thread and stays the caller's; a QSslServer gives sockets whose handshake is over.
///
/// Lazy: while nobody awaits the next one, connections wait in the server, maxPendingConnections() of them, and then in
/// the system. Safe to cancel: a connection that was not handed out stays in the server.
///
///     auto clients = connections(&server);
///     while (auto client = co_await clients.next())
///         scope.spawn(serve(std::move(*client)));
AsyncIterator<std::unique_ptr<QTcpSocket>> connections(QTcpServer *server);
/// As above.
AsyncIterator<std::unique_ptr<QLocalSocket>> connections(QLocalServer *server);

/// The datagrams that a bound socket receives, of at most maximum bytes each (the rest of a longer one is lost); -1:
/// whole ones. It ends when the socket is closed or destroyed. The socket lives on this thread and stays the caller's.
///
/// Lazy: while nobody awaits the next one, datagrams wait in the system's buffer, which drops those that find no room
/// (QAbstractSocket::ReceiveBufferSizeSocketOption). One that cannot be received is left out. Safe to cancel.
AsyncIterator<QNetworkDatagram> datagrams(QUdpSocket *socket, qint64 maximum = -1);

} // namespace livebelt::async
