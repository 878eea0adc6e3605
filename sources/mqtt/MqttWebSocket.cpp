// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttWebSocket.h"

#include "sources/async/Event.h"
#include "sources/async/Signals.h"
#include "sources/async/io/Sockets.h"

#include <QWebSocketHandshakeOptions>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostUnread = 64 << 20;
constexpr qsizetype mostRead = 1 << 20; // bytes that are kept although they have been read
} // namespace

MqttWebSocket::MqttWebSocket(const MqttAddress &address) : m_address(address)
{
    m_socket.setProxy(address.network.proxyFor(address.host, address.port));
    connect(&m_socket, &QWebSocket::binaryFrameReceived, this, &MqttWebSocket::take);
    connect(&m_socket, &QWebSocket::textFrameReceived, this, [this] {
        refuse(u"%1 sent text over the WebSocket, where MQTT is binary: is the path right?"_s.arg(m_address.where()));
    });
    connect(&m_socket, &QWebSocket::bytesWritten, this, &MqttTransport::written);
    connect(&m_socket, &QWebSocket::disconnected, this, &MqttTransport::closed);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tls = errors; });
}

async::Task<std::optional<Ending>> MqttWebSocket::open()
{
    std::optional<Ending> ending;
    if (m_address.isEncrypted) {
        const Result<QSslConfiguration> tls = m_address.network.tls();
        if (!tls) {
            ending = Ending{Ending::Kind::Refused, tls.error()};
            co_return ending;
        }
        m_socket.setSslConfiguration(*tls);
    }
    async::Event changed;
    bool isOver = false;
    const auto end = [&] {
        isOver = true;
        changed.set();
    };
    const async::ScopedConnection connected = connect(&m_socket, &QWebSocket::connected, this, end);
    const async::ScopedConnection failed =
        connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, end);
    const async::ScopedConnection state =
        connect(&m_socket, &QWebSocket::stateChanged, this, [&](QAbstractSocket::SocketState now) {
            if (now == QAbstractSocket::UnconnectedState)
                end();
        });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"mqtt"_s});
    m_socket.open(m_address.webSocketUrl(), options);
    while (!isOver)
        co_await changed.wait();
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        ending = failure();
    co_return ending;
}

Ending MqttWebSocket::failure() const
{
    const async::SocketError error(m_socket.error(), m_socket.errorString(), m_tls);
    if (m_tls.isEmpty() && m_socket.errorString().contains(u"http status")) { // an answer that is no upgrade
        return {Ending::Kind::Lost, u"%1 has no WebSocket at %2: is the path right (ws-path=)? (%3)"_s.arg(
                                        m_address.where(), m_address.webSocketPath, m_socket.errorString())};
    }
    return {isHopeless(error) ? Ending::Kind::Refused : Ending::Kind::Lost,
            connectionProblem(error, m_address.host, m_address.port)};
}

QByteArray MqttWebSocket::read(qsizetype most)
{
    const qsizetype size = qMin(most, m_arrived.size() - m_read);
    QByteArray bytes = m_arrived.sliced(m_read, size);
    m_read += size;
    if (m_read == m_arrived.size() || m_read > mostRead) {
        m_arrived.remove(0, m_read);
        m_read = 0;
    }
    return bytes;
}

void MqttWebSocket::write(const QByteArray &bytes)
{
    m_socket.sendBinaryMessage(bytes);
    m_socket.flush();
}

void MqttWebSocket::abort()
{
    m_socket.abort();
}

void MqttWebSocket::take(const QByteArray &bytes)
{
    if (m_arrived.size() - m_read + bytes.size() > mostUnread) {
        refuse(u"%1 sends faster than can be taken in: more than 64 MB waited"_s.arg(m_address.where()));
        return;
    }
    m_arrived.append(bytes);
    Q_EMIT readable();
}

void MqttWebSocket::refuse(const QString &why)
{
    m_why = why;
    m_socket.abort();
}

QString MqttWebSocket::problem() const
{
    if (!m_why.isEmpty())
        return m_why;
    QAbstractSocket::SocketError code = m_socket.error();
    if (code == QAbstractSocket::UnknownSocketError)
        code = QAbstractSocket::RemoteHostClosedError;
    return connectionProblem(async::SocketError(code, m_socket.errorString()), m_address.host, m_address.port);
}

} // namespace livebelt
