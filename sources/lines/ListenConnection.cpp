// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/lines/ListenConnection.h"

#include "model/records/Notice.h"
#include "sources/lines/UdpAddress.h"
#include <livebelt/async/io/Devices.h>
#include <livebelt/async/io/KeepAlive.h>

#include <QScopeGuard>
#include <cerrno>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

/// More than this of one peer waits in the kernel, and TCP slows it.
constexpr qint64 readBuffer = 64 * 1024;
constexpr qint64 longestPiece = 16 * 1024;

int errorNumber(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return EADDRINUSE;
    case QAbstractSocket::SocketAccessError:
        return EACCES;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return EADDRNOTAVAIL;
    case QAbstractSocket::UnsupportedSocketOperationError:
        return EAFNOSUPPORT;
    default:
        return EIO;
    }
}

Records information(const QByteArray &text)
{
    Records records;
    records.push_back(makeNotice(NoticeType::Information, text));
    return records;
}

} // namespace

ListenConnection::ListenConnection(const ListenAddress &address, ConnectionLog &log) : m_address(address), m_log(log) {}

async::AsyncIterator<Record> ListenConnection::run()
{
    if (!listen())
        co_return;
    Record up = m_log.connected();
    co_yield std::move(up);
    async::Scope peers;
    async::Scope acceptor;
    acceptor.spawn(accept(&peers));
    while (auto batch = co_await m_batches.receive()) {
        for (Record &record : *batch)
            co_yield std::move(record);
    }
}

bool ListenConnection::listen()
{
    int error = 0;
    const QList<QHostAddress> addresses = listenAddresses(m_address.host);
    for (const QHostAddress &address : addresses) {
        auto server = std::make_unique<QTcpServer>();
        server->setMaxPendingConnections(1); // further ones wait in the kernel
        QObject::connect(server.get(), &QTcpServer::newConnection, server.get(), [this] { m_changed.set(); });
        // [::] takes IPv4 as well only where Qt is asked for any address.
        const bool isAny = address == QHostAddress(QHostAddress::AnyIPv6);
        if (server->listen(isAny ? QHostAddress(QHostAddress::Any) : address, m_address.port)) {
            m_servers.push_back(std::move(server));
            continue;
        }
        const int failure = errorNumber(server->serverError());
        const bool isSpare = !m_servers.empty(); // ::1, which a computer without IPv6 does not have
        if (error == 0 && !(isSpare && (failure == EADDRNOTAVAIL || failure == EAFNOSUPPORT)))
            error = failure;
    }
    if (error != 0) {
        m_ending = {error == EACCES ? Ending::Kind::Refused : Ending::Kind::Lost,
                    listenProblem(error, u"TCP"_s, m_address.host, m_address.port)};
    }
    return error == 0;
}

bool ListenConnection::hasPeerWaiting() const
{
    return std::any_of(m_servers.begin(), m_servers.end(),
                       [](const auto &server) { return server->hasPendingConnections(); });
}

std::unique_ptr<QTcpSocket> ListenConnection::nextPeer()
{
    for (const auto &server : m_servers) {
        if (std::unique_ptr<QTcpSocket> socket{server->nextPendingConnection()}) {
            socket->setParent(nullptr);
            socket->setReadBufferSize(readBuffer);
            async::keepAlive(socket->socketDescriptor());
            return socket;
        }
    }
    return {};
}

async::Task<void> ListenConnection::accept(async::Scope *peers)
{
    bool isFull = false;
    while (!m_isLeaving) {
        while (m_peers < m_address.peers) {
            isFull = false;
            std::unique_ptr<QTcpSocket> socket = nextPeer();
            if (!socket)
                break;
            ++m_peers;
            peers->spawn(serve(std::move(socket)));
        }
        if (m_peers >= m_address.peers && hasPeerWaiting() && !std::exchange(isFull, true)) {
            Records full =
                information(u"%1 peers are connected, as many as ?peers= lets in: the next one waits until one "
                            "of them leaves"_s.arg(m_peers)
                                .toUtf8());
            co_await m_batches.send(std::move(full));
        }
        co_await m_changed.wait();
    }
}

async::Task<void> ListenConnection::serve(std::unique_ptr<QTcpSocket> socket)
{
    const PeerTag tag(socket->peerAddress(), socket->peerPort());
    Records joined = information(tag.name() + " has connected");
    tag.apply(joined.front());
    co_await m_batches.send(std::move(joined));
    const std::function<qintptr()> descriptor = [&socket] { return socket->socketDescriptor(); };
    const std::function<void()> drop = [&socket] { socket->abort(); };
    Parting parting(*socket, descriptor, drop);
    m_partings.insert(&parting);
    const auto forget = qScopeGuard([this, &parting] { m_partings.erase(&parting); });
    if (m_isLeaving)
        parting.begin();
    co_await readItems(parting.watch(async::chunks(socket.get(), longestPiece)), m_address.items.framing,
                       std::make_unique<Reader>(m_address.items.parser), m_batches, tag);
    if (!m_isLeaving) {
        Records left = information(tag.name() + " has left");
        tag.apply(left.front());
        co_await m_batches.send(std::move(left));
    }
    --m_peers;
    m_changed.set();
    closeOnceEmpty();
}

void ListenConnection::closeOnceEmpty()
{
    if (m_isLeaving && m_peers == 0)
        m_batches.close();
}

async::Task<void> ListenConnection::goodbye()
{
    m_isLeaving = true;
    for (Parting *parting : m_partings)
        parting->begin();
    m_changed.set();
    closeOnceEmpty();
    co_return;
}

} // namespace livebelt
