// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/WebSocketTransport.h"

#include "sources/irc/TcpTransport.h"

#include <cstring>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostUnread = 64 << 20;
constexpr quint64 longestMessage = 1 << 20;

} // namespace

std::unique_ptr<IrcTransport> IrcTransport::make(const IrcTarget &target)
{
    if (target.isWebSocket)
        return std::make_unique<WebSocketTransport>(target);
    return std::make_unique<TcpTransport>(target);
}

void MessageDevice::append(const QByteArray &lines)
{
    m_unread += lines;
    if (!lines.endsWith('\n'))
        m_unread += '\n';
    Q_EMIT readyRead();
}

qint64 MessageDevice::readData(char *data, qint64 maximum)
{
    const qint64 count = qMin<qint64>(maximum, m_unread.size());
    if (count > 0)
        std::memcpy(data, m_unread.constData(), size_t(count));
    m_unread.remove(0, count);
    return count;
}

WebSocketTransport::WebSocketTransport(const IrcTarget &target)
{
    m_url.setScheme(target.tls ? u"wss"_s : u"ws"_s);
    m_url.setHost(target.host);
    m_url.setPort(target.port);
    m_url.setPath(u"/"_s);
    m_socket.setProxy(target.network.proxyFor(target.host, target.port));
    m_socket.setMaxAllowedIncomingMessageSize(longestMessage);
    m_socket.setMaxAllowedIncomingFrameSize(longestMessage);
    connect(&m_socket, &QWebSocket::connected, this, [this] { m_changed.set(); });
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketTransport::finish);
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &WebSocketTransport::finish);
    connect(&m_socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &WebSocketTransport::take);
}

WebSocketTransport::~WebSocketTransport()
{
    disconnect(&m_socket, nullptr, this, nullptr);
}

async::Task<void> WebSocketTransport::open()
{
    m_socket.open(m_url);
    while (!isOpen() && !m_isFinished)
        co_await m_changed.wait();
    if (!isOpen())
        throw error();
}

void WebSocketTransport::abort()
{
    m_socket.abort();
    finish();
}

void WebSocketTransport::take(const QString &message)
{
    m_device.append(message.toUtf8());
    if (m_device.bytesAvailable() > mostUnread)
        abort();
}

void WebSocketTransport::finish()
{
    m_isFinished = true;
    m_changed.set();
    if (hasUnread())
        Q_EMIT m_device.readChannelFinished(); // what is left is still to be read
    else
        m_device.close();
}

} // namespace livebelt
