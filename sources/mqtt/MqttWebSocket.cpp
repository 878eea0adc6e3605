// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/mqtt/MqttWebSocket.h"

#include "sources/feed/Parting.h"

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

WebSocketRequest requestFor(const MqttAddress &address)
{
    WebSocketRequest request;
    request.url = address.webSocketUrl();
    request.port = address.port;
    request.subprotocols = {u"mqtt"_s};
    request.network = address.network;
    request.isInPieces = true;
    request.ping = std::chrono::milliseconds(0); // MQTT has pings of its own
    return request;
}

} // namespace

MqttWebSocket::MqttWebSocket(const MqttAddress &address) : m_address(address), m_stream(requestFor(address))
{
    connect(&m_stream.socket(), &QIODevice::bytesWritten, this, &MqttTransport::written);
}

async::Task<std::optional<Ending>> MqttWebSocket::open()
{
    std::optional<Ending> ending = co_await m_stream.open();
    if (ending && m_stream.hasAnswered()) {
        ending->kind = Ending::Kind::Lost;
        ending->why = u"%1 has no WebSocket at %2: is the path right (ws-path=)? (%3)"_s.arg(
            m_address.where(), m_address.webSocketPath, ending->why);
    }
    if (ending)
        m_hasEnded = true;
    else
        m_scope.spawn(pump());
    co_return ending;
}

async::Task<void> MqttWebSocket::pump()
{
    auto messages = m_stream.messages();
    while (WebSocketEvent *message = co_await messages.borrow()) {
        if (message->kind == WebSocketEvent::Kind::Text) {
            m_why =
                u"%1 sent text over the WebSocket, where MQTT is binary: is the path right?"_s.arg(m_address.where());
            m_stream.abort();
            break;
        }
        if (m_isFinishing)
            continue;
        m_arrived = std::move(message->bytes);
        m_read = 0;
        Q_EMIT readable();
        while (m_read < m_arrived.size())
            co_await m_taken.wait();
    }
    m_hasEnded = true;
    Q_EMIT closed();
}

QByteArray MqttWebSocket::read(qsizetype most)
{
    QByteArray bytes = m_arrived.mid(m_read, most);
    m_read += bytes.size();
    if (m_read == m_arrived.size())
        m_taken.set();
    return bytes;
}

qint64 MqttWebSocket::unread() const
{
    const QTcpSocket &socket = m_stream.socket();
    return m_arrived.size() - m_read + unreadIn(socket, socket.socketDescriptor());
}

void MqttWebSocket::abort()
{
    m_stream.abort();
    m_arrived.clear();
    m_taken.set();
}

void MqttWebSocket::finish()
{
    m_isFinishing = true;
    m_arrived.clear();
    m_taken.set();
    m_stream.close();
}

QString MqttWebSocket::problem() const
{
    return m_why.isEmpty() ? m_stream.ending(true).why : m_why;
}

} // namespace livebelt
