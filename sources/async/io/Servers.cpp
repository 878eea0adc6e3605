// SPDX-License-Identifier: MIT
#include <livebelt/async/io/Servers.h>

#include <livebelt/async/Event.h>
#include <livebelt/async/Signals.h>

#include <QNetworkDatagram>
#include <QPointer>

namespace livebelt::async {

namespace {

/// Server gives its connections one by one, and says by a signal that there are new ones.
template<typename Socket, typename Server, typename Signal>
AsyncIterator<std::unique_ptr<Socket>> connectionsOf(QPointer<Server> server, Signal announced)
{
    Event changed;
    const auto look = [&changed] { changed.set(); };
    const ScopedConnection announcing = QObject::connect(server.data(), announced, look);
    const ScopedConnection gone = QObject::connect(server.data(), &QObject::destroyed, look);
    while (server) {
        std::unique_ptr<Socket> socket(server->nextPendingConnection());
        if (!socket) {
            co_await changed.wait();
            continue;
        }
        socket->setParent(nullptr);
        co_yield std::move(socket);
    }
}

AsyncIterator<QNetworkDatagram> datagramsOf(QPointer<QUdpSocket> socket, qint64 maximum)
{
    Event changed;
    const auto look = [&changed] { changed.set(); };
    const ScopedConnection ready = QObject::connect(socket.data(), &QUdpSocket::readyRead, look);
    const ScopedConnection state = QObject::connect(socket.data(), &QUdpSocket::stateChanged, look);
    const ScopedConnection gone = QObject::connect(socket.data(), &QObject::destroyed, look);
    while (socket && socket->state() != QAbstractSocket::UnconnectedState) {
        if (!socket->hasPendingDatagrams()) {
            co_await changed.wait();
            continue;
        }
        QNetworkDatagram datagram = socket->receiveDatagram(maximum);
        if (datagram.isValid())
            co_yield std::move(datagram);
    }
}

} // namespace

AsyncIterator<std::unique_ptr<QTcpSocket>> connections(QTcpServer *server)
{
    return connectionsOf<QTcpSocket>(QPointer(server), &QTcpServer::pendingConnectionAvailable);
}

AsyncIterator<std::unique_ptr<QLocalSocket>> connections(QLocalServer *server)
{
    return connectionsOf<QLocalSocket>(QPointer(server), &QLocalServer::newConnection);
}

AsyncIterator<QNetworkDatagram> datagrams(QUdpSocket *socket, qint64 maximum)
{
    return datagramsOf(QPointer(socket), maximum);
}

} // namespace livebelt::async
