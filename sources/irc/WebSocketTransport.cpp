// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/irc/WebSocketTransport.h"

#include "sources/irc/TcpTransport.h"

#include <cstring>

namespace livebelt {

using namespace Qt::StringLiterals;

namespace {

WebSocketRequest requestFor(const IrcTarget &target)
{
    WebSocketRequest request;
    request.url.setScheme(target.tls ? u"wss"_s : u"ws"_s);
    request.url.setHost(target.host);
    request.url.setPort(target.port);
    request.url.setPath(u"/"_s);
    request.port = target.port;
    request.network = target.network;
    request.ping = std::chrono::milliseconds(0); // IRC has pings of its own
    return request;
}

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
    if (m_unread.isEmpty())
        m_drained.set();
    return count;
}

WebSocketTransport::WebSocketTransport(const IrcTarget &target) : m_where(target.where), m_stream(requestFor(target)) {}

async::Task<void> WebSocketTransport::open()
{
    m_ending = co_await m_stream.open();
    if (m_ending)
        throw error();
    m_scope.spawn(pump());
}

async::Task<void> WebSocketTransport::pump()
{
    auto messages = m_stream.messages();
    while (WebSocketEvent *message = co_await messages.borrow()) {
        m_device.append(message->bytes);
        if (message->isCut)
            m_stream.abort(u"%1 sent a message longer than 16 MB, whose rest is lost"_s.arg(m_where));
        while (m_device.bytesAvailable() > 0)
            co_await m_device.drained().wait();
    }
    m_ending = m_stream.ending(true);
    m_device.close();
}

async::SocketError WebSocketTransport::error() const
{
    const bool isOver = m_ending.has_value();
    return {isOver ? QAbstractSocket::RemoteHostClosedError : QAbstractSocket::UnknownSocketError,
            isOver ? m_ending->why : QString()};
}

} // namespace livebelt
