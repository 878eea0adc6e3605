// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/TcpTransport.h"

namespace livebelt {

namespace {

/// More than this waits in the kernel, and TCP slows the server.
constexpr qint64 readBuffer = 256 * 1024;

} // namespace

TcpTransport::TcpTransport(const IrcTarget &target)
    : m_host(target.host), m_port(target.port), m_check(target.network.peerCheck())
{
    if (target.tls) {
        auto socket = std::make_unique<QSslSocket>();
        m_tls = socket.get();
        m_socket = std::move(socket);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
    }
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setProxy(target.network.proxyFor(target.host, target.port));
}

void TcpTransport::useTls(const QSslConfiguration &configuration)
{
    if (m_tls)
        m_tls->setSslConfiguration(configuration);
}

async::Task<void> TcpTransport::open()
{
    return m_tls ? async::connectEncrypted(m_tls, m_host, m_port, m_check)
                 : async::connectTo(m_socket.get(), m_host, m_port);
}

bool TcpTransport::isOpen() const
{
    return isReached() && (!m_tls || m_tls->isEncrypted());
}

bool TcpTransport::hasUnread() const
{
    return m_socket->bytesAvailable() > 0 || (m_tls && m_tls->encryptedBytesAvailable() > 0);
}

} // namespace livebelt
