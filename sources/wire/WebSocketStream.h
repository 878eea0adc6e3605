// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/wire/MessageReader.h"
#include "sources/wire/Opening.h"
#include <livebelt/async/AsyncIterator.h>
#include <livebelt/async/Clock.h>
#include <livebelt/async/Scope.h>

namespace livebelt {

/// One WebSocket, from the client's side (RFC 6455, and RFC 7692 for what comes in): the handshake, messages, pings
/// both ways, the goodbye, and the end of a peer that is silent.
///
///     if (const auto refusal = co_await stream.open())
///         co_return *refusal;
///     auto messages = stream.messages();
///     while (auto message = co_await messages.next())
///         use(*message);
///     co_return stream.ending(true);
///
/// Reads only while a message is awaited: behind a slow consumer at most 256 kB wait here, and TCP slows the server.
/// Lives on one thread; destroying it, in any state, drops the connection, and what messages() gave goes before it.
class WebSocketStream
{
public:
    explicit WebSocketStream(WebSocketRequest request);
    ~WebSocketStream();
    WebSocketStream(const WebSocketStream &) = delete;
    WebSocketStream &operator=(const WebSocketStream &) = delete;

    /// Connects and shakes hands; or why that failed. Once.
    async::Task<std::optional<Ending>> open();
    /// Text and Binary, in order, until the connection has ended; what had arrived before comes first. Once, after
    /// open(). Throws nothing.
    async::AsyncIterator<WebSocketEvent> messages();
    /// Puts a message on its way; false: the connection is not open. unsent() says how much waits.
    bool send(QByteArrayView message, bool isText);
    /// Says goodbye: messages() goes on with what the server had sent before it heard that, for 700 ms at most.
    void close(quint16 code = 1000);
    /// Drops the connection; what has been read of it is still given. why: for ending(); the first one counts.
    void abort(const QString &why = {});

    bool isOpen() const { return m_isOpen && !m_isLeaving && !m_isOver && isReached(); }
    /// Whether the other side has answered the handshake, if not as a WebSocket.
    bool hasAnswered() const { return m_opening.hasAnswered; }
    /// Whether something has come that nobody has awaited yet.
    bool hasUnread() const;
    const QString &subprotocol() const { return m_handshake.subprotocol(); }
    qint64 unsent() const;
    /// For its signals.
    const QTcpSocket &socket() const { return *m_socket; }
    /// How it ended, after messages() has. hasGivenItems: something of use had come.
    Ending ending(bool hasGivenItems) const;

private:
    async::Task<void> keepAlive();
    async::Task<void> abortAfter(std::chrono::milliseconds duration);
    void answer(const WebSocketEvent &event);
    void leave(quint16 code, QByteArrayView reason = {});
    void write(quint8 opcode, QByteArrayView payload);
    bool isReached() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    const WebSocketRequest m_request;
    Handshake m_handshake;
    std::unique_ptr<QTcpSocket> m_socket; ///< a QSslSocket, where it is secure
    Opening m_opening;
    std::optional<MessageReader> m_reader;
    QByteArray m_rest; ///< read by the socket before abort()
    QString m_why;     ///< it was given up here
    std::optional<WebSocketEvent> m_close;
    async::Clock::TimePoint m_heardAt;
    std::chrono::milliseconds m_silence{}; ///< for which it was given up
    bool m_isOpen = false;
    bool m_isLeaving = false; ///< a close frame has been sent
    bool m_isOver = false;
    QObject m_context; ///< of what listens to the socket
    async::Scope m_watch, m_limit;
};

} // namespace livebelt
