// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttSocket.h"

#include <livebelt/async/io/Sockets.h>

namespace livebelt {

namespace {

constexpr qint64 readBuffer = 256 * 1024;

Ending endingOf(const async::SocketError &error, const MqttAddress &address)
{
    return {isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
            connectionProblem(error, address.host, address.port)};
}

} // namespace

MqttSocket::MqttSocket(const MqttAddress &address) : m_address(address)
{
    if (address.isEncrypted)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    m_socket->setReadBufferSize(readBuffer);
    m_socket->setProxy(address.network.proxyFor(address.host, address.port));
    connect(m_socket.get(), &QIODevice::readyRead, this, &MqttTransport::readable);
    connect(m_socket.get(), &QIODevice::bytesWritten, this, &MqttTransport::written);
    connect(m_socket.get(), &QAbstractSocket::disconnected, this, &MqttTransport::closed);
}

async::Task<std::optional<Ending>> MqttSocket::open()
{
    std::optional<Ending> ending;
    if (m_address.isEncrypted) {
        const Result<QSslConfiguration> tls = m_address.network.tls();
        if (!tls) {
            ending = Ending{Ending::Kind::Refused, tls.error()};
            co_return ending;
        }
        static_cast<QSslSocket *>(m_socket.get())->setSslConfiguration(*tls);
    }
    const async::PeerCheck check = m_address.network.peerCheck();
    try {
        if (m_address.isEncrypted)
            co_await async::connectEncrypted(static_cast<QSslSocket *>(m_socket.get()), m_address.host, m_address.port,
                                             check);
        else
            co_await async::connectTo(m_socket.get(), m_address.host, m_address.port);
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    } catch (const async::SocketError &error) {
        ending = endingOf(error, m_address);
    }
    co_return ending;
}

void MqttSocket::write(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

qint64 MqttSocket::unwritten() const
{
    const auto *secure = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
}

std::chrono::milliseconds MqttSocket::silence() const
{
    const async::SocketError error(m_socket->error(), m_socket->errorString());
    return silenceOf(error);
}

QString MqttSocket::problem() const
{
    QAbstractSocket::SocketError code = m_socket->error();
    if (code == QAbstractSocket::UnknownSocketError)
        code = QAbstractSocket::RemoteHostClosedError;
    return connectionProblem(async::SocketError(code, m_socket->errorString()), m_address.host, m_address.port);
}

} // namespace livebelt
